"""The place of an indicator in a text, and the plain form of the text, character for character."""

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal[
    "phone",
    "link",
    "email",
    "handle",
    "group",
    "sender",
    "amount",
    "rib",
    "iban",
    "cardnumber",
    "crypto",
    "date",
]
SEAM = "\u2060"
"""A character that is not seen and parts no word: what it stands between belongs together."""
HIDDEN = "\0"
MOST = 50
"""At most so many indicators of one kind are read from a text."""


class Mark(NamedTuple):
    """An indicator's place in the text, its kind and its value; `about` says more of it by name."""

    start: int
    end: int
    kind: Kind
    value: str
    about: tuple[tuple[str, str], ...] = ()


_SIGNS = {"٫": ".", "٬": ",", "،": ",", "ı": "i", "İ": "I", "。": ".", "｡": "."}
_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _flat_one(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if category == "Cf" and char not in _TURNS:
        return SEAM
    if category in ("Cf", "Mn", "Me", "Zs"):
        return " "
    plain = unicodedata.normalize("NFKC", _SIGNS.get(char, char))
    return "-" if category == "Pd" else plain if len(plain) == 1 else char


class _Flat(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        flat = self[code] = _flat_one(chr(code))
        return flat


_FLAT = _Flat()


def flat(text: str) -> str:
    """The text with plain digits, spaces, dashes and signs, each character in its place."""
    return text.translate(_FLAT)


def hide(work: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with these places (start, end) filled by a character that no pattern takes."""
    pieces, at = [], 0
    for start, end in sorted(places):
        if end > at:
            start = max(start, at)
            pieces += [work[at:start], HIDDEN * (end - start)]
            at = end
    return "".join((*pieces, work[at:]))


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these patterns, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
