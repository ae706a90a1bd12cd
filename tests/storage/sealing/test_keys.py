"""The keys that cases are sealed to, and a change of the server's key while the server runs."""

import base64
import subprocess

import pytest
from sqlalchemy import select

from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus
from storage.cases.files import EvidenceStore
from storage.database.engine import Database
from storage.database.migrate import upgrade
from storage.digests.choices import DigestChoice
from storage.durable import replace_file
from storage.errors import BadKeyRing, LastKey, Sealed, Unopened
from storage.sealing.age import fingerprint, fresh_key, identity, new_key
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.rotation import protect_again
from storage.sealing.server_keys import CREDENTIAL, VARIABLE, KeyRing, load, parse
from storage.sealing.vault import Vault
from storage.selftest import selftest
from storage.tables.cases import StoredCase
from storage.unit import Storage
from tests.storage.sealed import CHAT, NOW, Line


def contents(storage, reference, key=""):
    with storage.read() as unit:
        return unit.cases.contents(reference, key)


def test_the_first_start_makes_a_key_and_says_that_nothing_is_sealed(storage, tmp_path):
    with storage.write() as unit:
        assert unit.keys.ensure(NOW) == tmp_path / "keys" / "officer.key"
        assert unit.keys.ensure(NOW) is None
        assert not unit.keys.sealed()
        assert unit.keys.local_files() == [tmp_path / "keys" / "officer.key"]
    assert (tmp_path / "keys" / "officer.key").stat().st_mode & 0o777 == 0o600
    assert selftest(storage)


def test_moving_the_first_key_away_seals_what_was_filed_before_and_after(storage, tmp_path):
    line = Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals))
    line.file("R1")
    assert contents(storage, "R1")[0].answers
    moved = (tmp_path / "keys" / "officer.key").rename(tmp_path / "moved.key")
    line.file("R2")
    with storage.read() as unit:
        assert unit.keys.sealed()
        assert unit.keys.local_identity() == ""
    for reference in ("R1", "R2"):
        with pytest.raises(Sealed):
            contents(storage, reference)
        assert contents(storage, reference, moved.read_text())
    assert selftest(storage)


def test_a_removed_key_that_still_lies_here_is_not_sealed(storage, tmp_path):
    line = Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals))
    line.file("R1")
    with storage.write() as unit:
        unit.keys.add("officer1", fresh_key()[1], NOW)
        unit.keys.remove("officer", NOW)
        assert not unit.keys.sealed()
    assert contents(storage, "R1")[0].answers
    assert selftest(storage), "what is sealed now is not for that key"
    line.receive("abcd-1", b"photo")
    line.file("R2", "abcd-1")
    with pytest.raises(Sealed):
        contents(storage, "R2")
    with pytest.raises(Sealed):
        list(line.files.read("abcd-1"))
    (tmp_path / "keys" / "officer.key").unlink()
    with storage.read() as unit:
        assert unit.keys.sealed()
    assert selftest(storage)


def test_a_removed_officer_opens_nothing_that_somebody_else_can_open(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    new, public = fresh_key()
    line.file("R1")
    with storage.write() as unit:
        unit.keys.add("officer2", public, NOW)
    line.receive("abcd-1", b"photo")
    line.file("R2", "abcd-1")
    with storage.write() as unit:
        assert unit.keys.remove("officer1", NOW)
        assert not unit.keys.remove("officer1", NOW)
        with pytest.raises(LastKey):
            unit.keys.remove("officer2", NOW)
    line.file("R3")
    opens = {
        (name, reference): _opens(storage, reference, key)
        for name, key in (("old", line.officer), ("new", new))
        for reference in ("R1", "R2", "R3")
    }
    assert [name for name, opened in opens.items() if not opened] == [
        ("old", "R1"),  # which the recovery key opens
        ("old", "R2"),
        ("old", "R3"),
        ("new", "R1"),
    ]
    assert list(line.files.read("abcd-1", new)) == [b"photo"]
    with pytest.raises(Unopened):
        list(line.files.read("abcd-1", line.officer))


def test_what_nobody_else_has_stays_with_a_removed_officer(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    with storage.write() as unit:
        unit.keys.remove("recovery", NOW)
    line.file("R1")
    (_, public), names = fresh_key(), [fingerprint(str(identity(line.officer).to_public()))]
    with storage.write() as unit:
        unit.keys.add("officer2", public, NOW)
        unit.keys.remove("officer1", NOW)
        assert unit.wraps.of_keys(names) == 1
    assert _opens(storage, "R1", line.officer)


def _opens(storage, reference, key):
    try:
        return bool(contents(storage, reference, key))
    except Unopened:
        return False


def test_files_are_sealed_to_whoever_has_a_key_at_that_moment(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    new, public = fresh_key()
    with storage.write() as unit:
        unit.keys.add("officer2", public, NOW)
        unit.keys.remove("officer1", NOW)
    line.receive("abcd-1", b"photo")
    assert list(line.files.read("abcd-1", new)) == [b"photo"]
    with pytest.raises(Unopened):
        list(line.files.read("abcd-1", line.officer))


def test_what_is_no_recipient_is_refused(storage):
    with storage.write() as unit:
        for wrong in ("", "age1", "AGE-SECRET-KEY-1", fresh_key()[0]):
            with pytest.raises(ValueError, match="age recipient"):
                unit.keys.add("x", wrong, NOW)


def test_a_new_key_is_one_that_age_knows(tmp_path, age_programs):
    public = new_key(tmp_path / "officer.key")
    assert (tmp_path / "officer.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        new_key(tmp_path / "officer.key")
    run = subprocess.run(
        [age_programs / "age-keygen", "-y", tmp_path / "officer.key"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == public


def test_the_ring_comes_from_the_credential_then_the_environment_then_the_file(tmp_path):
    path = tmp_path / "server.key"
    made = load(path, {})
    assert (len(path.read_bytes()), load(path, {})) == (32, made)
    given = base64.b64encode(b"e" * 32).decode()
    assert load(path, {VARIABLE: given}).keys == (b"e" * 32,)
    turned = made.rotated()
    assert load(path, {VARIABLE: turned.text().replace("\n", ";")}) == turned
    (tmp_path / CREDENTIAL).write_bytes(b"c" * 32)
    folder = {"CREDENTIALS_DIRECTORY": str(tmp_path), VARIABLE: given}
    assert load(path, folder).keys == (b"c" * 32,)
    assert load(path, {"CREDENTIALS_DIRECTORY": str(tmp_path / "none")}) == made


@pytest.mark.parametrize(
    "broken", [b"", b"short", b"k" * 31, b"ballegh server keys 1\nroot x\n", b"\xff" * 40]
)
def test_a_broken_ring_is_refused(broken):
    with pytest.raises(BadKeyRing):
        parse(broken)


def test_a_turned_ring_keeps_tokens_and_opens_what_was_closed(tmp_path):
    path = tmp_path / "server.key"
    running = Vault.load(path)
    box, token = running.protect(b"x", "place"), running.token("x")
    replace_file(path, load(path, {}).rotated().text().encode())
    other = Vault.load(path)
    assert (other.reveal(box, "place"), other.token("x")) == (b"x", token)
    fresh = other.protect(b"y", "place")
    assert running.reveal(fresh, "place") == b"y", "it reads the ring again by itself"
    assert running.current(fresh)
    replace_file(path, load(path, {}).without_retired().text().encode())
    with pytest.raises(Unopened):
        Vault.load(path).reveal(box, "place")
    assert Vault.load(path).token("x") == token


def test_the_servers_key_is_changed_while_it_runs(database, tmp_path):
    path = tmp_path / "server.key"
    running = Storage(database, Vault.load(path))
    line = Line.opened(running, tmp_path)
    line.receive("abcd-1", b"photo")
    line.file("R1")
    with running.write() as unit:
        unit.conversations.save(Conversation(CHAT, language="ary"))
        unit.outbox.post(CHAT, "reply", b"salam", NOW)
        unit.remembered.set("key", "value")
        unit.cases.change_status(ChangeStatus("R1", "examined", "note"), NOW)
        officer, _ = unit.officers.add("Samira", NOW)
        unit.officers.enrol(officer.id, "telegram:9", NOW)
        unit.digests.choose(officer.id, DigestChoice("weekly"))
    replace_file(path, load(path, {}).rotated().text().encode())
    turned = Vault.load(path)
    assert protect_again(database, turned, ErasureKeys(database, turned)) > 250
    assert protect_again(database, turned, ErasureKeys(database, turned)) == 0
    replace_file(path, load(path, {}).without_retired().text().encode())
    for storage in (running, Storage(database, Vault.load(path))):
        with storage.write() as unit:
            assert unit.conversations.get(CHAT).language == "ary"
            assert [row.body for row in unit.outbox.pending(CHAT, 0)] == [b"salam"]
            assert unit.remembered.get("key") == "value"
            assert unit.cases.history("R1")[0].note == "note"
            assert unit.cases.of_chat(CHAT, 1)[0].chat == CHAT
            assert [one.name for one in unit.officers.present() if one.chat == "telegram:9"] == ["Samira"]
            assert unit.digests.of(officer.id).every == "weekly"
            assert getattr(unit.evidence.get("abcd-1"), "name", None) == "photo.png"
            assert unit.cases.contents("R1", line.officer)
    assert list(line.files.read("abcd-1", line.officer)) == [b"photo"]


def test_the_rows_of_the_first_version_are_let_go_or_kept_without_their_chat(url, tmp_path):
    """A database of the first version comes to this one; what it held of cases stays in its rows."""
    database = Database(url, tmp_path)
    with database.engine.begin() as connection:
        upgrade(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO cases VALUES (1, 'R1', 'h', 'fraud', 'received', true, false, true, '', 'telegram', "
            "'telegram:1', 'fr', 'P', 1.0, 1.0, 0)"
        )
        connection.exec_driver_sql("INSERT INTO guesses VALUES (1, 'telegram:1', 1.0)")
    database.migrate()
    storage = Storage(database, Vault(b"k" * 32))
    with storage.read() as unit:
        assert [case.chat for case in unit.cases.newest(9, status="")] == [""]
        assert unit.guesses.since(0.0) == 0
        assert unit.transaction.rows(select(StoredCase.__table__.c.chat))[0][0] is None
    database.close()


def test_a_ring_needs_keys_of_32_bytes():
    with pytest.raises(ValueError, match="32 bytes"):
        KeyRing.single(b"short")
