"""Fear that is all a text says: no report yet, and no danger that is named."""

import re

from flows.lexicon.fear_words import AFRAID, AROUND_FEAR, PLEAS
from flows.reading.answers import normalise

_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_TEARS = frozenset("😭😢😥😰😨😱😔😞😖😣🥺💔🆘")
_MOST = 12
"""A longer text tells a story."""


def _words_of(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in _WORD.findall(normalise(phrase)))


_AFRAID, _AROUND, _PLEAS = _words_of(AFRAID), _words_of(AROUND_FEAR), _words_of(PLEAS) - {"moi", "aide"}


def only_afraid(text: str) -> bool:
    """Whether a text says that its writer is afraid, perhaps asks for help, and tells nothing more."""
    said = set(_WORD.findall(_STRETCHED.sub(r"\1", normalise(text))))
    if not said:
        return not _TEARS.isdisjoint(text)
    return len(text.split()) <= _MOST and not said.isdisjoint(_AFRAID) and said <= _AFRAID | _AROUND


def pleads(text: str) -> bool:
    """Whether a few words ask for help for their writer: `3awnouni`, `aidez-moi`."""
    said = set(_WORD.findall(_STRETCHED.sub(r"\1", normalise(text))))
    return len(text.split()) <= _MOST and not said.isdisjoint(_PLEAS)
