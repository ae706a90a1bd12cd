"""A dialogue as it is read: someone says and taps, someone sees.

Everything behind it is the real thing: the turn, a database, the words. After every line the
conversation has been stored and is read again, so that each test is also a test of restarts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from secrets import token_bytes
from typing import Self

from bot.settings.config import Config
from bot.turn.effects import TurnRules
from bot.turn.turn import Turn
from flows.all_flows import FLOWS
from flows.core.effects import Code, Line, Option, Say
from flows.core.events import Body, Due, Edited, Event, Fetched, Media, MediaKind, Start, Tap, Text
from flows.dialogue.engine import Engine
from flows.said import Origin
from locales import Catalogue, Rendered
from storage.cases.views import Case
from storage.delivery.messages import OutboxRow
from storage.errors import ImpossibleStep, UnknownCase
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.databases import VirtualClock, prepared

NOON = 1_790_000_000.0
ZONE = "Africa/Casablanca"
ON_ITS_WAY = 1.0
"""Seconds from a message's own time to its receipt here."""


class Recorder:
    """The real catalogue, which also notes what it was asked to render."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.said: list[tuple[Say, str, str]] = []

    def rendered(self, say: Say, language: str) -> Rendered:
        """As the catalogue's."""
        rendered = self._catalogue.rendered(say, language)
        self.said.append((say, language, rendered.text))
        return rendered


@dataclass(slots=True)
class Seen:
    """A message in a chat."""

    say: Say
    language: str
    text: str

    @property
    def keys(self) -> set[str]:
        """The keys of its lines, and of the labels within them."""
        lines = [line for line in self.say.lines if isinstance(line, Line)]
        return {line.key for line in lines} | {
            value.key for line in lines for value in line.args.values() if hasattr(value, "key")
        }

    @property
    def codes(self) -> list[str]:
        """What stands alone on its line."""
        return [line.text for line in self.say.lines if isinstance(line, Code)]


@dataclass
class House:
    """A database and an engine; people come to it by their chats."""

    storage: Storage
    rules: TurnRules
    recorder: Recorder
    now: float = NOON
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    seen: dict[str, list[Seen]] = field(default_factory=dict)
    rows: list[OutboxRow] = field(default_factory=list)

    @classmethod
    def build(cls, folder: Path) -> "House":
        """A house of its own in this folder."""
        database = prepared(folder, VirtualClock(lambda: house.now))
        config = Config()
        recorder = Recorder(words())
        rules = TurnRules(engine(), recorder, config.limits)  # type: ignore[arg-type]  # duck-typed
        house = cls(Storage(database, Vault(bytes(32))), rules, recorder)
        return house

    def waits_for_more(self, chat: str) -> bool:
        """Whether this chat's answer waits for the end of a burst."""
        with self.storage.read() as unit:
            return unit.conversations.get(chat).owed is not None

    def take(self, event: Event) -> None:
        """One turn."""
        try:
            rows = self._played(event, Turn.play)
        except UnknownCase:
            rows = self._played(event, Turn.gone)
        except ImpossibleStep as refused:
            step = refused.reference, refused.status
            rows = self._played(event, lambda turn: turn.impossible(*step))
        self.rows += rows
        replies = [row for row in rows if row.kind == "reply"]
        for row, said in zip(replies, self.recorder.said, strict=True):
            self.seen.setdefault(row.chat, []).append(Seen(*said))

    def _played(self, event: Event, play: Callable[[Turn], list[OutboxRow]]) -> list[OutboxRow]:
        self.recorder.said.clear()
        with self.storage.write() as unit:
            return play(Turn(self.rules, unit, event))

    def person(self, chat: str, language: str = "fr") -> "Person":
        """Someone in this chat, whose phone speaks this language."""
        return Person(self, chat, language)


@cache
def engine() -> Engine:
    """The engine, made once: it knows no conversation."""
    return Engine(FLOWS, words().names())


@cache
def words() -> Catalogue:
    """The words of all languages, read once: they never change."""
    return Catalogue.load({"police": "19"} | lines(Config()), "Ballegh", ZONE)


def lines(config: Config) -> dict[str, str]:
    """The lines to call."""
    return {name: str(getattr(config.lines, name)) for name in config.lines.__dataclass_fields__}


@dataclass
class Person:
    """One chat's side of a dialogue."""

    house: House
    chat: str
    language: str
    checked: int = 0
    bursting: bool = False

    def event(self, body: Body, *, message: str = "", origin: Origin | None = None) -> Event:
        """The next event of this chat."""
        number = next(self.house.numbers)
        self.house.now += 2
        head = (f"test:{number}", self.chat, self.house.now, body)
        sent = 0.0 if isinstance(body, Tap) else self.house.now - ON_ITS_WAY
        return Event(*head, message or str(number), self.language, origin, token_bytes(24), sent)

    def does(self, body: Body, **more: object) -> Self:
        """Anything at all."""
        self.checked = len(self.messages)
        self.house.take(self.event(body, **more))  # type: ignore[arg-type]  # the keywords of `event`
        if not self.bursting and self.house.waits_for_more(self.chat):
            now = self.house.now
            self.house.take(self.event(Due()))
            self.house.now = now
        return self

    def burst(self, *sends: Callable[[Self], object]) -> Self:
        """Sends all this without a pause, then nothing for a few seconds."""
        before, now, self.bursting = len(self.messages), self.house.now, True
        for send in sends:
            send(self)
            self.house.now = now
        self.bursting = False
        self.tick()
        self.checked = before
        return self

    def says(self, text: str) -> Self:
        """Types."""
        return self.does(Text(text))

    def forwards(self, text: str, origin: str = "") -> Self:
        """Forwards a text."""
        return self.does(Text(text), origin=Origin(origin))

    def starts(self, payload: str = "") -> Self:
        """Opens the chat, perhaps by a link."""
        return self.does(Start(payload))

    def sends(self, kind: MediaKind = "photo", caption: str = "", album: str = "") -> Self:
        """Sends a file."""
        return self.does(Media(kind, "file-ref", caption=caption, album=album))

    def edits(self, message: str, text: str) -> Self:
        """Edits an earlier message."""
        return self.does(Edited(text), message=message)

    def taps(self, option: str, on: str = "") -> Self:
        """Taps the newest button of this option, of the question `on` where given."""
        return self.does(Tap(self.button(option, on).id))

    def skips_to(self, key: str) -> Self:
        """Skips questions until this key is shown."""
        for _ in range(20):
            if key in self.last.keys:
                return self
            self.says("passer")
        raise AssertionError(f"no {key}; shown {sorted(self.last.keys)}")

    def waits(self, hours: float) -> Self:
        """Time passes."""
        self.house.now += hours * 3600
        return self

    def tick(self) -> Self:
        """The conversation's timer is looked at."""
        return self.does(Due())

    def fetched(self, evidence: str, failure: str = "") -> Self:
        """A file has been fetched, or could not be."""
        return self.does(Fetched(evidence, failure))

    def button(self, option: str, on: str = "") -> Option:
        """A button that is on the screen."""
        for seen in reversed(self.messages):
            for one in seen.say.options:
                _, question, name = one.id.split(":")
                if name == option and on in {"", question.partition("~")[0]}:
                    return one
        raise AssertionError(f"no button {option} {on}; there are {self.options}")

    @property
    def messages(self) -> list[Seen]:
        """Everything this chat was sent."""
        return self.house.seen.get(self.chat, [])

    @property
    def last(self) -> Seen:
        """The newest message."""
        return self.messages[-1]

    @property
    def options(self) -> list[str]:
        """What the newest message offers."""
        return [option.id.rpartition(":")[2] for option in self.last.say.options]

    def sees(self, *keys: str) -> Self:
        """What came since the last event holds these keys."""
        fresh = self.messages[self.checked :]
        shown = set().union(*(seen.keys for seen in fresh)) if fresh else set()
        missing = set(keys) - shown
        assert not missing, f"missing {missing}; shown {sorted(shown)}"
        return self

    def misses(self, *keys: str) -> Self:
        """None of these keys came."""
        fresh = self.messages[self.checked :]
        assert not set(keys) & set().union(*(seen.keys for seen in fresh))
        return self

    def hears_nothing(self) -> Self:
        """No message came."""
        assert len(self.messages) == self.checked, self.last.keys
        return self

    @property
    def cases(self) -> list[Case]:
        """The cases of this chat, newest first."""
        with self.house.storage.read() as unit:
            return unit.cases.of_chat(self.chat, 50)

    @property
    def case(self) -> Case:
        """The newest case of this chat."""
        return self.cases[0]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Everything said in the newest case."""
        with self.house.storage.read() as unit:
            return [answer for entry in unit.cases.contents(self.case.reference) for answer in entry.answers]

    @property
    def sent(self) -> list[tuple[str, str, float]]:
        """Everything said in the newest case, and when it was sent."""
        with self.house.storage.read() as unit:
            entries = unit.cases.contents(self.case.reference)
        return [
            (*answer, sent)
            for entry in entries
            for answer, sent in zip(entry.answers, entry.sent, strict=True)
        ]

    @property
    def receipt(self) -> str:
        """The newest receipt shown here."""
        return next(code for seen in reversed(self.messages) for code in seen.codes if "-" in code)
