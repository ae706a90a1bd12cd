"""The place of an indicator in a text, and the plain form of the text, character for character."""

import unicodedata
from typing import Literal, NamedTuple

Kind = Literal["phone", "link", "email", "handle", "amount"]


class Mark(NamedTuple):
    """An indicator's place in the text, its kind and its value."""

    start: int
    end: int
    kind: Kind
    value: str


_SIGNS = {"٫": ".", "٬": ",", "،": ",", "ı": "i", "İ": "I"}


def _flat_one(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
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
