"""Cases as the rest of the product sees them."""

from dataclasses import field

import msgspec

from flows.core.effects import Answers
from flows.core.events import Origin
from flows.record import record


class UnknownCase(Exception):
    """There is no case with this reference."""


@record
class Reporter:
    """Who files: the chat (`<channel>:<id>`) and the language to answer in."""

    chat: str
    language: str


@record
class Case:
    """A case without what was said. `chat` is for answering, never to be shown; empty once forgotten."""

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
    """Of a case just filed: the custody log's hash, by which its reporter can prove what was filed when."""


@record
class Item:
    """What the reporter's channel said of a piece of evidence; sealed with the entry that it came with."""

    id: str
    kind: str
    name: str
    origin: Origin | None


@record
class Entry:
    """Something said of a case: `filed` or `added`."""

    kind: str
    answers: Answers
    time: float
    evidence: tuple[Item, ...] = ()


@record
class Said:
    """What is inside an entry's seal."""

    answers: Answers
    evidence: tuple[Item, ...] = ()


@record
class Step:
    """A change of status; `officer` is empty where the reporter made it."""

    status: str
    officer: str
    note: str
    time: float


@record
class Overview:
    """For the digest: new ones (in all and by category) since a moment, open ones, urgent open ones.

    `oldest` is when the longest waiting case that nobody has examined was filed; None where none waits.
    """

    new: int
    by_category: dict[str, int]
    open: int
    urgent: int
    oldest: float | None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Said).decode


def encode_said(said: Said) -> bytes:
    """The form that is sealed: JSON, for whoever opens it without this program."""
    return _encode(said)


def decode_said(stored: bytes) -> Said:
    """What was sealed."""
    return _decode(stored)
