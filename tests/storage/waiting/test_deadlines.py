"""Which deadline of a case runs and when it ends, on both databases; and that nothing is said of it twice."""

from itertools import product

import pytest

from flows.core.effects import AmendCase, ChangeStatus
from flows.deadlines import CALM, DAY, HOUR, KINDS, MINUTE, URGENT, Deadlines, OwnSpans
from flows.report.categories import CATEGORIES
from storage.custody.links import Act
from storage.unit import Storage
from storage.waiting.deadlines import ESCALATED, GENTLE, LATE, PASSED, PROMISED, SOON
from tests.storage.sealed import NOW, Line

RULES = Deadlines(
    own={
        "child": OwnSpans({"first_look": 3 * HOUR}, {"first_look": 10 * MINUTE}),
        "drugs": OwnSpans({"referral": 2 * HOUR}),
    }
)
ASKED, ANSWERED, ACTED = NOW + 100, NOW + 200, NOW + 300


@pytest.fixture
def line(database, storage, tmp_path):
    return Line.opened(Storage(database, storage.vault, deadlines=RULES), tmp_path)


def taken(unit):
    unit.cases.work.assign("R1", "salma", "salma", NOW + 50)


def asked(unit):
    unit.cases.change_status(ChangeStatus("R1", "", "where?", "salma"), ASKED)


def answered(unit):
    asked(unit)
    unit.filing.amend(AmendCase("R1", (("story", "there"),)), ANSWERED)


def examined(unit):
    answered(unit)
    unit.cases.change_status(ChangeStatus("R1", "examined", "", "salma"), ACTED)


def referred(unit):
    unit.cases.change_status(ChangeStatus("R1", "referred", "", "salma"), ACTED)


def handed(unit):
    referred(unit)
    case = unit.cases.by_reference("R1")
    unit.cases.work.hand_over(case.id, "R1", Act("handed-over", "salma", "fes"), ACTED)


def handed_back(unit):
    handed(unit)
    unit.cases.change_status(ChangeStatus("R1", "examined", "", "salma"), ACTED)


def closed(unit):
    asked(unit)
    unit.cases.change_status(ChangeStatus("R1", "closed", "", "salma"), ACTED)


STANDS = [
    (lambda _: None, "first_look", NOW),
    (taken, "first_answer", NOW),
    (asked, "reporter", ASKED),
    (answered, "first_answer", ANSWERED),
    (examined, "referral", ACTED),
    (referred, "", 0.0),
    (handed, "service", ACTED),
    (handed_back, "referral", ACTED),
    (closed, "", 0.0),
]


@pytest.mark.parametrize(("stands", "kind", "began"), STANDS, ids=lambda one: getattr(one, "__name__", None))
def test_one_deadline_runs_by_where_the_case_stands(line, stands, kind, began):
    line.file("R1")
    with line.storage.write() as unit:
        stands(unit)
        found = unit.waiting.deadlines.of(unit.cases.by_reference("R1").id)
        count = unit.waiting.deadlines.count
        if not kind:
            assert (found, count(NOW + 1000 * DAY)) == (None, 0)
            return
        assert (found.kind, found.began, found.due) == (kind, began, began + CALM[kind])
        assert (count(found.due - 1), count(found.due)) == (0, 1)


def test_the_query_and_the_table_agree_for_every_category_and_urgency(line):
    for number, (category, urgent) in enumerate(product(CATEGORIES, (False, True))):
        line.file(f"R{number}", category=category, urgent=urgent)
        with line.storage.read() as unit:
            case = unit.cases.by_reference(f"R{number}")
            assert case
            found = unit.waiting.deadlines.of(case.id)
        assert found
        assert found.due == NOW + RULES.seconds("first_look", category, urgent=urgent), (category, urgent)


@pytest.mark.parametrize("kind", KINDS)
def test_an_urgent_case_never_has_longer(kind):
    rules = Deadlines(own={"fraud": OwnSpans({kind: MINUTE})})
    for category in CATEGORIES:
        calm, urgent = (rules.seconds(kind, category, urgent=each) for each in (False, True))
        assert urgent <= calm
        assert calm == (MINUTE if category == "fraud" else CALM[kind])
        assert urgent == min(calm, URGENT[kind])


def said(line, stage, now):
    """What is to be said now; it is recorded, as by the first of two servers, so that none is left."""
    with line.storage.write() as unit:
        found = unit.waiting.deadlines.unsaid(stage, now, 9)
        assert [unit.waiting.deadlines.say(one, stage) for one in found] == [True] * len(found)
        assert [unit.waiting.deadlines.say(one, stage) for one in found] == [False] * len(found)
        assert unit.waiting.deadlines.unsaid(stage, now, 9) == []
    return [one.reference for one in found]


def test_each_reminder_comes_at_its_time_and_once_for_each_deadline(line):
    line.file("R1")
    line.file("R2", urgent=True)
    due = NOW + CALM["first_look"]
    assert said(line, SOON, due - 5 * HOUR) == []
    assert said(line, SOON, due - 3 * HOUR) == ["R1"]  # of urgent ones nobody took, officers hear otherwise
    assert said(line, PASSED, due - 1) == []
    assert said(line, PASSED, due) == ["R1"]
    assert said(line, ESCALATED, due + DAY - 1) == []
    assert said(line, ESCALATED, due + DAY) == ["R1"]
    assert [said(line, stage, due + 9 * DAY) for stage in (SOON, PASSED, ESCALATED)] == [[], [], []]
    with line.storage.write() as unit:
        asked(unit)
    assert said(line, SOON, ASKED + 6.9 * DAY) == []
    assert said(line, GENTLE, ASKED + 3 * DAY - 1) == []
    assert said(line, GENTLE, ASKED + 3 * DAY) == ["R1"]
    assert said(line, PASSED, ASKED + 7 * DAY) == ["R1"]
    with line.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R1", "", "and when?", "salma"), ASKED + 8 * DAY)
    assert said(line, GENTLE, ASKED + 11 * DAY) == ["R1"]


def test_whoever_was_told_by_when_hears_that_it_takes_longer(line):
    line.file("R1")
    line.file("R2")
    due = NOW + CALM["first_answer"]
    with line.storage.write() as unit:
        running = unit.waiting.deadlines.of(unit.cases.by_reference("R1").id)
        assert unit.waiting.deadlines.say(running, PROMISED)
    assert running.news == due
    assert said(line, LATE, due - 1) == []
    with line.storage.write() as unit:
        taken(unit)  # of which the reporter hears nothing
    assert said(line, LATE, due - 1) == []
    assert said(line, LATE, due) == ["R1"]


def test_a_wait_for_a_person_begins_ends_and_lapses_once(line):
    line.file("R1")
    with line.storage.write() as unit:
        persons, case = unit.waiting.persons, unit.cases.by_reference("R1").id
        assert persons.waits(case) is None
        assert (persons.ask(case, NOW, NOW + 600), persons.ask(case, NOW + 9, NOW + 609)) == (True, False)
        assert persons.late(NOW + 599) == []
        (wait,) = persons.late(NOW + 600)
        assert (wait, wait.reference, wait.since) == (persons.waits(case), "R1", NOW)
        assert (persons.lapse(wait, NOW + 600), persons.lapse(wait, NOW + 600)) == (True, False)
        assert persons.late(NOW + 700) == []
        unit.cases.change_status(ChangeStatus("R1", "", "I am here", "salma"), NOW + 800)
        assert persons.waits(case) is None
        assert (persons.talks(case, NOW + 799), persons.talks(case, NOW + 801)) == (True, False)
        assert persons.ask(case, NOW + 900, NOW + 1500)
        assert not persons.talks(case, NOW)
        unit.cases.change_status(ChangeStatus("R1", "closed", "", "salma"), NOW + 950)
        assert (persons.waits(case), persons.talks(case, NOW)) == (None, False)


def test_the_last_word_on_duty_holds_until_its_time(line):
    with line.storage.write() as unit:
        unit.waiting.duty.say("salma", NOW + 10, present=True)
        unit.waiting.duty.say("omar", NOW + 20, present=True)
        unit.waiting.duty.say("omar", NOW + 30, present=False)
        assert unit.waiting.duty.said(NOW) == {"salma": (True, NOW + 10), "omar": (False, NOW + 30)}
        assert unit.waiting.duty.said(NOW + 10) == {"omar": (False, NOW + 30)}
