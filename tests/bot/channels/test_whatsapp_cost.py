"""What a report costs on WhatsApp, in messages sent; the table in the documentation is this count."""

import re
from pathlib import Path

import pytest

from bot.turn.render import render
from flows.report.categories import CATEGORIES
from handlers.whatsapp.encode import encode_message
from tests.dialogue import House, Person, words

DOCS = Path(__file__).parents[3] / "docs" / "whatsapp.md"
LANGUAGES = ("fr", "ar", "ary")
FURTHER = {"money": "earlier", "held": "yes", "where": "morocco", "identity": "named", "confirm": "send"}
"""Answers that lead to more questions; elsewhere the first will do."""
WRITTEN = {"contact": "0612345678", "name": "Samira A."}
FORWARD, PHOTO = "a scam forwarded, sent", "a scam forwarded, a photo, sent"
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"


def sent(someone: Person) -> int:
    """How many messages go out for what was said so far."""
    said = (render(words(), seen.say, seen.language) for seen in someone.messages)
    ways = (encode_message(message, "…") for message in said)
    return sum(len(way.rich or way.plain) for way in ways)


def asked(someone: Person) -> str:
    """The question on show."""
    with someone.house.storage.read() as unit:
        return unit.conversations.get(someone.chat).asked.partition("~")[0]


def guided(someone: Person, category: str) -> Person:
    """From the first word on: every question of this category answered, none skipped, until the receipt."""
    someone.says("bonjour").taps(someone.language).taps(category)
    while not someone.cases:
        answer(someone, asked(someone))
    return someone


def answer(someone: Person, question: str) -> None:
    """One answer; a picture as evidence."""
    options = [option.id.split(":") for option in someone.last.say.options if not option.nav]
    names = [name for _, shown, name in options if shown.partition("~")[0] == question]
    if question == "evidence":
        someone.sends("photo").says("terminé")
    elif names:
        someone.taps(FURTHER.get(question, names[0]), on=question)
    else:
        someone.says(WRITTEN.get(question, "Quelqu'un que je ne connais pas"))


def forwarded(someone: Person, path: str) -> Person:
    """A scam is forwarded, perhaps with a photo of it, and sent at once."""
    someone.forwards(SMS)
    if path == PHOTO:
        someone.sends("photo")
    return someone.taps("send")


def documented() -> dict[str, list[int]]:
    """The table's rows: what is done, and the messages it takes in each language."""
    found = re.findall(r"^\| (`?[\w ,]+`?) \|((?: \d+ \|)+)$", DOCS.read_text("utf-8"), re.M)
    return {
        name.strip("`"): [int(cell) for cell in cells.split("|") if cell.strip()] for name, cells in found
    }


def counted(folder: Path, path: str) -> list[int]:
    """The same, played in each language."""
    counts = []
    for language in LANGUAGES:
        own = folder / language
        own.mkdir()
        someone = House.build(own).person("whatsapp:+212600000001", language)
        counts.append(sent(guided(someone, path) if path in CATEGORIES else forwarded(someone, path)))
    return counts


@pytest.mark.parametrize("path", [*CATEGORIES, FORWARD, PHOTO])
@pytest.mark.few(4)
def test_the_documentation_tells_what_it_costs(tmp_path, path):
    assert documented().get(path) == counted(tmp_path, path)


def test_a_filed_scam_costs_three_messages():
    assert max(documented()[FORWARD]) <= 3
