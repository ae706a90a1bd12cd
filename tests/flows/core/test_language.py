"""The language of the first answer: the text's own, else the phone's, else the default."""

import pytest

from tests.dialogue import House

CHATS = ("telegram:1", "whatsapp:1", "web:1")
WITHOUT = ("START", "start", "Stop", "help", "MENU", "hello", "test", "ok", "status", "yes", "send please")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("phone", "language"), [("fr-FR", "fr"), ("ar", "ar"), ("en-US", "ar"), ("", "ar")])
@pytest.mark.parametrize("word", WITHOUT)
def test_a_word_of_keyboards_leaves_the_language_to_the_phone(
    house: House, chat: str, phone: str, language: str, word: str
) -> None:
    assert house.person(chat, phone).says(word).last.language == language


@pytest.mark.parametrize("phone", ["fr", "ar", ""])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bonjour", "fr"),
        ("arnaque", "fr"),
        ("السلام عليكم، أريد التبليغ", "ar"),
        ("salam", "ary"),
        ("bghit nblegh", "ary"),
        ("بغيت نبلغ", "ary"),
        ("help bghit nblegh", "ary"),
    ],
)
def test_a_text_in_a_language_is_answered_in_it(house: House, phone: str, text: str, language: str) -> None:
    assert house.person("whatsapp:1", phone).says(text).last.language == language


@pytest.mark.parametrize("phone", ["fr", "ar"])
def test_after_such_a_word_the_first_text_decides(house: House, phone: str) -> None:
    who = house.person("whatsapp:1", phone).says("START").sees("welcome")
    assert who.says("je veux signaler une arnaque sur WhatsApp").last.language == "fr"


@pytest.mark.parametrize("word", ["START", "démarrer", "ابدأ"])
def test_who_starts_for_the_first_time_is_welcomed(house: House, word: str) -> None:
    who = house.person("whatsapp:1", "fr").says(word).sees("welcome", "ask-language").misses("ask-menu")
    who.taps("fr").says(word).sees("ask-menu")
