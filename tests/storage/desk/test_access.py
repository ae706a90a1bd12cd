"""Invitations, keys, passkeys, sessions, challenges, on both databases: rows put in by hand are nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, update

from storage.desk.access import DeskKey, Passkey
from storage.desk.sessions import SESSION_SECONDS
from storage.sealing.age import fresh_key
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.rotation import protect_again
from storage.sealing.vault import Vault
from storage.tables.cases import StoredOfficer
from storage.tables.desk import StoredDeskKey, StoredDeskSession, StoredInvitation, StoredPasskey
from tests.storage.conftest import KEY

NOW = 1_000_000.0
PASSKEY = Passkey("passkey-1", "salma", "cHVibGlj", "prf", b"box", NOW)


@pytest.fixture
def key():
    return DeskKey("salma", fresh_key()[1], NOW)


def execute(storage, statement):
    with storage.write() as unit:
        unit.transaction.execute(statement)


def test_a_code_invites_one_officer_for_a_day_in_any_spelling(storage):
    with storage.write() as unit:
        code = unit.desk.access.invite("salma", NOW)
    with storage.read() as unit:
        access = unit.desk.access
        spelled = f" {code[:5].lower()}-{code[5:]} "
        assert access.invited(spelled, NOW + 86_399) == "salma"
        assert access.invited(code, NOW + 86_400) == ""
        assert access.invited("", NOW) == ""


def test_a_newer_code_ends_the_earlier_one(storage):
    with storage.write() as unit:
        first = unit.desk.access.invite("salma", NOW)
        second = unit.desk.access.invite("salma", NOW)
    with storage.read() as unit:
        assert [unit.desk.access.invited(code, NOW) for code in (first, second)] == ["", "salma"]


def test_enrolling_uses_the_code_up_and_drops_what_was_before(storage, key):
    with storage.write() as unit:
        code = unit.desk.access.invite("salma", NOW)
        unit.desk.access.enrol(key, PASSKEY)
    new = replace(key, recipient=fresh_key()[1])
    with storage.write() as unit:
        assert unit.desk.access.invited(code, NOW) == ""
        unit.desk.access.invite("salma", NOW)
        unit.desk.access.enrol(new, replace(PASSKEY, id="passkey-2"))
    with storage.read() as unit:
        assert unit.desk.access.key("salma") == new
        assert [each.id for each in unit.desk.access.passkeys("salma")] == ["passkey-2"]
        assert unit.desk.access.strange() == []


def test_a_key_becomes_ready_step_by_step(storage, key):
    with storage.write() as unit:
        access = unit.desk.access
        access.enrol(key, PASSKEY)
        first = access.prove("salma", NOW, sheet=False, passkey=True)
        second = access.prove("salma", NOW, sheet=True, passkey=False)
        third = access.confirm("salma", "omar", NOW)
        assert [each.state for each in (first, second, third)] == ["unproved", "unconfirmed", "ready"]
        assert access.prove("nobody", NOW, sheet=True, passkey=True) is None
        assert access.confirm("nobody", "omar", NOW) is None


def test_the_end_of_an_officer_leaves_no_key_and_no_passkey(storage, key):
    with storage.write() as unit:
        unit.desk.access.enrol(key, PASSKEY)
        code = unit.desk.access.invite("salma", NOW)
        unit.desk.access.end("salma", NOW)
    with storage.read() as unit:
        access = unit.desk.access
        assert (access.key("salma"), access.passkeys("salma"), access.invited(code, NOW)) == (None, [], "")
        assert access.strange() == []


def test_rows_put_in_or_changed_by_hand_are_nothing(storage, key):
    with storage.write() as unit:
        unit.desk.access.enrol(key, PASSKEY)
    box = storage.vault.protect(b"box", "passkey:passkey-9")
    theirs = {"officer": "salma", "public_key": "eA==", "count": 0, "way": "prf", "added": NOW}
    execute(storage, insert(StoredPasskey).values(id="passkey-9", box=box, **theirs))
    execute(storage, insert(StoredInvitation).values(officer="omar", token="ab", made=NOW))
    execute(storage, update(StoredDeskKey).values(confirmed=NOW, recipient=fresh_key()[1]))
    with storage.read() as unit:
        access = unit.desk.access
        assert access.key("salma") is None
        assert access.passkey("passkey-9") is None
        assert [each.id for each in access.passkeys("salma")] == ["passkey-1"]
        assert access.strange() == ["invitation:omar", "key:salma", "passkey:passkey-9"]


def test_a_passkey_that_was_removed_does_not_come_back_with_its_old_row(storage, key):
    with storage.write() as unit:
        unit.desk.access.enrol(key, PASSKEY)
        (row,) = unit.transaction.rows(StoredPasskey.__table__.select())
        unit.desk.access.drop("passkey-1", NOW, "salma")
    execute(storage, insert(StoredPasskey).values(**row._mapping))
    with storage.read() as unit:
        assert unit.desk.access.passkey("passkey-1") is None


def test_a_box_is_protected_again_with_a_new_server_key(storage, key):
    with storage.write() as unit:
        unit.desk.access.enrol(key, PASSKEY)
    rotated = Vault(b"n" * 32, KEY)
    assert protect_again(storage.database, rotated, ErasureKeys(storage.database, rotated)) >= 1
    with storage.read() as unit:
        (row,) = unit.transaction.rows(StoredPasskey.__table__.select())
    assert Vault(b"n" * 32).reveal(bytes(row.box), "passkey:passkey-1") == b"box"


def test_a_session_is_found_by_its_cookie_for_twelve_hours(storage):
    with storage.write() as unit:
        secret = unit.desk.sessions.begin("salma", "passkey-1", NOW)
    with storage.read() as unit:
        found = unit.desk.sessions.find(secret, NOW + SESSION_SECONDS - 1)
        assert (found.officer, found.passkey) == ("salma", "passkey-1")
        assert unit.desk.sessions.find(secret, NOW + SESSION_SECONDS) is None
        assert unit.desk.sessions.find("another", NOW) is None


def test_a_session_put_in_or_given_to_another_by_hand_is_none(storage):
    with storage.write() as unit:
        secret = unit.desk.sessions.begin("salma", "passkey-1", NOW)
    execute(storage, update(StoredDeskSession).values(officer="omar"))
    with storage.read() as unit:
        assert unit.desk.sessions.find(secret, NOW) is None


def test_sessions_end_one_by_one_by_passkey_and_all_together(storage):
    with storage.write() as unit:
        sessions = unit.desk.sessions
        secrets = [sessions.begin("salma", each, NOW) for each in ("a", "a", "b")]
        other = sessions.begin("omar", "a", NOW)
    with storage.write() as unit:
        unit.desk.sessions.end(secrets[0])
        assert [bool(unit.desk.sessions.find(each, NOW)) for each in secrets] == [False, True, True]
        unit.desk.sessions.end_all("salma", "a")
        assert [bool(unit.desk.sessions.find(each, NOW)) for each in secrets] == [False, False, True]
        unit.desk.sessions.end_all("salma")
        assert unit.desk.sessions.find(secrets[2], NOW) is None
        assert unit.desk.sessions.find(other, NOW)
        unit.desk.sessions.purge(NOW + SESSION_SECONDS)
        assert unit.transaction.rows(StoredDeskSession.__table__.select()) == []


def test_a_challenge_is_answered_once_for_its_purpose_in_five_minutes(storage):
    with storage.write() as unit:
        for answer in (b"one", b"two"):
            unit.desk.sessions.challenge("use", answer, NOW)
    with storage.write() as unit:
        sessions = unit.desk.sessions
        assert not sessions.answered("make", b"one", NOW)
        assert not sessions.answered("use", b"three", NOW)
        assert sessions.answered("use", b"one", NOW)
        assert not sessions.answered("use", b"one", NOW)
        assert not sessions.answered("use", b"two", NOW + 300)


def test_the_roles_and_suspensions_of_officers_are_vouched_for(storage):
    with storage.write() as unit:
        officer = unit.officers.invite("Salma", "intake", NOW)
        unit.officers.enrol(officer.id, "telegram:1", NOW)
    with storage.write() as unit:
        assert unit.officers.by_chat("telegram:1").role == "intake"
        assert unit.officers.suspend(officer.id, NOW)
        assert unit.officers.by_chat("telegram:1") is None
        (present,) = unit.officers.present()
        assert (present.works, present.chat) == (False, "")
        assert unit.officers.restore(officer.id, NOW)
        assert unit.officers.by_chat("telegram:1").works
        assert unit.officers.detach(officer.id, NOW)
        assert unit.officers.by_chat("telegram:1") is None
    execute(storage, update(StoredOfficer).values(role="supervisor"))
    with storage.read() as unit:
        assert unit.officers.present() == []
        assert unit.officers.strange() == [officer.id]
