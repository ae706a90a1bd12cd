"""Records of cases, as the rest of the product sees them."""

from dataclasses import field

import msgspec

from flows.core.effects import Answers
from flows.core.events import Origin
from flows.record import record


@record
class Reporter:
    """The chat of the person who files (`<channel>:<id>`), and the language to answer in."""

    chat: str
    language: str


@record
class Case:
    """A case without its contents.

    `chat` is for answering and is never shown; empty once it was forgotten.
    """

    id: int
    reference: str
    category: str
    status: str
    urgent: bool
    anonymous: bool
    place: str
    channel: str
    chat: str
    language: str
    pseudonym: str
    created: float
    updated: float
    evidence_count: int
    commitment: str = field(default="", compare=False)
    """The custody log's hash, for a case just filed: its reporter can prove with it what was filed, and when.
    """


@record
class Item:
    """A piece of evidence as the reporter's channel described it; sealed with the entry it came with.

    `sent` is the provider's own time of its message, in seconds since the epoch; 0 if unknown.
    """

    id: str
    kind: str
    name: str
    origin: Origin | None
    sent: float = 0.0


@record
class Entry:
    """One thing said in a case. `kind` is `filed` or `added`."""

    kind: str
    answers: Answers
    time: float
    evidence: tuple[Item, ...] = ()


@record
class Said:
    """The content of a sealed entry."""

    answers: Answers
    evidence: tuple[Item, ...] = ()


@record
class StatusChange:
    """A case received a new status; `officer` is empty if the reporter caused it."""

    status: str
    officer: str
    note: str
    time: float


@record
class Overview:
    """Numbers of cases for the digest: new since a moment (in all and by category), open, open and urgent.

    `oldest` is the filing time of the oldest case that nobody has examined, or None.
    """

    new: int
    by_category: dict[str, int]
    open: int
    urgent: int
    oldest: float | None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Said).decode


def encode_said(said: Said) -> bytes:
    """Return the JSON that is sealed; people can read it without this program."""
    return _encode(said)


def decode_said(stored: bytes) -> Said:
    """Return the content of an opened entry."""
    return _decode(stored)
