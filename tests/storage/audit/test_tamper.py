"""Someone writes to the database, without the server's key: every column of every table, one after the other.

Each change is found by `verify`, or stands in `docs/security.md` as one that harms nobody, with the reason.
"""

from pathlib import Path

import pytest
from sqlalchemy import Boolean, Float, LargeBinary, delete, insert, select, update

from storage.audit.verify import verify
from storage.cases.retention import AUTOMATIC
from storage.sealing.age import fingerprint, fresh_key
from storage.selftest import sealable
from storage.shredding import shred
from storage.tables.base import metadata
from storage.tables.cases import StoredCase, StoredEvidence, StoredOfficer
from storage.tables.custody import StoredHead, StoredLink, StoredOfficerKey, StoredShred
from storage.tables.desk import StoredCaseWork
from storage.tables.life import StoredFeedback
from storage.unit import Storage
from tests.storage.filled import fill
from tests.storage.sealed import NOW, Line

DOCS = Path(__file__).parents[3] / "docs" / "security.md"
KEPT = {"closed": 10.0, "dismissed": 10.0, "withdrawn": 10.0}
UNSIGNED = {
    *("conversations", "dead_letters", "early_words", "guesses", "inbox", "outbox", "settings"),
    *("campaigns", "campaign_cases", "campaign_decisions", "decided_cases", "rulings"),
    *("case_marks", "case_reminders", "desk_challenges", "desk_sessions", "digest_choices"),
    *("duty", "person_waits"),
    *("budgets", "compatibility", "leases", "nodes"),
    *("whatsapp_chats", "whatsapp_contents", "whatsapp_identities", "whatsapp_spent"),
}
"""Tables that hold no part of a case: docs/security.md says what a change there can do."""
HARMLESS = {
    *("cases.language", "cases.evidence_count", "case_facts.country", "case_facts.named_group"),
    *("case_tokens.token", "case_tokens.role", "case_tokens.tells"),
    *(
        "case_work.asked",
        "case_work.answered",
        "case_work.reminders",
        "case_work.reminded",
        "case_work.looked",
        "case_work.handed",
        "case_facts.money",
        "feedback.asked",
        "case_notes.id",
        "desk_keys.seen",
        "desk_passkeys.count",
    ),
    *("evidence.chat", "evidence.kind", "evidence.provider_ref", "evidence.message", "evidence.received"),
    *("evidence.name", "evidence.origin", "evidence.size", "evidence.media_type", "evidence.reason"),
    *("evidence.stored_at", "evidence.erasure", "officers.address", "shreds.id", "custody.id"),
}


@pytest.fixture
def line(storage, tmp_path):
    """Cases, officers, keys, a hold, changes of status and something to destroy."""
    line = Line.opened(storage, tmp_path)
    fill(line)
    assert verify(storage, line.files) == []
    return line


def changed(line, *statements):
    with line.storage.write() as unit:
        for statement in statements:
            unit.transaction.execute(statement)


def other(column, value):
    """Another value for a column."""
    if isinstance(column.type, LargeBinary):
        return b"x" * 40
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Float):
        return (value or 0.0) + 5.0
    return value + 5 if isinstance(value, int) else "2020-01-01" if column.name == "day" else "ab"


@pytest.mark.few(1)
def test_every_column_of_every_table(line):
    """One row of each, one column at a time, each put right again."""
    line.storage.database.ids.after(1 << 62)
    unseen, tables = [], [each for each in metadata.sorted_tables if each.name not in UNSIGNED]
    for table in tables:
        with line.storage.read() as unit:
            row = next(iter(unit.transaction.rows(select(table).limit(1))), None)
        if row is None:
            assert table.name in {"custody_roots", "keys", "erasure"} or table.schema, table.name
            continue
        same = [column == getattr(row, column.name) for column in table.primary_key]
        for column in table.columns:
            if column.foreign_keys or f"{table.name}.{column.name}" in {"cases.reference", "cases.id"}:
                continue  # the database itself refuses
            value = other(column, getattr(row, column.name))
            changed(line, update(table).where(*same).values({column.name: value}))
            if not verify(line.storage, line.files):
                unseen.append(f"{table.name}.{column.name}")
            back = [
                each == (value if each is column else getattr(row, each.name)) for each in table.primary_key
            ]
            changed(line, update(table).where(*back).values({column.name: getattr(row, column.name)}))
        assert verify(line.storage, line.files) == [], table.name
    assert set(unseen) <= HARMLESS
    told = DOCS.read_text("utf-8")
    assert [name for name in (*sorted(HARMLESS), *sorted(UNSIGNED)) if f"`{name}`" not in told] == []


def test_a_lifted_hold_in_the_row_alone_erases_nothing(line):
    row = update(StoredCase).where(StoredCase.__table__.c.reference == "R2").values(hold=False)
    changed(line, row)
    with line.storage.write() as unit:
        assert unit.retention.expired(NOW + 100, KEPT) == []
        assert not unit.retention.erase("R2", AUTOMATIC, NOW)
        fate = unit.retention.fate("R2", KEPT)
        assert fate is not None
        assert fate.hold
    assert any(each.what == "hold-changed" for each in verify(line.storage, line.files))


def test_a_hold_cut_from_the_chain_erases_nothing(line):
    """With the head of the case set back to what it was before, signature and all."""
    with line.storage.read() as unit:
        head = unit.custody.head("R2")
        last = unit.custody.of_case("R2")[-1]
    before = line.storage.signer.sign("R2", last.seq - 1, last.previous)  # as an older copy would hold it
    assert head is not None
    c, links = StoredHead.__table__.c, StoredLink.__table__.c
    changed(
        line,
        update(StoredCase).where(StoredCase.__table__.c.reference == "R2").values(hold=False),
        delete(StoredLink).where(links.id == last.id),
        update(StoredHead)
        .where(c.chain == "R2")
        .values(count=last.seq - 1, hash=last.previous, signature=before),
    )
    with line.storage.write() as unit:
        assert unit.retention.expired(NOW + 100, KEPT) == []
    assert any(each.what.startswith("log-has-") for each in verify(line.storage, line.files))


def test_a_case_that_ended_by_its_row_alone_is_not_erased(line):
    values = {"status": "closed", "open": False, "updated": 1.0}
    changed(line, update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(values))
    with line.storage.write() as unit:
        assert "R1" not in unit.retention.expired(NOW + 1e9, KEPT)


def test_a_key_put_in_by_hand_gets_no_case(line):
    stranger, public = fresh_key()
    row = {
        "fingerprint": fingerprint(public),
        "recipient": public,
        "owner": "officer1",
        "added": NOW,
        "removed": 0.0,
    }
    changed(line, insert(StoredOfficerKey).values(row))
    fresh = Storage(line.storage.database, line.storage.vault)
    with fresh.write() as unit:
        assert public not in {key.recipient for key in unit.keys.present()}
        assert public not in map(str, unit.keys.recipients(NOW))
    found = {(each.where, each.what) for each in verify(line.storage, line.files)}
    assert (fingerprint(public), "key-differs-from-the-log") in found
    del stranger


def test_no_key_is_made_where_the_log_knows_keys_that_are_gone(line, tmp_path):
    changed(line, delete(StoredOfficerKey))
    assert not sealable(line.storage, tried=True)
    assert not list(tmp_path.glob("keys/*.key"))


def test_a_removed_key_set_back_by_hand_gets_no_case(line):
    _, public = fresh_key()
    with line.storage.write() as unit:
        unit.keys.add("officer2", public, NOW)
        unit.keys.remove("officer2", NOW)
    changed(line, update(StoredOfficerKey).values(removed=0.0))
    with line.storage.write() as unit:
        assert public not in map(str, unit.keys.recipients(NOW))


def test_an_officer_put_in_by_hand_has_no_desk(line):
    with line.storage.read() as unit:
        token = line.storage.vault.chat("telegram:666")
        del unit
    row = {"id": "ab", "name": "x", "code_hash": "cd", "chat": token, "language": "fr", "added": NOW}
    row |= {"role": "supervisor", "suspended": 0.0}
    changed(line, insert(StoredOfficer).values({**row, "enrolled": NOW, "removed": 0.0, "address": None}))
    with line.storage.read() as unit:
        assert unit.officers.by_chat("telegram:666") is None
        assert [one.name for one in unit.officers.present()] == ["Salma", "Omar"]
    assert ("ab", "officer-differs-from-the-log") in {
        (e.where, e.what) for e in verify(line.storage, line.files)
    }


def test_a_destruction_put_in_by_hand_destroys_nothing(line):
    with line.storage.read() as unit:
        (erasure,) = unit.transaction.values(
            select(StoredCase.__table__.c.erasure).where(StoredCase.__table__.c.reference == "R2")
        )
    changed(line, insert(StoredShred).values(id=7, erasure=erasure, evidence="abcd-2", seal="ab"))
    shred(line.storage, line.files)
    with line.storage.read() as unit:
        assert unit.cases.contents("R2", line.officer)
    assert line.files.path("abcd-2").exists()


def test_evidence_taken_from_its_case_by_hand_is_not_deleted(line):
    e = StoredEvidence.__table__.c
    token = line.storage.vault.chat("telegram:666")
    values = {"reference": None, "state": "discarded", "chat": token}
    changed(line, update(StoredEvidence).where(e.id == "abcd-2").values(values))
    with line.storage.write() as unit:
        assert unit.evidence.discarded() == []
        unit.evidence.forget("telegram:666")
    shred(line.storage, line.files)
    assert line.files.path("abcd-2").exists()


def test_a_whole_case_of_today_that_vanished_is_seen(line):
    tables = [each for each in metadata.sorted_tables if "reference" in each.c and each.name != "cases"]
    mine = [delete(each).where(each.c.reference == "R1") for each in tables]
    mine += [delete(StoredCaseWork), delete(StoredFeedback)]
    chains = [delete(each).where(each.__table__.c.chain == "R1") for each in (StoredLink, StoredHead)]
    changed(line, *mine, delete(StoredCase).where(StoredCase.__table__.c.reference == "R1"), *chains)
    assert any(each.what.startswith("log-has-") for each in verify(line.storage, line.files))
