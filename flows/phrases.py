"""Phrases looked up in a text word by word, in time that grows with the text and not with the tables.

How a phrase is written: words; `a/b` for either; `_` for up to two words in between, none of them a negation.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from flows.words import RECENT, normalise

Words = tuple[str, ...]
Reading = Callable[[str], Words]

_GAP = "_"
_BLANK = "."
_MAX_GAP = 2
_NEGATIONS = frozenset(("pas", "jamais", "point", "not", "never", "لا", "لن", "لم", "ما", "ماشي", "machi"))
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
_ARABIC = "\u0600"
_CONSONANTS = str.maketrans({"7": "h", "8": "h", "9": "q", "5": "kh", **dict.fromkeys("2aeiouwy")})
_DOUBLED = re.compile(r"([^ ])\1+")


@lru_cache(maxsize=8192)
def _stem(word: str) -> Words:
    """An Arabic word without its article or `و`; `مابقيتش` as two words, as others write it."""
    if word.startswith("ما") and word.endswith("ش") and len(word) > 4:
        return ("ما", word[2:])
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return (word[len(article) :],)
    return (word[1:],) if word[0] == "و" and len(word) > 4 else (word,)


@lru_cache(maxsize=RECENT)
def written(text: str) -> Words:
    """The words of a text as they are spelled."""
    words: list[str] = []
    for word in _WORD.findall(normalise(text)):
        words.extend(_stem(word) if word[0] >= _ARABIC else (word,))
    return tuple(words)


@lru_cache(maxsize=RECENT)
def spoken(text: str) -> Words:
    """The consonants of words in Latin letters: Darija has no spelling, `bghit` and `bghytt` are one word."""
    words = " ".join(word for word in _WORD.findall(normalise(text)) if word[0] < _ARABIC)
    consonants = words.translate(_CONSONANTS).replace("sh", "ch")
    return tuple(_DOUBLED.sub(r"\1", consonants).split(" ")) if words else ()


V = TypeVar("V")


@dataclass(slots=True)
class Index(Generic[V]):
    """A tree of phrases, one word a step; `values` are those of the phrases that end here."""

    after: "dict[str, Index[V]]" = field(default_factory=dict)
    values: list[V] = field(default_factory=list)


class Span(NamedTuple, Generic[V]):
    """Words `start` to `end` are a phrase of the table; `value` is what the table says of it."""

    start: int
    end: int
    value: V


def _forms(phrase: str, read: Reading) -> Iterator[Words]:
    """Every way to say a phrase, as it reads."""
    for words in product(*(word.split("/") for word in phrase.split())):
        parts = [read(part) for part in " ".join(words).split(_GAP)]
        form = [*parts[0]]
        for part in parts[1:]:
            form += [_GAP, *part]
        yield tuple(form)


def index(phrases: Iterable[tuple[str, V]], read: Reading) -> Index[V]:
    """Phrases and their values, to be looked up in texts read the same way."""
    root: Index[V] = Index()
    for phrase, value in phrases:
        for form in _forms(phrase, read):
            at = root
            for word in form:
                at = at.after.setdefault(word, Index())
            if value not in at.values:
                at.values.append(value)
    return root


def _past_gap(table: Index[V], words: Words, at: int) -> Iterator[tuple[int, V]]:
    for place in range(at, min(at + _MAX_GAP + 1, len(words))):
        if following := table.after.get(words[place]):
            yield from _ends(following, words, place + 1)
        if words[place] in _NEGATIONS:
            return


def _ends(table: Index[V], words: Words, at: int) -> Iterator[tuple[int, V]]:
    """Where phrases of this part of the tree end that go on at this word."""
    for value in table.values:
        yield at, value
    if at < len(words) and (following := table.after.get(words[at])):
        yield from _ends(following, words, at + 1)
    if gap := table.after.get(_GAP):
        yield from _past_gap(gap, words, at)


def spans(table: Index[V], words: Words) -> Iterator[Span[V]]:
    """Every phrase of the table in the words, in order; several may begin at one word."""
    for start, word in enumerate(words):
        if following := table.after.get(word):
            for end, value in _ends(following, words, start + 1):
                yield Span(start, end, value)


def holds(table: Index[V], words: Words) -> bool:
    """Whether any phrase of the table is in the words."""
    return next(spans(table, words), None) is not None


def without(table: Index[V], words: Words) -> Words:
    """The words, those of the table's phrases blanked."""
    left = list(words)
    for start, end, _ in spans(table, words):
        left[start:end] = [_BLANK] * (end - start)
    return tuple(left)
