"""Files at the desk while the S3-compatible store of evidence is away, or dies while one is downloaded."""

import hashlib
import os
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from flows.core.effects import Fetch
from flows.core.events import Event, Media, Text
from tests.bot.desk.conftest import Line
from tests.ceph import ObjectServer
from tests.fakes.desk import Browser
from tests.product.product import serving, settings

PIECE, REFERENCE = "abcd-1", "AC23CD45"
LARGE = 40 << 20
"""Bytes: more than waits in all buffers between the store and the browser."""
EXPORT = {"reason": "prosecutor", "form": "bag"}


@pytest.fixture
async def line(objects: ObjectServer, tmp_path: Path) -> AsyncIterator[Line]:
    """A desk whose one case has one large file in the store."""
    given = settings(tmp_path / "data", max_file_mb=64, **objects.settings(objects.address()))
    async with serving(given) as product:
        line = Line(product)
        incoming = product.made.store("evidence").open_write(PIECE)
        for _ in range(LARGE >> 20):
            incoming.write(os.urandom(1 << 20))
        kept = incoming.finish()
        with product.made.storage.write() as unit:
            media = Media("photo", "file-7", name="x.png", size=LARGE)
            event = Event("event 1", "web:somebody", time.time(), Text(""), message="m7")
            unit.evidence.expect(Fetch(PIECE, media, None), event)
            unit.evidence.stored(PIECE, kept, time.time())
        line.file(REFERENCE, evidence=(PIECE,))
        yield line
        for each in line.browsers:
            await each.close()


async def downloads(browser: Browser, objects: ObjectServer, got: bytearray) -> None:
    """Download the file; the store dies after the first bytes, and is back in the end."""
    with ExitStack() as dead:
        async with browser.client.stream("GET", f"/desk/api/evidence/{PIECE}", timeout=60) as answer:
            assert answer.status_code == 200
            async for chunk in answer.aiter_bytes():
                if not got:
                    dead.enter_context(objects.away())
                got += chunk


async def test_a_store_that_is_away_is_said_and_one_that_dies_breaks_the_download_off(
    line: Line, objects: ObjectServer
) -> None:
    browser = await line.enters()
    (piece,) = (await browser.get(f"cases/{REFERENCE}")).json()["evidence"]
    with objects.away():
        for asked in (
            await browser.get(f"evidence/{PIECE}", timeout=60),
            await browser.post(f"cases/{REFERENCE}/export", EXPORT, timeout=60),
        ):
            assert (asked.status_code, asked.json()) == (503, {"error": "files"})
        assert (await browser.get(f"cases/{REFERENCE}")).status_code == 200, "words are read all the same"
    got = bytearray()
    with pytest.raises(httpx.RemoteProtocolError):
        await downloads(browser, objects, got)
    assert 0 < len(got) < LARGE
    whole = await browser.get(f"evidence/{PIECE}", timeout=60)
    assert hashlib.sha256(whole.content).hexdigest() == piece["sha256"]
    assert (await browser.post(f"cases/{REFERENCE}/export", EXPORT, timeout=60)).status_code == 200
    line.sound()
