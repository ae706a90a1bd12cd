"""What a text tells beyond its answer: its language, distress, likely category, a whole complaint."""

import re

from flows.complaint import is_whole_complaint, signature
from flows.distress import danger, despair
from flows.guess import guess_category
from flows.lexicon import DARIJA_LATIN_MARKS, DARIJA_MARKS, FRENCH_MARKS
from flows.words import normalise

__all__ = [
    "danger",
    "despair",
    "guess_category",
    "guess_language",
    "is_whole_complaint",
    "language_from_code",
    "signature",
]

_FRENCH = frozenset(normalise(word) for word in FRENCH_MARKS)
_DARIJA_LATIN = frozenset(normalise(word) for word in DARIJA_LATIN_MARKS)
_DARIJA = frozenset(normalise(word) for word in DARIJA_MARKS)
_WORD = re.compile(r"[^\W_]+")
_ARABIC = "\u0600"
# Letters that Latin script lacks, written as digits; `3eme`, `9h` and `7jours` are French.
_DIGIT_LETTER = re.compile(
    r"(?:[379](?!e?me|h|j|ans?$|mois|fois|dh|mn|km|kg|cm|eur)[a-z]{2,}|[a-z]+[379][a-z]+)"
)
# Present tense (`كيهددني`) and negation (`مابغيتش`), but not the standard words that look like them.
_DARIJA_FORM = re.compile(r"ك[يتن](?!اب|ب|ا|ز|يس|ف|م|ل|ت)\w{3,}|ما\w{2,}ش")
_WORDS_A_MARK = 15
_LANGUAGES = {"ar": "ar", "fr": "fr", "ary": "ary"}


def _said(text: str) -> list[str]:
    """The words of a text, its links and addresses left out."""
    if "/" in text or "@" in text:
        text = " ".join(chunk for chunk in text.split() if "/" not in chunk and "@" not in chunk)
    return _WORD.findall(normalise(text))


def _is_darija(word: str) -> bool:
    return word in _DARIJA or _DARIJA_FORM.fullmatch(word) is not None


def _arabic(words: list[str]) -> str:
    marks = sum(map(_is_darija, words))
    return "ary" if marks and marks * _WORDS_A_MARK >= len(words) else "ar"


def _is_darija_latin(word: str) -> bool:
    return word in _DARIJA_LATIN or _DIGIT_LETTER.fullmatch(word) is not None


def _latin(words: list[str]) -> str | None:
    darija, french = sum(map(_is_darija_latin, words)), sum(word in _FRENCH for word in words)
    if darija and darija >= french:
        return "ary"
    return "fr" if french and french * _WORDS_A_MARK >= len(words) else None


def guess_language(text: str) -> str | None:
    """The language of a text by its script and its telling words; None when nothing tells."""
    words = _said(text)
    arabic = [word for word in words if word[0] >= _ARABIC]
    latin = [word for word in words if word[0] < _ARABIC and not word.isdecimal()]
    return _arabic(arabic) if len(arabic) >= max(1, len(latin)) else _latin(latin)


def language_from_code(code: str) -> str | None:
    """Our language for a BCP 47 tag, such as a phone's `fr-FR`."""
    return _LANGUAGES.get(code.replace("_", "-").split("-")[0].lower())
