"""How many messages each path takes, both ways, on every channel: the table in docs/paths.md."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from bot.turn.render import render
from flows.core.events import Body, Tap
from handlers.whatsapp.encode import encode_message
from tests.bot.channels.test_whatsapp_cost import SMS, answer, asked
from tests.dialogue import House, Person, words

DOCS = Path(__file__).parents[3] / "docs" / "paths.md"
CHANNELS = ("telegram", "whatsapp", "web")
LANGUAGES = ("fr", "ar", "ary")
LONGEST = 4096
CRY = {
    "fr": "J'ai 15 ans, il menace de publier mes photos si je ne paie pas",
    "ar": "عمري 15 سنة ويهددني بنشر صوري إذا لم أدفع",
    "ary": "عندي 15 عام وكيهددني ينشر تصاوري إلا ما خلصتوش",
}
WRITTEN = {"fr": "Le relevé arrive demain", "ar": "يصل الكشف غدا صباحا", "ary": "الروليفي غادي يوصل غدا"}


@dataclass
class Counted(Person):
    """A person who counts what they write and what they tap."""

    written: int = 0
    tapped: int = 0
    before: int = 0

    def does(self, body: Body, **more: object) -> Self:
        if isinstance(body, Tap):
            self.tapped += 1
        else:
            self.written += 1
        super().does(body, **more)
        return self

    def begins(self) -> Self:
        """Count from here on."""
        self.written = self.tapped = 0
        self.before = len(self.messages)
        return self

    @property
    def count(self) -> str:
        """What was written, tapped and sent since, as the table has it."""
        said = [render(words(), seen.say, seen.language) for seen in self.messages[self.before :]]
        sent = len(said)
        if self.chat.startswith("whatsapp"):
            ways = (encode_message(message, "…") for message in said)
            sent = sum(len(way.rich or way.plain) for way in ways)
        else:
            assert all(len(message.text) <= LONGEST for message in said)
        return f"{self.written} / {self.tapped} / {sent}"


def forwards_and_sends(who: Counted) -> None:
    who.forwards(SMS).taps("send").sees("filed")


def guided(who: Counted) -> None:
    who.says("bonjour").taps(who.language).taps("fraud")
    while not who.cases:
        answer(who, asked(who))


def cries(who: Counted) -> None:
    who.says(CRY[who.language]).taps("send").sees("filed-urgent")


def looks_up(who: Counted) -> None:
    filed(who)
    who.says("suivi").sees("case-status")


def answers(who: Counted) -> None:
    reference = filed(who)
    with who.house.storage.write() as unit:
        _, code = unit.officers.add("Salma", who.house.now)
    officer = who.house.person("telegram:900", "fr").starts(f"officer_{code}")
    officer.says(reference).taps("ask").says("Avez-vous le relevé de votre banque ?").sees("question-sent")
    who.taps(reference).sees("notice-note").says(WRITTEN[who.language]).sees("note-kept").says("terminé")


def withdraws(who: Counted) -> None:
    filed(who)
    who.says("suivi").taps("withdraw").taps("yes").sees("withdrawn")


def checks_a_receipt(who: Counted) -> None:
    other = Counted(who.house, "web:9", who.language)
    forwards_and_sends(other)
    who.begins().says(other.receipt).sees("case-status")


def stops(who: Counted) -> None:
    filed(who)
    who.says("STOP").sees("notices-off")


def filed(who: Counted) -> str:
    """A report that was filed before and is not counted; the further questions are declined."""
    forwards_and_sends(who)
    who.taps("no")
    who.begins()
    return who.case.reference


PATHS: dict[str, Callable[[Counted], None]] = {
    "a scam SMS forwarded and sent": forwards_and_sends,
    "a scam, every question answered": guided,
    "blackmail of a minor, in their own words, sent": cries,
    "where is my case": looks_up,
    "an officer's question answered": answers,
    "a report withdrawn": withdraws,
    "a secret code looked up on another phone": checks_a_receipt,
    "STOP": stops,
}


def documented() -> dict[str, list[str]]:
    """The table's rows: the path, and the counts on each channel."""
    rows = re.findall(r"^\| ([^|]+) \|((?: \d+ / \d+ / \d+ \|)+)$", DOCS.read_text("utf-8"), re.M)
    return {name: [cell.strip() for cell in cells.split("|") if cell.strip()] for name, cells in rows}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.few(6)
def test_the_documentation_counts_the_messages(tmp_path: Path, path: str, language: str) -> None:
    counts = []
    for channel in CHANNELS:
        folder = tmp_path / channel
        folder.mkdir()
        who = Counted(House.build(folder), f"{channel}:+212600000001", language)
        PATHS[path](who)
        counts.append(who.count)
    assert documented().get(path) == counts


def test_every_path_is_documented_and_no_other() -> None:
    assert list(documented()) == list(PATHS)
