"""Find the indicators in a text: numbers, links, accounts and amounts that an investigation can follow.

Every pattern is linear: it starts only where no earlier start could reach, and its parts share no character.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from flows.indicators.amounts import amounts
from flows.indicators.links import links
from flows.indicators.marks import Kind, Mark, flat
from flows.indicators.phones import phones
from flows.reading.answers import RECENT
from flows.record import record

_MAX_EACH = 50
_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9][\w.+%-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])",
    re.ASCII,
)
_HANDLE = re.compile(r"(?<![\w@./+-])@([A-Za-z_][\w.]{2,31})", re.ASCII)
_CARD = re.compile(r"(?<![A-Za-z0-9])(?:([A-Za-z]{1,2})-?|([A-Z]{1,2})[ .]{1,2})([0-9]{5,6})(?![A-Za-z0-9])")
_WHOLE_CARD = re.compile(r"\s*([A-Za-z]{1,2})[ .-]{0,3}([0-9]{5,6})\s*")

Scan = Callable[[str], Iterator[Mark]]


@record
class Indicator:
    """`text` as found. `value`: a phone in E.164; a link without scheme, `www.` or final slash, its host in
    lower case; an e-mail and a handle in lower case; an amount as `500 MAD` or `250-500 USD`.
    """

    kind: Kind
    value: str
    text: str


def _emails(work: str) -> Iterator[Mark]:
    for match in _EMAIL.finditer(work):
        yield Mark(*match.span(), "email", match[0].lower())


def _handles(work: str) -> Iterator[Mark]:
    for match in _HANDLE.finditer(work):
        written = match[0].rstrip("._")
        yield Mark(match.start(), match.start() + len(written), "handle", written.lower())


# What a text must hold for a scan to be worth it, and the scan; what one finds is hidden from those after it.
_SCANS: tuple[tuple[Callable[[str], object], Scan], ...] = (
    (re.compile(r"[.\])][A-Za-z0-9\[(]|//").search, links),
    (re.compile("@").search, _emails),
    (re.compile("@").search, _handles),
    (re.compile(r"(?:\D*\d){8}").match, phones),
    (re.compile(r"\d").search, amounts),
)
_ANY = re.compile(r"[\d@.:]")


def _hide(work: str, marks: list[Mark]) -> str:
    for mark in marks:
        work = f"{work[: mark.start]}{chr(0) * (mark.end - mark.start)}{work[mark.end :]}"
    return work


def _marks(text: str) -> list[Mark]:
    work = flat(text)
    found: list[Mark] = []
    for worthwhile, scan in _SCANS:
        if worthwhile(work):
            marks = [mark for mark, _ in zip(scan(work), range(_MAX_EACH), strict=False)]
            work = _hide(work, marks)
            found += marks
    return found


@lru_cache(maxsize=RECENT)
def find(text: str) -> tuple[Indicator, ...]:
    """Return the indicators of a text in its order, each once; at most 50 of a kind."""
    if not _ANY.search(text):
        return ()
    seen: dict[tuple[str, str], Indicator] = {}
    for start, end, kind, value in sorted(_marks(text)):
        seen.setdefault((kind, value), Indicator(kind, value, text[start:end]))
    return tuple(seen.values())


def _first(text: str, scan: Scan) -> str | None:
    return next((mark.value for mark in scan(flat(text))), None)


def email(text: str) -> str | None:
    """Return the first e-mail address, in lower case."""
    return _first(text, _emails)


def phone(text: str) -> str | None:
    """Return the first phone number, in E.164; a number without a country code is read as Moroccan."""
    return _first(text, phones)


def card(text: str) -> str | None:
    """A Moroccan identity card number, as `AB123456`; with a space only in capitals or standing alone."""
    plain = flat(text)
    if whole := _WHOLE_CARD.fullmatch(plain):
        return f"{whole[1]}{whole[2]}".upper()
    found = _CARD.search(plain)
    return f"{found[1] or found[2]}{found[3]}".upper() if found else None
