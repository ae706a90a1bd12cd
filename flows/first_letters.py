"""Looks for one of many patterns where a word begins, and tries only those that can begin with its letter.

`re` tries every alternative at every place of a text; a list of some thousand letters of pattern takes a
tenth of a millisecond so, which is most of what a text without any of them costs.
"""

import re
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of `re` has no public name
from re import _parser
from typing import Any

_WORDS = re.compile(r"[^\W_](?<!\w.)", re.DOTALL)
_WIDTHLESS = frozenset({codes.AT, codes.ASSERT, codes.ASSERT_NOT})
_REPEATS = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})
_ANY = None
"""In place of letters: a pattern may begin with whatever it likes."""


class WordPatterns:
    """Patterns that begin with a word; case matters. `then` must follow each, by default the word's end.

    `search` and `finditer` give what those of `(?<!\\w)(?:one|other)(?!\\w)` do in a text whose words begin
    with letters or digits, as those of normalised texts do.
    """

    def __init__(self, pattern: str, then: str = r"(?!\w)") -> None:
        self._then = then
        self._patterns = [(each, _firsts(list(_parser.parse(each)))) for each in alternatives(pattern)]
        self._matchers: dict[str, Any] = {}  # Any: a compiled pattern's `match`

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches, none of which begins inside another."""
        end = 0
        for word in _WORDS.finditer(text):
            if (start := word.start()) >= end and (found := self._matcher(word[0])(text, start)):
                yield found
                end = found.end()

    def _matcher(self, letter: str) -> Any:
        known = self._matchers.get(letter)
        if known is None:
            able = [each for each, firsts in self._patterns if firsts is _ANY or ord(letter) in firsts]
            known = re.compile(f"(?:{'|'.join(able)}){self._then}").match if able else _nothing
            self._matchers[letter] = known
        return known


def _nothing(text: str, start: int) -> None:
    """No pattern begins with this letter."""


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, outside its groups and classes."""
    found, depth, start = [], 0, 0
    for piece in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()|]", pattern, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "|" and not depth:
            found.append(pattern[start : piece.start()])
            start = piece.end()
    return [*found, pattern[start:]]


def _firsts(parsed: Sequence[Any]) -> frozenset[int] | None:
    """The letters that a parsed pattern can begin with, as code points."""
    for at, (code, given) in enumerate(parsed):
        if code in _WIDTHLESS:
            continue
        if code is codes.LITERAL:
            return frozenset((given,))
        rest = list(parsed[at + 1 :])
        if code is codes.IN:
            return _of_class(given)
        if code is codes.SUBPATTERN:
            return _firsts([*given[-1], *rest])
        if code is codes.BRANCH:
            return _all_of(_firsts([*branch, *rest]) for branch in given[1])
        if code in _REPEATS:
            least, _, repeated = given
            ways = [[*repeated, *rest]] if least else [[*repeated, *rest], rest]
            return _all_of(map(_firsts, ways))
        return _ANY
    return _ANY


def _of_class(given: Sequence[Any]) -> frozenset[int] | None:
    letters: set[int] = set()
    for code, which in given:
        if code is codes.LITERAL:
            letters.add(which)
        elif code is codes.RANGE:
            letters.update(range(which[0], which[1] + 1))
        else:
            return _ANY
    return frozenset(letters)


def _all_of(several: Iterator[frozenset[int] | None]) -> frozenset[int] | None:
    found: frozenset[int] = frozenset()
    for firsts in several:
        if firsts is _ANY:
            return _ANY
        found |= firsts
    return found
