"""Texts cut to a platform's size, which is counted in UTF-16 units. Pure.

Cuts fall at the ends of sentences, and never inside a number or a link.
"""

import re

# The best places to cut are in the second half of a part: ends of paragraphs, lines, sentences. Without one,
# any gap between words will do; gaps between digits come last, because they may be inside a number.
ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?؟…])\s"))
GAPS = (re.compile(r"(?<!\d)\s|\s(?![\d+])"), re.compile(r"\s"))


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` units, cut at paragraphs, lines, sentences or words."""
    if 2 * len(text) <= limit:
        return [text]  # a character has two units at most
    parts = []
    while units(text) > limit:
        end = cut(text, limit)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text] if text or not parts else parts


def cut(text: str, limit: int) -> int:
    """The position at which to cut, within the limit; inside a word only if there is no gap at all."""
    window = reach(text, limit)
    for places, least in ((ENDS, window // 2), (GAPS, 0)):
        for place in places:
            starts = (found.start() for found in place.finditer(text, 0, window + 2))
            if (last := max((start for start in starts if start <= window), default=0)) > least:
                return last
    return window


def reach(text: str, limit: int) -> int:
    """The number of characters that fit into `limit` units."""
    if units(text[:limit]) <= limit:
        return limit
    used = 0
    for index, character in enumerate(text):
        used += 1 + (character > "\uffff")
        if used > limit:
            return index
    return len(text)
