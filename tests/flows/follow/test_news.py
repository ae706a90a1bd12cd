"""A reply after a template opens that case's news, whatever question was on show before."""

from dataclasses import replace

import pytest

from bot.turn.missed import announce
from flows.core.events import Tap
from tests.dialogue import House, Person
from tests.flows.follow.test_answering import asks, filed

LOOKS = {
    "fr": ("oui", "2", "Voir les nouvelles", "bonjour", "suivi"),
    "ar": ("نعم", "٢", "عرض الجديد", "السلام عليكم", "تتبّع"),
    "ary": ("اه", "2", "شوف الجديد", "السلام", "فين وصل"),
}


def announced(who: Person) -> None:
    """A template went in place of the newest notice."""
    house = who.house
    row = next(row for row in reversed(house.rows) if row.chat == who.chat)
    for _ in range(2):
        with house.storage.write() as unit:
            announce(unit, row.id, house.now)


def referred(officer: Person, reference: str, note: str = "passer") -> None:
    officer.says("bureau").says(reference).taps("status").taps("referred").says(note).sees("status-set")


@pytest.mark.parametrize(("language", "word"), [(one, word) for one, many in LOOKS.items() for word in many])
def test_a_few_words_open_the_news_once(house: House, officer: Person, language: str, word: str) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter, language)
    reporter.says("langue").taps(language)
    referred(officer, reference, "Un mot de la brigade.")
    announced(reporter)
    before = len(reporter.messages)
    reporter.says(word).sees("case-status", "status-referred", "case-note").misses("ask-category")
    assert reference in reporter.last.codes
    assert len(reporter.messages) == before + 1
    reporter.says("menu").misses("missed-announced", "case-status")


def test_the_button_opens_its_case_at_any_time(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference, second = filed(reporter), filed(reporter)
    referred(officer, reference)
    announced(reporter)
    for _ in range(2):
        reporter.does(Tap(f"-:news:{reference}")).sees("case-status", "status-referred")
        assert reporter.last.codes == [reference] != [second]


def test_what_begins_a_report_begins_it_after_the_news(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    referred(officer, filed(reporter))
    announced(reporter)
    reporter.says("Quelqu'un vend des armes dans un groupe Telegram que je connais")
    reporter.sees("missed-announced", "status-referred", "ask-quick")


@pytest.mark.parametrize("word", ["arnaque", "menu", "je veux mourir", "français"])
def test_a_wish_a_command_and_a_cry_are_heard(house: House, officer: Person, word: str) -> None:
    reporter = house.person("whatsapp:1", "fr")
    referred(officer, filed(reporter))
    announced(reporter)
    reporter.says(word).sees("missed-announced", "status-referred").misses("case-status")


def test_a_report_under_way_goes_on_after_the_news(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    reporter.taps("new").taps("fraud").sees("ask-via")
    referred(officer, reference)
    announced(reporter)
    reporter.says("2").sees("case-status", "ask-via")


def test_an_announced_question_is_answered_after_it_was_read(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    asks(officer, filed(reporter))
    announced(reporter)
    reporter.says("oui").sees("case-note").misses("note-kept")
    reporter.says("La somme est partie le 3 novembre au soir").sees("answer-goes-to", "note-kept")
    assert "answer-arrived" in officer.last.keys


def test_nobody_opens_the_case_of_another(house: House) -> None:
    reporter, other = house.person("telegram:1", "fr"), house.person("telegram:2", "fr")
    reference = filed(reporter)
    filed(other)
    other.does(Tap(f"-:news:{reference}")).sees("status-none").misses("case-status")
    other.does(Tap(f"-:news:{reference}")).misses("case-status")
    other.does(Tap("-:news:")).misses("case-status")


def test_a_forgotten_chat_keeps_no_announcement(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    referred(officer, reference)
    row = next(row for row in reversed(house.rows) if row.chat == reporter.chat)
    reporter.says("oubliez-moi").taps("yes").sees("forgotten")
    with house.storage.write() as unit:
        announce(unit, row.id, house.now)
        assert unit.missed.of_chat(reporter.chat) == []


@pytest.mark.parametrize(("window", "page"), [("template", "window-template"), ("closed", "window-closed")])
@pytest.mark.parametrize("way", ["ask", "status"])
def test_the_officer_sees_the_closed_window_before_writing(
    house: House, officer: Person, window: str, page: str, way: str
) -> None:
    if window == "template":
        house.rules = replace(house.rules, templates=frozenset({"fr"}))
    reporter = house.person("whatsapp:1", "fr")
    with house.storage.write() as unit:
        unit.whatsapp.chat(("+212600000001",), "+212600000001", house.now)
    reference = filed(house.person("whatsapp:+212600000001", "fr"))
    with house.storage.write() as unit:
        unit.whatsapp.wrote("whatsapp:+212600000001", house.now)
    officer.says("bureau").says(reference).misses(page)
    officer.taps(way).misses(page)
    officer.waits(25).says("bureau").says(reference).sees(page).taps(way)
    if way == "status":
        officer.taps("referred")
    officer.sees(page)
    assert reporter.messages == []


def test_thanks_open_the_news_too(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    referred(officer, reference)
    announced(reporter)
    reporter.says("merci").sees("case-status", "status-referred")
    assert reference in reporter.last.codes
