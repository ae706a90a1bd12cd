"""A conversation as it is stored: the answers are the state; the position is computed from them."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from flows.record import record

Migrations = Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]

# From version N to N + 1, on the stored form (a plain dict); tests keep one stored sample of each.
MIGRATIONS: Migrations = {}
VERSION = 1 + len(MIGRATIONS)


@record
class Answer:
    """`value` is an option's id, a text, or empty when the question was skipped."""

    question: str
    value: str


@record
class Piece:
    """A piece of evidence on its way to the case; `size` in bytes, 0 until it is known."""

    id: str
    kind: str
    failed: bool = False
    size: int = 0


@record
class Note:
    """A text that came outside a question (`note`) or a later version of one (`edit`), with its origin."""

    text: str
    message: str = ""
    kind: str = "note"
    origin: str = ""

    @property
    def told(self) -> str:
        """The text, under the name it was forwarded from where there is one."""
        return f"{self.origin}: {self.text}" if self.origin else self.text


@record
class Conversation:
    """Everything known of one chat between two events.

    `flow` is empty at rest; `run` numbers the runs and `revision` the changes of answers, so that
    an old button, or one that sends an older review, is known as old;
    `quick` when content came before any question; `asked` is the question last shown; `offered` are
    options that came from a look-up;
    `signature` is the name under a draft, `signed` that a filed one has one: the name is in the case then;
    `guest` when `case` was opened here by its receipt and does not know this chat;
    `despair` when it was heard; `hushed` when nothing may come unasked (the chat was hidden, or it is
    not safe to answer); `unread` counts the notes and pieces there were before the person came back;
    `reachable` is false once messages do not get through, `missed` when a notice is kept for that;
    `due` (seconds since the epoch, 0 for never) is when the conversation wants a `Due` event.
    """

    chat: str
    version: int = VERSION
    language: str = ""
    guessed: str = ""
    officer: str = ""
    run: int = 0
    revision: int = 0
    flow: str = ""
    quick: bool = False
    answers: tuple[Answer, ...] = ()
    asked: str = ""
    editing: str = ""
    pieces: tuple[Piece, ...] = ()
    notes: tuple[Note, ...] = ()
    offered: tuple[str, ...] = ()
    case: str = ""
    guest: bool = False
    album: str = ""
    signature: str = ""
    signed: bool = False
    urgent: bool = False
    despair: bool = False
    hushed: bool = False
    unread: tuple[int, int] | None = None
    misses: int = 0
    updated: float = 0.0
    due: float = 0.0
    reminded: bool = False
    reachable: bool = True
    missed: bool = False

    def changed(self, values: Mapping[str, Any]) -> "Conversation":
        """A copy with other values, as `dataclasses.replace` makes it in ten times as long."""
        row = list(_VALUES(self))
        for name, value in values.items():
            row[_PLACE[name]] = value
        return Conversation(*row)

    def answer(self, question: str) -> str | None:
        """The answer to a question: None when open, empty when skipped."""
        for given in self.answers:
            if given.question == question:
                return given.value
        return None

    @property
    def count(self) -> int:
        """Pieces of evidence that arrived, or are still expected to."""
        return sum(not piece.failed for piece in self.pieces)

    @property
    def speaks(self) -> str:
        """The language to answer in."""
        return self.language or self.guessed or "ar"


_NAMES = tuple(field.name for field in fields(Conversation))
_VALUES = attrgetter(*_NAMES)
_PLACE = {name: place for place, name in enumerate(_NAMES)}


def migrate(stored: dict[str, Any], migrations: Migrations = MIGRATIONS) -> dict[str, Any]:
    """The stored form of any earlier version, brought to the one after the last migration."""
    while migration := migrations.get(version := stored.get("version", 1)):
        stored = migration(stored) | {"version": version + 1}
    return stored
