"""Phrases looked up in a text word by word, in time that grows with the text and not with the tables.

How a phrase is written: words; `a/b` for either; `_` for up to two words in between, none of them a negation.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from flows.reading.answers import RECENT, normalise
from flows.record import record

Words = tuple[str, ...]
Reading = Callable[[str], Words]

Places = tuple[tuple[Words, ...], ...]
"""The rest of a phrase: for each place, the words of each way to say it."""

_GAP = "_"
_OVER = ((_GAP,),)
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
Phrases = tuple[tuple[Places, V], ...]


@record
class Index(Generic[V]):
    """A tree of phrases, one word a step; `values` are those of the phrases that end here.

    Branches that go on alike are one branch: of the tree's twenty thousand places two thousand are kept.
    """

    after: "Mapping[str, Index[V]]"
    values: tuple[V, ...]


class Span(NamedTuple, Generic[V]):
    """Words `start` to `end` are a phrase of the table; `value` is what the table says of it."""

    start: int
    end: int
    value: V


def _places(phrase: str, ways: Mapping[str, Words]) -> Places:
    return tuple(
        _OVER if place == _GAP else tuple(ways[word] for word in place.split("/")) for place in phrase.split()
    )


def _steps(places: Places) -> Iterator[tuple[str, Places]]:
    """Each word that goes on with a phrase, and what is then left of it; a sign such as `€` is no word."""
    after = places[1:]
    for way in places[0]:
        if not way:
            yield from _steps(after)
        else:
            yield way[0], ((way[1:],), *after) if way[1:] else after


def _grown(phrases: Phrases[V], known: "dict[Phrases[V], Index[V]]") -> Index[V]:
    """The tree of what is left of some phrases."""
    if phrases not in known:
        after: dict[str, dict[tuple[Places, V], None]] = {}
        for places, value in phrases:
            for word, left in _steps(places) if places else ():
                after.setdefault(word, {})[left, value] = None
        values = dict.fromkeys(value for places, value in phrases if not places)
        grown = {word: _grown(tuple(left), known) for word, left in after.items()}
        known[phrases] = Index(grown, tuple(values))
    return known[phrases]


def index(phrases: Iterable[tuple[str, V]], read: Reading) -> Index[V]:
    """Phrases and their values, to be looked up in texts read the same way: word by word, as texts are."""
    given = list(phrases)
    ways = {word: read(word) for phrase, _ in given for word in phrase.replace("/", " ").split()}
    return _grown(tuple((_places(phrase, ways), value) for phrase, value in given), {})


def _past_gap(table: Index[V], words: Words, at: int) -> Iterator[tuple[int, V]]:
    for place in range(at, min(at + _MAX_GAP + 1, len(words))):
        if following := table.after.get(words[place]):
            yield from _ends(following, words, place + 1)
        if words[place] in _NEGATIONS:
            return


def _ends(table: Index[V], words: Words, at: int) -> Iterator[tuple[int, V]]:
    """Yield the ends of the phrases of this part of the tree that go on at this word."""
    for value in table.values:
        yield at, value
    if at < len(words) and (following := table.after.get(words[at])):
        yield from _ends(following, words, at + 1)
    if gap := table.after.get(_GAP):
        yield from _past_gap(gap, words, at)


def spans(table: Index[V], words: Words) -> Iterator[Span[V]]:
    """Every phrase of the table in the words, in order; several may begin at one word."""
    after = table.after
    for start, word in enumerate(words):
        if word in after:
            for end, value in _ends(after[word], words, start + 1):
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
