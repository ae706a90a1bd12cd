"""Answers to an officer's question reach the case, and the officer hears of it."""

import pytest

from flows.core.events import Contact, Media, Place, Tap
from tests.dialogue import House, Person
from tests.flows.dialogue.test_reach import lost

QUESTION = "Pouvez-vous envoyer le relevé de votre banque ?"
ANSWERS = {
    "fr": "Voici le relevé, la somme est partie le 3 novembre",
    "ar": "هذا هو الكشف، خرج المبلغ يوم 3 نونبر",
    "ary": "ها هو الروليفي، الفلوس خرجات نهار 3 نونبر",
}


def filed(who: Person, language: str = "fr") -> str:
    """A filed case; its reference."""
    who.starts().taps(language).taps("other").says("Un inconnu me réclame de l'argent depuis hier soir")
    who.says("passer").says("passer").says("passer").taps("anonymous").taps("send").sees("filed")
    return who.case.reference


def asks(officer: Person, reference: str, question: str = QUESTION) -> None:
    officer.says("bureau").says(reference).taps("ask").sees("ask-officer_question")
    officer.says(question).sees("question-sent", "ask-desk")


def button(who: Person, reference: str) -> bool:
    """Whether the newest message has the button that answers."""
    return any(one.id == f"-:answer:{reference}" for one in who.last.say.options)


def said(who: Person) -> list[str]:
    """All that the case holds."""
    with who.house.storage.read() as unit:
        return [value for entry in unit.cases.contents(who.case.reference) for _, value in entry.answers]


@pytest.mark.parametrize("language", ANSWERS)
@pytest.mark.parametrize("chat", ["telegram:1", "whatsapp:1", "web:1"])
def test_what_is_written_after_a_question_goes_to_its_case(
    house: House, officer: Person, chat: str, language: str
) -> None:
    reporter = house.person(chat, "fr")
    reference = filed(reporter, language)
    asks(officer, reference)
    assert "notice-waits" in reporter.last.keys
    assert QUESTION not in reporter.last.text, "a locked phone shows no word of an officer"
    assert button(reporter, reference)
    reporter.taps(reference).sees("notice-note", "answer-goes-to", "ask-addition")
    assert QUESTION in reporter.last.text
    reporter.says(ANSWERS[language]).sees("note-kept", "ask-addition")
    assert len(reporter.cases) == 1
    assert ANSWERS[language] in said(reporter)
    assert "answer-arrived" in officer.last.keys
    assert officer.last.codes == [reference]
    before = len(officer.messages)
    reporter.says("Le numéro de téléphone de cette personne était masqué").sees("note-kept")
    assert len(officer.messages) == before, "the officer hears once"


@pytest.mark.parametrize("body", ["photo", "voice", "place", "contact"])
def test_a_file_a_place_and_a_card_answer_too(house: House, officer: Person, body: str) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    if body == "place":
        reporter.does(Place(33.5, -7.6))
    elif body == "contact":
        reporter.does(Contact("Samir", "+212612345678"))
    else:
        reporter.does(Media("photo" if body == "photo" else "voice", "file-ref"))
    reporter.sees("answer-goes-to", "ask-addition")
    assert len(reporter.cases) == 1
    assert "answer-arrived" in officer.last.keys


def test_the_button_answers_at_any_time(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    reporter.says("nouveau").sees("ask-category")

    reporter.does(Tap(f"-:answer:{reporter.case.reference}")).sees("answer-goes-to", "ask-addition")
    reporter.says("Le relevé arrive demain matin, promis").sees("note-kept")
    assert "answer-arrived" in officer.last.keys


def test_a_draft_is_not_lost_to_the_button(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    reporter.says("Une autre personne m'a menacé ce matin, elle veut publier des photos")
    asks(officer, reference)

    reporter.does(Tap(f"-:answer:{reference}")).sees("answer-later", "ask-quick")
    reporter.taps("send").sees("filed")


def test_a_short_word_after_news_that_did_not_arrive_is_no_answer(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    asks(officer, filed(reporter))
    lost(reporter)
    reporter.says("ok").sees("missed", "notice-note", "answer-goes-to", "ask-addition").misses("note-kept")
    reporter.says("Le relevé arrive demain matin par courrier").sees("note-kept")


def test_nobody_answers_for_another(house: House, officer: Person) -> None:
    reporter, other = house.person("telegram:1", "fr"), house.person("telegram:2", "fr")
    reference = filed(reporter)
    filed(other)
    asks(officer, reference)

    other.does(Tap(f"-:answer:{reference}")).sees("answer-none").misses("ask-addition")


def test_who_begins_anew_after_the_question_begins_a_report(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    reporter.says("nouveau").sees("ask-category")
    reporter.says("Quelqu'un vend des armes dans un groupe Telegram que je connais").sees("ask-quick")


def test_commands_and_thanks_are_no_answers(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    reporter.says("merci").misses("answer-goes-to")
    reporter.says("menu").sees("ask-menu").misses("answer-goes-to")


@pytest.mark.parametrize("word", ["répondre", "الجواب", "جاوب", "bghit njaweb"])
def test_the_word_answers_as_the_button_does(house: House, officer: Person, word: str) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    reporter.says(word).sees("answer-none")
    asks(officer, reference)
    reporter.says(word).sees("answer-goes-to", "ask-addition").misses("note-kept")


@pytest.mark.parametrize("word", ["oui", "Non", "نعم", "لا", "اه", "ما عرفتش"])
def test_a_bare_yes_or_no_is_an_answer_once_the_question_was_read(
    house: House, officer: Person, word: str
) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter), "Avez-vous payé quelque chose ?")
    reporter.says(word).sees("notice-note", "answer-goes-to", "ask-addition").misses("note-kept")
    reporter.says(word).sees("note-kept")
    assert word in said(reporter)
    assert "answer-arrived" in officer.last.keys


@pytest.mark.parametrize("word", ["oui", "لا", "اه", "ما عرفتش"])
def test_a_bare_word_answers_a_question_that_was_read_in_the_case(
    house: House, officer: Person, word: str
) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter), "Avez-vous payé quelque chose ?")
    reporter.says("suivi").sees("case-note").says(word).sees("answer-goes-to", "note-kept")
    assert word in said(reporter)


def test_an_option_on_show_is_chosen_and_other_words_answer(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    reporter.says("suivi").sees("case-note").says("Oublier mon adresse").sees("ask-untie").misses(
        "answer-goes-to"
    )
    reporter.says("suivi").sees("case-note").says("Hier soir").sees("answer-goes-to", "note-kept")


def test_after_a_closing_note_a_text_begins_a_report(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    officer.says("bureau").says(reference).taps("status").taps("insufficient").says("Merci, c'est réglé.")
    assert not button(reporter, reference)
    reporter.says("Quelqu'un vend des armes dans un groupe Telegram que je connais").sees("ask-quick")


def test_the_receipt_shows_the_whole_exchange(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    code = next(seen for seen in reporter.messages if "filed" in seen.keys).codes[1]
    asks(officer, reference)
    reporter.says("Le relevé arrive demain matin par courrier").says("terminé")
    asks(officer, reference, "Et le numéro de celui qui a appelé ?")
    stranger = house.person("web:9", "fr")
    stranger.says(code).sees("case-note", "case-added")
    assert QUESTION in stranger.last.text
    assert "Et le numéro" in stranger.last.text


@pytest.mark.parametrize("word", ["oui", "1", "ok", "envoyer"])
@pytest.mark.parametrize("language", ANSWERS)
def test_a_yes_after_an_officers_question_does_no_older_thing(
    house: House, officer: Person, language: str, word: str
) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter, language)
    reporter.forwards("Votre colis est bloqué, payez 25 DH sur http://poste-ma.top").sees("ask-quick")
    asks(officer, reference)
    reporter.says(word).sees("came-between", "ask-quick")
    assert len(reporter.cases) == 1
    assert button(reporter, reference)
    reporter.says(word).sees("filed")


@pytest.mark.parametrize("wish", ["forget", "withdraw", "drop"])
def test_a_yes_after_an_officers_question_deletes_nothing(house: House, officer: Person, wish: str) -> None:
    reporter = house.person("telegram:1", "fr")
    reference = filed(reporter)
    if wish == "forget":
        reporter.says("oubliez-moi").sees("ask-forget")
    elif wish == "withdraw":
        reporter.says("suivi").taps("withdraw").sees("ask-withdraw")
    else:
        reporter.forwards("Votre colis est bloqué, payez sur http://poste-ma.top").says("annuler").sees(
            "ask-drop"
        )
    asks(officer, reference)
    reporter.says("oui").sees("came-between", f"ask-{wish}")
    assert [case.status for case in reporter.cases] == ["received"]


def test_who_answered_something_else_first_still_sees_the_question(house: House, officer: Person) -> None:
    reporter = house.person("whatsapp:1", "fr")
    reporter.forwards("Votre colis est bloqué, payez 25 DH sur http://poste-ma.top").taps("send").sees(
        "ask-more"
    )
    asks(officer, reporter.case.reference)
    reporter.says("non").sends().sees("notice-note", "answer-goes-to")


@pytest.mark.parametrize("language", ANSWERS)
def test_further_details_do_not_answer_an_officer(house: House, officer: Person, language: str) -> None:
    reporter = house.person("telegram:1", "fr")
    reporter.starts().taps(language).says("0661234567 http://poste-ma.top 25 DH").taps("send").sees("filed")
    reporter.taps("yes", on="more")
    asks(officer, reporter.case.reference)
    before = len(officer.messages)
    reporter.taps("fraud").taps("sms").misses("answer-goes-to")
    assert len(officer.messages) == before

    reporter.says("fini").says(ANSWERS[language]).sees("answer-goes-to", "ask-addition")
    assert "answer-arrived" in officer.last.keys


def test_an_older_message_with_new_words_does_not_answer_an_officer(house: House, officer: Person) -> None:
    reporter = house.person("telegram:1", "fr")
    asks(officer, filed(reporter))
    before = len(officer.messages)
    reporter.edits("3", "Un inconnu me réclame de l'argent depuis avant-hier").sees("edit-kept")
    assert len(officer.messages) == before
    reporter.says(ANSWERS["fr"]).sees("answer-goes-to", "ask-addition")
    assert "answer-arrived" in officer.last.keys
