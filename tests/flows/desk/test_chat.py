"""The officer's desk: reports begin by its button alone, references open cases, lists have pages."""

import pytest

from bot.turn.officer_lookups import LISTED
from flows.core.events import Place
from tests.dialogue import House, Person


def filed(house: House, number: int) -> str:
    """A case of someone new; its reference."""
    someone = house.person(f"telegram:{100 + number}").starts().taps("fr").taps("other")
    someone.says("Voilà ce qui s'est passé hier").says("passer").says("passer").says("passer")
    return someone.taps("anonymous").taps("send").sees("filed").case.reference


def colleague(house: House) -> Person:
    """A second enrolled officer."""
    with house.storage.write() as unit:
        _, code = unit.officers.add("Yassine", house.now)
    return house.person("telegram:901", "fr").starts(f"officer_{code}").sees("ask-desk")


def cases(house: House) -> int:
    """The number of filed cases."""
    with house.storage.read() as unit:
        return sum(unit.cases.tally().values())


@pytest.mark.parametrize("where", ["desk", "list", "rest"])
def test_nothing_that_an_officer_sends_begins_a_report(house: House, officer: Person, where: str) -> None:
    if where == "list":
        filed(house, 1)
        officer.taps("new").sees("case-head")
    elif where == "rest":
        officer.taps("digest")
    officer.sends("photo").sees("desk-not-here").misses("ask-category", "ask-quick")
    officer.says("Quelqu'un me demande 2000 dirhams par virement, le 0612345678").misses(
        "ask-category", "ask-quick"
    )
    officer.says("fraude").misses("ask-via", "ask-quick")
    officer.does(Place(33.5, -7.6)).sees("desk-not-here").misses("ask-category", "ask-quick")
    with house.storage.read() as unit:
        assert unit.evidence.loose("telegram:900") == []
    officer.says("bureau").taps("report").sees("ask-category").taps("fraud").sends("photo").misses(
        "desk-not-here"
    )


def test_at_the_menu_an_officers_words_begin_no_report_either(house: House, officer: Person) -> None:
    officer.says("annuler").sees("ask-menu")
    officer.says("Quelqu'un me demande 2000 dirhams par virement, le 0612345678").sees(
        "desk-not-here", "ask-desk"
    )


def test_the_menu_shows_the_desk(house: House, officer: Person) -> None:
    filed(house, 1)
    officer.taps("new").sees("case-head").says("/menu").sees("ask-desk")
    officer.says("/menu").sees("ask-menu")


def test_a_typed_reference_opens_the_case_in_any_spelling(house: House, officer: Person) -> None:
    one, two = filed(house, 1), filed(house, 2)
    eastern = one.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})
    for spelled in (
        one,
        one.lower(),
        f"{one[:4]}-{one[4:]}",
        f" {one[:4]} {one[4:]}. ",
        f"«\u200f{eastern}»",
    ):
        officer.says(spelled).sees("case-head")
        assert one in officer.last.text
        officer.says(two).sees("case-head")
        assert two in officer.last.text
    officer.says("bureau").says("22222222").sees("desk-none")


def test_a_long_list_has_pages(house: House, officer: Person) -> None:
    every = {filed(house, number) for number in range(2 * LISTED + 1)}
    officer.taps("new").sees("opened-page")
    seen = set(officer.options) & every
    assert len(seen) == LISTED
    officer.taps("next").sees("opened-page")
    more = set(officer.options) & every
    assert len(more) == LISTED
    assert not seen & more
    officer.says("Suivants").sees("opened-page")
    last = set(officer.options) & every
    assert seen | more | last == every
    assert "next" not in officer.options
    officer.taps("first")
    assert set(officer.options) & every == seen
    officer.taps("next").taps(next(iter(more)), on="opened").sees("case-head")


def test_the_second_of_two_officers_is_told_what_the_first_changed(house: House, officer: Person) -> None:
    filed(house, 1)
    second = colleague(house)
    officer.taps("new").taps("status").taps("examined")
    second.taps("new").taps("status").taps("referred")
    officer.says("passer").sees("status-set").misses("case-meanwhile")
    second.says("passer").sees("status-set", "case-meanwhile")
    assert "Salma" in "\n".join(seen.text for seen in second.messages[second.checked :])
