"""Text on its way to something that would act on it: a terminal that is steered, a sheet that calculates.

What people wrote is kept as it is; it is made harmless where it leaves, for each place in its own way. In
the chats the other places are: values stand alone in their direction (`locales`), go out as plain text
without markup (`handlers/*/encode`), and officers read links taken apart (`flows.indicators.defang`).
"""

import unicodedata
from collections.abc import Iterable

from flows.indicators.defang import defanged

REPLACED = "\ufffd"
INDENT = "\n    "
FORMULA = frozenset("=+-@|%\t\r＝＋－＠")
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"})


def terminal(text: str) -> str:
    """For a screen: no letter that steers it or hides; each further line is indented, so it passes for none
    of ours."""
    lines = text.replace("\r\n", "\n").translate(_BREAKS).split("\n")
    return INDENT.join("".join(map(_visible, line)) for line in lines)


def cell(text: str) -> str:
    """For one cell of a sheet, on one line: never a formula, its links taken apart."""
    shown = terminal(defanged(text)).replace(INDENT, " / ")
    return f"'{shown}" if _begins_formula(text) or _begins_formula(shown) else shown


def rows(table: Iterable[Iterable[str]]) -> list[list[str]]:
    """A table whose every cell is harmless, for `csv.writer`."""
    return [[cell(each) for each in row] for row in table]


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter == "\t" or unicodedata.category(letter) == "Zs" else REPLACED


def _begins_formula(text: str) -> bool:
    """A sheet may leave out what it does not see: spaces, quotes, marks of direction."""
    if text[:1] in FORMULA and text:
        return True
    seen = next((letter for letter in text if letter.isprintable() and letter not in " '\"\ufffd"), "")
    return seen in FORMULA
