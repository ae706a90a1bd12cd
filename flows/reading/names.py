"""Names of people in a text that was asked for one: they are no refusal and no command."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from flows.lexicon.names import NAMES, PARTICLES
from flows.reading import negation
from flows.reading.answers import normalise

_WORD = re.compile(r"[^\W_]+")
_NAMES = frozenset(map(normalise, NAMES))
_PARTS = _NAMES | frozenset(map(normalise, PARTICLES))
_HAMZA_LOST = re.compile(r"(?<!\w)ما العينين(?!\w)")
"""`ماء العينين`: without its hamza the first half of this name is "not"."""

_ELIDED = re.compile(r"[^aeiouyh\W]")
"""In French, `n'` before such a letter is no "not": `N'Diaye`."""

_UNWILLING = re.compile(
    r"(?<!\w)(?:[وف]?ما? ?(?:[نتيك]\w{2,}|غ[ان]\w+|ب[غا]\w+|عرف\w+|عند\w+|قد\w+|قل\w+)ش"
    r"|m[ae]? ?(?:[nty]e?(?![aeiou])\w{2,}|k[ae]?[nty]\w+|gh[an]\w+|b[ae]?gh\w+|3[ae]?r\w*f\w+|3[ae]?nd\w+"
    r"|[9q]\w*d\w+|g[ou]+l\w+)(?:ch|sh|x))(?!\w)"
)
"""Negated verbs of wishing, saying, giving and knowing. Others look like family names: `Mabkhouch`."""

_NEVER = re.compile(
    r"(?<!\w)(?:عمر\w{0,3} (?:\w+ ){0,3}ما(?:[نتيك]\w{2,}|غ\w+|ب[غا]\w+|عط\w+|قل\w+)"
    r"|3[ao]?mr\w{0,3} (?:\w+ ){0,3}ma ?(?:[ntyk][^aeiou\W]\w+|gh\w+|bgh\w+|3t\w+|g[ou]+l\w+))(?!\w)"
)
"""`عمري ما…` is "I never", and its verb has no end of its own."""


def beside(text: str) -> str:
    """The words of a text that are no known name, for matching; empty for names alone."""
    return " ".join(_unnamed(_WORD.findall(_HAMZA_LOST.sub(" ", normalise(text)))))


def _unnamed(words: list[str]) -> Iterator[str]:
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        elided = word == "n" and (following in _PARTS or _ELIDED.match(following))
        if word not in _PARTS and not elided:
            yield word


def named(text: str) -> bool:
    """Whether a known name is among the words of a text."""
    return not _NAMES.isdisjoint(_WORD.findall(normalise(text)))


def declines(text: str) -> bool:
    """Whether a text in place of a name refuses to give one."""
    plain = normalise(text)
    if _UNWILLING.search(plain) or _NEVER.search(plain) or negation.says_la(text):
        return True
    return negation.refuses(beside(text), verbs=False)
