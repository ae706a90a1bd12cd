"""`export`, `case open` and `case rekey`: a case leaves the server sealed and opens where a key is."""

import csv
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from bot.pdf import fonts
from storage.sealing.age import fresh_key, identity
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.bot.commands.typed import Said, Typed
from tests.databases import copied, prepared
from tests.storage.sealed import NOW, Line

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
STORY = "Il me demande 2000 dirhams"
SENT = 1_790_000_000.0


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, typed: Typed) -> Path:
    """A server, and an officer's folder that its bundle was brought to as `case.tar`."""
    root = tmp_path_factory.mktemp("exported")
    folder, server = root / "officer", root / "server"
    folder.mkdir()
    database = prepared(server)
    line = Line.opened(Storage(database, Vault.load(server / "server.key", {})), server)
    line.receive("piece-1", PHOTO, "photo.png")
    answers = (("story", STORY), ("via", "sms"), ("note", "le soir"))
    line.file("AB23CD45", "piece-1", answers=answers, sent=(SENT, 0.0, SENT - SENT % 86400))
    (folder / "signer").write_text(line.storage.signer.fingerprint)
    for name, key in (("officer", line.officer), ("recovery", line.recovery), ("stranger", fresh_key()[0])):
        (folder / f"{name}.key").write_text(key)
    database.close()
    bundle = folder / "case.tar"
    first = typed(server, "export", "ab23-cd45", str(bundle))
    assert (first.status, first.error) == (0, "")
    opens = f"main.py case open {bundle} --key FILE --signer {line.storage.signer.fingerprint}\n"
    assert first.out.endswith(opens), "with all that the first bundle needs"
    assert typed(server, "export", "AB23CD45", str(bundle)).status == 1
    assert typed(server, "export", "AB23CD45", str(bundle), "--force").status == 0
    assert STORY not in bundle.read_bytes().decode("latin-1")
    assert typed(server, "export", "NOTHERE2", str(folder / "other.tar")).status == 1
    return root


@pytest.fixture
def officer(exported: Path, tmp_path: Path) -> Path:
    """An officer's machine: their key, the recovery key, a stranger's, and nothing of the server."""
    return copied(exported, tmp_path) / "officer"


@pytest.fixture
def case(officer: Path, typed: Typed):
    """`said = case("open", …)` on that machine."""

    def run(*words: str) -> Said:
        said = typed(officer, "case", *words)
        assert said.errors.count("\n") == (said.status > 0 and not said.out)
        return said

    yield run
    assert not (officer / "ballegh.db").exists(), "no server is needed for it"


def confirmed(officer: Path) -> tuple[str, str]:
    """The option that names the server, as the officer compared it with a digest."""
    return "--signer", (officer / "signer").read_text()


@pytest.mark.long
def test_it_tells_when_each_text_was_sent(officer, case):
    """By the provider's own time; a day where the hour was not kept."""
    said = case("open", "case.tar", "--key", "officer.key", *confirmed(officer), "--csv", "case.csv")
    assert f"  story (sent 2026-09-21 14:13:20Z): {STORY}\n" in said.out
    assert "  via: sms\n  note (sent 2026-09-21): le soir\n" in said.out
    with (officer / "case.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *table = csv.reader(file)
    assert [row[head.index("sent")] for row in table] == ["2026-09-21 14:13:20Z", "", "2026-09-21"]


@pytest.mark.parametrize("key", ["officer", "recovery"])
def test_each_key_opens_it_whole(officer, case, key):
    said = case("open", "case.tar", "--key", f"{key}.key", *confirmed(officer), "--to", "files")
    assert said.status == 0
    assert said.out.startswith("case AB23CD45\n")
    assert f": {STORY}\n" in said.out
    assert hashlib.sha256(PHOTO).hexdigest() in said.out
    assert "DOES NOT FIT" not in said.out
    assert (officer / "files" / "piece-1").read_bytes() == PHOTO


def test_no_other_key_opens_it(officer, case):
    said = case("open", "case.tar", "--key", "stranger.key", *confirmed(officer), "--to", "files")
    assert (said.status, STORY in said.out) == (1, False)
    assert case("open", "case.tar", "--key", "case.tar").status == 1
    assert case("open", "case.tar", "--key", "no-such.key").status == 1


@pytest.mark.long
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
    assert (said.status, said.out) == (0, "new.tar opens for 1 key\n")
    assert STORY not in (officer / "new.tar").read_bytes().decode("latin-1")
    assert "--force" in case(*rekey, "officer.key", "--to", public, "--out", "new.tar").errors
    others = [fresh_key()[1], fresh_key()[1]]
    for written in (("--to", *others), ("--to", others[0], "--to", others[1])):
        said = case(*rekey, "officer.key", *written, "--out", "both.tar", "--force")
        assert said.out == "both.tar opens for 2 keys\n"
    opened = case("open", "new.tar", "--key", "other.key", *confirmed(officer))
    assert (opened.status, STORY in opened.out, "DOES NOT FIT" in opened.out) == (0, True, False)
    assert "REKEYED" not in opened.out, "the contents are those that the log vouches for"
    assert case("open", "new.tar", "--key", "officer.key", *confirmed(officer)).status == 1


@pytest.fixture
def forged(officer: Path, tmp_path: Path, typed: Typed) -> Path:
    """A bundle of another server, which knows the officer's public key, as everybody does."""
    folder = tmp_path / "forger"
    database = prepared(folder)
    line = Line.opened(Storage(database, Vault.load(folder / "server.key", {})), folder)
    with line.storage.write() as unit:
        unit.keys.add("victim", str(identity((officer / "officer.key").read_text()).to_public()), NOW)
    line.file("AB23CD45", answers=(("story", "Rien de tout cela n'est arrivé"),))
    database.close()
    assert typed(folder, "export", "AB23CD45", str(officer / "forged.tar")).status == 0
    return officer / "forged.tar"


def test_a_bundle_that_another_server_signed_opens_for_nobody(officer, case, forged):
    opens = ("--key", "officer.key", "--to", "files")
    first = case("open", "case.tar", *opens)
    signer = confirmed(officer)[1]
    assert (first.status, first.out) == (1, "")
    assert f"--signer {signer}" in first.errors, "it says what to compare"
    assert not (officer / "files").exists()
    for more in ((), confirmed(officer)):
        said = case("open", forged.name, *opens, *more)
        assert (said.status, said.out, said.errors.count("\n")) == (1, "", 1)
    assert case("open", "case.tar", *opens, "--signer", "ab").status == 2
    assert case("open", "case.tar", *opens, "--signer", signer.upper().replace("-", " ")).status == 0
    assert case("open", "case.tar", "--key", "officer.key").status == 0, "it is remembered beside the key"
    said = case("open", forged.name, "--key", "officer.key")
    assert (said.status, said.out) == (1, "")


@pytest.mark.long
def test_a_bundle_that_only_names_the_servers_key_opens_for_nobody(officer, case, forged):
    with tarfile.open(officer / "case.tar") as tar:
        public = json.load(tar.extractfile("case.json"))["public"]  # type: ignore[arg-type]  # it is a file
    with tarfile.open(forged) as tar:
        members = {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]  # they are files
    members["case.json"] = json.dumps(json.loads(members["case.json"]) | {"public": public}).encode()
    with tarfile.open(forged, "w") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    said = case("open", forged.name, "--key", "officer.key", *confirmed(officer))
    assert (said.status, said.out, said.errors.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("name", ["../piece-1", "C:piece-1", "piece-1:hidden", "COM1"])
@pytest.mark.few(1)
def test_a_file_of_another_name_than_an_id_is_written_nowhere(officer, case, name):
    """The description is not signed: whoever passes a bundle on could change it."""
    with tarfile.open(officer / "case.tar") as tar:
        members = {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]  # they are files
    members = {each.replace("piece-1", name): data for each, data in members.items()}
    members["case.json"] = members["case.json"].replace(b"piece-1", name.encode())
    with tarfile.open(officer / "other.tar", "w") as tar:
        for each, data in members.items():
            info = tarfile.TarInfo(each)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    said = case("open", "other.tar", "--key", "officer.key", *confirmed(officer), "--to", "files")
    assert (said.status, said.errors) == (1, "main.py: this is not a whole bundle\n")
    assert not (officer / "files").exists()


def test_a_bag_is_checked_and_opened_where_nothing_else_is(officer: Path, case, typed: Typed) -> None:
    bag, opened = officer / "bag", officer / "opened"
    made = typed(officer.parent / "server", "export", "AB23CD45", "--to", str(bag))
    assert (made.status, made.error) == (0, "")
    assert typed(officer.parent / "server", "export", "AB23CD45", "--to", str(bag)).status == 1
    assert typed(officer.parent / "server", "export", "AB23CD45").status == 2
    signer = (officer / "signer").read_text()
    assert typed(officer, "verify", "bag", "--signer", signer).out.count("OK     ") == 5
    assert typed(officer, "verify", "bag", "--signer", "0" * 32).status == 1
    done = case("unseal", "bag", "--key", "officer.key", "--to", "opened", "--signer", signer)
    if not fonts.FOLDER.is_dir():
        assert "make desk" in done.errors
        return
    assert done.status == 0
    assert STORY in (opened / "data/case.json").read_text("utf-8")
    assert "OK     opened: " in typed(officer, "verify", "opened", "--key", "officer.key").out
    (opened / "data/originals/piece-1.bin").write_bytes(b"another")
    wrong = typed(officer, "verify", "opened")
    assert (wrong.status, "WRONG  manifests: data/originals/piece-1.bin" in wrong.out) == (1, True)
