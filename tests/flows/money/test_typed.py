"""Typed answers to the four facts: unsure, passed over, as it is, told anew, with a whole story."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

AGAIN = "en fait c'est 900 dh que je lui ai envoyés par erreur hier soir vers le 0655443322"


@pytest.fixture
def at_bank(person: Callable[..., Person]) -> Person:
    """Somebody who has told only that money has just left."""
    return person().starts().taps("fr").taps("fraud").taps("call").taps("recent").sees("ask-lost_bank")


def test_a_bank_that_is_passed_over_has_no_line(at_bank: Person) -> None:
    at_bank.says("passer").sees("ask-lost_amount").misses("money-line", "money-line-at")


@pytest.mark.parametrize("word", ["jsp", "makan3refch"])
def test_who_is_unsure_of_a_fact_has_passed_it_over(at_bank: Person, word: str) -> None:
    at_bank.taps("cih").says(word).sees("ask-lost_when").taps("send").sees("filed")
    assert "lost_amount" not in {question for question, value in at_bank.answers if value}


def test_any_name_is_a_bank_and_a_number_beyond_the_options_is_none(at_bank: Person) -> None:
    at_bank.says("99").sees("choose-one", "ask-lost_bank")
    at_bank.says("la banque de mon village").sees("ask-lost_amount").taps("send").sees("filed")
    assert ("lost_bank", "la banque de mon village") in at_bank.answers


@pytest.mark.parametrize("text", ["🙂", "!!!"])
def test_what_tells_no_sum_is_none(at_bank: Person, text: str) -> None:
    at_bank.taps("cih").says(text).sees("choose-one", "ask-lost_amount")


def test_a_sum_needs_no_unit(at_bank: Person) -> None:
    at_bank.taps("cih").says("3 000").sees("ask-lost_when").taps("send").sees("filed")
    assert ("lost_amount", "3 000") in at_bank.answers


def test_a_sum_told_anew_replaces_the_first_and_a_long_answer_is_kept_whole(at_bank: Person) -> None:
    at_bank.taps("cih").says("800 dh").says("retour").sees("ask-lost_amount").says(AGAIN).sees("filed")
    told = dict(at_bank.answers)
    assert (told["lost_amount"], told["lost_when"], told["lost_to"]) == (
        "900 dh",
        "hier soir",
        "+212655443322",
    )
    assert AGAIN in told.values()


@pytest.mark.parametrize(
    ("fact", "told", "kept"), [("lost_amount", "900 dh", "900 dh"), ("lost_bank", "atijari wafa", "attijari")]
)
def test_a_fact_changed_at_the_review_goes_out_as_it_was_told_last(
    person: Callable[..., Person], fact: str, told: str, kept: str
) -> None:
    who = person().says("J'ai viré 3000 dh ce matin depuis mon compte CIH vers 0655443322").sees("ask-quick")
    who.taps("details").skips_to("ask-confirm").taps("edit").taps(fact).sees("money-goes", f"ask-{fact}")
    who.says(told).sees("filed", "ask-more").misses(f"ask-{fact}")
    assert [value for question, value in who.answers if question == fact] == [kept]


@pytest.mark.parametrize("text", ["هادي نص ساعة", "je n'ai pas de preuves j'ai tout effacé"])
def test_neither_a_time_nor_what_is_missing_was_paid_to(at_bank: Person, text: str) -> None:
    at_bank.taps("cih").says("900 dh").taps("now").sees("ask-lost_to").says(text).misses("filed")
    at_bank.sees("ask-lost_to").says("un certain Karim").sees("filed")
    assert dict(at_bank.answers)["lost_to"] == "un certain Karim"


def test_the_sum_that_left_goes_before_the_one_that_was_demanded(person: Callable[..., Person]) -> None:
    who = person().says("il menace de publier mes photos si je ne donne pas 2000 dh").sees("ask-quick")
    who.says("je lui ai déjà envoyé 500 dh hier par cashplus").sees("money-first").taps("send").sees("filed")
    assert dict(who.answers)["lost_amount"] == "500 dh"


def test_a_question_tells_no_time(person: Callable[..., Person]) -> None:
    who = person().says("je lui ai viré 500 dh par cashplus").sees("money-if-recent")
    who.says("et maintenant je fais quoi pour ça").misses("money-first", "money-goes-soon")


@pytest.mark.parametrize(
    "text",
    [
        *["j'ai oublié", "oublié", "je ne me souviens plus", "je me rappelle pas", "jai oublier son nom"],
        *["نسيت", "نسيت سميتو", "لا أتذكر", "nsit", "nsitou", "ma b9it 3a9el"],
    ],
)
def test_what_is_forgotten_is_not_known(at_bank: Person, text: str) -> None:
    at_bank.taps("cih").says("900 dh").taps("now").sees("ask-lost_to").says(text).sees("filed")
    assert not dict(at_bank.answers).get("lost_to")


@pytest.mark.parametrize(
    "text",
    [
        *["il a bloqué mon compte", "elle a disparu", "ils ont changé de numéro", "j'ai cliqué sur le lien"],
        *["راه بلوكاني", "كان كيهضر معايا فواتساب", "rah blokani", "kan kayhder m3aya", "لقد حظرني"],
    ],
)
def test_an_account_of_what_happened_was_not_paid_to(at_bank: Person, text: str) -> None:
    at_bank.taps("cih").says("900 dh").taps("now").sees("ask-lost_to").says(text).misses("filed")
    at_bank.sees("ask-lost_to").says("il s'appelle Karim").sees("filed")
    assert dict(at_bank.answers)["lost_to"] == "il s'appelle Karim"


def test_a_bank_that_is_forgotten_is_passed_over(at_bank: Person) -> None:
    at_bank.says("j'ai oublié").sees("ask-lost_amount").misses("ask-lost_bank")


@pytest.mark.parametrize(
    "name", ["Rahma Galal", "Kanza", "je crois Karim", "c'est un certain Karim", "كريم كانون"]
)
def test_a_name_that_begins_alike_was_paid_to(at_bank: Person, name: str) -> None:
    at_bank.taps("cih").says("900 dh").taps("now").sees("ask-lost_to").says(name).sees("filed")
    assert dict(at_bank.answers)["lost_to"] == name


@pytest.mark.parametrize("text", ["2500", "2500 dh", "2.500", "3000 درهم"])
def test_a_sum_is_nobody_to_whom_money_went(person: Callable[..., Person], text: str) -> None:
    someone = person().says("J'ai viré 2500 dh ce matin à un escroc").sees("ask-lost_bank").says("cih")
    someone.sees("ask-lost_to").says(text).sees("ask-lost_to").misses("filed")
    someone.says("RIB 007 780 0001234567890123 45").sees("filed")
    assert "0001234567890123" in dict(someone.answers)["lost_to"]
