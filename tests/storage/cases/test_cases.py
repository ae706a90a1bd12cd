"""Cases: filed whole, opened by their receipt, counted for the digest."""

import sys
from dataclasses import replace

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from sqlalchemy import select

from flows.core.effects import AmendCase, ChangeStatus, Fetch, FileCase
from flows.core.events import Event, Media, Text
from flows.core.statuses import CLOSED, STATUSES
from flows.said import Origin
from storage.cases.entries import Entry, Item, Said, decode_said
from storage.cases.views import Reporter
from storage.errors import StorageFailed, UnknownCase, Unopened
from storage.sealing.file_cipher import Kept
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence

NOW = 1_000_000.0
REPORTER = Reporter("telegram:1", "ary")
FILED = FileCase("AB23CD45", "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "casablanca", (("story", "قصة"),))


def filed(storage, reference="AB23CD45", now=NOW, **changes):
    with storage.write() as unit:
        return unit.filing.open(replace(FILED, reference=reference, **changes), REPORTER, now)


def test_a_case_is_found_as_it_was_filed(storage):
    case = filed(storage)
    with storage.read() as unit:
        assert unit.cases.by_reference("AB23CD45") == case
        assert unit.cases.of_chat("telegram:1", 5) == [case]
        assert unit.cases.contents("AB23CD45") == [Entry("filed", (("story", "قصة"),), NOW)]
        assert unit.cases.by_reference("nothing") is None
    assert (case.status, case.channel, case.language) == ("received", "telegram", "ary")
    assert case.pseudonym
    assert case.pseudonym not in case.chat


def test_what_was_said_is_nowhere_to_be_read(storage):
    filed(storage, answers=(("story", "canary-story"),))
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus("AB23CD45", "examined", note="canary-note"), NOW)
        rows = [
            *unit.transaction.rows(select(StoredCase.__table__)),
            *unit.transaction.rows(select(StoredEntry.__table__)),
        ]
    assert "canary" not in repr(rows)
    assert FILED.secret not in repr(rows)


def test_an_entry_moved_to_another_case_does_not_open(storage):
    filed(storage)
    filed(storage, "ZZ23CD45")
    with storage.write() as unit:
        unit.transaction.execute(StoredEntry.__table__.update().values(reference="ZZ23CD45"))
        with pytest.raises(Unopened):
            unit.cases.contents("ZZ23CD45")


def test_a_case_only_grows(storage):
    filed(storage)
    with storage.write() as unit:
        more = (("story", "more"),)
        unit.filing.amend(AmendCase("AB23CD45", more, ("e1",), urgent=True, named=True), NOW + 1)
        unit.filing.amend(AmendCase("AB23CD45", category="threat", place="rabat"), NOW + 2)
    with storage.read() as unit:
        case = unit.cases.by_reference("AB23CD45")
        assert [entry.kind for entry in unit.cases.contents("AB23CD45")] == ["filed", "added"]
    assert (case.urgent, case.anonymous, case.category, case.place) == (True, False, "threat", "rabat")
    assert (case.evidence_count, case.updated, case.created) == (1, NOW + 2, NOW)


SENT = NOW - 1234.5


@pytest.mark.parametrize(("traceless", "kept"), [(False, SENT), (True, SENT - SENT % 86400)])
def test_the_providers_times_are_kept_and_days_alone_without_an_address(storage, traceless, kept):
    """Of texts and of files, in what was filed and in what was added."""
    for piece in ("abcd-1", "abcd-2"):
        with storage.write() as unit:
            event = Event(f"event {piece}", "telegram:1", NOW, Text(""), message="7")
            unit.evidence.expect(Fetch(piece, Media("photo", "file"), sent=SENT), event)
    filed(storage, traceless=traceless, sent=(SENT,), evidence=("abcd-1",))
    with storage.write() as unit:
        more = AmendCase("AB23CD45", (("note", "x"), ("via", "sms")), ("abcd-2",), sent=(SENT, 0.0))
        unit.filing.amend(more, NOW)
    with storage.read() as unit:
        first, second = unit.cases.contents("AB23CD45")
    assert (first.sent, second.sent) == ((kept,), (kept, 0.0))
    assert [item.sent for entry in (first, second) for item in entry.evidence] == [kept, kept]


def test_what_is_added_after_the_address_was_forgotten_has_days_alone(storage):
    filed(storage, sent=(SENT,))
    with storage.write() as unit:
        unit.privacy.untie("AB23CD45", "telegram:1", NOW)
    with storage.write() as unit:
        unit.filing.amend(AmendCase("AB23CD45", (("note", "x"),), sent=(SENT,)), NOW)
    with storage.read() as unit:
        assert unit.cases.contents("AB23CD45")[1].sent == (SENT - SENT % 86400,)


def test_an_entry_of_an_earlier_version_tells_no_times():
    assert decode_said(b'{"answers":[["story","x"]],"evidence":[]}') == Said((("story", "x"),))


def test_a_case_that_is_not_there_cannot_be_added_to(storage):
    with pytest.raises(UnknownCase), storage.write() as unit:
        unit.filing.amend(AmendCase("nothing", (("story", "x"),)), NOW)


def test_a_reference_is_given_once(jobs):
    jobs.do(lambda unit: unit.filing.open(FILED, REPORTER, NOW))
    results = jobs.together(
        [
            ("web:1", lambda unit, r=reference: unit.filing.open(replace(FILED, reference=r), REPORTER, NOW))
            for reference in ("X1", "AB23CD45", "X2")
        ]
    )
    assert [type(error) for _, error in results] == [type(None), StorageFailed, type(None)]


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_says_whether_the_case_is_open(storage, status):
    filed(storage)
    with storage.write() as unit:
        case = unit.cases.change_status(ChangeStatus("AB23CD45", status, "note", "officer1"), NOW + 5)
    with storage.read() as unit:
        assert unit.cases.by_reference("AB23CD45") == case
        assert bool(unit.cases.newest(5)) == (status not in CLOSED)
        assert [found.status for found in unit.cases.newest(5, status=status)] == [status]
        (step,) = unit.cases.history("AB23CD45")
    assert (case.status, case.updated) == (status, NOW + 5)
    assert (step.status, step.officer, step.note, step.time) == (status, "officer1", "note", NOW + 5)


def test_a_case_filed_in_the_same_batch_can_be_changed(jobs):
    results = jobs.together(
        [
            ("web:1", lambda unit: unit.filing.open(FILED, REPORTER, NOW)),
            ("web:1", lambda unit: unit.filing.amend(AmendCase("AB23CD45", (("a", "b"),)), NOW)),
            ("web:1", lambda unit: unit.cases.change_status(ChangeStatus("AB23CD45", "withdrawn"), NOW)),
            ("web:1", lambda unit: unit.cases.change_status(ChangeStatus("nothing", "closed"), NOW)),
        ]
    )
    assert results[2][0].status == "withdrawn"
    assert isinstance(results[3][1], UnknownCase)
    assert len(jobs.do(lambda unit: unit.cases.contents("AB23CD45"))) == 2


def test_a_receipt_opens_its_case_and_no_other(storage):
    case = filed(storage)
    filed(storage, "ZZ23CD45", secret="another")
    with storage.read() as unit:
        assert unit.cases.by_receipt("AB23CD45", FILED.secret) == case
        assert unit.cases.by_receipt("AB23CD45", "another") is None
        assert unit.cases.by_receipt("nothing", FILED.secret) is None


def test_an_unknown_reference_costs_as_much_as_a_wrong_secret(storage):
    """Both try one hash, of the same strength: without it the unknown would be answered sooner."""
    filed(storage)
    tried: list[list[Parameters]] = []

    def watch(frame, what, _):
        if what == "call" and frame.f_code is PasswordHasher.verify.__code__:
            tried[-1].append(extract_parameters(frame.f_locals["hash"]))

    with storage.read() as unit:
        for reference in ("AB23CD45", "nothing"):
            tried.append([])
            sys.setprofile(watch)
            found = unit.cases.by_receipt(reference, "wrong")
            sys.setprofile(None)
            assert found is None
    known, unknown = tried
    assert known == unknown
    assert len(known) == 1


def test_newest_first_page_by_page(storage):
    for number in range(5):
        filed(storage, f"R{number}", NOW + number)
    with storage.read() as unit:
        assert [case.reference for case in unit.cases.newest(2)] == ["R4", "R3"]
        assert [case.reference for case in unit.cases.newest(2, 2, status="")] == ["R2", "R1"]
        assert unit.cases.newest(2, status="closed") == []


def test_guesses_are_counted_by_chat_and_in_all(storage):
    with storage.write() as unit:
        for moment, chat in ((1.0, "web:1"), (2.0, "web:1"), (3.0, "web:2")):
            unit.guesses.add(chat, moment)
        assert unit.guesses.since(2.0, "web:1") == 1
        assert unit.guesses.since(0.0) == 3
        assert unit.guesses.purge(3.0) == 2


def expect(storage, *pieces, chat="telegram:1", time=NOW):
    with storage.write() as unit:
        for piece in pieces:
            media = Media("photo", "file-7", name="كابتير.png", size=9)
            event = Event(f"event {piece}", chat, time, Text(""), message="m7")
            unit.evidence.expect(Fetch(piece, media, Origin("someone", 5.0), 4.0), event)


def test_a_piece_of_evidence_is_promised_stored_and_filed(storage):
    expect(storage, "e1", "e2", "e3")
    with storage.write() as unit:
        unit.evidence.stored("e1", Kept("ab", 12, "image/png"), NOW + 1)
        unit.evidence.failed("e2", "too-large")
    filed(storage, evidence=("e1", "e2"))
    with storage.read() as unit:
        one, two = unit.evidence.of_case("AB23CD45")
        sealed = unit.cases.contents("AB23CD45")[0].evidence
        loose = unit.evidence.get("e3")
    assert (one.state, one.sha256, one.size, one.media_type) == ("stored", "ab", 12, "image/png")
    assert (one.chat, loose.message) == ("", "m7"), "once filed it tells no more where it came from"
    assert (one.name, one.provider_ref, one.message, one.origin) == ("", "", "", None)
    assert sealed == (
        Item("e1", "photo", "كابتير.png", Origin("someone", 5.0), 4.0),
        Item("e2", "photo", "كابتير.png", Origin("someone", 5.0), 4.0),
    )
    assert (two.state, two.reason, two.reference) == ("fetch_failed", "too-large", "AB23CD45")
    assert (loose.state, loose.reference) == ("expected", "")


def test_a_fetch_that_ends_after_the_filing_still_counts(storage):
    expect(storage, "e1")
    filed(storage, evidence=("e1",))
    with storage.write() as unit:
        unit.evidence.stored("e1", Kept("ab", 12, "image/png"), NOW + 1)
        unit.evidence.failed("e1", "late")
    with storage.read() as unit:
        assert [piece.state for piece in unit.evidence.of_case("AB23CD45")] == ["stored"]


def test_only_loose_pieces_are_discarded_and_stay_so(storage):
    expect(storage, "e1", "e2")
    filed(storage, evidence=("e1",))
    with storage.write() as unit:
        unit.evidence.discard(("e1", "e2"))
    with storage.write() as unit:
        unit.evidence.attach(("e2",), "AB23CD45")
        assert unit.evidence.discarded() == ["e2"]
        assert unit.evidence.remove(["e1", "e2"]) == 1
        assert unit.evidence.get("e2") is None
        assert unit.evidence.get("e1").reference == "AB23CD45"


def test_evidence_of_forgotten_drafts_is_found(storage):
    expect(storage, "e1", time=NOW - 10)
    expect(storage, "e2", time=NOW)
    with storage.read() as unit:
        assert [piece.id for piece in unit.evidence.stale(NOW)] == ["e1"]


def test_the_names_of_files_are_nowhere_to_be_read(storage):
    expect(storage, "e1")
    with storage.read() as unit:
        (row,) = unit.transaction.rows(select(StoredEvidence.__table__))
    assert "كابتير".encode() not in b"".join(value for value in row if isinstance(value, bytes))
