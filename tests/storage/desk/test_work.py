"""The work on cases, on both databases: lists, marks, notes, grants, news, and their end with the case."""

import pytest
from sqlalchemy import update

from bot.turn.alerts import concerned
from flows.core.effects import AmendCase, ChangeStatus
from flows.places.services import Service
from flows.said import Named, NoticeContent
from storage.cases.retention import AUTOMATIC
from storage.desk.inbox import HELD, Wanted
from storage.errors import UnknownCase, Unopened
from storage.sealing import age, bare_wraps
from storage.tables.custody import StoredWrap
from storage.tables.desk import StoredCaseMark, StoredCaseNote, StoredCaseWork
from storage.tables.waiting import StoredPersonWait, StoredReminder
from tests.storage.sealed import NOW, Line

REFERENCE = "R1"


@pytest.fixture
def line(storage, tmp_path):
    return Line.opened(storage, tmp_path)


def queue(line, name, now=NOW, officer="salma"):
    with line.storage.read() as unit:
        wanted = Wanted(officer, now, queue=name)
        count, cases = unit.desk.inbox.listed(wanted)
        assert count == len(cases) == unit.desk.inbox.counts(wanted).get(name, count)
        return [case.reference for case in cases]


def case_id(unit, reference=REFERENCE):
    return unit.cases.by_reference(reference).id


def test_a_case_is_in_the_queues_that_fit_it(line):
    line.file("R1")
    line.file("R2", urgent=True)
    with line.storage.write() as unit:
        unit.cases.work.assign("R2", "salma", "omar", NOW)
        unit.cases.change_status(ChangeStatus("R2", "examined", "", "salma"), NOW)
    assert queue(line, "") == ["R2", "R1"]
    assert queue(line, "urgent") == ["R2"]
    assert queue(line, "new") == ["R1"]
    assert queue(line, "mine") == ["R2"]
    assert queue(line, "mine", officer="omar") == []
    assert queue(line, "unassigned") == ["R1"]
    assert queue(line, "overdue") == []
    assert queue(line, "overdue", now=NOW + 4 * 86_400) == ["R2", "R1"]


def test_a_question_waits_until_the_reporter_adds_something_and_the_answer_until_an_officer_acts(line):
    line.file("R1")
    with line.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R1", "", "where?", "salma"), NOW)
    assert (queue(line, "awaiting"), queue(line, "answered")) == (["R1"], [])
    with line.storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "there"),)), NOW)
    assert (queue(line, "awaiting"), queue(line, "answered")) == ([], ["R1"])
    with line.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R1", "examined", "", "salma"), NOW)
    assert (queue(line, "awaiting"), queue(line, "answered")) == ([], [])
    with line.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R1", "", "when?", "salma"), NOW)
        unit.cases.change_status(ChangeStatus("R1", "closed", "", "salma"), NOW)
    assert queue(line, "awaiting") == []


def test_a_case_that_is_put_off_stands_in_no_queue_until_its_time_or_its_change(line):
    line.file("R1")
    with line.storage.write() as unit:
        unit.desk.marks.snooze("salma", case_id(unit), NOW + 100, NOW)
    assert (queue(line, "new"), queue(line, "snoozed")) == ([], ["R1"])
    assert queue(line, "new", officer="omar") == ["R1"]
    assert queue(line, "new", now=NOW + 100) == ["R1"]
    with line.storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "more"),)), NOW + 50)
    assert (queue(line, "new", now=NOW + 60), queue(line, "snoozed", now=NOW + 60)) == (["R1"], [])


def test_whoever_looks_at_a_case_is_known_for_a_while(line):
    line.file("R1")
    line.file("R2")
    with line.storage.write() as unit:
        unit.desk.marks.see("salma", case_id(unit), NOW)
        unit.desk.marks.see("omar", case_id(unit), NOW)
    with line.storage.write() as unit:
        assert {*unit.desk.marks.watching(NOW + 60)["R1"]} == {"salma", "omar"}
        unit.desk.marks.see("omar", case_id(unit, "R2"), NOW)
    with line.storage.read() as unit:
        assert unit.desk.marks.watching(NOW + 60) == {"R1": ("salma",), "R2": ("omar",)}
        assert unit.desk.marks.watching(NOW + 120) == {}


def test_the_cases_of_a_leaver_are_nobodys(line):
    line.file("R1")
    line.file("R2")
    with line.storage.write() as unit:
        for reference in ("R1", "R2"):
            unit.cases.work.assign(reference, "salma", "omar", NOW)
        unit.cases.change_status(ChangeStatus("R2", "closed", "", "salma"), NOW)
        unit.cases.work.release("salma", "omar", NOW)
        assert unit.cases.work.assigned("R1") == ""
        assert unit.cases.work.assigned("R2") == "salma"
        with pytest.raises(UnknownCase):
            unit.cases.work.assign("R9", "salma", "omar", NOW)


def noted(unit, name="0f", reference=REFERENCE):
    to = [age.recipient(unit.desk.contents.recipient(reference))]
    sealed = age.seal(b'"look at the bank"', (reference, f"note:{name}"), to)
    unit.desk.contents.note(reference, name, "salma", sealed, NOW)
    return sealed


def test_a_note_is_kept_as_it_was_sealed_and_opens_with_the_wrap(line):
    line.file("R1")
    with line.storage.write() as unit:
        sealed = noted(unit)
        with pytest.raises(ValueError, match="there"):
            noted(unit)
    with line.storage.read() as unit:
        (note,) = unit.desk.contents.notes("R1")
        assert (note.name, note.by, note.age) == ("0f", "salma", sealed)
        wrap = unit.desk.contents.wraps("R1", str(age.identity(line.officer).to_public()))["case"]
        private = bare_wraps.unwrap(wrap, line.officer)
        assert age.unseal(note.age, ("R1", "note:0f"), private) == b'"look at the bank"'
        with pytest.raises(UnknownCase):
            unit.desk.contents.recipient("R9")


def test_a_note_that_was_put_in_another_case_does_not_open(line):
    line.file("R1")
    line.file("R2")
    with line.storage.write() as unit:
        noted(unit)
    with line.storage.write() as unit:
        unit.transaction.execute(update(StoredCaseNote).values(reference="R2"))
    with line.storage.read() as unit, pytest.raises(Unopened):
        unit.desk.contents.notes("R2")


def test_a_colleague_is_given_what_the_giver_has_and_keeps_the_servers_own_wraps(line):
    line.receive("abcd-1", b"picture")
    line.file("R1", "abcd-1")
    text, public = age.fresh_key()
    to, giver = age.fingerprint(public), age.fingerprint(str(age.identity(line.officer).to_public()))
    with line.storage.write() as unit:
        unit.keys.add("omar", public, NOW)
    with line.storage.write() as unit:
        lacking = unit.desk.grants.lacking(giver, to, 0)
        assert len(lacking) == 2
        again = {
            number: bare_wraps.wrap(bare_wraps.unwrap(box, line.officer).strip(), age.recipient(public))
            for number, box in lacking
        }
        assert unit.desk.grants.grant(giver, to, again | {7: b"nothing"}, "salma", NOW) == 2
        assert unit.desk.grants.lacking(giver, to, 0) == []
        assert unit.desk.grants.lacking(to, giver, 0) == []
    with line.storage.read() as unit:
        told = [link.purpose for link in unit.custody.of_case("R1") if link.event == "granted"]
        assert sorted(told) == sorted((f"case:{to}", f"abcd-1:{to}"))
        assert unit.cases.contents("R1", text)
    line.file("R2")
    with line.storage.write() as unit:
        number = unit.cases.key_numbers("R2")["case"]
        assert unit.desk.grants.grant(giver, to, {number: again[lacking[0][0]]}, "salma", NOW) == 0


def test_a_wrap_that_somebody_changed_is_given_to_nobody(line):
    line.file("R1")
    giver = age.fingerprint(str(age.identity(line.officer).to_public()))
    with line.storage.write() as unit:
        unit.transaction.execute(update(StoredWrap).values(box=b"x" * 300))
    with line.storage.read() as unit:
        assert unit.desk.grants.lacking(giver, "0" * 16, 0) == []
        assert unit.desk.contents.wraps("R1", str(age.identity(line.officer).to_public())) == {}


def test_the_news_name_the_cases_that_changed_and_not_those_that_were_opened(line):
    line.file("R1")
    with line.storage.read() as unit:
        newest = unit.desk.news.newest()
    line.file("R2")
    with line.storage.write() as unit:
        unit.officers.add("Salma", NOW)
    with line.storage.read() as unit:
        links = unit.desk.news.since(newest)
        later = {link: case for link, case in links.items() if link > newest}
        assert {*later.values()} == {"R2", ""}


def test_an_erased_case_leaves_no_work_no_marks_and_no_notes(line):
    line.file("R1")
    with line.storage.write() as unit:
        noted(unit)
        unit.cases.work.assign("R1", "salma", "omar", NOW)
        unit.desk.marks.see("salma", case_id(unit), NOW)
        unit.waiting.persons.ask(case_id(unit), NOW, NOW + 600)
        assert unit.waiting.deadlines.say(unit.waiting.deadlines.of(case_id(unit)), "passed")
    with line.storage.write() as unit:
        assert unit.retention.erase("R1", AUTOMATIC, NOW)
    with line.storage.read() as unit:
        for table in (StoredCaseWork, StoredCaseMark, StoredCaseNote, StoredReminder, StoredPersonWait):
            assert unit.transaction.rows(table.__table__.select()) == []


def test_cases_are_found_by_pseudonym_and_by_what_they_name(line):
    line.file("R1", traces=(("phone", "+212612345678"),))
    line.file("R2")
    with line.storage.read() as unit:
        pseudonym = unit.cases.by_reference("R2").pseudonym
        assert unit.cases.of_pseudonym(pseudonym, 5) == ["R2"]
        assert unit.tokens.naming((("phone", "+212612345678"),), 5) == [case_id(unit)]
        assert unit.tokens.naming((), 5) == []


def test_money_that_may_still_be_held_comes_first_among_new_cases_and_no_longer_later(line):
    just_left = (("money", "recent"),)
    line.file("R1", urgent=True)
    line.file("R2", answers=just_left, urgent=True)
    line.file("R3", answers=(("money", "earlier"),), urgent=True)
    assert queue(line, "new") == ["R2", "R1", "R3"]
    assert queue(line, "urgent") == ["R1", "R2", "R3"]
    with line.storage.read() as unit:
        assert [one.money for one in unit.desk.inbox.of(["R1", "R2"], "salma", NOW + 3600)] == [NOW, 0.0]
    assert queue(line, "new", now=NOW + HELD) == ["R1", "R2", "R3"]
    with line.storage.write() as unit:
        unit.filing.amend(AmendCase("R3", just_left), NOW + 5)
        unit.filing.amend(AmendCase("R2", just_left), NOW + 9)
        unit.filing.amend(AmendCase("R1", (("story", "more"),)), NOW + 9)
        assert unit.desk.inbox.hurried(NOW) == {case_id(unit, "R2"): NOW, case_id(unit, "R3"): NOW + 5}
        unit.filing.amend(AmendCase("R2", (("money", "no"),)), NOW + 10)
        assert unit.desk.inbox.hurried(NOW) == {case_id(unit, "R3"): NOW + 5}


SERVICES = (
    Service("central", Named("Centrale", "المركزية"), Named("Rabat", "الرباط"), central=True),
    Service(
        "fes", Named("Police", "الشرطة"), Named("Fès", "فاس"), provinces=("03.231",), officers=("Karim",)
    ),
)


@pytest.mark.parametrize(
    ("case", "money", "services", "told"),
    [
        ({"place": "fes", "province": "03.231"}, True, SERVICES, ["Karim"]),
        ({"place": "fes", "province": "03.231"}, False, SERVICES, ["Karim", "Salma"]),
        ({"place": "fes", "province": "03.231"}, True, (), ["Karim", "Salma"]),
        ({"place": "abroad"}, True, SERVICES, ["Karim", "Salma"]),
    ],
    ids=["its service", "no money", "no services", "a service without an officer to tell"],
)
def test_an_alert_of_money_goes_to_the_service_in_charge(line, case, money, services, told):
    line.file("R1", **case)
    with line.storage.write() as unit:
        for name in ("Salma", "Karim"):
            officer, _ = unit.officers.add(name, NOW)
            unit.officers.enrol(officer.id, f"telegram:{name}", NOW, language="fr")
        found = concerned(unit, services, NoticeContent("R1", category="fraud", money=money))
    assert sorted(one.name for one in found) == told
