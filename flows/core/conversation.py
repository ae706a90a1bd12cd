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
    """An answer: the id of an option, a text, or empty where the question was skipped.

    `sent` is the provider's own time of the text, as in `Event`.
    """

    question: str
    value: str
    sent: float = 0.0


@record
class Piece:
    """A piece of evidence in a draft. `size` in bytes, 0 while unknown; `failed`: the fetch failed.

    `unique` is the provider's id of the file, by which the same file is known again. `stored`: the file was
    fetched, and is durable.
    """

    id: str
    kind: str
    failed: bool = False
    size: int = 0
    unique: str = ""
    stored: bool = False


@record
class Note:
    """A text that answers no question (`note`), or the later version of a message (`edit`).

    `message` is the provider's message id, `origin` the name under which the text was forwarded, which may be
    hidden. `sent` is the provider's own time of the message, as in `Event`.
    """

    text: str
    message: str = ""
    kind: str = "note"
    origin: str = ""
    sent: float = 0.0
    forwarded: bool = False

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
    - `seen` is the number of changes that a case had when an officer opened the case here, `steps` are the
      statuses that the officer could give it then.
    - `signature` is the name at the end of a draft. `signed`: the filed case holds that name. `told`: the
      texts of the filed case hold a detail about the reporter.
    - `relayed` are the questions whose answer is a text that was forwarded. `removed` are the ids of
      indicators that the reporter took off the list, `restored` those that only look like the reporter's own,
      `claimed` those that the reporter called their own.
    - `despair`: the person wrote of despair. `hushed`: the bot may not write first (the chat was hidden, or
      answering is not safe). `stopped`: the person wants no message that answers none of theirs.
    - `announced` is the case whose news a template announced and the person has not opened.
    - `window` is how a message reaches the reporter of the case that an officer has open: at once (empty),
      after a `template`, only when the person writes (`closed`, `stopped`, `unreachable`), or only by the
      receipt (`unaddressed`).
    - `answering`: an officer's question was opened, so that yes, no and "I do not know" are answers to it.
    - `checking`: a picture was sent to be checked, so a code in it is looked up.
    - `unread` is the number of notes and of pieces before the person came back to a draft.
    - `reachable` is false once messages do not arrive. `missed`: messages are kept for the person's return.
    - `abroad` is the country where the person says to be, by its first name in `places.COUNTRIES`, or
      `abroad` where the country is not known; empty for Morocco, and while nothing was said.
    - `town` is the official code of the place where it happened, `towns` those of which one may be meant.
    - `about` is the question about the service that was just answered, or the text that was just checked: its
      words become a report if the person says so. `relayed` is then `about`, where they were forwarded.
    - `read` is what was read in pictures and not confirmed: (evidence, text) pairs, gone once another
      question is asked. `read_over` is the question that was asked before.
    - `held_back`: the offer to send was shown with a line about sending or the name, which a yes agrees to.
    - `offer` is the revision for which sending was first offered, while only files came since: that button
      still sends. -1 where no offer stands.
    - `owed` are the keys of lines that wait for the end of a burst; None where no answer waits.
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
    told: bool = False
    relayed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    urgent: bool = False
    despair: bool = False
    hushed: bool = False
    stopped: bool = False
    announced: str = ""
    window: str = ""
    steps: tuple[str, ...] = ()
    answering: bool = False
    checking: bool = False
    unread: tuple[int, int] | None = None
    misses: int = 0
    updated: float = 0.0
    owed: tuple[str, ...] | None = None
    held_back: bool = False
    offer: int = -1
    due: float = 0.0
    reminded: bool = False
    reachable: bool = True
    missed: bool = False
    abroad: str = ""
    town: str = ""
    towns: tuple[str, ...] = ()
    about: str = ""
    read: tuple[tuple[str, str], ...] = ()
    read_over: str = ""

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
    def arrived(self) -> int:
        """The number of pieces that were fetched."""
        return sum(piece.stored for piece in self.pieces)

    @property
    def coming(self) -> int:
        """The number of pieces that are being fetched."""
        return self.count - self.arrived

    @property
    def quiet(self) -> bool:
        """Whether the bot may not write first: hidden or unsafe, not wanted, or not arriving."""
        return self.hushed or self.stopped or not self.reachable

    @property
    def speaks(self) -> str:
        """The language to answer in."""
        return self.language or self.guessed or "ar"


def migrate(stored: dict[str, Any], migrations: Migrations = MIGRATIONS) -> dict[str, Any]:
    """The stored form of an earlier version, brought to the present version."""
    while migration := migrations.get(version := stored.get("version", 1)):
        stored = migration(stored) | {"version": version + 1}
    return stored


HIDDEN_NOW = "hidden"
"""The value of `Conversation.asked` after the chat was hidden: a text does not bring the question back."""


def has_draft(conversation: Conversation) -> bool:
    """True when a report is under way and the person has put something in it."""
    return conversation.flow == "report" and bool(
        conversation.answers or conversation.pieces or conversation.notes
    )
