"""A name is kept as a name, also where it holds a word that refuses, goes on or alarms."""

from collections.abc import Callable
from itertools import product

import pytest

from flows.reading import names, negation
from tests.dialogue import Person

NAMED = [
    *[
        "عمر كلبنعكرفبل",
        "محمد عمر العلوي",
        "ياسين عمري",
        "عمر مالك",
        "عائشة بن عمر",
        "سميتي عمر",
        "يوسف باقي",
    ],
    *["ماء العينين بوعزة", "زيد الغالي", "سكينة معروش", "فاطمة الزهراء مرنيش"],
    *["Yassine 3mri", "N'Diaye Fatou", "N. Alaoui", "Fatima Zahra Mernich", "Mahrouch Fatima Zahra"],
    *["Aicha Mankoub", "Jean Mchich", "Said", "Maria Maach", "Karim Mabkhouch"],
    *["Lama El Omari", "حياة العمراني", "ليلى العمري", "أمل", "Hayat Omri"],
]
"""They hold or resemble "never", "not", "not yet", "go on", "help", "my age", "hope" and "life"."""

UNNAMED = [
    *["عمري ما نعطي سميتي", "عمري مانعطيكم سميتي", "عمر شي حد مايعرف سميتي", "3mri ma n3ti smiti"],
    *["3mri man3ti smiti", "ana mabghitch", "والله العظيم مانقولش", "la Omar", "Omar jamais", "عمر لا"],
    *["matgolouch smiti", "n'envoyez pas mon nom", "n'importe"],
]
"""Refusals, some beside a name."""

FIRST = ["عمر", "زيد", "سكينة", "أمل", "فاطمة الزهراء", "عبد السلام", "Omar", "Said", "Fatima Zahra", "Jean"]
FAMILY = [
    "العمري",
    "عمري",
    "بن عمر",
    "باقي",
    "مرنيش",
    "بوعزة",
    "El Omari",
    "3mri",
    "N'Diaye",
    "Mernich",
    "Safi",
]


def at_the_name(someone: Person) -> Person:
    someone.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    return someone.taps("named").sees("ask-name")


@pytest.mark.parametrize("name", NAMED)
def test_a_name_is_filed_as_it_was_written(reporter: Person, name: str) -> None:
    at_the_name(reporter).says(name).sees("ask-contact").misses("name-not-kept", "note-kept")
    reporter.taps("skip").sees("review-title").taps("send")
    assert dict(reporter.answers)["name"] == name
    assert not reporter.case.anonymous
    assert not reporter.case.urgent


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
@pytest.mark.parametrize("name", NAMED)
def test_a_name_given_after_filing_is_in_the_case(
    person: Callable[..., Person], name: str, language: str
) -> None:
    someone = person(language).forwards("Votre colis attend, appelez le 0612345678").taps("send").taps("yes")
    while "ask-identity" not in someone.last.keys:
        someone.taps("skip")
    someone.taps("named").says(name).sees("ask-contact")
    assert dict(someone.answers)["name"] == name
    assert not someone.case.anonymous
    assert not someone.case.urgent


@pytest.mark.parametrize("words", UNNAMED)
def test_a_refusal_beside_a_name_is_one(reporter: Person, words: str) -> None:
    at_the_name(reporter).says(words).sees("name-not-kept", "review-title").taps("send")
    assert reporter.case.anonymous
    assert "name" not in dict(reporter.answers)


@pytest.mark.parametrize(
    ("words", "care"),
    [
        *[("أمل بغيت نموت", "care-despair"), ("Hayat je veux mourir", "care-despair")],
        *[("عمر أمام بابي ومعه سكين", "care-danger"), ("عمري 13 سنة ويهددونني", "care-minor")],
    ],
)
def test_a_cry_beside_a_name_is_heard(reporter: Person, words: str, care: str) -> None:
    at_the_name(reporter).says(words).sees(care)


@pytest.mark.parametrize("words", ["je préfère passer", "نفوت هاد السؤال"])
def test_the_name_is_skipped_in_other_words(reporter: Person, words: str) -> None:
    at_the_name(reporter).says(words).sees("ask-contact").taps("skip").taps("send")
    assert "name" not in dict(reporter.answers)


@pytest.mark.parametrize("words", ["سميتي عمر", "اسمي عمر العلوي", "smiti Yassine 3mri"])
def test_a_name_told_at_the_choice_chooses_nothing(reporter: Person, words: str) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.sees("ask-identity").says(words).sees("ask-identity").misses("review-title", "ask-name")


@pytest.mark.parametrize("words", ["ما بغيتش نقول", "3mri ma nglha", "la"])
def test_a_refusal_declines(words: str) -> None:
    assert names.declines(words)


@pytest.mark.parametrize("name", [f"{first} {family}" for first, family in product(FIRST, FAMILY)])
def test_no_name_declines(name: str) -> None:
    assert not names.declines(name)
    assert not negation.asks(name)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("عمر بن عبد العزيز", ""), ("Omar El Alaoui", ""), ("عمر لا", "لا"), ("N. Alaoui", ""), ("n", "n")],
)
def test_what_stands_beside_a_name(text: str, rest: str) -> None:
    assert names.beside(text) == rest
