"""Words a letter or two apart: `arnak`, `whatsap`, `instgram`."""

import re

from flows.remembered import remembered

_LETTERS = 5
_MANY_LETTERS = 9
_SOUNDS = (("qu", "k"), ("ck", "k"), ("ph", "f"), ("œ", "oe"))
_DOUBLED = re.compile(r"([^\W\d])\1+")
_SILENT = re.compile(r"(?<=\w{3})es?\b")


@remembered(4096)
def sounds(words: str) -> str:
    """Words as they sound in French: without double or silent letters, `qu` as `k`."""
    for written, heard in _SOUNDS:
        words = words.replace(written, heard)
    return _SILENT.sub("", _DOUBLED.sub(r"\1", words))


def close(word: str, name: str) -> bool:
    """Whether a word is a name with one wrong letter, two in a long name; the first letter must be right.

    The Arabic article counts for no letter: `السلام` is not `السلاح`.
    """
    word, name = word.removeprefix("ال"), name.removeprefix("ال")
    length = min(len(word), len(name))
    if length < _LETTERS or word[0] != name[0]:
        return False
    allowed = 2 if length >= _MANY_LETTERS else 1
    return abs(len(word) - len(name)) <= allowed and distance(word, name) <= allowed


def distance(one: str, other: str) -> int:
    """The number of letters to add, drop, change or swap with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, older = row, [i], before
        before = last
        for j, other_letter in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
