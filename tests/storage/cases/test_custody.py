"""The custody log: whatever is changed, taken out, moved or cut off is named."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from flows.core.effects import AmendCase, ChangeStatus
from storage.audit.verify import verify
from storage.custody.links import LOG, Act, first_id, hashed
from storage.sealing.file_cipher import Kept
from storage.sealing.vault import Vault
from storage.shredding import shred
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence, StoredStatusChange
from storage.tables.custody import StoredHead, StoredLink, StoredRoot
from storage.unit import Storage
from tests.brief import BRIEF
from tests.storage.sealed import CHAT, NOW, Line

_c = StoredLink.__table__.c


@pytest.fixture
def line(storage, tmp_path):
    """Three cases with something of everything."""
    line = Line.opened(storage, tmp_path)
    for number in (1, 2, 3):
        line.receive(f"abcd-{number}", b"photo" * number)
        line.file(f"R{number}", f"abcd-{number}")
    with storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "more"),), category="threat", named=True), NOW)
        unit.cases.change_status(ChangeStatus("R1", "examined", "note", "officer1"), NOW)
        unit.cases.change_status(ChangeStatus("R1", "referred", "", "officer1"), NOW)
        unit.cases.change_status(ChangeStatus("R2", "withdrawn"), NOW)
        unit.custody.add("R3", NOW, Act("opened", "officer1", "chat"))
    return line


def day_of(line):
    """The UTC day on which the fixture's cases were filed."""
    return datetime.fromtimestamp((links(line)[0].id >> 20) / 1000, UTC).date()


def told(line, day):
    """The day ends; its root, as officers are told it."""
    line.storage.database.ids.after(first_id(day + timedelta(days=1)))
    with line.storage.write() as unit:
        return unit.custody.root(day)


def whats(line, held=None):
    return {(each.where, each.what) for each in verify(line.storage, line.files, held)}


def change(line, *statements):
    """As someone would who writes to the database but has not the server's key."""
    with line.storage.write() as unit:
        for statement in statements:
            unit.transaction.execute(statement)


def links(line, chain=None):
    with line.storage.read() as unit:
        query = select(StoredLink.__table__).order_by(_c.id)
        return list(unit.transaction.rows(query if chain is None else query.where(_c.chain == chain)))


def test_what_nobody_touched_verifies(line):
    assert verify(line.storage, line.files) == []


def test_the_chain_tells_what_happened_without_content(line):
    said = [(row.event, row.actor, row.purpose.partition(":")[0]) for row in links(line, "R1")]
    assert said == [
        ("received", "reporter", "filed"),
        ("sealed", "server", "entry"),
        ("sealed", "reporter", "evidence"),
        ("received", "reporter", "added"),
        ("sealed", "server", "entry"),
        ("status", "officer1", said[5][2]),
        ("referral", "officer1", said[6][2]),
    ]
    assert CHAT not in repr(links(line))


def test_evidence_that_arrives_after_its_case_is_in_the_chain(line):
    with line.storage.write() as unit:
        unit.evidence.stored("abcd-9", Kept("ab", 1, "image/png"), NOW)
    line.receive("abcd-8", b"x")
    with line.storage.write() as unit:
        unit.filing.amend(AmendCase("R3", evidence=("abcd-8",)), NOW)
    assert verify(line.storage, line.files) == []
    assert links(line, "R3")[-1].purpose == "evidence:abcd-8"


@pytest.mark.parametrize("column", ["time", "event", "actor", "purpose", "digest", "previous", "hash"])
def test_an_edited_link_is_named(line, column):
    victim = links(line, "R1")[2]
    value = 5.0 if column == "time" else "ab"
    change(line, update(StoredLink).where(_c.id == victim.id).values({column: value}))
    assert ("R1", "link-changed:3") in whats(line)


@pytest.mark.parametrize("place", range(7))
def test_a_deleted_link_is_named_wherever_it_stood(line, place):
    victim = links(line, "R1")[place]
    change(line, delete(StoredLink).where(_c.id == victim.id))
    expected = "chain-cut-or-longer-than-signed" if place == 6 else f"link-missing:{place + 1}"
    assert ("R1", expected) in whats(line)


def test_a_chain_cut_from_its_end_with_its_head_set_back_needs_the_servers_key(line):
    last, before = links(line, "R3")[-1], links(line, "R3")[-2]
    head = update(StoredHead).where(StoredHead.__table__.c.chain == "R3")
    change(
        line,
        delete(StoredLink).where(_c.id == last.id),
        head.values(count=before.seq, hash=before.hash),
    )
    assert ("R3", "head-signature") in whats(line)


def test_a_log_set_back_whole_is_found_by_the_roots_that_officers_hold(line):
    """An old copy of chain and head, signature and all, as from a backup."""
    with line.storage.read() as unit:
        head, log = unit.custody.head("R3"), unit.custody.head(LOG)
    today = day_of(line)
    root = told(line, today)
    with line.storage.write() as unit:
        unit.custody.add("R3", NOW, Act("opened", "officer2", "chat"))
    later = today + timedelta(days=1)
    next_root = told(line, later)
    assert next_root != root
    assert verify(line.storage, line.files, {later.isoformat(): next_root}) == []
    last = links(line, "R3")[-1]
    old = {"count": head.count, "hash": head.hash, "signature": head.signature}
    change(
        line,
        delete(StoredLink).where(_c.id == last.id),
        update(StoredHead).where(StoredHead.__table__.c.chain == "R3").values(old),
        update(StoredHead)
        .where(StoredHead.__table__.c.chain == LOG)
        .values(count=log.count, hash=log.hash, signature=log.signature),
        delete(StoredRoot).where(StoredRoot.__table__.c.day == later.isoformat()),
    )
    held = {today.isoformat(): root, later.isoformat(): next_root}
    assert whats(line, held) == {(later.isoformat(), "root-is-not-the-one-officers-hold")}


def test_a_chain_that_vanished_is_named(line):
    today = day_of(line)
    told(line, today)
    change(
        line,
        delete(StoredLink).where(_c.chain == "R2"),
        delete(StoredHead).where(StoredHead.__table__.c.chain == "R2"),
    )
    found = whats(line)
    assert ("R2", "case-without-custody") in found
    assert (today.isoformat(), "root-does-not-match-the-log") in found


def test_two_links_that_changed_places_are_named(line):
    one, two = links(line, "R1")[3:5]
    change(
        line,
        update(StoredLink).where(_c.id == one.id).values(seq=100),
        update(StoredLink).where(_c.id == two.id).values(seq=one.seq),
        update(StoredLink).where(_c.id == one.id).values(seq=two.seq),
    )
    assert {where for where, _ in whats(line)} == {"R1"}


def test_a_chain_forged_with_right_hashes_lacks_the_signature(line):
    row = links(line, "R2")[-1]
    fields = (row.chain, row.seq, row.time, row.event, "officer9", row.purpose, row.digest)
    values = {"actor": "officer9", "hash": hashed(fields, row.previous)}
    change(
        line,
        update(StoredLink).where(_c.id == row.id).values(values),
        update(StoredHead).where(StoredHead.__table__.c.chain == "R2").values(hash=values["hash"]),
    )
    assert ("R2", "head-signature") in whats(line)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(category="fraud"),
            "case-changed",
        ),
        (
            update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(urgent=True),
            "case-changed",
        ),
        (
            update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(anonymous=True),
            "case-changed",
        ),
        (
            update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(place="rabat"),
            "case-changed",
        ),
        (
            update(StoredCase).where(StoredCase.__table__.c.reference == "R1").values(status="closed"),
            "status-changed",
        ),
        (
            update(StoredStatusChange)
            .where(StoredStatusChange.__table__.c.reference == "R1")
            .values(officer="x"),
            "step-missing",
        ),
        (
            delete(StoredStatusChange).where(StoredStatusChange.__table__.c.reference == "R1"),
            "step-missing",
        ),
        (delete(StoredEntry).where(StoredEntry.__table__.c.reference == "R1"), "-missing"),
        (
            update(StoredEntry)
            .where(StoredEntry.__table__.c.reference == "R1")
            .values(body=b"\x02" + b"x" * 99),
            "-changed",
        ),
        (
            update(StoredEntry).where(StoredEntry.__table__.c.reference == "R1").values(reference="R2"),
            "-missing",
        ),
        (delete(StoredEvidence).where(StoredEvidence.__table__.c.reference == "R1"), "-missing"),
        (
            update(StoredEvidence).where(StoredEvidence.__table__.c.reference == "R1").values(sha256="ab"),
            "-changed",
        ),
        (
            update(StoredEvidence).where(StoredEvidence.__table__.c.reference == "R1").values(reference="R2"),
            "-missing",
        ),
        (
            update(StoredEvidence)
            .where(StoredEvidence.__table__.c.reference == "R1")
            .values(state="fetch_failed"),
            "-missing",
        ),
    ],
)
def test_rows_that_differ_from_the_log_are_named(line, statement, expected):
    change(line, statement)
    assert any(where == "R1" and expected in what for where, what in whats(line))


def test_a_case_row_that_vanished_is_named(line):
    change(
        line,
        *(
            delete(table).where(table.c.reference == "R2")
            for table in (StoredEntry.__table__, StoredEvidence.__table__, StoredStatusChange.__table__)
        ),
        delete(StoredCase).where(StoredCase.__table__.c.reference == "R2"),
    )
    assert ("R2", "case-missing") in whats(line)


def test_files_changed_missing_or_strange_are_named(line):
    line.files.path("abcd-1").unlink()
    two = line.files.path("abcd-2")
    two.write_bytes(two.read_bytes()[:-1])
    stranger = line.files.path("abcd-3").with_name("abcd-stranger")
    stranger.write_bytes(b"x")
    assert whats(line) == {
        ("abcd-1", "file-missing"),
        ("abcd-2", "file-changed"),
        ("abcd-stranger", "file-without-evidence"),
    }


def test_random_tampering_is_always_found(line):
    """Each time one thing somewhere, in a copy that is then put right again."""
    draw = random.Random(7)  # a test's dice
    rows = links(line)
    for _ in range(20 if BRIEF else 60):
        row = draw.choice(rows)
        kind = draw.choice(["edit", "delete", "file"])
        undo: Any = update(StoredLink).where(_c.id == row.id).values(row._asdict())
        if kind == "edit":
            column = draw.choice(["event", "actor", "purpose", "digest", "previous", "hash", "chain"])
            change(
                line,
                update(StoredLink).where(_c.id == row.id).values({column: f"x{draw.random()}"}),
            )
        elif kind == "delete":
            change(line, delete(StoredLink).where(_c.id == row.id))
            undo = StoredLink.__table__.insert().values(row._asdict())
        else:
            undo = spoiled(line, draw)
        assert verify(line.storage, line.files), kind
        if callable(undo):
            undo()
        else:
            change(line, undo)
    assert verify(line.storage, line.files) == []


def spoiled(line, draw):
    """One file changed, cut or taken away; how to put it right."""
    path = line.files.path(f"abcd-{draw.choice((1, 2, 3))}")
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
    path.write_bytes(draw.choice([bytes(changed), whole[: draw.randrange(len(whole))]]))
    return lambda: path.write_bytes(whole)


def test_an_erased_case_leaves_a_chain_that_still_verifies(line):
    with line.storage.write() as unit:
        assert unit.retention.erase("R2", Act("erasure", "officer1", "order"), NOW)
    shred(line.storage, line.files)
    assert verify(line.storage, line.files) == []
    assert links(line, "R2")[-1].event == "erasure"


def test_dropped_jobs_leave_no_link(jobs, storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    line.file("R1")

    def fails(unit):
        unit.filing.amend(AmendCase("R1", (("story", "lost"),)), NOW)
        raise ZeroDivisionError

    def works(unit):
        unit.filing.amend(AmendCase("R1", (("story", "kept"),)), NOW)

    results = jobs.together([("web:1", fails), ("web:1", works), ("web:1", fails), ("web:1", works)])
    assert [type(error) for _, error in results] == [ZeroDivisionError, type(None)] * 2
    assert verify(storage, line.files) == []
    assert len(links(line, "R1")) == 6


def test_chats_that_add_to_one_case_at_once_make_one_chain(jobs, storage, tmp_path):
    """On Postgres from several threads, each with its own transaction."""
    line = Line.opened(storage, tmp_path)
    line.file("R1")

    def add(unit):
        unit.filing.amend(AmendCase("R1", (("story", "more"),)), NOW)

    for number in [jobs.submit(f"web:{chat}", add) for chat in range(40)]:
        assert jobs.result(number) == (None, None)
    assert verify(storage, line.files) == []
    assert len(links(line, "R1")) == 82


def test_the_signature_stays_the_same_over_a_change_of_the_servers_key(line):
    both = Storage(line.storage.database, Vault(b"n" * 32, b"k" * 32))
    assert both.signer.public == line.storage.signer.public
    assert Storage(line.storage.database, Vault(b"n" * 32)).signer.public != line.storage.signer.public


def test_a_root_once_told_stays_and_a_day_that_is_not_over_has_none(line):
    today = day_of(line)
    with line.storage.write() as unit, pytest.raises(ValueError, match="not over"):
        unit.custody.root(today)
    root = told(line, today)
    with line.storage.write() as unit:
        unit.custody.add("R3", NOW, Act("opened", "officer1", "chat"))
        assert unit.custody.root(today) == root
        with pytest.raises(ValueError, match="too long"):
            unit.custody.root(date(2020, 1, 1))
    assert (today.isoformat(), "root-does-not-match-the-log") not in whats(line)
