"""Chooses an option from a typed text: by its place, its exact name, or the only name alike.

An option that acts for good is never chosen by resemblance. No option is chosen by resemblance where the rest
of the text refuses, asks or supposes.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from flows.answers.spelling import close, sounds
from flows.lexicon.commands import COMMAND_WORDS, DARIJA_LATIN_MARKS, DARIJA_MARKS, FRENCH_MARKS
from flows.lexicon.greetings import (
    AROUND_ANSWERS,
    AROUND_GREETINGS,
    AROUND_REPORTS,
    COURTESIES,
    GREETINGS,
    REPORTING,
)
from flows.reading import negation
from flows.reading.answers import command, normalise, number

Names = Mapping[str, Sequence[str]]
Known = Mapping[str, frozenset[str]]
Match = tuple[int, int, str]

_MAX_WORDS = 8
_MIN_NAME = 4
_MIN_WHOLE = 3
_SHORT = 4
_NAMED = "_"
"""Stands where the name stood, so that `la drogue` leaves no lone `la`."""
_WORD = re.compile(r"[^\W_]+")


_AROUND = frozenset(
    word
    for phrase in (*AROUND_ANSWERS, *AROUND_REPORTS, *COURTESIES, *GREETINGS, *REPORTING)
    for word in _WORD.findall(normalise(phrase))
)


_COURTESIES = frozenset(map(normalise, COURTESIES))

_USUAL = _AROUND | frozenset(
    word
    for phrase in (
        *FRENCH_MARKS,
        *DARIJA_MARKS,
        *DARIJA_LATIN_MARKS,
        *AROUND_GREETINGS,
        *chain(*COMMAND_WORDS.values()),
    )
    for word in _WORD.findall(normalise(phrase))
)
"""Words that are spelled right, however near to a name they are."""


def words_of(plain: str) -> str:
    """The words of a normalised text, one space between them."""
    return " ".join(_WORD.findall(plain))


@lru_cache(maxsize=1024)
def _named(option: str, written: tuple[str, ...]) -> frozenset[str]:
    """An option's names for matching; they come from our own tables, never from a reporter."""
    return frozenset(map(normalise, (option, *written)))


@lru_cache(maxsize=4096)
def _inside(name: str) -> re.Pattern[str] | None:
    """Finds a name at a word of a text, after an Arabic article or preposition too.

    None for a short name, and for yes and no, which only a reader of the whole text may take.
    """
    said = words_of(name)
    if len(said) < _MIN_WHOLE or command(said) in {"yes", "no"}:
        return None
    end = r"(?!\w)" if len(said) < _MIN_NAME else ""
    return re.compile(rf"(?<!\w)(?:[وفبكل]?ال|لل|[وفبل])?({re.escape(said)}){end}")


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _matches(option: str, names: frozenset[str], said: str) -> list[Match]:
    """The places in the text where a name of the option stands; the whole text where it begins a name."""
    if len(said) >= _MIN_NAME and any(words_of(name).startswith(said) for name in names):
        return [(0, len(said), option)]
    found = (pattern.search(said) for name in names if (pattern := _inside(name)))
    return [(*place.span(1), option) for place in found if place]


def _within(one: Match, other: Match) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]


def _alike(known: Known, said: str) -> tuple[str, str] | None:
    """The only option alike, and the rest of the text; a name inside a longer name does not count."""
    found = [match for option, names in known.items() for match in _matches(option, names, said)]
    outer = [one for one in found if not any(_within(one, other) for other in found)]
    option = _only({match[2] for match in outer})
    if option is None:
        return None
    start, end, _ = max(outer, key=lambda match: match[1] - match[0])
    return option, f"{said[:start]} {_NAMED} {said[end:]}"


def _misspelt(known: Known, said: str) -> str | None:
    """The only option whose name is one word or all words of a short text, a letter or two wrong."""
    words = said.split()
    if len(words) > _SHORT:
        return None
    tries = {sounds(word) for word in (said, *words) if word not in _USUAL}
    return _only(
        [
            option
            for option, names in known.items()
            if any(close(heard, sounds(words_of(name))) for name in names for heard in tries)
        ]
    )


def adds(text: str, names: Sequence[str]) -> bool:
    """Whether a text says more than a name or place: a word that is neither of it nor usual around one."""
    if number(text) is not None:
        return False
    words = words_of(normalise(text))
    for pattern in filter(None, map(_inside, sorted(map(normalise, names), key=len, reverse=True))):
        words = pattern.sub(" ", words)
    left = words.split()
    return " " in words.strip() and any(_tells(word) for word in left)


def _tells(word: str) -> bool:
    return word not in _AROUND and command(word) not in {"yes", "no", "new", "done"} and len(word) > 1


def known_names(options: Sequence[str], names: Names) -> Known:
    """Every option with its names, for matching."""
    return {option: _named(option, tuple(names.get(option, ()))) for option in options}


def named(text: str, options: Sequence[str], names: Names) -> str | None:
    """The option whose place (from 1) or exact name is the whole text; `seft 3afak` is its name too."""
    chosen = number(text)
    if chosen is not None:
        return options[chosen - 1] if 1 <= chosen <= len(options) else None
    plain = normalise(text)
    bare = " ".join(word for word in plain.split() if word not in _COURTESIES)
    return _only([option for option, known in known_names(options, names).items() if {plain, bare} & known])


def pick(text: str, options: Sequence[str], names: Names, exact: Collection[str] = ()) -> str | None:
    """The option meant: by its place or exact name, else, unless it is in `exact`, by the only name alike."""
    if (option := named(text, options, names)) is not None:
        return None if option in exact and negation.marked(text) else option
    plain = normalise(text)
    if number(text) is not None or not plain or plain.count(" ") >= _MAX_WORDS:
        return None
    known, words = known_names(options, names), words_of(plain)
    option, rest = _alike(known, words) or (_misspelt(known, words), text)
    if option is None or option in exact:
        return None
    return None if negation.marked(text) or negation.doubtful(rest) else option
