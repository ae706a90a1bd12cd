"""Reads a text beyond its answer: language, distress, a minor, likely category, a complaint."""

import re

from flows.languages import LANGUAGES
from flows.lexicon.commands import DARIJA_LATIN_MARKS, DARIJA_MARKS, FRENCH_MARKS, listed
from flows.reading.answers import normalise
from flows.reading.category import guess_category
from flows.reading.complaint import is_whole_complaint, signature
from flows.reading.distress import danger, despair
from flows.reading.minor import minor

__all__ = [
    "danger",
    "despair",
    "guess_category",
    "guess_language",
    "is_whole_complaint",
    "language_from_code",
    "minor",
    "signature",
]

_FRENCH = frozenset(normalise(word) for word in FRENCH_MARKS)
_DARIJA_LATIN = frozenset(normalise(word) for word in DARIJA_LATIN_MARKS)
_DARIJA = frozenset(normalise(word) for word in DARIJA_MARKS)
_WORD = re.compile(r"[^\W_]+")
_ARABIC = "\u0600"
_NAMES_THINGS = re.compile(r"[/@\d]")
# Letters that Latin script lacks, written as digits; `3eme`, `9h` and `7jours` are French.
_DIGIT_LETTER = re.compile(
    r"(?:[379](?!e?me|h|j|ans?$|mois|fois|dh|mn|km|kg|cm|eur)[a-z]{2,}|[a-z]+[379][a-z]+)"
)
# Present tense (`كيهددني`) and negation (`مابغيتش`), but not the standard words that look like them.
_DARIJA_FORM = re.compile(r"ك[يتن](?!اب|ب|ا|ز|يس|ف|م|ل|ت)\w{3,}|ما\w{2,}ش")
# What Arabic in a word or two is known by; other short texts may as well be Darija.
_STANDARD = frozenset(
    map(
        normalise,
        listed("""
            السلام, عليكم, مرحبا, أهلا, الخير, أريد, أود, أرغب, أحتاج, يمكنني, لدي, ليس, لست, لقد,
            سوف, هل, ماذا, لماذا, كيف, أين, متى, هذا, هذه, ذلك, الذي, التي, ساعدوني, أرجوكم, النجدة,
            أنقذوني, شيئا, لم, لن, إنني
        """),
    )
)
# French words that everyone writes.
_ANYONES = frozenset(
    map(normalise, listed("merci, beaucoup, ok, okay, oui, non, svp, stp, chokran, choukran"))
)
_CODE = re.compile(r"(?=.*\d)(?:[A-Z\d]{2,}(?:-[A-Z\d]{2,})*|[a-z\d]{3,}(?:-[a-z\d]{3,}){2,})")
_SHORT = 3
_WORDS_A_MARK = 15


def _is_code(chunk: str, text: str) -> bool:
    """A receipt, a reference or a password; `WA7ED` among other capitals is a word."""
    if not _CODE.fullmatch(chunk):
        return False
    word = "-" not in chunk and sum(map(str.isdecimal, chunk)) == 1 and text.isupper()
    return not word or chunk == text.strip()


def _says(chunk: str, text: str) -> bool:
    """Whether a chunk is of the writer's language: no link, address or code."""
    return "/" not in chunk and "@" not in chunk and not _is_code(chunk, text)


def _said(text: str) -> list[str]:
    """The words of a text, its links, addresses and codes left out."""
    if _NAMES_THINGS.search(text):
        text = " ".join(chunk for chunk in text.split() if _says(chunk, text))
    return _WORD.findall(normalise(text))


def _is_darija(word: str) -> bool:
    return word in _DARIJA or _DARIJA_FORM.fullmatch(word) is not None


def _arabic(words: list[str]) -> str | None:
    marks = sum(map(_is_darija, words))
    if marks and marks * _WORDS_A_MARK >= len(words):
        return "ary"
    return None if len(words) < _SHORT and _STANDARD.isdisjoint(words) else "ar"


def _is_darija_latin(word: str) -> bool:
    return word in _DARIJA_LATIN or _DIGIT_LETTER.fullmatch(word) is not None


def _latin(words: list[str]) -> str | None:
    if _ANYONES.issuperset(words):
        return None
    darija, french = sum(map(_is_darija_latin, words)), sum(word in _FRENCH for word in words)
    if darija and darija >= french:
        return "ary"
    return "fr" if french and french * _WORDS_A_MARK >= len(words) else None


def guess_language(text: str) -> str | None:
    """The language of a text by its script and its telling words; None when nothing tells, as in a code, a
    number, a sum, a link, a courtesy that everyone uses, or a word or two of Arabic that may be Darija.
    """
    words = _said(text)
    arabic = [word for word in words if word[0] >= _ARABIC]
    latin = [word for word in words if word[0] < _ARABIC and not word.isdecimal()]
    return _arabic(arabic) if len(arabic) >= max(1, len(latin)) else _latin(latin)


def language_from_code(code: str) -> str | None:
    """Our language for a BCP 47 tag, such as a phone's `fr-FR`."""
    language = code.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else None
