"""A bare no at one of the four facts of lost money: no report goes that its reporter may not want."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

STOLEN = "On m'a volé de l'argent il y a une heure sur whatsapp, arnaque"
TOLD = ("lost_bank", "lost_amount", "lost_to")
"""The time stands in the text; it is asked where it does not."""
NO = ("non", "Non.", "no", "لا", "لا لا", "la", "lla", "لا شكرا")


def at(someone: Person, fact: str) -> Person:
    for one in TOLD:
        if one == fact:
            break
        someone.taps("skip")
    return someone.sees(f"ask-{fact}")


@pytest.mark.parametrize("fact", TOLD)
@pytest.mark.parametrize("no", NO)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_no_is_asked_about_and_nothing_goes_by_silence(
    person: Callable[..., Person], fact: str, no: str, language: str
) -> None:
    someone = at(person(language).says(STOLEN), fact).says(no).sees("ask-drop")
    someone.waits(1 / 6).tick()
    assert someone.cases == []
    someone.taps("no", on="drop").sees(f"ask-{fact}")
    assert someone.cases == []


@pytest.mark.parametrize("no", NO)
def test_no_at_the_time_too(person: Callable[..., Person], no: str) -> None:
    someone = person().says("j'ai payé 300 dh un arnaqueur").taps("recent")
    someone.sees("ask-lost_bank").taps("skip").sees("ask-lost_when")
    someone.says(no).sees("ask-drop").waits(1 / 6).tick()
    assert someone.cases == []


@pytest.mark.parametrize("words", ["je ne sais pas", "ما عرفتش", "لا أعرف", "ma3reftch"])
def test_who_does_not_know_the_fact_goes_on(person: Callable[..., Person], words: str) -> None:
    at(person().says(STOLEN), "lost_amount").says(words).sees("ask-lost_to")


def test_who_says_no_and_means_it_has_no_case(person: Callable[..., Person]) -> None:
    someone = at(person().says(STOLEN), "lost_to").says("non").sees("ask-drop").taps("yes", on="drop")
    someone.waits(1).tick()
    assert someone.cases == []


def test_after_the_filing_no_passes_a_fact_over(person: Callable[..., Person]) -> None:
    someone = at(person().says(STOLEN), "lost_bank").taps("skip").waits(1 / 6).tick().sees("filed")
    assert len(someone.cases) == 1
