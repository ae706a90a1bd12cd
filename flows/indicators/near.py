"""Near-copies: two texts that say almost the same share bands of their MinHash.

Theory: for each of 126 hashes the least one over a text's character 5-grams is kept. Two texts agree in one
of them with the probability of their Jaccard similarity s, in a band of three with s³. With 42 bands and at
least three shared, texts of s = 0.6 are found nearly always, texts of s = 0.2 about once in 200 times
(Broder 1997, On the resemblance and containment of documents; Leskovec et al., Mining of Massive Datasets,
chapter 3).
"""

import re
from collections.abc import Iterable
from hashlib import shake_128
from struct import Struct

from flows.indicators.find import located
from flows.indicators.marks import HIDDEN, flat, hide
from flows.indicators.web.hosts import SEEN_AS
from flows.reading.answers import normalise
from flows.remembered import remembered

BANDS = 42
SHARED = 3
"""So many bands in common make a near-copy."""
_ROWS = 3
_LETTER = 4
_BYTES = 5 * _LETTER
"""A gram has five letters, of four bytes each."""
_LEAST = 40
"""A shorter text (in letters) has no bands: greetings and `call me` would be copies of each other."""
_MOST = 1000
"""Of a longer text the beginning is read, to bound the work of one filing."""

_HASHES = Struct(f">{BANDS * _ROWS}I")
_LANES = BANDS * _ROWS // 2
_LOW = int.from_bytes(b"\0\0\0\0\xff\xff\xff\xff" * _LANES)
"""Ones for every other hash; each has its neighbour's place to itself then."""
_SPARE = int.from_bytes(b"\0\0\0\1\0\0\0\0" * _LANES)
"""The bit above each of them."""
_ADDRESSED = frozenset({"link", "email", "handle", "group"})
_ZERO = re.compile(r"(?<=[a-z])0+(?=[a-z])")
_ONE = re.compile(r"(?<=[a-z])1(?=[a-z])")
_DIGITS = re.compile(rf"\d[\d ]*|{HIDDEN}+")
_SPOKEN = re.compile(r"[^\w#]|_")


def plain(text: str) -> str:
    """The letters of a text, so that what a sender changes from copy to copy falls away.

    Links and numbers become `#`; case, accents, tatweel, spaces, dots inside words and letters of other
    scripts that look like Latin ones are read as what they stand for.
    """
    places = [(mark.start, mark.end) for mark in located(text) if mark.kind in _ADDRESSED]
    work = normalise(hide(flat(text), places)).translate(SEEN_AS)
    work = _ONE.sub("i", _ZERO.sub(lambda zeros: "o" * len(zeros[0]), work))
    return _SPOKEN.sub("", _DIGITS.sub("#", work))


def bands(text: str) -> tuple[str, ...]:
    """The bands of a text, each with its number; none for a text of few letters."""
    letters = plain(text)[:_MOST]
    if len(letters) < _LEAST:
        return ()
    data = letters.encode("utf-32-be")
    least = _least({data[at : at + _BYTES] for at in range(0, len(data) - _BYTES + 1, _LETTER)})
    return tuple([f"{at}:{least[at : at + _ROWS]}" for at in range(0, len(least), _ROWS)])


def _least(grams: Iterable[bytes]) -> list[int]:
    """Each hash's least value over the grams.

    Every other hash lies in one long integer, so that one subtraction compares all of them: where the least
    so far is not less than a gram's value, the bit above it stays, and the gram's value takes its place.
    """
    odd = even = _LOW
    for ones, others in map(_hashes, grams):
        not_less = ((odd | _SPARE) - ones) & _SPARE
        odd ^= (odd ^ ones) & (not_less - (not_less >> 32))
        not_less = ((even | _SPARE) - others) & _SPARE
        even ^= (even ^ others) & (not_less - (not_less >> 32))
    return list(_HASHES.unpack(((even << 32) | odd).to_bytes(_HASHES.size)))


@remembered(4096)
def _hashes(gram: bytes) -> tuple[int, int]:
    """The hashes of a gram, every other one in each of two integers. Most grams of a language come again."""
    hashes = int.from_bytes(shake_128(gram).digest(_HASHES.size))
    return hashes & _LOW, (hashes >> 32) & _LOW
