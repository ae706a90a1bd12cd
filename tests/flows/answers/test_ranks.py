"""A place that is typed picks the answer at that place as it is shown, on each channel."""

from dataclasses import replace
from typing import Any

import pytest

from bot.turn.render import render
from flows.core.conversation import Conversation
from flows.lexicon.answer_words import RANK_WORDS
from flows.reading import answers as words
from handlers.whatsapp.encode import encode_message
from tests.dialogue import House, Person
from tests.dialogue import words as catalogue
from tests.flows.follow.test_answering import filed

CHATS = ("telegram:1", "whatsapp:1", "web:1")
ORDINALS = {
    "fr": ("premier", "deuxième", "3e", "n° 4", "le cinquième"),
    "ar": ("الأول", "الثاني", "٣", "رقم ٤", "الخامسة"),
    "ary": ("اللول", "التاني", "نمرة 3", "rabe3", "5"),
}
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
PLACES = {
    "menu": lambda who: who.says("menu"),
    "category": lambda who: who,
    "via": lambda who: who.taps("fraud"),
    "money": lambda who: who.taps("fraud").taps("sms"),
    "quick": lambda who: who.forwards(SMS),
    "join": lambda who: who.says("menu").taps("new").forwards(SMS),
    "edit": lambda who: who.taps("fraud").taps("sms").says("modifier"),
    "drop": lambda who: who.taps("fraud").says("annuler"),
}


def conversation(who: Person) -> Conversation:
    with who.house.storage.read() as unit:
        return unit.conversations.get(who.chat)


def blank(who: Person) -> Conversation:
    """The conversation without what differs between a person who types and one who taps."""
    known = conversation(who)
    answers = tuple(replace(one, sent=0.0) for one in known.answers)
    return replace(known, chat="", updated=0.0, due=0.0, case="", answers=answers)


def at(house: House, place: str, chat: str, language: str) -> Person:
    """Someone who has just been asked; a report's draft is joined only where a case was filed."""
    who = house.person(chat, language)
    if place == "join":
        filed(who, language)
    else:
        who.starts().taps(language)
    return PLACES[place](who)


def shown(who: Person) -> list[str]:
    """The labels in their order: as WhatsApp shows them, elsewhere as they stand in the message."""
    message = render(catalogue(), who.last.say, who.last.language)
    if not who.chat.startswith("whatsapp"):
        return [button.label for button in message.buttons if not button.nav]
    ways = encode_message(message, "…")
    content = ways.rich[-1].content
    assert content is not None
    inside: Any = next(iter(content.types.values()))
    if "actions" in inside:
        return [one["title"] for one in inside["actions"]]
    values = ways.rich[-1].variables
    return [values[int(row["item"].strip("{}")) - 1] for row in inside["items"]]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", ORDINALS)
@pytest.mark.parametrize("place", PLACES)
def test_a_rank_picks_what_stands_there(house: House, chat: str, language: str, place: str) -> None:
    for rank, typed in enumerate(ORDINALS[language], 1):
        one = at(house, place, f"{chat}{rank}1", language)
        other = at(house, place, f"{chat}{rank}2", language)
        labels = shown(one)
        answers = [option for option in other.last.say.options if not option.nav]
        if rank > min(len(labels), len(answers)):
            continue
        button = answers[rank - 1]
        label = catalogue().label(language, button.key, button.args)
        assert label.startswith(labels[rank - 1].removesuffix("…")), "the same order as shown"
        one.says(typed).misses("choose-one", "not-understood", "tap-old")
        other.taps(button.id.rpartition(":")[2])
        assert blank(one) == blank(other)


@pytest.mark.parametrize("language", ORDINALS)
def test_join_with_its_neighbours_are_three_quick_replies(house: House, language: str) -> None:
    who = at(house, "join", "whatsapp:9", language)
    label = catalogue().label
    assert shown(who) == [label(language, f"quick-{name}") for name in ("send", "join", "details")]
    message = render(catalogue(), who.last.say, language)
    body = encode_message(message, "…").rich[-1].body
    for way in ("cancel", "category"):
        assert label(language, f"quick-{way}") in body.splitlines()[-1]
    who.says(label(language, "quick-cancel")).sees("ask-drop")


def test_every_listed_rank_is_read() -> None:
    for place, listed in enumerate(RANK_WORDS, 1):
        for word in listed:
            assert words.number(word) == words.number(f" {word.upper()} ") == place, word


@pytest.mark.parametrize(
    "text", ["", "second mari", "le 2 novembre", "100 dh", "2 fois", "la dixième fois encore", "x2"]
)
def test_other_texts_are_no_rank(text: str) -> None:
    assert words.number(text) is None


@pytest.mark.parametrize("word", ["second", "الثاني", "deuxième"])
def test_a_rank_at_rest_begins_nothing(house: House, word: str) -> None:
    who = house.person("telegram:1", "fr")
    filed(who)
    who.says(word).sees("ask-category")
