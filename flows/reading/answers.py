"""Reads a typed text as an answer: a command, a language, a number, one of some options.

Everything here matches on `normalise(text)`; what a person wrote is kept elsewhere, untouched.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.lexicon.commands import COMMAND_WORDS, LANGUAGE_NAMES, SIGNS
from flows.lexicon.greetings import AROUND_GREETINGS, AROUND_LANGUAGES, COURTESIES, GREETINGS
from flows.lexicon.rights_words import RIGHTS_WORDS

# Letters that Unicode does not decompose and that people use for one another.
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "گ": "ك",
        "ڭ": "ك",
        "ݣ": "ك",
        "ک": "ك",
        "ڪ": "ك",
        "ڤ": "ف",
        "ڥ": "ف",
        "پ": "ب",
        "چ": "ج",
        "ٹ": "ت",
        "ء": "",
        "ـ": "",
        "œ": "oe",
        "æ": "ae",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "🔟": "10",
    }
)
_MARKS = frozenset(("Mn", "Mc", "Me", "Cf", "Cs"))
_KEPT_AT_ENDS = frozenset("+$€£")
# Embeddings, overrides and isolates reach beyond the answer that carries them.
_UNWANTED_FORMAT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad")
RECENT = 8
"""A text is read for many things in one step; so many readings are remembered, to be made once."""

_MAX_COMMAND = 60
_MAX_DIGITS = 15
_MAX_PICK_WORDS = 8
_MIN_NAME = 4
_MAX_COURTESY = 120
_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def _fold_one(char: str) -> str:
    """One character in its plainest form, several letters or nothing; folding twice changes nothing."""
    if char.isspace():
        return " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    letters = plain.translate(_LETTERS)
    return "".join(c for c in letters if unicodedata.category(c) not in _MARKS)


class _Fold(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


_FOLD = _Fold()


def _holds(char: str) -> bool:
    return char.isalnum() or char in _KEPT_AT_ENDS


def _trim(text: str) -> str:
    first, last = 0, len(text)
    while first < last and not _holds(text[first]):
        first += 1
    while last > first and not _holds(text[last - 1]):
        last -= 1
    return text[first:last]


@lru_cache(maxsize=RECENT)
def normalise(text: str) -> str:
    """The text for matching: one script of digits, no accents, marks, case or outer punctuation."""
    return _trim(" ".join(text.translate(_FOLD).split()))


def _keeps(char: str) -> bool:
    if char in _UNWANTED_FORMAT:
        return False
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")


def _is_edge(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def clean(text: str) -> str:
    """Return a typed answer without control characters or stray direction marks."""
    text = text.replace("\r\n", "\n")
    if not text.isprintable():
        text = "".join(filter(_keeps, text))
    first, last = 0, len(text)
    while first < last and _is_edge(text[first]):
        first += 1
    while last > first and _is_edge(text[last - 1]):
        last -= 1
    return text[first:last]


def _squeeze(text: str) -> str:
    """`ouiii` as `oui`."""
    return _STRETCHED.sub(r"\1", text)


_COMMANDS = {
    normalise(word): name for name, words in (COMMAND_WORDS | RIGHTS_WORDS).items() for word in words
}
_LANGUAGES = {normalise(word): code for code, words in LANGUAGE_NAMES.items() for word in words}
_COURTESIES = frozenset(normalise(word) for word in COURTESIES)
_GREETINGS, _AROUND_GREETINGS, _AROUND_LANGUAGES = (
    frozenset(map(normalise, listing)) for listing in (GREETINGS, AROUND_GREETINGS, AROUND_LANGUAGES)
)


def _look(plain: str, table: Mapping[str, str]) -> str | None:
    """A whole text in a table; stretched letters and courtesies around it are forgiven."""
    if plain in table:
        return table[plain]
    short = _squeeze(plain)
    if short in table:
        return table[short]
    return table.get(" ".join(word for word in short.split() if word not in _COURTESIES))


def command(text: str) -> str | None:
    """The command that the whole text is, in any language; `safi` and `صافي` are `done`."""
    if len(text) > _MAX_COMMAND:
        return None
    plain = normalise(text)
    return _look(plain, _COMMANDS) if plain else SIGNS.get(text.strip()[:1])


def means_yes(text: str) -> bool:
    """Yes to a yes/no question, where `safi` and `c'est bon` agree too."""
    return command(text) in ("yes", "done")


def means_no(text: str) -> bool:
    """No, none or nothing."""
    return command(text) == "no"


def language(text: str) -> str | None:
    """The language that the whole text names, alone or asked for: `ar`, `fr` or `ary`."""
    if len(text) > _MAX_COMMAND:
        return None
    plain = normalise(text)
    named = " ".join(word for word in plain.split() if word not in _AROUND_LANGUAGES)
    return _look(plain, _LANGUAGES) or _look(named, _LANGUAGES)


def courtesy(text: str) -> bool:
    """Whether the whole text is a greeting, thanks or a blessing; `ok` alone is an answer."""
    if len(text) > _MAX_COURTESY:
        return False
    said = set(_WORD.findall(_squeeze(normalise(text))))
    return not said.isdisjoint(_GREETINGS) and said <= _GREETINGS | _AROUND_GREETINGS


def _as_number(plain: str) -> int | None:
    return int(plain) if plain.isdecimal() and len(plain) <= _MAX_DIGITS else None


def number(text: str) -> int | None:
    """The number that the whole text is, in any script or as a keycap; `3.` and `3)` count."""
    return _as_number(normalise(text))


Names = Mapping[str, Sequence[str]]


@lru_cache(maxsize=1024)
def _named(option: str, written: tuple[str, ...]) -> frozenset[str]:
    """An option's names for matching; they come from our own tables, never from a reporter."""
    return frozenset(map(normalise, (option, *written)))


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None


def _alike(plain: str, spaced: str, name: str) -> bool:
    """A name that the text begins, or a name that begins at a word of the text."""
    if len(plain) >= _MIN_NAME and name.startswith(plain):
        return True
    return len(name) >= _MIN_NAME and name in plain and (f" {name}" in spaced or f" ال{name}" in spaced)


def _pick_by_name(plain: str, known: Mapping[str, frozenset[str]]) -> str | None:
    exact = [option for option, written in known.items() if plain in written]
    if exact or not plain or plain.count(" ") >= _MAX_PICK_WORDS:
        return _only(exact)
    spaced = f" {plain}"
    return _only([o for o, written in known.items() if any(_alike(plain, spaced, name) for name in written)])


def pick(text: str, options: Sequence[str], names: Names) -> str | None:
    """The option meant: by its place from 1, its exact name or synonym, else by the only name alike."""
    plain = normalise(text)
    chosen = _as_number(plain)
    if chosen is not None:
        return options[chosen - 1] if 1 <= chosen <= len(options) else None
    return _pick_by_name(plain, {option: _named(option, tuple(names.get(option, ()))) for option in options})
