"""Every link, followed on its channel, opens its category's first question; other payloads the welcome."""

from urllib.parse import parse_qs, urlsplit

import pytest

from flows.core.events import Start, Text
from flows.languages import LANGUAGES
from flows.report.categories import CATEGORIES, TABLE
from flows.roads.links import Road, address, text_key
from tests.dialogue import House, Person, words

BASES = {
    "telegram": "https://t.me/b_bot",
    "whatsapp": "https://wa.me/212600000000",
    "web": "https://b.example",
}


def follows(house: House, channel: str, category: str, language: str) -> Person:
    """Someone new, whose phone speaks another language than the poster."""
    text = words().label(language, text_key(category))
    link = address(channel, BASES[channel], Road(category, language), text)
    parts = urlsplit(link)
    filled_in = parse_qs(parts.query).get("text", [""])[0]
    given = parts.fragment.removeprefix("start=") or parse_qs(parts.query).get("start", [""])[0]
    someone = house.person(f"{channel}:{category}-{language}", "fr" if language != "fr" else "ar")
    return someone.does(Text(filled_in) if channel == "whatsapp" else Start(given))


@pytest.mark.parametrize("channel", BASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_link_opens_the_first_question_of_its_category(
    house: House, channel: str, language: str
) -> None:
    first = {row.id: f"ask-{row.questions[0] if row.questions else 'story'}" for row in TABLE}
    for category in CATEGORIES:
        someone = follows(house, channel, category, language)
        someone.sees("welcome", f"anonymity-{channel}", first[category]).misses("ask-category", "ask-quick")
        assert {seen.language for seen in someone.messages} == {language}
        assert "language" in someone.options
        assert len(someone.last.text) < 1600


@pytest.mark.parametrize(
    "payload", ["report-", "report-gone-fr", "report-fraud-fr-x", "REPORT", "x" * 64, "é"]
)
def test_a_stale_or_unknown_payload_is_an_ordinary_welcome(house: House, payload: str) -> None:
    house.person("telegram:1").starts(payload).sees("welcome", "ask-language")


def test_a_payload_in_an_unknown_language_still_names_its_category(house: House) -> None:
    house.person("telegram:1", "fr").starts("report-fraud-xx").sees("welcome", "ask-via")


def test_a_link_loses_no_draft_and_begins_no_report_for_an_officer(house: House, officer: Person) -> None:
    someone = house.person("telegram:1").says("Faux colis, appelez le 0612345678").sees("ask-quick")
    someone.starts("report-threat-fr").sees("ask-resume").taps("resume").sees("ask-quick").taps("send")
    someone.taps("no").starts("report-threat-ar").sees("ask-danger").misses("welcome")
    officer.starts("report-fraud-fr").sees("ask-desk")


def test_the_filled_in_text_opens_its_category_and_another_text_of_that_length_tells_what_happened(
    house: House,
) -> None:
    follows(house, "whatsapp", "fraud", "ar").sees("welcome", "ask-via")
    house.person("whatsapp:2").says("On m'a volé mon compte").misses("ask-via")
