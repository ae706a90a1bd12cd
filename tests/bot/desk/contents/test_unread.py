"""The custody log says *opened* only of what could be read; else that it was asked for and could not be."""

import time
from pathlib import Path

import httpx
import pytest

from flows.core.effects import ChangeStatus
from handlers.desk.settings import Caller
from storage.custody.links import Act
from storage.errors import Unopened
from tests.bot.desk.conftest import pieces
from tests.bot.desk.test_team import granted

CASE = "AC23CD45"
PIECE = "piece-0"


def path(line) -> Path:
    """The sealed file of the piece."""
    return next((line.product.made.settings.data_dir / "evidence").rglob(f"{PIECE}*"))


async def test_a_file_that_is_gone_was_asked_for_and_not_opened(line):
    salma = await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1))
    path(line).unlink()
    assert (await salma.get(f"evidence/{PIECE}")).status_code == 404
    said = [one for one in line.chain(CASE) if one[1] == f"evidence:{PIECE}"]
    assert [event for event, _ in said] == ["sealed", "not-opened"]


async def test_a_file_that_breaks_off_is_told_as_begun_and_not_read_to_its_end(line):
    salma = await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1, b"x" * 600_000))
    whole = path(line).read_bytes()
    path(line).write_bytes(whole[:-10])
    with pytest.raises(httpx.RemoteProtocolError):
        await salma.get(f"evidence/{PIECE}")
    said = [event for event, about in line.chain(CASE) if about == f"evidence:{PIECE}"]
    assert said[-2:] == ["opened", "not-opened"]


async def test_a_file_that_breaks_off_after_its_case_was_erased_lengthens_no_chain(line):
    await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1, b"x" * 600_000))
    whole = path(line).read_bytes()
    path(line).write_bytes(whole[:-10])
    salma = line.officer("Salma")
    caller = Caller(salma.id, salma.name, salma.role, "ready", "", "", time.time())
    chunks = await line.product.app._desk._settings.cases.evidence(caller, PIECE)
    with line.product.made.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(CASE, "insufficient", "", "shell"), time.time())
        assert unit.retention.erase(CASE, Act("erased", "server", ""), time.time())
    before = line.chain(CASE)
    with pytest.raises(Unopened):
        [chunk async for chunk in chunks]
    assert line.chain(CASE) == before


async def test_a_file_that_the_disk_does_not_read_was_asked_for_and_not_opened(line):
    salma = await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1))
    place = path(line)
    place.unlink()
    place.mkdir()
    assert (await salma.get(f"evidence/{PIECE}")).status_code == 503
    assert line.chain(CASE)[-1] == ("not-opened", f"evidence:{PIECE}")


async def test_a_case_that_an_officer_has_no_access_to_was_asked_for_and_not_opened(line):
    salma = await line.enters()
    line.file(CASE)
    omar = await line.enters("Omar")
    for _ in range(2):
        await omar.get(f"cases/{CASE}")
    told = [event for event, about in line.chain(CASE) if about == "desk"]
    assert told == ["not-opened"]
    assert await granted(salma, omar, omar.fingerprint) == 1
    await omar.get(f"cases/{CASE}")
    assert ("opened", "desk") in line.chain(CASE)
    line.sound()


async def test_an_export_that_fails_is_told_as_asked_for(line):
    salma = await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1))
    path(line).unlink()
    refused = await salma.post(f"cases/{CASE}/export", {"reason": "PV-7"})
    assert refused.status_code == 404
    assert line.chain(CASE)[-1] == ("not-exported", "bundle:PV-7")


@pytest.mark.parametrize("form", ["bundle", "bag"])
async def test_an_export_that_fails_unforeseen_is_told_as_asked_for(line, form):
    salma = await line.enters()
    line.file(CASE, evidence=pieces(line.product, 1))
    place = path(line)
    place.unlink()
    place.mkdir()  # an error of the disk that is none of those foreseen
    refused = await salma.post(f"cases/{CASE}/export", {"reason": "PV-7", "form": form})
    assert refused.status_code == 503
    assert line.chain(CASE)[-1] == ("not-exported", f"{form}:PV-7")
