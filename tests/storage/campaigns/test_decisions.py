"""A decision reaches each case once; whoever writes to the database by hand decides nothing."""

import pytest
from sqlalchemy import insert, update

from flows.core.effects import ChangeStatus
from storage.campaigns.decisions import Waiting, note_box
from storage.custody.directory import CAMPAIGNS
from storage.tables.campaigns import StoredDecidedCase, StoredDecision
from tests.storage.campaigns.test_joining import PHONE, file
from tests.storage.sealed import NOW


@pytest.fixture
def decided(storage):
    """Four cases of one campaign, two of them of one chat, one without a chat, one withdrawn."""
    chats = ("web:1", "web:1", "web:2", "web:3")
    cases = [file(storage, PHONE, chat=chat, traceless=chat == "web:3") for chat in chats]
    gone = file(storage, PHONE)
    closed = file(storage, PHONE)
    with storage.write() as unit:
        code = unit.campaigns.of_case(cases[0])
        unit.cases.change_status(ChangeStatus(gone, "withdrawn"), NOW)
        unit.cases.change_status(ChangeStatus(closed, "closed", officer="officer1"), NOW)
        assert unit.decisions.decide(code, "referred", "Merci", "officer1", NOW) == 4
    return cases, code


def waiting(storage):
    with storage.read() as unit:
        return unit.decisions.waiting(50)


def take(storage, one, *, told=True, thanked=True):
    with storage.write() as unit:
        taken = unit.decisions.take(one)
        if taken and told and not taken.told:
            unit.decisions.told(one, thanked=thanked)
        return taken


def test_a_decision_that_would_reach_no_case_is_not_made(storage, decided):
    cases, code = decided
    with storage.write() as unit:
        for reference in cases:
            unit.cases.change_status(ChangeStatus(reference, "closed", officer="officer1"), NOW)
        acts = len(unit.custody.of_case(CAMPAIGNS))
        assert unit.decisions.decide(code, "investigated", "", "officer1", NOW) == 0
        assert len(unit.custody.of_case(CAMPAIGNS)) == acts
        assert len(unit.campaigns.gathered(code, NOW).decisions) == 1


def test_each_case_is_taken_once_and_each_chat_told_once(storage, decided):
    cases, _ = decided
    rows = waiting(storage)
    taken = [take(storage, one) for one in rows]
    assert [one.reference for one in taken] == cases
    assert [one.told for one in taken] == [False, True, False, False]
    assert {(one.status, one.note, one.officer) for one in taken} == {("referred", "Merci", "officer1")}
    assert [take(storage, one) for one in rows] == [None] * 4
    assert waiting(storage) == []


def test_work_that_was_taken_back_is_taken_again(storage, decided):
    """As when the server dies in the middle: the transaction of one case is lost, and no other."""
    rows = waiting(storage)
    assert take(storage, rows[0])
    with storage.write() as unit:
        unit.transaction.begin_job()
        assert unit.decisions.take(rows[1])
        unit.transaction.drop_job()
    assert waiting(storage) == rows[1:]


def test_a_reporter_is_thanked_once_for_all_decisions(storage, decided):
    _, code = decided
    for one in waiting(storage):
        take(storage, one)
    with storage.write() as unit:
        unit.decisions.decide(code, "examined", "", "officer1", NOW)
    taken = [take(storage, one) for one in waiting(storage)]
    assert [one.thanked for one in taken] == [True, True, True, False], "the one without a chat is nobody"


def test_a_case_that_is_over_meanwhile_stays_as_it_is(storage, decided):
    cases, _ = decided
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus(cases[0], "withdrawn"), NOW)
        unit.cases.change_status(ChangeStatus(cases[1], "closed", officer="officer1"), NOW)
    rows = waiting(storage)
    assert len(rows) == 3, "what a person withdraws leaves every list"
    assert [take(storage, one) is None for one in rows] == [True, False, False]


def test_a_decision_put_in_by_hand_reaches_nobody(storage, decided):
    cases, _ = decided
    (one, *_) = waiting(storage)
    other = file(storage, ("phone", "+212600000001"))
    with storage.write() as unit:
        case = unit.cases.by_reference(other)
        row = {"decision": one.decision, "case_id": case.id, "state": "waiting", "seal": "ab"}
        unit.transaction.execute(insert(StoredDecidedCase).values(**row))
        unit.transaction.execute(update(StoredDecision).values(status="closed", officer="someone"))
    assert take(storage, Waiting(one.decision, case.id)) is None
    taken = take(storage, one)
    assert (taken.reference, taken.status, taken.officer) == (cases[0], "referred", "officer1")
    with storage.write() as unit:
        unit.transaction.execute(update(StoredDecision).values(note=b"x" * 60))
    assert {take(storage, each) for each in waiting(storage)} == {None}
    assert waiting(storage) == []


def split(unit, reference, code, other):
    assert unit.campaigns.split(reference, "officer1", NOW) == code


def join(unit, reference, code, other):
    assert unit.campaigns.join(reference, other, "officer1", NOW)


def split_and_join(unit, reference, code, other):
    split(unit, reference, code, other)
    join(unit, reference, code, other)


def split_and_come_back(unit, reference, code, other):
    split(unit, reference, code, other)
    join(unit, reference, code, code)


LEAVE = [split, join, split_and_join, split_and_come_back]


@pytest.mark.parametrize("leave", LEAVE)
def test_a_decision_does_not_reach_a_case_that_left_its_campaign(storage, decided, leave):
    cases, code = decided
    elsewhere = [file(storage, ("phone", "+212600000001")) for _ in range(2)]
    with storage.write() as unit:
        other = unit.campaigns.of_case(elsewhere[0])
        unit.decisions.decide(other, "examined", "", "officer1", NOW)
    before = waiting(storage)
    with storage.write() as unit:
        leave(unit, cases[1], code, other)
    taken = [one for one in (take(storage, each) for each in before) if one]
    assert [(one.reference, one.status) for one in taken] == [
        *((reference, "referred") for reference in cases if reference != cases[1]),
        *((reference, "examined") for reference in elsewhere),
    ]


@pytest.mark.parametrize("leave", LEAVE)
def test_what_reached_a_case_before_it_left_stays_told(storage, decided, leave):
    cases, code = decided
    elsewhere = [file(storage, ("phone", "+212600000001")) for _ in range(2)]
    rows = waiting(storage)
    assert take(storage, rows[0]).reference == cases[0]
    with storage.write() as unit:
        leave(unit, cases[0], code, unit.campaigns.of_case(elsewhere[0]))
    assert take(storage, rows[1]).told, "its reporter is the same chat"


def test_a_decision_on_a_dismissed_campaign_reaches_nobody(storage, decided):
    _, code = decided
    rows = waiting(storage)
    with storage.write() as unit:
        assert unit.campaigns.dismiss(code, "officer1", NOW)
    assert [take(storage, one) for one in rows] == [None] * 4
    assert waiting(storage) == []


def test_a_later_decision_takes_the_place_of_one_that_is_on_its_way(storage, decided):
    cases, code = decided
    first = waiting(storage)
    assert take(storage, first[0]).reference == cases[0]
    with storage.write() as unit:
        assert unit.decisions.decide(code, "examined", "", "officer2", NOW) == 4
    rows = waiting(storage)
    assert {one.decision for one in rows} == {rows[0].decision} != {first[0].decision}
    assert [take(storage, one) for one in first] == [None] * 4
    taken = [take(storage, one) for one in rows]
    assert [(one.reference, one.status, one.told) for one in taken] == [
        *((cases[0], "examined", False), (cases[1], "examined", True)),
        *((cases[2], "examined", False), (cases[3], "examined", False)),
    ]


@pytest.mark.parametrize(
    ("note", "between", "told"),
    [
        ("Merci", "", [True, True, False, False]),
        ("Merci encore", "", [False, True, False, False]),
        ("Merci", "investigated", [False, True, False, False]),
    ],
)
def test_who_heard_the_first_hears_the_second_only_as_a_change(storage, decided, note, between, told):
    """The second says the same status; the chat of the first two cases heard of the first decision."""
    cases, code = decided
    assert take(storage, waiting(storage)[0]).reference == cases[0]
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus(cases[0], "referred", officer="officer1"), NOW)
        if between:
            unit.cases.change_status(ChangeStatus(cases[0], between, officer="officer1"), NOW)
        unit.decisions.decide(code, "referred", note, "officer2", NOW)
    assert [take(storage, one).told for one in waiting(storage)] == told


@pytest.mark.parametrize("note", ["", "Merci"])
def test_a_decision_of_before_to_close_reaches_the_cases_that_it_has_not_reached(storage, decided, note):
    """Versions before 0.3 had one closure; a decision that waits in the migrated tables still has it."""
    cases, _ = decided
    with storage.write() as unit:
        (number,) = {one.decision for one in unit.decisions.waiting(50)}
        box = note_box(storage.vault, number, ("closed", "officer1", note))
        unit.transaction.execute(update(StoredDecision).values(status="closed", note=box))
    taken = [take(storage, one) for one in waiting(storage)]
    assert [one.reference for one in taken] == cases
    assert {(one.status, one.note) for one in taken} == {("insufficient", note)}
    assert [one.told for one in taken] == [False, True, False, False]
