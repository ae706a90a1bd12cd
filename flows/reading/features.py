"""Cuts a text into the features that the trained reader weighs: pieces of words, words and pairs of words.

Darija has no one spelling, so that words are told by their letters (`ghanmout` shares most pieces of two to four
letters with `ghanmot`), and pairs of words by their consonants.
"""

import re
from collections.abc import Iterator

from flows.reading.answers import normalise

_TOKEN = re.compile(r"[^\W_]+|[?؟!]")
_AGE = re.compile(r"(\d{1,2})(ans?|yo|3am|sna|years?)")
_STRETCHED = re.compile(r"([^\W\d_])\1+")
_ARABIC = "\u0600"
_SOUNDS = str.maketrans({"7": "h", "9": "k", "q": "k", "5": "kh", "8": "h", **dict.fromkeys("2aeiouwy")})
_SHORTEST, _LONGEST = 2, 4
_CHILD, _ADULT = 18, 100
Words = tuple[str, ...]


def _number(digits: str) -> str:
    """Numbers by their size: a child's age, an adult's, a year or anything larger."""
    value = int(digits[:6])
    if value < _CHILD:
        return "0few" if value < 4 else "0child"
    if value < _ADULT:
        return "0adult"
    return "0large"


def _token(raw: str) -> Iterator[str]:
    if raw.isdecimal():
        yield _number(raw)
    elif age := _AGE.fullmatch(raw):
        yield _number(age[1])
        yield age[2]
    else:
        yield _STRETCHED.sub(r"\1", raw)


def split(text: str) -> Words:
    """The words of a text in their plainest form; numbers by their size; a question mark is a word."""
    plain = normalise(text)
    ending = "?" if text.rstrip()[-1:] in {"?", "؟"} else ""
    words = [word for raw in _TOKEN.findall(plain) for word in _token(raw)]
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


def sound(word: str) -> str:
    """A word for pairs: its consonants in Latin letters; in Arabic letters without its article or `و`."""
    if word[:1] >= _ARABIC:
        for article in ("وال", "بال", "فال", "لل", "ال"):
            if word.startswith(article) and len(word) > len(article) + 2:
                return word[len(article) :]
        return word[1:] if word[0] == "و" and len(word) > 4 else word
    return _STRETCHED.sub(r"\1", word.translate(_SOUNDS)) or word


def pairs(words: Words) -> list[Words]:
    """For each word and for the end of the text: the word with its neighbour before, and with the two before."""
    ends = ["<", "<", *map(sound, words), ">"]
    return [
        (f"{one} {two}", f"{before}_{two}", f"{before} {one} {two}")
        for before, one, two in zip(ends, ends[1:], ends[2:], strict=False)
    ]


def length(words: Words) -> str:
    """How long a text is, as a feature: one word to three are told apart, longer texts roughly."""
    size = len(words)
    return f"#{size if size < 4 else 4 if size < 7 else 7 if size < 15 else 15}"
