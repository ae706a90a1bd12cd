"""Entries of cases: all that was said at once, with the evidence that came with it, as it is sealed."""

import msgspec

from flows.record import record
from flows.said import Answers, Origin


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
    """One thing said in a case. `kind` is `filed`, `added` or `detail`; `sent` is as in `Said`."""

    kind: str
    answers: Answers
    time: float
    evidence: tuple[Item, ...] = ()
    sent: tuple[float, ...] = ()


@record
class Said:
    """The content of a sealed entry.

    `sent` has the provider's own time of each answer's message, in seconds since the epoch; 0 if unknown. It
    is empty in entries of earlier versions. Where a case has no address, all times of a provider are days.
    """

    answers: Answers
    evidence: tuple[Item, ...] = ()
    sent: tuple[float, ...] = ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Said).decode


def encode_said(said: Said) -> bytes:
    """Return the JSON that is sealed; people can read it without this program."""
    return _encode(said)


def decode_said(stored: bytes) -> Said:
    """Return the content of an opened entry."""
    return _decode(stored)
