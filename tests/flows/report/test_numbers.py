"""Messages for somebody abroad: no number of Morocco is left in any, and no list stands twice in a reply."""

import re
from dataclasses import asdict
from functools import cache

import pytest

from bot.settings.config import Lines
from flows.core.effects import Code, Line, Say
from flows.report.care import PLACED
from locales import LANGUAGES, Catalogue
from locales.abroad import MOROCCAN, there
from locales.language import FOLDER, read, variables

NUMBER = "911"
GIVEN = {name: f"7{at}7{at}" for at, name in enumerate(sorted(MOROCCAN))}
"""Numbers that stand nowhere else in a message."""


@cache
def catalogue() -> Catalogue:
    return Catalogue.load(asdict(Lines()) | GIVEN, "Ballegh", "Africa/Casablanca")


@cache
def numbers_named(language: str) -> dict[str, set[str]]:
    """The lines of Morocco that each message names, where it names any."""
    named = {key: set(variables(one)) for key, one in read(FOLDER / f"{language}.ftl").items()}
    return {key: names & MOROCCAN for key, names in named.items() if not MOROCCAN.isdisjoint(names)}


NAMING = sorted(numbers_named("fr"))
OWN = {"care-held-abroad"}
"""Names the line against trafficking too, and says that it is reached from Morocco."""


def said(language: str, *keys: str, number: str = NUMBER) -> str:
    return catalogue().rendered(Say(tuple(Line(key) for key in keys), emergency=number), language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in NAMING if key not in OWN])
def test_no_number_of_morocco_is_said_abroad(language: str, key: str) -> None:
    text = said(language, key)
    assert NUMBER in text
    assert [number for number in GIVEN.values() if number in text] == []
    assert re.search(r"[\x00\x01]", text) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in NAMING if key not in OWN])
def test_in_morocco_all_its_numbers_are_said(language: str, key: str) -> None:
    text = said(language, key, number="")
    assert [name for name in numbers_named(language)[key] if GIVEN[name] not in text] == []
    assert "\x01" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_stand_once_in_a_reply(language: str) -> None:
    text = said(language, "opening-blackmail", "lost", "advice-defamation", "help")
    assert text.count(NUMBER) == 1
    assert not [line for line in text.split("\n") if line.endswith(":") and "e-blagh" not in text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in NAMING if key not in OWN | PLACED])
def test_where_the_numbers_were_said_all_else_still_is(language: str, key: str) -> None:
    """With the list goes the line above it, so that this line holds no advice and no answer."""
    here, first = said(language, key, number=""), Line("abroad-help", {"emergency": NUMBER})
    told = catalogue().rendered(Say((first,), emergency=NUMBER), language).text
    text = catalogue().rendered(Say((first, Line(key)), emergency=NUMBER), language).text
    sentences = [one for line in here.split("\n") for one in re.split(r"(?<=[.؟?]) ", line)]
    kept = [one for one in sentences if one.endswith(".") and not any(no in one for no in GIVEN.values())]
    assert [one for one in kept if one not in text] == []
    assert text.removeprefix(told).strip()


def test_a_message_without_numbers_and_a_code_stay_as_they_are() -> None:
    say = Say((Line("filed"), Code("K7M29QXA"), Line("lost")), emergency=NUMBER)
    here = Say((Line("filed"), Code("K7M29QXA")))
    assert catalogue().rendered(say, "fr").text.startswith(catalogue().rendered(here, "fr").text)
    assert catalogue().rendered(say, "fr").codes == ("K7M29QXA",)


def test_a_list_alone_and_a_number_in_a_sentence() -> None:
    assert there("A : \x0119\x01\nB : \x0115\x01", "9", "x\ny", told=False) == "x\ny"
    assert there("Call:\nA : \x0119\x01\nthen", "9", "x", told=True) == "then"
    assert there("call \x0119\x01 now", "9", "x", told=True) == "call 9 now"
