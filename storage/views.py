"""Cases as the rest of the product sees them."""

from dataclasses import dataclass

import msgspec

from flows.effects import Answers


class UnknownCase(Exception):
    """There is no case with this reference."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who files: the chat (`<channel>:<id>`) and the language to answer in."""

    chat: str
    language: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Entry:
    """Something said of a case: `filed` or `added`."""

    kind: str
    answers: Answers
    time: float


@dataclass(frozen=True, slots=True)
class Step:
    """A change of status; `officer` is empty where the reporter made it."""

    status: str
    officer: str
    note: str
    time: float


@dataclass(frozen=True, slots=True)
class Overview:
    """For the digest: new ones (in all and by category) since a moment, open ones, urgent open ones.

    `oldest` is when the longest waiting case that nobody has examined was filed; None where none waits.
    """

    new: int
    by_category: dict[str, int]
    open: int
    urgent: int
    oldest: float | None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[tuple[str, str], ...]).decode


def encode_answers(answers: Answers) -> bytes:
    """The form that is sealed."""
    return _encode(answers)


def decode_answers(stored: bytes) -> Answers:
    """What was sealed."""
    return _decode(stored)
