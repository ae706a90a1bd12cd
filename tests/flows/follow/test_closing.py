"""Closing words after a filing end kindly, however they are spelled; they open nothing, and are not kept."""

import pytest

from tests.dialogue import House, Person
from tests.flows.follow.test_answering import asks, filed, said

CHATS = ("telegram:1", "whatsapp:1", "web:1")
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top"
CLOSING = {
    "fr": (
        "terminé",
        "c'est tout",
        "c’est tout",
        "c est tout merci",
        "cest tout",
        "c tout",
        "c bon",
        "C BON MERCI",
        "c'est bon merci",
        "merci",
        "merci beaucoup pour votre aide",
        "ok merci",
        "d'accord merci",
        "plus tard",
        "non merci",
        "rien d autre",
        "bonne journée, merci",
        "au revoir",
    ),
    "ar": ("انتهيت", "هذا كل شيء", "شكرا جزيلا", "فيما بعد", "لا شكرا", "مع السلامة", "حسنا شكرا"),
    "ary": (
        "صافي",
        "safi",
        "سالينا",
        "salina",
        "صافي شكرا",
        "safi chokran",
        "واخا شكرا",
        "الله يعطيك الصحة",
        "من بعد",
        "mn be3d",
        "باراكا",
        "بسلامة",
    ),
}
EVERY = [(language, word) for language, words in CLOSING.items() for word in words]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "word"), EVERY)
def test_closing_words_at_the_offer_end_it(house: House, chat: str, language: str, word: str) -> None:
    reporter = house.person(chat, language).forwards(SMS).taps("send").sees("ask-more")
    reporter.says(word).sees("enrich-done").misses("ask-more", "ask-via", "choose-one", "note-kept")
    assert word not in said(reporter)


@pytest.mark.parametrize("word", ["oui", "oui merci", "ok", "نعم من فضلك", "اه", "wakha"])
def test_a_yes_opens_the_details(house: House, word: str) -> None:
    house.person("telegram:1", "fr").forwards(SMS).taps("send").says(word).sees("ask-via")


@pytest.mark.parametrize("word", ["bonjour", "سلام", "salam"])
def test_a_greeting_ends_nothing(house: House, word: str) -> None:
    house.person("telegram:1", "fr").forwards(SMS).taps("send").says(word).sees("ask-more")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "word"), EVERY)
def test_closing_words_end_the_answer_to_an_officer(
    house: House, officer: Person, chat: str, language: str, word: str
) -> None:
    reporter = house.person(chat, language)
    asks(officer, filed(reporter, language))
    reporter.says("Le relevé arrive demain matin par courrier").sees("note-kept", "ask-addition")
    reporter.says(word).sees("enrich-done").misses("note-kept")
    assert word not in said(reporter)
