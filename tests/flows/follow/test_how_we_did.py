"""How we did: one question when a case is closed, answered by a button or in words, and never twice."""

import pytest

from flows.core.effects import AmendCase, ChangeStatus
from flows.record import changed
from tests.dialogue import House, Person
from tests.flows.dialogue.test_reach import decided, filed, lost
from tests.flows.follow.test_news import announced

TYPED = {"fr": ("oui", "Pas vraiment"), "ar": ("نعم", "لا"), "ary": ("ah", "ماشي بزاف")}


def feedback(house: House, reference: str) -> bool | None:
    with house.storage.read() as unit:
        found = unit.feedback.of(unit.cases.number(reference))
        return found.helped if found else None


def closed(house: House, reference: str, status: str = "insufficient") -> None:
    """Closed without a notice: as for whoever has no address."""
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(reference, status, officer="o"), house.now)


def test_the_question_comes_once_and_its_words_are_sealed_to_the_case(
    reporter: Person, officer: Person, house: House
) -> None:
    reference = filed(reporter)
    decided(officer, reference, "insufficient")
    assert {"ask-feedback", "meaning-insufficient"} <= reporter.last.keys
    assert len(reporter.last.say.options) == 3
    reporter.taps(reference, on="unhelped").sees("ask-feedback_words")
    reporter.says("Trop lent, mais poli").sees("feedback-thanks")
    assert reporter.answers[-1] == ("feedback_words", "Trop lent, mais poli")
    reporter.taps(reference, on="helped").sees("feedback-over")
    assert feedback(house, reference) is False
    closed(house, reference, "examined")
    decided(officer, reference, "no_offence")
    assert "notice-status" in reporter.last.keys
    assert "ask-feedback" not in reporter.last.keys
    reporter.says("statut").sees("case-status").misses("ask-feedback", "case-added")


@pytest.mark.parametrize("place", [0, 1])
def test_the_answer_is_typed_in_each_language(
    reporter: Person, officer: Person, house: House, place: int
) -> None:
    reference = filed(reporter)
    decided(officer, reference, "insufficient")
    reporter.says(TYPED[reporter.last.language][place]).sees("ask-feedback_words")
    assert feedback(house, reference) is (place == 0)
    reporter.says("passer").sees("feedback-thanks")
    assert reporter.answers[-1][0] != "feedback_words"


def test_a_yes_that_answers_nothing_stays_what_it_was(person, officer: Person, house: House) -> None:
    someone = person().starts().taps("fr")
    reference = filed(someone)
    someone.says("oui").misses("ask-feedback_words", "feedback-over")
    assert feedback(house, reference) is None


def test_who_was_away_is_asked_when_they_are_back(person, officer: Person, house: House) -> None:
    someone = person().starts().taps("fr")
    reference = filed(someone)
    decided(officer, reference, "insufficient")
    lost(someone)
    someone.says("bonjour").sees("missed", "ask-feedback")
    someone.taps(reference, on="helped").sees("ask-feedback_words")
    assert feedback(house, reference) is True


def test_who_is_traceless_is_asked_when_they_look_up_their_receipt(person, house: House) -> None:
    someone = person().starts().taps("fr")
    someone.taps("other").says("Voilà ce qui s'est passé hier").says("passer").says("passer").says("passer")
    someone.taps("traceless").taps("send")
    receipt = someone.receipt
    closed(house, receipt[:8].replace("-", ""))
    other = house.person("telegram:7", "fr").says(receipt).sees("case-status", "ask-feedback")
    other.says("oui").sees("ask-feedback_words").says("Merci").sees("feedback-thanks")
    house.person("telegram:8", "fr").says(receipt).sees("case-status").misses("ask-feedback")


@pytest.mark.parametrize("cruel", ["urgent", "child", "hushed", "stopped", "duplicate"])
def test_nobody_is_asked_where_it_would_be_cruel(person, officer: Person, house: House, cruel: str) -> None:
    someone = person().starts().taps("fr")
    reference = filed(someone)
    if cruel == "stopped":
        someone.says("STOP")
    with house.storage.write() as unit:
        category = "child" if cruel == "child" else ""
        unit.filing.amend(AmendCase(reference, urgent=cruel == "urgent", category=category), house.now)
        if cruel == "hushed":
            unit.conversations.save(changed(unit.conversations.get(someone.chat), hushed=True))
    decided(officer, reference, "duplicate" if cruel == "duplicate" else "insufficient")
    told = [seen for seen in someone.messages if "ask-feedback" in seen.keys]
    assert told == []


def test_a_report_under_way_is_not_lost_by_the_answer(person, officer: Person, house: House) -> None:
    someone = person().starts().taps("fr")
    reference = filed(someone)
    someone.says("nouveau").taps("fraud")
    decided(officer, reference, "insufficient")
    someone.taps(reference, on="helped").sees("feedback-thanks", "ask-via")
    assert feedback(house, reference) is True


def test_a_yes_answers_the_officer_who_asked_later(person, officer: Person, house: House) -> None:
    someone = person().starts().taps("fr")
    reference = filed(someone)
    decided(officer, reference, "insufficient")
    other = filed(someone.says("nouveau"))
    decided(officer, other, "examined", "Avez-vous payé ?")
    someone.says("oui").sees("notice-note").misses("ask-feedback_words", "note-kept")
    someone.says("oui").sees("note-kept")  # the first yes came before the question could be read
    assert feedback(house, reference) is None
    assert someone.answers[-1][1] == "oui"


def test_the_question_comes_too_where_a_template_announced_the_news(house: House, officer: Person) -> None:
    someone = house.person("whatsapp:1", "fr").starts().taps("fr")
    reference = filed(someone)
    decided(officer, reference, "insufficient")
    announced(someone)
    someone.says("oui").sees("case-status", "ask-feedback")
    assert feedback(house, reference) is None
    someone.taps(reference, on="helped").sees("ask-feedback_words")
    assert feedback(house, reference) is True
