"""Codes are not guessed: few tries for a chat, not many for all together, and the limit ends."""

from dataclasses import replace

import pytest

from flows.core.receipts import ALPHABET
from tests.dialogue import House, Person

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"


def guess(number: int) -> str:
    """Another code that opens no case."""
    letter = ALPHABET[number % len(ALPHABET)]
    return f"AAAAAAA{letter}-{letter * 4}-AAAA-AAAA-AAAA"


@pytest.fixture
def receipt(person) -> str:
    """The receipt of a case that someone else filed."""
    reporter: Person = person("fr", "web:reporter")
    return reporter.forwards(SMS).taps("send").receipt


@pytest.fixture
def few(house: House) -> House:
    """Four guesses an hour from everybody together."""
    house.rules = replace(house.rules, limits=replace(house.rules.limits, guesses_overall=4))
    return house


def test_a_chat_has_few_tries_and_gets_them_back(person, receipt):
    thief = person("fr", "telegram:66")
    for number in range(5):
        thief.says(guess(number)).sees("receipt-unknown")
    thief.says(receipt).sees("receipt-limited")
    thief.waits(1.1).says(receipt).sees("case-status")


def test_many_chats_together_have_no_more(few, person, receipt):
    for number in range(4):
        person("fr", f"telegram:{number}").says(guess(number)).sees("receipt-unknown")
    person("fr", "telegram:99").says(guess(9)).sees("receipt-limited")
    person("fr", "web:7").says(receipt).sees("receipt-limited")
    few.now += 3700
    person("fr", "web:7").says(receipt).sees("case-status")


def test_enrolment_codes_are_guessed_no_more_often(few, person):
    with few.storage.write() as unit:
        _, code = unit.officers.add("Salma", few.now)
    for number in range(4):
        person("fr", f"telegram:{number}").says(f"officer_ABCDEFGH{number}").sees("enrolment-unknown")
    person("fr", "telegram:99").says(f"officer_{code}").sees("enrolment-unknown")
    few.now += 3700
    person("fr", "telegram:99").says(f"officer_{code}").sees("officer-welcome")
