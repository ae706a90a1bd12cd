"""Makes text harmless for a place that would act on it: a terminal that obeys codes, a sheet that calculates.

What people wrote is stored as it is, and made harmless where it leaves, for each place in its own way. Chats
have their own: isolated values (`locales`), plain text without markup (`handlers/*/encode`), and for officers
links taken apart (`flows.indicators.defang`).
"""

import unicodedata
from collections.abc import Iterable

from flows.indicators.defang import defanged

REPLACED = "\ufffd"
INDENT = "\n    "
ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
FORMULA = frozenset("=+-@|%\t\r＝＋－＠")
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"})


def terminal(text: str) -> str:
    """The text for a screen: isolation marks removed, other invisible or steering letters replaced.

    Each further line is indented, so that no line of a person's text passes for one of the program's.
    """
    lines = text.replace("\r\n", "\n").translate(_BREAKS).split("\n")
    return INDENT.join("".join(map(_visible, line)) for line in lines)


def cell(text: str) -> str:
    """The text for one cell of a sheet: on one line, never a formula, its links taken apart."""
    shown = terminal(defanged(text)).replace(INDENT, " / ")
    return f"'{shown}" if _begins_formula(text) or _begins_formula(shown) else shown


def rows(table: Iterable[Iterable[str]]) -> list[list[str]]:
    """A table for `csv.writer`, each cell harmless."""
    return [[cell(each) for each in row] for row in table]


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    if letter in ISOLATES:
        return ""
    return " " if letter == "\t" or unicodedata.category(letter) == "Zs" else REPLACED


def _begins_formula(text: str) -> bool:
    """Looks behind spaces, quotes and marks of direction too: some programs leave them out."""
    if text[:1] in FORMULA and text:
        return True
    seen = next((letter for letter in text if letter.isprintable() and letter not in " '\"\ufffd"), "")
    return seen in FORMULA
