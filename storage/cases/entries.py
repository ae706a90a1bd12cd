"""Entries of cases: all that was said at once, with the evidence that came with it, as it is sealed."""

from collections.abc import Sequence

import msgspec

from flows.record import changed, record
from flows.said import NAMING, Answers, Origin

DAY = 86400.0
IDENTITY = "identity"
"""The kind of an entry that says who the reporter is, and nothing else."""


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
    """One thing said in a case.

    `kind` is `filed`, `added` or `detail`, or IDENTITY; `sent` is as in `Said`.
    """

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


def parted(said: Said) -> tuple[Said, Said]:
    """Return what was said without the answers that name the reporter, and these answers alone."""
    times = (*said.sent, *[0.0] * len(said.answers))  # none in entries of earlier versions
    rows = [*zip(said.answers, times, strict=False)]
    others, naming = ([row for row in rows if (row[0][0] in NAMING) == wanted] for wanted in (False, True))
    return (
        Said(tuple(one for one, _ in others), said.evidence, _times(said, others)),
        Said(tuple(one for one, _ in naming), (), _times(said, naming)),
    )


def _times(said: Said, rows: Sequence[tuple[tuple[str, str], float]]) -> tuple[float, ...]:
    return tuple(sent for _, sent in rows) if said.sent else ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Said).decode


def encode_said(said: Said) -> bytes:
    """Return the JSON that is sealed; people can read it without this program."""
    return _encode(said)


def decode_said(stored: bytes) -> Said:
    """Return the content of an opened entry."""
    return _decode(stored)


def by_day(said: Said) -> Said:
    """Return the entry with days (UTC) in place of the provider's times, by which a provider finds a chat."""
    items = [changed(item, sent=_day(item.sent)) for item in said.evidence]
    return Said(said.answers, tuple(items), tuple(map(_day, said.sent)))


def _day(moment: float) -> float:
    return moment - moment % DAY
