"""Messages for somebody abroad: the number for help there, where the message names numbers of Morocco.

Each number of Morocco is rendered between marks. In the middle of a sentence the number for help there takes
its place. A list of numbers becomes that number and the consulate, or goes where the reply named them before.
"""

import re
from collections.abc import Mapping

MOROCCAN = frozenset(
    {
        "police",
        "police_mobile",
        "gendarmerie",
        "ambulance",
        "children",
        "women",
        "trafficking",
        "listening",
    }
)
"""Lines to call that are reached from Morocco alone."""

MARK = "\x01"
"""Stands before and after each such number."""

_NUMBER = re.compile(rf"{MARK}[^{MARK}\n]*{MARK}")
_LISTED = re.compile(
    rf"^[^\n{MARK}]{{1,60}}:[ \u202f]?\u2068?{MARK}[^{MARK}\n]*{MARK}\u2069?(?: ?\([^\n]*)?$"
)


def marked(given: Mapping[str, str], left_out: str) -> dict[str, str]:
    """The given values with marks around the numbers of Morocco; a value that is left out stays."""
    return {
        name: f"{MARK}{value}{MARK}" if name in MOROCCAN and value != left_out else value
        for name, value in given.items()
    }


def there(text: str, number: str, lines: str, *, told: bool) -> str:
    """A text with marks for somebody abroad; `lines` are said in place of its first list of numbers.

    `told`: they stand in the reply already, so that the list goes, with the line above it.
    """
    kept: list[str] = []
    listing = False
    for line in text.split("\n"):
        if not _LISTED.match(line):
            listing = False
            kept.append(_NUMBER.sub(number, line))
        elif not listing:
            listing = True
            if told and kept and kept[-1].rstrip().endswith(":"):
                kept.pop()
            if not told:
                kept += lines.split("\n")
                told = True
    return "\n".join(kept).strip("\n")
