"""Nothing is missing, nothing is left over, and the three languages take the same values."""

import pytest

from locales import GIVEN, LANGUAGES, Catalogue
from locales.language import variables
from tests.locales.flow_keys import FROM_TABLES, SPELLED_OUT, needed, offers
from tests.locales.source_keys import from_source

BY_ALL = {*GIVEN, "organisation"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_there_and_no_other(written, language):
    assert needed() - written[language].keys() == set()
    assert written[language].keys() - needed() == set()


def test_keys_put_together_are_all_foreseen():
    assert from_source().prefixes <= SPELLED_OUT.keys() | FROM_TABLES
    assert SPELLED_OUT.keys() <= from_source().prefixes


def test_the_scan_finds_what_is_there():
    assert {"welcome", "lost", "case-row-urgent", "do-done", "do-skip", "choose-one"} <= from_source().keys
    assert {"menu", "quick", "mine", "edit", "identity"} <= {offer.question.id for offer in offers()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(written, language):
    other = {
        key: (set(variables(message)), set(variables(written["fr"][key])))
        for key, message in written[language].items()
    }
    assert {key: pair for key, pair in other.items() if pair[0] != pair[1]} == {}


def test_every_value_that_a_flow_gives_is_taken_and_none_is_missing(written):
    wrong = [
        (key, names)
        for key, names in from_source().given
        if key in written["fr"] and set(variables(written["fr"][key])) - BY_ALL != names
    ]
    assert wrong == []


def test_keys_stand_in_the_same_order(written):
    assert list(written["ar"]) == list(written["fr"]) == list(written["ary"])


def test_names_know_every_option(catalogue: Catalogue):
    names = catalogue.names()
    asked = {key for offer in offers() for _, key in offer.options} - {
        "case-option",
        "town-option",
        "service-option",
        "found-remove",
        "found-restore",
    }
    assert asked <= names.keys()
    assert names["answer-yes"] == ("نعم", "Oui", "اه")
    assert not any(key.startswith("web-") for key in names)


def test_the_page_has_its_texts(catalogue: Catalogue):
    texts = catalogue.web_texts()
    assert texts.keys() == set(LANGUAGES)
    assert texts["ar"]["web-direction"] == texts["ary"]["web-direction"] == "rtl"
    assert texts["fr"]["web-direction"] == "ltr"
    assert len({frozenset(known) for known in texts.values()}) == 1
