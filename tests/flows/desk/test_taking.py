"""An urgent case is taken from its alert or at the desk: one officer gets it, the others hear who."""

import pytest

from flows.core.effects import ChangeStatus, Line
from flows.core.events import Tap
from flows.core.statuses import CLOSED
from flows.dialogue import notices
from flows.said import NoticeContent
from tests.dialogue import House, Person


@pytest.fixture
def second(house: House) -> Person:
    """Another enrolled officer."""
    with house.storage.write() as unit:
        _, code = unit.officers.add("Yassine", house.now)
    return house.person("telegram:901", "fr").starts(f"officer_{code}").sees("officer-welcome", "ask-desk")


def urgent(person) -> str:
    someone = person("fr", "telegram:7").says("au secours il est devant ma porte").taps("send")
    return someone.case.reference


def holder(house: House, reference: str) -> str:
    with house.storage.read() as unit:
        return unit.officers.names().get(unit.cases.work.assigned(reference), "")


def take(officer: Person, reference: str) -> Person:
    return officer.does(Tap(f"-:take:{reference}"))


def test_the_first_officer_has_it_and_the_others_hear_so(
    house: House, person, officer: Person, second: Person
) -> None:
    case = urgent(person)
    assert "alert-urgent" in officer.last.keys
    officer.taps(case, on="take").sees("case-taken")
    second.sees("case-taken-by")
    assert "Salma" in second.last.text
    take(second, case).sees("case-taken-by")
    assert "case-taken" not in second.last.keys
    assert holder(house, case) == "Salma"
    take(officer, case).sees("case-taken")
    assert second.last.keys == {"case-taken-by"}


def test_a_case_is_taken_at_the_desk_and_shows_who_has_it(
    house: House, person, officer: Person, second: Person
) -> None:
    case = urgent(person)
    officer.says(case).sees("case-head").taps("take").sees("case-taken", "ask-desk")
    assert holder(house, case) == "Salma"
    officer.says(case).sees("case-taken").misses("action-take")
    second.says(case).sees("case-taken-by").misses("action-take")


def test_an_ordinary_case_is_taken_without_a_word_to_the_others(
    house: House, person, officer: Person, second: Person
) -> None:
    someone = person("fr", "telegram:7").forwards("Votre colis attend, appelez le 0612345678").taps("send")
    before = len(second.messages)
    officer.says(someone.case.reference).taps("take").sees("case-taken")
    assert len(second.messages) == before


def test_who_is_no_officer_takes_nothing(house: House, person, officer: Person) -> None:
    case = urgent(person)
    take(person("fr", "telegram:8"), case).sees("tap-old")
    with house.storage.write() as unit:
        unit.officers.remove(next(one.id for one in unit.officers.present()), house.now)
    take(officer, case)
    assert holder(house, case) == ""


def test_a_case_that_is_gone_is_taken_by_nobody(officer: Person) -> None:
    before = len(officer.messages)
    take(officer, "ABCD2345")
    assert not any("case-taken" in seen.keys for seen in officer.messages[before:])


def test_the_log_says_who_took_a_case(house: House, person, officer: Person) -> None:
    case = urgent(person)
    take(officer, case)
    with house.storage.read() as unit:
        (salma,) = unit.officers.present()
        acts = [(link.event, link.actor, link.purpose) for link in unit.custody.of_case(case)]
    assert ("assigned", salma.id, salma.id) in acts


@pytest.mark.parametrize("status", [*CLOSED, "examined", "referred"])
def test_only_untouched_cases_are_untaken(house: House, person, officer: Person, status: str) -> None:
    case = urgent(person)
    with house.storage.write() as unit:
        assert [one.reference for one in unit.cases.work.untaken(house.now + 1, 9)] == [case]
        unit.cases.change_status(ChangeStatus(case, status, "", "someone"), house.now)
    with house.storage.read() as unit:
        assert unit.cases.work.untaken(house.now + 1, 9) == []


def test_a_reminder_names_the_oldest_cases_and_asks_supervisors_to_give_them_away() -> None:
    cases = [NoticeContent(name, category="threat") for name in ("A2222222", "C2222222")]
    plain, escalated = (notices.untaken(cases, 5, escalated=late) for late in (False, True))
    assert [line for line in escalated.lines if line not in plain.lines] == [Line("alert-escalated")]
    assert [option.id for option in plain.options][:2] == ["-:take:A2222222", "-:take:C2222222"]
    assert plain.notice == tuple(cases)
