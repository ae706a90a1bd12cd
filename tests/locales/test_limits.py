"""What the channels allow: buttons, messages, the bot's own page."""

import re

import pytest

from locales import LANGUAGES, Catalogue
from tests.locales.flow_keys import buttons, offers
from tests.locales.samples import args_of, every

FEW = {key for offer in offers() if len(offer.options) <= 3 for _, key in offer.options}
ONE_TAP = {f"{question}-{one}" for question in ("quick", "confirm") for one in ("send", "found")}
ONE_TAP |= {"quick-details", "confirm-edit", "confirm-cancel"}
"""Answers of a review that WhatsApp shows as buttons, without a list to open first."""
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


def label(catalogue, written, language, key):
    return catalogue.label(language, key, args_of(written[language][key]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_fit(catalogue: Catalogue, written, language):
    short = {key for key in buttons() if key in FEW | ONE_TAP or key.startswith("do-")}
    long = [
        (key, text)
        for key in sorted(buttons())
        if len(text := label(catalogue, written, language, key)) > (20 if key in short else 24)
    ]
    assert long == []
    assert {"do-menu", "confirm-send", "answer-yes"} <= short < buttons()


def test_messages_fit(catalogue: Catalogue, written):
    assert [key for _, key, text in every(catalogue, written) if not 0 < len(text) <= 1600] == []


def test_what_is_said_often_is_short(catalogue: Catalogue, written):
    """A question is read on a lock screen or between two fears."""
    long = [
        (language, key, len(text))
        for language, key, text in every(catalogue, written)
        if key.startswith(("ask-", "anonymity-", "opening-", "note-", "evidence-")) and len(text) > 300
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("prefix", "limit"), [("command-", 60), ("bot-about", 120), ("bot-description", 512)]
)
def test_the_bots_own_page_fits(catalogue: Catalogue, written, language, prefix, limit):
    texts = [catalogue.text(language, key) for key in written[language] if key.startswith(prefix)]
    assert texts
    assert all(3 <= len(text) <= limit for text in texts)


def test_one_landmark_a_message_and_only_two_kinds(catalogue: Catalogue, written):
    for language, key, text in every(catalogue, written):
        found = EMOJI.findall(text)
        assert len(found) <= 1, (language, key)
        assert set(found) <= {"✅", "⚠"}, (language, key)
