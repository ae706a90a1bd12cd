"""A conversation as it is stored: its answers are the state, from which the next question is computed."""

from collections.abc import Callable, Mapping
from typing import Any

from flows.record import record

Migrations = Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]

# From version N to N + 1, on the stored form (a plain dict); tests keep a stored sample of each version.
MIGRATIONS: Migrations = {}
VERSION = 1 + len(MIGRATIONS)


@record
class Answer:
    """An answer: the id of an option, a text, or empty where the question was skipped."""

    question: str
    value: str


@record
class Piece:
    """A piece of evidence in a draft. `size` in bytes, 0 while unknown; `failed`: the fetch failed.

    `unique` is the provider's id of the file, by which the same file is known again.
    """

    id: str
    kind: str
    failed: bool = False
    size: int = 0
    unique: str = ""


@record
class Note:
    """A text that answers no question (`note`), or the later version of a message (`edit`).

    `message` is the provider's message id, `origin` the name under which the text was forwarded.
    """

    text: str
    message: str = ""
    kind: str = "note"
    origin: str = ""

    @property
    def told(self) -> str:
        """The text, with the name of its origin in front."""
        return f"{self.origin}: {self.text}" if self.origin else self.text


@record
class Conversation:
    """All that is known of one chat between two events.

    - `officer` is the officer's id, where the chat is an officer's.
    - `flow` is empty at rest. `run` counts the runs of flows and `revision` the changes of answers: a button
      holds both numbers, so that an old button, or a button of an older review, is recognised.
    - `quick`: the report began with content, before any question.
    - `asked` is the question last shown; `offered` are its options where they came from a look-up.
    - `case` is the case that the chat goes on with. `guest`: the case was opened here by its receipt, and
      does not know this chat.
    - `seen` is the number of changes that a case had when an officer opened the case here.
    - `signature` is the name at the end of a draft. `signed`: the filed case holds that name.
    - `despair`: the person wrote of despair. `hushed`: the bot may not write first (the chat was hidden, or
      answering is not safe).
    - `unread` is the number of notes and of pieces before the person came back to a draft.
    - `reachable` is false once messages do not arrive. `missed`: messages are kept for the person's return.
    - `about` is the question about the service that was just answered: its words become a report if the
      person says so.
    - `due` (seconds since the epoch, 0 for never) is when the conversation wants a `Due` event.
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
    seen: int = 0
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
    about: str = ""

    def answer(self, question: str) -> str | None:
        """The answer to a question: None while open, empty where skipped."""
        for given in self.answers:
            if given.question == question:
                return given.value
        return None

    @property
    def count(self) -> int:
        """The number of pieces, without those that failed."""
        return sum(not piece.failed for piece in self.pieces)

    @property
    def speaks(self) -> str:
        """The language to answer in."""
        return self.language or self.guessed or "ar"


def migrate(stored: dict[str, Any], migrations: Migrations = MIGRATIONS) -> dict[str, Any]:
    """The stored form of an earlier version, brought to the present version."""
    while migration := migrations.get(version := stored.get("version", 1)):
        stored = migration(stored) | {"version": version + 1}
    return stored
