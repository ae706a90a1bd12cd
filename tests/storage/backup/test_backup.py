"""Both parts of a backup, on SQLite and on Postgres: made beside a writer, put back, opened."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.audit.missing_keys import missing_keys
from storage.audit.verify import verify
from storage.backup.backup import Backup, Source, back_up
from storage.backup.manifest import DATA, KEYS
from storage.backup.restore import find, finish_erasures, put_database, put_files
from storage.cases.files import EvidenceStore, FileLimits
from storage.custody.adoption import for_older
from storage.custody.links import Act
from storage.database.engine import Database
from storage.errors import BadBackup
from storage.places.folder import Folder
from storage.sealing.vault import Vault
from storage.shredding import shred
from storage.unit import Storage
from tests.storage.sealed import Line

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2000
Restored = tuple[Storage, EvidenceStore]


@pytest.fixture
def line(storage: Storage, tmp_path: Path) -> Line:
    made = Line.opened(storage, tmp_path)
    made.receive("piece-one", PHOTO)
    made.file("AB23CD45", "piece-one")
    made.file("ZX98WV76")
    return made


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Iterator[str]:
    """The address of another empty database of the same kind."""
    if not url:
        yield ""
        return
    cluster = request.getfixturevalue("cluster")
    made = cluster.empty()
    yield made
    cluster.drop(made)


def saved(line: Line, folder: Path) -> Backup:
    folder.mkdir()
    return back_up(Source(line.storage, {"evidence": line.files}, "0.1.0"), folder)


@pytest.fixture
def put_back(elsewhere: str, vault: Vault, tmp_path: Path) -> Iterator[Callable[..., Restored]]:
    """Put a backup, with the keys of this one or of another, into an empty deployment."""
    opened: list[Database] = []

    def restored(folder: Path, keys: Path | None = None) -> Restored:
        target = tmp_path / "fresh"
        database = Database(elsewhere, target)
        opened.append(database)
        found = find(folder, keys, vault)
        put_files(found, {"evidence": Folder(target / "evidence")})
        put_database(found, database)
        database.migrate(for_older(vault))
        storage = Storage(database, vault)
        files = EvidenceStore(target / "evidence", storage.seals, FileLimits(reserve=0))
        if found.tells_erasures:
            finish_erasures(storage, files, missing_keys(storage), time.time())
        return storage, files

    yield restored
    for database in opened:
        database.close()


def test_what_was_backed_up_opens_elsewhere(line: Line, put_back: Callable[..., Restored], tmp_path: Path):
    made = saved(line, tmp_path / "copy")
    assert not made.missing
    storage, files = put_back(tmp_path / "copy")
    assert verify(storage, files) == []
    with storage.read() as unit:
        (entry,) = unit.cases.contents("AB23CD45", line.officer)
    assert entry.answers == (("story", "قصة"),)
    assert b"".join(files.read("piece-one", line.officer)) == PHOTO


def test_neither_part_holds_the_others(line: Line, tmp_path: Path):
    """The data opens for nobody, whatever keys they have, once the erasure keys are gone."""
    made = saved(line, tmp_path / "copy")
    numbers = sorted(line.storage.seals.erasure.numbers())
    assert numbers
    assert [name for name in made.data.files if "erasure" in name] == []
    assert not list((tmp_path / "copy" / KEYS).rglob("*piece*"))
    assert oct((tmp_path / "copy" / DATA).stat().st_mode)[-3:] == "700"
    kept = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert {oct(path.stat().st_mode)[-3:] for path in kept} == {"600"}


def test_it_ends_while_people_write(line: Line, put_back: Callable[..., Restored], tmp_path: Path):
    over = threading.Event()
    filed: list[str] = []

    def write() -> None:
        while not over.is_set():
            number = len(filed)
            line.receive(f"piece-{number:04}", PHOTO[:5000])
            line.file(f"LOAD{number:04}", f"piece-{number:04}")
            filed.append(f"LOAD{number:04}")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while len(filed) < 20:
            time.sleep(0.01)
        begun = time.monotonic()
        saved(line, tmp_path / "copy")
        took = time.monotonic() - begun
    finally:
        over.set()
        thread.join()
    assert took < 20
    storage, files = put_back(tmp_path / "copy")
    assert verify(storage, files) == []
    with storage.read() as unit:
        there = {case.reference for case in unit.cases.newest(10_000, status="")}
    assert {"AB23CD45", "ZX98WV76", *filed[:20]} <= there


def test_what_was_erased_since_is_erased_again(line: Line, put_back: Callable[..., Restored], tmp_path: Path):
    """Old data with the keys of a later backup: the case that was erased meanwhile does not come back."""
    saved(line, tmp_path / "old")
    with line.storage.write() as unit:
        assert unit.retention.erase("AB23CD45", Act("erasure", "reporter", "forget"), time.time())
    shred(line.storage, line.files)
    line.file("NEWER222")
    saved(line, tmp_path / "new")
    storage, files = put_back(tmp_path / "old", tmp_path / "new")
    assert verify(storage, files) == []
    assert list(files.names()) == []
    with storage.read() as unit:
        assert [case.reference for case in unit.cases.newest(9, status="")] == ["ZX98WV76"]
        assert unit.custody.of_case("AB23CD45")[-1].purpose == "restore"


def test_lost_keys_are_not_taken_for_erasures(line: Line, tmp_path: Path, vault: Vault):
    """A backup that was made when keys were missing already tells nothing of what was erased."""
    line.storage.seals.erasure.destroy(line.storage.seals.erasure.numbers())
    made = saved(line, tmp_path / "copy")
    assert sorted(made.missing.cases) == ["AB23CD45", "ZX98WV76"]
    assert made.missing.pieces == ("piece-one",)
    assert str(made.missing) == "2 cases and 1 file of evidence"
    assert not find(tmp_path / "copy", None, vault).tells_erasures


def test_a_backup_that_is_not_whole_is_refused(line: Line, tmp_path: Path, vault: Vault):
    folder = tmp_path / "copy"
    saved(line, folder)
    with pytest.raises(BadBackup, match="another server key"):
        find(folder, None, Vault(b"x" * 32))
    with pytest.raises(BadBackup, match=r"holds no manifest\.json"):
        find(folder, tmp_path, vault)
    with pytest.raises(BadBackup, match="holds the part data"):
        find(folder, folder / DATA, vault)
    piece = folder / DATA / "evidence" / "pi" / "piece-one"
    whole = piece.read_bytes()
    piece.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BadBackup, match="piece-one was changed"):
        find(folder, None, vault)
    piece.unlink()
    with pytest.raises(BadBackup, match="piece-one is missing"):
        find(folder, None, vault)
    manifest = folder / DATA / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"program": "0.1.0"', '"program": "0.1.1"'))
    with pytest.raises(BadBackup, match="was changed"):
        find(folder, None, vault)
