"""Text on its way into lines: foreign text made harmless, islands kept whole, each line put in visual order.

An island is a part with an order of its own inside text of the other direction, such as a reference or a link
in an Arabic sentence. It stands between Unicode's isolates; so does every value that a message of the
catalogue holds.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
ISOLATES = LRI + RLI + FSI + PDI
_OPENING = LRI + RLI + FSI
_PART = re.compile(f"[{_OPENING}][^{LRI}{RLI}{FSI}{PDI}]*{PDI}|[^ ]")
_SET = {LRI: TextDirection.LTR, RLI: TextDirection.RTL}
_OPENS = {direction: sign for sign, direction in _SET.items()}
LONGEST_WHOLE = 40
"""Letters of an island that no line ends within, such as a telephone number."""
Width = Callable[[str], float]


def island(text: str) -> str:
    """Return a text that is read from left to right wherever it stands."""
    return f"{LRI}{text}{PDI}"


def foreign(text: str) -> str:
    """Return text of other people as an island in its own direction; signs that rule the order are named."""
    return "\n".join(f"{FSI}{line}{PDI}" if line else "" for line in plain(text).split("\n"))


def plain(text: str) -> str:
    """Return text with each control character by its code, which a reader can see; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(code(each) if _controls(each) else each for each in text)


def code(letter: str) -> str:
    """Return the code of a character, as `[U+202E]`."""
    return f"[U+{ord(letter):04X}]"


def _controls(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (kind == "Cc" and letter != "\n") or (kind == "Cf" and letter not in "\u200c\u200d")


def without_isolates(text: str) -> str:
    """Return a text as it is written, without the marks around islands."""
    return "".join(each for each in text if each not in ISOLATES)


def direction(text: str) -> TextDirection:
    """Return the direction of the first letter that has one."""
    return auto_detect_base_direction(text)


def own_direction(text: str, base: TextDirection) -> tuple[str, TextDirection]:
    """Return one paragraph and its direction: that of its content if it is one island, else `base`."""
    if len(text) > 2 and text[0] in _OPENING and text[1:].find(PDI) == len(text) - 2:
        inside = text[1:-1]
        return inside, direction(inside) if text[0] == FSI else _SET[text[0]]
    return text, base


def wrapped(text: str, width: float, measured: Width) -> Iterator[str]:
    """Yield the lines of one paragraph, none wider than `width`; a longer word is cut."""
    line = ""
    for word, continues in _words(text):
        longer = _joined(line, word, continues=continues) if line else word
        if measured(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _cut(word, width, measured)
        yield from whole
    yield line


def _joined(line: str, word: str, *, continues: bool) -> str:
    """Return the line and the next word; one island stays one, so that its words keep their order."""
    return f"{line[:-1]} {word[1:]}" if continues else f"{line} {word}"


def _words(text: str) -> list[tuple[str, bool]]:
    """Split a text at its spaces, but no short island.

    Says of each word whether it goes on with the island of the word before.
    """
    found: list[tuple[str, bool]] = []
    word, at = "", 0
    for part in _PART.finditer(text):
        if word and part.start() > at:
            found.append((word, False))
            word = ""
        at = part.end()
        inside = part[0][1:-1]
        if len(inside) <= LONGEST_WHOLE or " " not in inside:
            word += part[0]
            continue
        opens = part[0][0] if part[0][0] != FSI else _OPENS[direction(inside)]
        first, *more = [f"{opens}{each}{PDI}" for each in inside.split()]
        found += [(word + first, False), *((each, True) for each in more[:-1])]
        word = ""
        found += [(each, True) for each in more[-1:]]
    return [*found, (word, False)] if word else found


def _cut(word: str, width: float, measured: Width) -> list[str]:
    """Return a word in pieces that fit; the pieces of an island are islands."""
    if measured(word) <= width:
        return [word]
    opens = word[0] if word[0] in ISOLATES and word[-1] == PDI else ""
    inside, closes = without_isolates(word), PDI if opens else ""
    pieces, piece = [], ""
    for letter in inside:
        if piece and measured(piece + letter) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [f"{opens}{each}{closes}" for each in (*pieces, piece)]


def visual(line: str, base: TextDirection) -> list[tuple[str, TextDirection]]:
    """Return the runs of a line from left to right, each with its direction."""
    if not line:
        return []
    runs: list[tuple[str, int]] = []
    for each in BidiParagraph(line, base).get_characters_with_embedding_level():
        if each.character in ISOLATES:
            continue
        if runs and runs[-1][1] == each.embedding_level:
            runs[-1] = (runs[-1][0] + each.character, each.embedding_level)
        else:
            runs.append((each.character, each.embedding_level))
    levels = [level for _, level in runs]
    for level in range(max(levels, default=0), 0, -1):
        runs = _turned(runs, level)
    return [(text, TextDirection.RTL if level % 2 else TextDirection.LTR) for text, level in runs]


def _turned(runs: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Return the runs with each sequence at this level or above turned round (rule L2)."""
    found: list[tuple[str, int]] = []
    turned: list[tuple[str, int]] = []
    for run in runs:
        if run[1] >= level:
            turned.insert(0, run)
        else:
            found += [*turned, run]
            turned = []
    return found + turned
