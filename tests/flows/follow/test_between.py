"""A bare word after something that came over a question does no older thing."""

from collections.abc import Callable

import pytest

from flows.core.events import Reachability
from tests.dialogue import House, Person
from tests.flows.dialogue.test_reach import lost
from tests.flows.follow.test_answering import asks, button, filed, said

CHATS = ("telegram:1", "whatsapp:1", "web:1")
ASSENTS = {
    "fr": ("ok", "d'accord", "oui", "d accord merci", "👍", "C'est bon"),
    "ar": ("نعم", "حسنا", "موافق", "أوكي شكرا"),
    "ary": ("واخا", "wakha", "اه", "صافي", "safi", "مزيان"),
}
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top"
EVERY = [(language, word) for language, words in ASSENTS.items() for word in words]


def news(officer: Person, reference: str, status: str = "examined") -> None:
    """A plain notice: a new status without a word of the officer's."""
    officer.says("bureau").says(reference).taps("status").taps(status).says("passer").sees("status-set")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "word"), EVERY)
def test_who_acknowledges_a_notice_sends_nothing(
    house: House, officer: Person, chat: str, language: str, word: str
) -> None:
    reporter = house.person(chat, language)
    reference = filed(reporter, language)
    reporter.forwards(SMS).sees("ask-quick")
    news(officer, reference)
    assert "notice-status" in reporter.last.keys
    reporter.says(word).sees("ask-quick")
    assert len(reporter.cases) == 1
    if word not in {"صافي", "safi", "C'est bon"}:
        reporter.sees("came-notice")
        assert "status" in reporter.options
        reporter.says(word).sees("filed")


@pytest.mark.parametrize("question", ["quick", "confirm", "danger", "forget", "withdraw", "drop", "untie"])
def test_no_question_that_came_before_a_notice_is_answered_by_ok(
    house: House, officer: Person, question: str
) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    stand_at(reporter, question)
    news(officer, reference)
    reporter.says("ok").sees("came-notice", f"ask-{question}")
    assert [case.status for case in reporter.cases] == ["examined"]
    reporter.says("ok").misses("came-notice")


def stand_at(reporter: Person, question: str) -> None:
    if question == "quick":
        reporter.forwards(SMS)
    elif question == "confirm":
        reporter.says("nouveau").taps("other").says(
            "Quelqu'un vend de faux diplômes sur un site que je connais"
        )
        reporter.skips_to("ask-identity").taps("anonymous")
    elif question == "danger":
        reporter.says("nouveau").taps("threat")
    elif question == "drop":
        reporter.forwards(SMS).says("annuler")
    elif question == "forget":
        reporter.says("oubliez-moi")
    else:
        reporter.says("suivi").taps("withdraw" if question == "withdraw" else "traceless")
    reporter.sees(f"ask-{question}")


def test_a_notice_about_any_case_of_the_chat_counts(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    first = filed(reporter)
    second = filed(reporter)
    reporter.says("suivi").taps(second).taps("withdraw").taps("yes").sees("withdrawn")
    reporter.forwards(SMS)
    news(officer, first)
    reporter.says("ok").sees("came-notice", "ask-quick")
    assert len(reporter.cases) == 2


@pytest.mark.parametrize("word", ["envoyer", "1", "صيفط", "sift"])
def test_the_word_for_it_sends_after_a_notice(house: House, officer: Person, word: str) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    reporter.forwards(SMS)
    news(officer, reference)
    reporter.says(word).sees("filed")


@pytest.mark.parametrize("way", ["answered", "stopped", "blocked", "own"])
def test_only_a_notice_that_came_since_counts(house: House, officer: Person, way: str) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    reporter.forwards(SMS)
    if way == "answered":
        news(officer, reference)
        reporter.says("menu").taps("resume")
    elif way == "stopped":
        reporter.says("stop").sees("ask-resume").says("ok").sees("ask-quick")
        news(officer, reference)
    elif way == "blocked":
        reporter.does(Reachability(reachable=False))
        news(officer, reference)
        lost(reporter)
    reporter.says("ok").sees("filed").misses("came-notice")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("word", ["oui", "non", "نعم", "لا", "اه", "ah", "safi"])
def test_yes_and_no_at_the_offer_may_be_meant_for_the_officer(
    house: House, officer: Person, chat: str, word: str
) -> None:
    reporter = house.person(chat, "fr").forwards(SMS).taps("send").sees("ask-more")
    asks(officer, reporter.case.reference, "Avez-vous payé ?")
    reporter.says(word).sees("came-between", "ask-more")
    assert button(reporter, reporter.case.reference)


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("words", ["3 fois", "hier soir", "ثلاث مرات", "جوج مرات", "0612345678"])
def test_what_is_no_option_of_the_offer_answers_the_officer(
    house: House, officer: Person, chat: str, words: str
) -> None:
    reporter = house.person(chat, "fr").forwards(SMS).taps("send").sees("ask-more")
    asks(officer, reporter.case.reference, "Combien de fois ?")
    reporter.says(words).sees("notice-note", "answer-goes-to", "note-kept")
    assert words in said(reporter)
    assert "answer-arrived" in officer.last.keys


@pytest.mark.parametrize("words", ["3 fois", "ثلاث مرات", "جوج مرات"])
def test_without_a_question_a_few_words_at_the_offer_are_kept_all_the_same(
    person: Callable[..., Person], words: str
) -> None:
    reporter = person().forwards(SMS).taps("send").sees("ask-more").says(words).sees("note-kept", "ask-more")
    assert words in said(reporter)


@pytest.mark.parametrize("words", ["c'est quoi ?", "quoi ?", "شنو هادا", "merci", "oui"])
def test_a_question_back_only_shows_the_question(house: House, officer: Person, words: str) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    reporter.says(words).misses("note-kept")
    assert words not in said(reporter)


def test_among_the_details_a_question_that_came_is_answered(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr").forwards(SMS).taps("send").taps("yes").sees("ask-via")
    reporter.says("3 fois").sees("choose-one", "ask-via")
    asks(officer, reporter.case.reference, "Combien de fois ?")
    reporter.says("sms").misses("answer-goes-to")
    reporter.says("oui").misses("came-between")


def test_what_chooses_no_detail_answers_the_question_that_came(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr").forwards(SMS).taps("send").taps("yes").sees("ask-via")
    asks(officer, reporter.case.reference, "Combien de fois ?")
    reporter.says("3 fois").sees("notice-note", "answer-goes-to", "note-kept")
    assert "answer-arrived" in officer.last.keys
