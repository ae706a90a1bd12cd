"""Wishes about one's own details, in a few words: take my number out, this number is mine.

Only a text that says this and nothing else counts: in `il a supprimé mon compte` somebody tells a story.
"""

import re
from collections.abc import Iterable

from flows.answers.read import said
from flows.indicators.find import located
from flows.lexicon.answer_words import RANK_WORDS
from flows.lexicon.own_words import AROUND_REMOVING, CLAIMING, KINDS, POINTING, RANKED, REMOVING, REMOVING_IT
from flows.record import record

MOST = 14
"""A longer text tells a story."""
ALL = "all"
"""In place of a kind, for every detail of one's own."""

_VALUE = "0"
"""Stands where a number or a link stood."""

Named = tuple[str, str]
"""An indicator, by its kind and value."""


@record
class Wish:
    """The kinds of one's own details that a text names, and the indicators that stand in it.

    `ranked`: one of several is meant by its place, as in `the second number`.
    """

    kinds: frozenset[str]
    indicators: frozenset[Named]
    ranked: bool = False


def _any(phrases: Iterable[str]) -> str:
    """One expression for all phrases, the longest first."""
    spoken = {" ".join(said(phrase)) for phrase in phrases}
    return "|".join(map(re.escape, sorted(spoken, key=len, reverse=True)))


_AROUND = rf"(?:(?:{_any(AROUND_REMOVING)}) )*"
_NUMBERED = rf"(?:{_any(RANKED)})"
_RANK = rf"(?:{_any(word for words in RANK_WORDS for word in words)}|(?:n )?[1-9]\d?(?:er|e|eme|nd)?)"
_RANKED = re.compile(rf"(?<!\S)(?:{_NUMBERED} {_RANK}|{_RANK} {_NUMBERED})(?!\S)")
"""`the second number`, `النمرة الثانية`."""
_KINDS = {kind: re.compile(rf"(?<!\S)(?:{_any(words)})(?!\S)") for kind, words in KINDS.items()}
_OBJECT = rf"(?:{_any(word for words in KINDS.values() for word in words)})"
_REMOVES = re.compile(rf"{_AROUND}(?:{_any(REMOVING)}) {_AROUND}(?:(?:{_OBJECT}|{_VALUE}) {_AROUND})+")
_REMOVES_IT = re.compile(
    rf"(?:(?:{_OBJECT}|{_VALUE}) (?:(?:{_any((*POINTING, *CLAIMING))}) )*)+(?:{_any(REMOVING_IT)}) {_AROUND}"
)
_LOST = frozenset(("handle", "rib", "iban", "cardnumber", "idcard"))
"""Kinds that others take: `الكونط ديالي مسحوه` may tell of a theft."""
_CLAIMS = re.compile(rf"(?:{_any(CLAIMING)}|(?:(?:{_any(POINTING)}) )*{_OBJECT}) ")


def _plain(text: str) -> tuple[str, frozenset[Named]]:
    """The words of a text, each number or link as one sign, a space after each; and those indicators."""
    named = set()
    pieces, at = [], 0
    for mark in located(text):
        if mark.start >= at:
            named.add((mark.kind, mark.value))
            pieces += [text[at : mark.start], f" {_VALUE} "]
            at = mark.end
    return f"{' '.join(said(''.join((*pieces, text[at:]))))} ", frozenset(named)


def _kinds(plain: str) -> frozenset[str]:
    """The kinds that are named; where one name stands inside another, the longer one counts."""
    found = [
        (match.start(), -match.end(), kind) for kind, one in _KINDS.items() for match in one.finditer(plain)
    ]
    kinds, end = set(), 0
    for start, stop, kind in sorted(found):
        if start >= end:
            kinds.add(kind)
            end = -stop
    return frozenset(kinds)


def removal(text: str) -> Wish | None:
    """The details that the writer wants to take out of the report; None for any other text."""
    if len(text.split()) > MOST:
        return None
    plain, named = _plain(text)
    ranked = _RANKED.search(plain)
    if ranked:
        plain = _RANKED.sub(_VALUE, plain)
    kinds = _kinds(plain)
    behind = _REMOVES_IT.fullmatch(plain) and kinds.isdisjoint(_LOST)
    return Wish(kinds, named, bool(ranked)) if behind or _REMOVES.fullmatch(plain) else None


def claim(text: str) -> Wish | None:
    """The kinds of what was just sent that the writer calls their own; None for any other text."""
    if len(text.split()) > MOST:
        return None
    plain, _ = _plain(text)
    if ranked := _RANKED.match(plain):
        plain = plain[ranked.end() + 1 :]
    if not _CLAIMS.fullmatch(plain):
        return None
    return Wish(_kinds(plain) or frozenset((ALL,)), frozenset(), bool(ranked))
