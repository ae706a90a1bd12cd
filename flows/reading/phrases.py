"""Phrases looked up in a text word by word, in time that grows with the text and not with the tables.

How a phrase is written: words; `a/b` for either.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import product

from flows.reading.answers import normalise
from flows.remembered import remembered

Words = tuple[str, ...]

Index = Mapping[str, frozenset[Words]]
"""Phrases by their first word."""

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
_ARABIC = "\u0600"


@remembered(8192)
def _stem(word: str) -> str:
    """An Arabic word without its article or `و`."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return word[len(article) :]
    return word[1:] if word[0] == "و" and len(word) > 4 else word


@remembered()
def written(text: str) -> Words:
    """The words of a text as they are spelled."""
    words = _WORD.findall(normalise(text))
    return tuple(_stem(word) if word[0] >= _ARABIC else word for word in words)


def index(phrases: Iterable[str]) -> Index:
    """The phrases, to be looked up in texts that are read as they are."""
    found: dict[str, set[Words]] = {}
    for phrase in phrases:
        for ways in product(*(word.split("/") for word in phrase.split())):
            words = written(" ".join(ways))
            found.setdefault(words[0], set()).add(words)
    return {first: frozenset(known) for first, known in found.items()}


def holds(table: Index, words: Words) -> bool:
    """Whether any phrase of the table is in the words."""
    return any(
        words[start : start + len(phrase)] == phrase
        for start, word in enumerate(words)
        for phrase in table.get(word, ())
    )
