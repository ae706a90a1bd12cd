"""STOP ends the messages that nobody asked for, and nothing else; START lets them come again."""

import pytest

from flows.core.events import Reachability, Tap
from flows.lexicon.rights_words import RIGHTS_WORDS
from tests.dialogue import House, Person
from tests.flows.dialogue.test_reach import lost
from tests.flows.follow.test_answering import asks, filed

CHATS = ("telegram:1", "whatsapp:1", "web:1")
WORDS = {"fr": ("STOP", "arrêt"), "ar": ("توقف", "تَوَقَّفْ"), "ary": ("سطوب", "وقف")}
AGAIN = {"fr": "DÉMARRER", "ar": "ابدأ", "ary": "start"}
DESPAIR = {"fr": "je veux mourir", "ar": "أريد أن أموت", "ary": "بغيت نموت"}
EVERY = [(chat, language) for chat in CHATS for language in WORDS]


def stopped(who: Person) -> bool:
    with who.house.storage.read() as unit:
        return unit.conversations.get(who.chat).stopped


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_stop_is_said_once_and_names_the_ways_to_the_news(house: House, chat: str, language: str) -> None:
    person = house.person(chat, "fr")
    person.starts().taps(language)
    for word in WORDS[language]:
        before = len(person.messages)
        person.says(word).sees("notices-off")
        assert len(person.messages) == before + 1
    assert stopped(person)


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_stop_alone_at_rest_offers_the_way_back(house: House, chat: str, language: str) -> None:
    person = house.person(chat, language)
    filed(person, language)
    person.says(WORDS[language][0]).sees("notices-off").misses("ask-menu", "ask-drop")
    assert person.options == ["start", "status", "menu"]
    person.taps("start").sees("notices-on")
    assert not stopped(person)


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_stop_in_the_middle_keeps_the_report_and_no_word_answers(
    house: House, chat: str, language: str
) -> None:
    person = house.person(chat, "fr").starts().taps(language).taps("threat").sees("ask-danger")
    person.says(WORDS[language][0]).sees("notices-off", "notices-off-draft", "ask-resume").misses(
        "ask-danger"
    )
    assert "start" in person.options
    person.says(NO[language]).sees("draft-waits").misses("ask-aggressor")
    person.taps("resume").sees("ask-danger").taps("no").sees("ask-aggressor")
    person.waits(1.1).tick().hears_nothing()


NO = {"fr": "non", "ar": "لا", "ary": "la"}
YES = {"fr": "oui", "ar": "نعم", "ary": "واخا"}


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_a_yes_after_stop_sends_nothing(house: House, chat: str, language: str) -> None:
    person = house.person(chat, "fr").starts().taps(language)
    person.says("Un inconnu me réclame de l'argent, voir http://poste-ma.top et son compte").sees("ask-quick")
    person.says(WORDS[language][0]).sees("notices-off", "notices-off-draft", "ask-resume").misses("ask-quick")
    person.says(YES[language]).misses("filed").sees("ask-quick")
    assert person.cases == []
    person.says(YES[language]).sees("filed")


@pytest.mark.parametrize("language", WORDS)
def test_every_word_for_it_is_heard_at_a_question_of_free_text_too(house: House, language: str) -> None:
    person = house.person("whatsapp:1", "fr").starts().taps(language).taps("other").sees("ask-story")
    for word in RIGHTS_WORDS["stop"]:
        person.says(f" {word.upper()} ! ").sees("notices-off", "ask-story")
        assert stopped(person), word
        person.says(AGAIN[language]).sees("notices-on", "ask-story")
        assert not stopped(person), word


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_answers_and_help_lines_go_on(house: House, chat: str, language: str) -> None:
    person = house.person(chat, "fr").starts().taps(language).says("STOP")
    person.says(DESPAIR[language]).sees("care-despair")
    assert "19" in "".join(seen.text for seen in person.messages[person.checked :])


def test_a_forwarded_stop_is_evidence(house: House) -> None:
    person = house.person("whatsapp:1", "fr").starts().taps("fr")
    person.forwards("STOP").misses("notices-off")
    assert not stopped(person)


@pytest.mark.parametrize(("chat", "language"), EVERY)
def test_news_held_back_is_said_when_the_person_writes(
    house: House, officer: Person, chat: str, language: str
) -> None:
    reporter = house.person(chat, language)
    reference = filed(reporter, language)
    reporter.says("STOP")
    officer.says("bureau").says(reference).sees("window-stopped").taps("status").taps("referred").says(
        "passer"
    )
    lost(reporter, blocked=False, reason="opted_out")
    reporter.does(Reachability(reachable=True)).hears_nothing()
    reporter.says("menu").sees("missed-stopped", "notice-status", "status-referred", "ask-menu")
    assert stopped(reporter), "writing is no START"
    reporter.says(AGAIN[language]).sees("notices-on").misses("missed-stopped", "missed")


@pytest.mark.parametrize("way", ["ask", "status"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "will-be-told"),
        ("STOP", "window-stopped"),
        ("blocks", "case-unreachable"),
        ("untie", "case-unaddressed"),
    ],
)
@pytest.mark.parametrize("language", WORDS)
def test_the_officer_who_wrote_is_told_whether_the_person_will_hear(
    house: House, officer: Person, language: str, said: str, told: str, way: str
) -> None:
    reporter = house.person("telegram:1", language)
    reference = filed(reporter, language)
    if said == "blocks":
        reporter.does(Reachability(reachable=False))
    elif said == "untie":
        reporter.says("suivi").taps("traceless").taps("yes")
    elif said:
        reporter.says(said)
    before = len(reporter.messages)
    officer.says("langue").taps(language).says("bureau").says(reference).taps(way)
    if way == "status":
        officer.taps("referred")
    officer.says("Avez-vous encore le relevé ?").sees("question-sent" if way == "ask" else "status-set", told)
    every = {"will-be-told", "window-stopped", "case-unreachable", "case-unaddressed"}
    officer.misses(*(every - {told}))
    assert told != "case-unaddressed" or len(reporter.messages) == before


def test_start_without_a_stop_is_the_menu(house: House) -> None:
    person = house.person("telegram:1", "fr").starts().taps("fr")
    person.says("start").sees("ask-menu").misses("notices-on")


def test_a_button_of_long_ago_lets_news_come_again(house: House) -> None:
    person = house.person("telegram:1", "fr").starts().taps("fr").says("stop")
    person.taps("fraud").does(Tap("-:do:start")).sees("notices-on", "ask-via")
    person.does(Tap("-:do:start")).sees("ask-menu")


def test_an_officers_chat_goes_on(officer: Person) -> None:
    officer.says("stop").misses("notices-off")
    assert not stopped(officer)


def test_the_wish_goes_with_the_data_of_the_person(house: House) -> None:
    person = house.person("telegram:1", "fr")
    filed(person)
    person.says("mes données").misses("held-stopped")
    person.says("stop").says("mes données").sees("held-stopped").says("oubliez-moi").taps("yes").sees(
        "forgotten"
    )
    assert not stopped(person)


def test_without_a_trace_the_wish_stays_while_another_case_sends_news(house: House) -> None:
    person = house.person("telegram:1", "fr")
    filed(person)
    second = filed(person)
    person.says("stop").says("suivi").taps(second).taps("traceless").taps("yes").sees("parted")
    assert stopped(person)
    person.says("suivi").taps("traceless").taps("yes").sees("parted")
    assert not stopped(person), "no case sends news any more"


def test_a_question_is_held_back_like_any_news(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    reporter.says("stop")
    asks(officer, reference)
    lost(reporter, blocked=False, reason="opted_out")
    reporter.says("bonjour").sees("missed-stopped")
