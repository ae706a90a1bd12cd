"""What earlier versions stored is served by this one; what a newer one stored is refused in one line."""

import asyncio
import hashlib
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from storage.database.migrate import OLDEST, newest
from tests.bot.commands.operations.earlier import VERSIONS, Earlier, Version
from tests.bot.commands.typed import Typed
from tests.campaigns.kill.process import Process

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
CASES = {"AB23CD45": "ab12-piece-1", "EF67GH89": "ab56-piece-2"}
WITHDRAWN, ERASED = "ab56-withdrawn", "cd78-erased"


pytestmark = pytest.mark.sqlite("earlier versions' files")


@pytest.fixture(params=VERSIONS, ids=lambda version: version.name)
def earlier(request, tmp_path: Path) -> Earlier:
    """Two cases; a third whose time is over; and a file that was to be destroyed when the server stopped."""
    version: Version = request.param
    made = Earlier(version, tmp_path / "data", float(int(time.time())))
    made.make()
    for reference, piece in CASES.items():
        made.file(reference, piece, PHOTO + piece.encode(), 3)
    made.file("WX89YZ23", WITHDRAWN, PHOTO, 100, status="withdrawn")
    made.left_to_destroy(ERASED, PHOTO)
    (tmp_path / "officer.key").write_text(f"{made.identity}\n")
    return made


def lying(folder: Path) -> set[str]:
    """The names of the files of evidence."""
    return {path.name for path in (folder / "evidence").rglob("*") if path.is_file()}


def erased(folder: Path) -> None:
    """Wait until only the files of the two cases are left."""
    end = time.monotonic() + 30
    while lying(folder) != {*CASES.values()}:
        assert time.monotonic() < end, lying(folder)
        time.sleep(0.05)


async def served(folder: Path) -> None:
    """Start the server, wait until what is over is erased, and stop it."""
    async with Process(folder, {}):
        await asyncio.to_thread(erased, folder)


@pytest.mark.few(1)
@pytest.mark.long
async def test_an_earlier_versions_cases_are_served(earlier: Earlier, typed: Typed, tmp_path: Path) -> None:
    refused = typed(earlier.folder, "case", "list")
    assert (refused.status, refused.out) == (1, "")
    assert f"version {earlier.version.revision}, this program needs {newest()}" in refused.error
    await served(earlier.folder)

    found = typed(earlier.folder, "case", "list", "--json").json["cases"]
    assert {case["reference"] for case in found} == {*CASES}
    assert typed(earlier.folder, "verify").out == "every chain, file and row is as it should be\n"
    assert "BAD" not in (doctor := typed(earlier.folder, "doctor").out), doctor
    shown = typed(earlier.folder, "case", "show", "AB23CD45")
    assert (shown.status, "AB23CD45" in shown.out) == (0, True)
    assert typed(earlier.folder, "export", "AB23CD45", str(tmp_path / "case.tar")).status == 0
    opens = ("--key", "officer.key", "--signer", earlier.signer, "--to", "files")
    opened = typed(tmp_path, "case", "open", "case.tar", *opens)
    assert "histoire AB23CD45" in opened.out
    photo = PHOTO + CASES["AB23CD45"].encode()
    assert hashlib.sha256(photo).hexdigest() in opened.out
    assert photo in {path.read_bytes() for path in (tmp_path / "files").iterdir()}


@pytest.mark.long
def test_newer_data_is_refused_in_one_line(typed: Typed, tmp_path: Path) -> None:
    assert typed(tmp_path, "init").status == 0
    newer = f"{int(newest()) + 1:04}"
    with closing(sqlite3.connect(tmp_path / "ballegh.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = ?", [newer])
    before = (tmp_path / "ballegh.db").read_bytes()
    for words in ((), ("serve",), ("migrate",), ("verify",), ("case", "list"), ("doctor",)):
        refused = typed(tmp_path, *words)
        assert (refused.status, refused.error.count("\n")) == (1, 1), words
        assert f"the database has version {newer}" in refused.error
        assert "use the newer program" in refused.error
    assert (tmp_path / "ballegh.db").read_bytes() == before


def test_newer_data_that_is_made_for_this_program_too_is_worked_on(typed: Typed, tmp_path: Path) -> None:
    assert typed(tmp_path, "init").status == 0
    with closing(sqlite3.connect(tmp_path / "ballegh.db")) as database, database:
        assert database.execute("SELECT * FROM compatibility").fetchall() == [(newest(), OLDEST)]
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.execute("UPDATE compatibility SET version = '9999'")
    for words in (("officer", "add", "Salma"), ("migrate",), ("verify",)):
        assert typed(tmp_path, *words).status == 0, words
    with closing(sqlite3.connect(tmp_path / "ballegh.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
