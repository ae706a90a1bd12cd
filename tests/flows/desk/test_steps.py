"""The steps of a case in a chat: possible ones are offered, and one that is so no more changes nothing."""

from collections.abc import Callable

from flows.core.effects import ChangeStatus
from flows.core.statuses import STATUS
from tests.dialogue import House, Person
from tests.flows.dialogue.test_reach import filed


def test_a_chat_offers_the_steps_that_are_possible_and_refuses_one_that_is_so_no_more(
    person: Callable[..., Person], officer: Person, house: House
) -> None:
    reporter = person().starts().taps("fr")
    reference = filed(reporter)
    officer.says("bureau").says(reference).taps("status").sees("ask-set_status")
    assert {*STATUS["received"].after} == {*officer.options} - {"back", "menu"}
    officer.taps("referred")
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(reference, "withdrawn"), house.now)
    told = len(reporter.messages)
    officer.says("passer").sees("step-impossible").misses("status-set")
    assert len(reporter.messages) == told
    officer.taps(reference, on="alert").sees("case-head")
    assert not {"status", "ask"} & {*officer.options}
    officer.says("bureau").sees("ask-desk")


def test_what_was_closed_meanwhile_cannot_be_withdrawn(person: Callable[..., Person], house: House) -> None:
    reporter = person().starts().taps("fr")
    reference = filed(reporter)
    reporter.says("statut").taps("withdraw").sees("ask-withdraw")
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(reference, "insufficient", officer="o"), house.now)
    reporter.says("oui").sees("step-impossible").misses("withdrawn")
    assert reporter.case.status == "insufficient"
    reporter.says("statut").sees("case-status")
