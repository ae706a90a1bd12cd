"""Reads a typed text: a command, a language, a courtesy, a number.

Everything here matches on `normalise(text)`; what a person wrote is kept elsewhere, untouched.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from flows.lexicon.answer_words import RANK_WORDS
from flows.lexicon.awareness_words import BETWEEN, SIGNS_OF, SIGNS_WORDS
from flows.lexicon.check_words import CHECK_WORDS
from flows.lexicon.commands import CATEGORY_WORDS, COMMAND_WORDS, LANGUAGE_NAMES, SIGNS, SPELLED
from flows.lexicon.greetings import (
    AROUND_GREETINGS,
    AROUND_HIDING,
    AROUND_LANGUAGES,
    AROUND_REPORTS,
    COURTESIES,
    GREETINGS,
    OPENINGS,
    REPORTING,
    THANKS,
)
from flows.lexicon.rights_words import RIGHTS_WORDS
from flows.remembered import remembered

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
_MAX_COURTESY = 120
_MAX_JOINED = 5
_MAX_PLACE = 24
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


@remembered()
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


def _spellings(word: str) -> Iterable[str]:
    """A word as people type it: `c'est bon` also as `c est bon`, `cest bon` and `c bon`."""
    plain = normalise(word)
    short = re.sub(r"\bc'est\b", "c", plain)
    return (_spaced(plain), plain.replace("'", ""), _spaced(short), short.replace("'", ""))


def _spaced(plain: str) -> str:
    """The words with a space for each apostrophe and hyphen."""
    return plain.replace("'", " ").replace("-", " ")


_WRITTEN = [
    (word, name)
    for name, words in (COMMAND_WORDS | CHECK_WORDS | RIGHTS_WORDS | SIGNS_WORDS).items()
    for word in words
]
_COMMANDS = {spelled: name for word, name in _WRITTEN for spelled in _spellings(word)} | {
    normalise(word): name for word, name in _WRITTEN
}
_CATEGORIES = {normalise(word): name for name, words in CATEGORY_WORDS.items() for word in words}
_LANGUAGES = {normalise(word): code for code, words in LANGUAGE_NAMES.items() for word in words}
_COURTESIES = frozenset(normalise(word) for word in COURTESIES)
_REPORTING = frozenset(map(normalise, REPORTING))
_AROUND_REPORTS = (
    _REPORTING
    | _COURTESIES
    | frozenset(word for phrase in AROUND_REPORTS for word in _WORD.findall(normalise(phrase)))
)
_CONSENT = frozenset(("yes", "send", "done"))
_NOW = frozenset(map(normalise, ("maintenant", "الآن", "دابا", "daba", "dba")))
_GREETINGS, _AROUND_GREETINGS, _AROUND_LANGUAGES, _AROUND_HIDING = (
    frozenset(map(normalise, listing))
    for listing in (GREETINGS, AROUND_GREETINGS, AROUND_LANGUAGES, (*AROUND_HIDING, *COURTESIES))
)
_THANKS = frozenset(map(normalise, THANKS))
_OPENINGS = tuple(map(normalise, OPENINGS))
_HIDING = frozenset(word for word, name in _COMMANDS.items() if name == "hide" and " " not in word)


def _any(listing: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(map(re.escape, sorted(listing, key=len, reverse=True)))


_SIGNS_OF = re.compile(
    rf"(?:{_any(map(normalise, SIGNS_OF))})\W+(?:(?:{_any(map(normalise, BETWEEN))})\W+)*"
    rf"(?:[وفبكل]?ال|لل|[فبل])?({_any(_CATEGORIES)})"
)

_RANKS = {normalise(word): place for place, words in enumerate(RANK_WORDS, 1) for word in words}
_PLACE = re.compile(
    r"(?:(?:n°|n|no|num|numero|number|option|choix|رقم|الرقم|نمره|النمره|الخيار|خيار|nmra|nemra)\W{0,2})?"
    r"(\d{1,2})\W{0,2}(?:er|ere|e|eme|ieme|nd|nde|st|rd|th)?"
)


def _look(plain: str, table: Mapping[str, str]) -> str | None:
    """A whole text in a table; stretched letters and courtesies around it are forgiven."""
    if plain in table:
        return table[plain]
    short = _squeeze(plain)
    if short in table:
        return table[short]
    return table.get(" ".join(word for word in short.split() if word not in _COURTESIES))


def _joined(plain: str) -> str | None:
    """Several words of consent are one: `wakha sift` sends, `safi wakha` agrees, `la walo` does not."""
    words = _squeeze(plain).split()
    if len(words) > _MAX_JOINED:
        return None
    said = {_COMMANDS.get(word) for word in words if word not in _COURTESIES and word not in _NOW}
    if said == {"no"}:
        return "no"
    if not said or not said <= _CONSENT:
        return None
    return next(one for one in ("send", "yes", "done") if one in said)


def _ending(plain: str) -> str | None:
    """`done` for an end after another: `safi hadchi li kayn`. A no before it may answer the question."""
    first, _, rest = plain.partition(" ")
    return "done" if _COMMANDS.get(first) == _look(rest, _COMMANDS) == "done" else None


def _wish(plain: str) -> str | None:
    """`new` for the wish to report someone or something, with no word of what happened."""
    said = set(_WORD.findall(plain))
    return None if said.isdisjoint(_REPORTING) or not said <= _AROUND_REPORTS else "new"


def _hiding(plain: str) -> str | None:
    """`hide` for the wish to hide the chat, with haste or courtesy around the word."""
    said = set(_WORD.findall(_squeeze(plain)))
    return None if said.isdisjoint(_HIDING) or not said <= _HIDING | _AROUND_HIDING else "hide"


def _signs(plain: str) -> str | None:
    """`signs-<category>` for a question about the signs of a crime, with no word of what happened."""
    found = _SIGNS_OF.fullmatch(plain)
    return f"signs-{_CATEGORIES[found[1]]}" if found else None


def command(text: str) -> str | None:
    """The command that the whole text is, in any language; `safi` and `صافي` are `done`."""
    if len(text) > _MAX_COMMAND:
        return None
    plain = normalise(text)
    if not plain:
        return SIGNS.get(text.strip()[:1])
    found = _look(plain, _COMMANDS)
    if not found and ("'" in plain or "-" in plain):
        found = _look(_spaced(plain), _COMMANDS)
    if found:
        return SPELLED.get(_trim(text), found)
    if " " not in plain:
        return None
    return _joined(plain) or _ending(plain) or _wish(plain) or _hiding(plain) or _signs(plain)


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
    if plain.isdecimal():
        return None
    if found := _look(plain, _LANGUAGES):
        return found
    if " " not in plain:
        return None
    return _look(" ".join(word for word in plain.split() if word not in _AROUND_LANGUAGES), _LANGUAGES)


def courtesy(text: str) -> bool:
    """Whether the whole text is a greeting, thanks or a blessing; `ok` alone is an answer."""
    if len(text) > _MAX_COURTESY:
        return False
    said = set(_WORD.findall(_squeeze(normalise(text))))
    return not said.isdisjoint(_GREETINGS) and said <= _GREETINGS | _AROUND_GREETINGS


def thanks(text: str) -> bool:
    """Whether the whole text thanks or takes leave."""
    return courtesy(text) and not _THANKS.isdisjoint(_WORD.findall(_squeeze(normalise(text))))


def opens_with_greeting(text: str) -> bool:
    """Whether the text begins with a greeting."""
    return normalise(text).startswith(_OPENINGS)


def number(text: str) -> int | None:
    """The place that the whole text names: `2`, `3)`, a digit of any script, a keycap, `2e`, `الثاني`."""
    plain = normalise(text)
    if plain.isdecimal():
        return int(plain) if len(plain) <= _MAX_DIGITS else None
    if len(plain) > _MAX_PLACE:
        return None
    found = _PLACE.fullmatch(plain)
    return int(found[1]) if found else _RANKS.get(plain)
