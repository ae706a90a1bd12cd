"""Codes are not guessed: few wrong ones from a chat and from a network; a right one always opens."""

from dataclasses import replace

import pytest

from flows.core.receipts import ALPHABET
from handlers.buckets import Rate
from handlers.networks import Networks
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
def crowd(house: House) -> House:
    """Four wrong codes an hour from a network; every web chat comes from the same one."""
    networks = Networks(Rate(burst=4, per_second=4 / 3600), clock=lambda: house.now)
    for chat in ("web:a", "web:b", "web:c"):
        networks.note(chat, "203.0.113")
    house.rules = replace(house.rules, networks=networks)
    return house


def test_a_chat_has_few_wrong_tries_and_a_right_code_always_opens(person, receipt):
    thief = person("fr", "telegram:66")
    for number in range(5):
        thief.says(guess(number)).sees("receipt-unknown")
    thief.says(guess(5)).sees("receipt-limited")
    thief.says(receipt).sees("case-status")
    thief.waits(1.1).says(guess(6)).sees("receipt-unknown")


@pytest.mark.long
def test_five_hundred_wrong_codes_elsewhere_lock_nobody_out(person, receipt):
    for number in range(505):
        person("fr", f"telegram:{number}").says(guess(number)).sees("receipt-unknown")
    person("fr", "web:7").says(guess(9)).sees("receipt-unknown")
    person("fr", "web:7").says(receipt).sees("case-status")


def test_the_sessions_of_a_network_together_have_few_wrong_tries(crowd, person, receipt):
    for number in range(4):
        person("fr", f"web:{'ab'[number % 2]}").says(guess(number)).sees("receipt-unknown")
    person("fr", "web:c").says(guess(9)).sees("receipt-limited")
    person("fr", "web:elsewhere").says(guess(9)).sees("receipt-unknown")
    person("fr", "web:c").says(receipt).sees("case-status")


def test_a_right_enrolment_code_works_whatever_was_guessed(house, person):
    with house.storage.write() as unit:
        _, code = unit.officers.add("Salma", house.now)
    someone = person("fr", "telegram:1")
    for number in range(6):
        someone.says(f"officer_ABCDEFGH{number}").sees("enrolment-unknown")
    someone.says(f"officer_{code}").sees("officer-welcome")


def test_an_enrolment_code_ends_after_a_day(house, person):
    with house.storage.write() as unit:
        _, code = unit.officers.add("Salma", house.now)
    house.now += 24 * 3600
    person("fr", "telegram:1").says(f"officer_{code}").sees("enrolment-unknown")
