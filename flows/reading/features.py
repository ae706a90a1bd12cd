"""Cuts a text into the features that the trained reader weighs: pieces of words, words and pairs of words.

Darija has no one spelling. Words are told by their letters, since `ghanmout` shares most pieces of two to
four letters with `ghanmot`, and pairs of words by their consonants.
"""

import re
from collections.abc import Iterator

from flows.reading.answers import normalise
from flows.remembered import remembered

Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+|[?؟!]")
_AGE = re.compile(r"(\d{1,2})(ans?|yo|3am|sna|years?)")
_STRETCHED = re.compile(r"([^\W\d_])\1+")
_ARABIC = "\u0600"
_SOUNDS = str.maketrans({"7": "h", "9": "k", "q": "k", "5": "kh", "8": "h", **dict.fromkeys("2aeiouwy")})
_SHORTEST, _LONGEST = 2, 4
_CHILD, _ADULT = 18, 100
PAIRS = 4
"""Features that `pairs` gives for each word."""
REACH = 3
"""Words after a negation that it may be about."""
_NEGATIONS = frozenset(
    (
        *("ne", "n", "pas", "jamais", "plus", "sans", "ni", "not", "never", "no", "dont", "don"),
        *("لا", "لم", "لن", "ليس", "لست", "ليست", "ما", "ماشي", "بلا", "بدون", "عدم", "غير"),
        *("ma", "machi", "bla", "mab9itch", "la"),
    )
)
_BEFORE, _AFTER = ("ما", "م", "ma", "m"), ("ش", "ch", "sh")
_SHORT_VERB = 4
_REPEATED = 12
"""The longest run of words that is found to be repeated."""


def _number(digits: str) -> str:
    """Numbers by their size: a child's age, an adult's, a year or anything larger."""
    value = int(digits[:6])
    if value < _CHILD:
        return "0few" if value < 4 else "0child"
    if value < _ADULT:
        return "0adult"
    return "0large"


@remembered(4096)
def _token(raw: str) -> Words:
    if raw.isdecimal():
        return (_number(raw),)
    if age := _AGE.fullmatch(raw):
        return _number(age[1]), age[2]
    return (_STRETCHED.sub(r"\1", raw),)


def _once(words: list[str]) -> list[str]:
    """The words, what is said several times in a row once: repeating a word tells no more than the word."""
    if len(set(words)) == len(words):
        return words
    kept: list[str] = []
    for word in words:
        kept.append(word)
        for size in range(1, _REPEATED + 1):
            if kept[-size:] == kept[-2 * size : -size]:
                del kept[-size:]
                break
    return kept


def split(text: str) -> Words:
    """The words of a text in their plainest form; numbers by their size; a question mark is a word.

    What is said several times in a row is there once.
    """
    plain = normalise(text)
    ending = "?" if text.rstrip()[-1:] in {"?", "؟"} else ""
    words = _once([word for raw in _TOKEN.findall(plain) for word in _token(raw)])
    return (*words, ending) if ending else tuple(words)


def pieces(word: str) -> list[str]:
    """The pieces of two to four letters of one word, whose ends are marked, and the word itself."""
    marked = f"^{word}$"
    size_of_word = len(marked)
    found = [
        marked[start : start + size]
        for size in range(_SHORTEST, min(_LONGEST, size_of_word) + 1)
        for start in range(size_of_word - size + 1)
    ]
    if size_of_word > _LONGEST:
        found.append(marked)
    return found


@remembered(4096)
def sound(word: str) -> str:
    """A word for pairs: its consonants in Latin letters; in Arabic letters without its article or `و`."""
    if word[:1] >= _ARABIC:
        for article in ("وال", "بال", "فال", "لل", "ال"):
            if word.startswith(article) and len(word) > len(article) + 2:
                return word[len(article) :]
        return word[1:] if word[0] == "و" and len(word) > 4 else word
    return _STRETCHED.sub(r"\1", word.translate(_SOUNDS)) or word


def _negates(word: str) -> bool:
    """True for a word of negation, also where Darija writes it around the verb: `mabghitch`, `مابغيتش`."""
    return word in _NEGATIONS or (
        len(word) > _SHORT_VERB and word.startswith(_BEFORE) and word.endswith(_AFTER)
    )


def _reached(words: Words) -> Iterator[bool]:
    """For each word, whether a negation stands among the few words before it."""
    left = 0
    for word in words:
        yield left > 0
        left = REACH if _negates(word) else left - 1


def pairs(words: Words) -> list[Words]:
    """For each word and the end of the text: the word, negated or not, and with the words before it."""
    ends = ["<", "<", *map(sound, words), ">"]
    reached = (*_reached(words), False)
    return [
        (f"{one} {two}", f"{before}_{two}", f"{before} {one} {two}", f"!{two}" if denied else f"={two}")
        for before, one, two, denied in zip(ends, ends[1:], ends[2:], reached, strict=False)
    ]


def length(words: Words) -> str:
    """How long a text is, as a feature: one word to three are told apart, longer texts roughly."""
    size = len(words)
    return f"#{size if size < 4 else 4 if size < 7 else 7 if size < 15 else 15}"
