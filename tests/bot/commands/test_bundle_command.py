"""`export`, `case open` and `case rekey`: a case leaves the server sealed and opens where a key is."""

import hashlib
from pathlib import Path

import pytest

from storage.database.engine import Database
from storage.sealing.age import fresh_key
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.bot.commands.typed import Said, Typed
from tests.storage.sealed import Line

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
STORY = "Il me demande 2000 dirhams"


@pytest.fixture
def officer(tmp_path: Path) -> Path:
    """An officer's machine: their key, the recovery key, a stranger's, and nothing of the server."""
    folder, server = tmp_path / "officer", tmp_path / "server"
    folder.mkdir()
    database = Database("", server)
    database.migrate()
    line = Line.opened(Storage(database, Vault.load(server / "server.key", {})), server)
    line.receive("piece-1", PHOTO, "photo.png")
    line.file("AB23CD45", "piece-1", answers=(("story", STORY),))
    for name, key in (("officer", line.officer), ("recovery", line.recovery), ("stranger", fresh_key()[0])):
        (folder / f"{name}.key").write_text(key)
    database.close()
    return folder


@pytest.fixture
def case(officer: Path, typed: Typed):
    """`said = case("open", …)` there; the bundle was brought from the server as `case.tar`."""
    server, bundle = officer.parent / "server", officer / "case.tar"
    exported = typed(server, "export", "ab23cd45", str(bundle))
    assert (exported.status, exported.errors) == (0, "")
    assert STORY not in bundle.read_bytes().decode("latin-1")
    assert typed(server, "export", "NOTHERE2", str(officer / "other.tar")).status == 1

    def run(*words: str) -> Said:
        said = typed(officer, "case", *words)
        assert said.errors == ""
        return said

    yield run
    assert not (officer / "ballegh.db").exists(), "no server is needed for it"


@pytest.mark.parametrize("key", ["officer", "recovery"])
def test_each_key_opens_it_whole(officer, case, key):
    said = case("open", "case.tar", "--key", f"{key}.key", "--to", "files")
    assert said.status == 0
    assert said.out.startswith("case AB23CD45\n")
    assert f"story: {STORY}" in said.out
    assert hashlib.sha256(PHOTO).hexdigest() in said.out
    assert "DOES NOT FIT" not in said.out
    assert (officer / "files" / "piece-1").read_bytes() == PHOTO


def test_no_other_key_opens_it(officer, case):
    said = case("open", "case.tar", "--key", "stranger.key", "--to", "files")
    assert (said.status, STORY in said.out) == (1, False)
    assert case("open", "case.tar", "--key", "case.tar").status == 1
    assert case("open", "case.tar", "--key", "no-such.key").status == 1


def test_a_bundle_that_is_cut_short_is_none(officer, case):
    whole = (officer / "case.tar").read_bytes()
    (officer / "cut.tar").write_bytes(whole[: len(whole) // 2])
    (officer / "empty.tar").write_bytes(b"")
    for name in ("cut.tar", "empty.tar", "no-such.tar"):
        said = case("open", name, "--key", "officer.key")
        assert (said.status, STORY in said.out) == (1, False)


def test_rekeyed_it_opens_for_the_others_alone(officer, case):
    private, public = fresh_key()
    (officer / "other.key").write_text(private)
    rekey = ("rekey", "case.tar", "--key")
    assert case(*rekey, "stranger.key", "--to", public, "--out", "new.tar").status == 1
    assert not (officer / "new.tar").exists()
    assert case(*rekey, "officer.key", "--to", "age1nothing", "--out", "new.tar").status == 1
    said = case(*rekey, "officer.key", "--to", public, "--out", "new.tar")
    assert (said.status, said.out) == (0, "new.tar opens for 1 keys\n")
    assert STORY not in (officer / "new.tar").read_bytes().decode("latin-1")
    opened = case("open", "new.tar", "--key", "other.key")
    assert (opened.status, STORY in opened.out, "DOES NOT FIT" in opened.out) == (0, True, False)
    assert case("open", "new.tar", "--key", "officer.key").status == 1
