"""The trained reader: a linear model over the features of a text, whose weights `make reader` trains.

Every feature has one row: a whole number whose lanes of 24 bits hold one weight for each column, so that a
text is read by adding whole numbers. A column is one question: `despair`, `category fraud`, `intent yes`.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, repeat
from math import sqrt
from typing import Any
from zlib import decompress

from flows.reading.features import PAIRS, Words, length, pairs, pieces
from flows.remembered import remembered

LANE = 24
_MASK = (1 << LANE) - 1
ZERO = 127
"""Weights are stored as whole numbers from 0 to 254; this one means no weight."""
PAIRS_COUNT = 1.5
"""Pairs of words count so much more than pieces of words."""
MOST_WHOLE = 16
"""A text of so many words is weighed as a whole."""
STRETCHES = ((12, 4, 0.0), (8, 3, 2.5))
"""A long text is weighed in stretches of so many words, each so many words after the one before.

A shorter stretch tells less, so that much is taken from its score.
"""
WEIGHTS = "reader.weights"


def lanes(weights: bytes) -> int:
    """The row of a feature: its weights one to a lane, after a lane that counts the rows added up."""
    wide = bytearray((len(weights) + 1) * LANE // 8)
    wide[0] = 1
    wide[LANE // 8 :: LANE // 8] = weights
    return int.from_bytes(wide, "little")


class Model:
    """The rows of all features, and for each column its bias and the size of one unit of weight."""

    def __init__(self, stored: Mapping[str, Any], rows: bytes) -> None:
        """Take the weights as `bench/reader/train.py` stores them: one byte for each feature and column."""
        width = len(stored["columns"])
        names: list[str] = stored["features"]
        self._rows = {name: lanes(rows[at * width : (at + 1) * width]) for at, name in enumerate(names)}
        self.units: list[float] = stored["units"]
        self.bias: list[float] = stored["bias"]
        heads: dict[str, dict[str, int]] = {}
        for place, column in enumerate(stored["columns"]):
            head, _, label = column.partition(" ")
            heads.setdefault(head, {})[label] = place
        self.heads: Mapping[str, Mapping[str, int]] = heads
        """The columns by head and label; a head of one column has the label ``""``."""
        self._word = remembered(4096)(self._sum_of_word)

    def _sum(self, features: Iterable[str]) -> int:
        return sum(map(self._rows.get, features, repeat(0)))

    def _sum_of_word(self, word: str) -> tuple[int, int]:
        found = pieces(word)
        return self._sum(found), len(found)

    def weigh(self, words: Words) -> "Weighed":
        """Add up the rows of all words; the scores of the columns are computed when they are asked for."""
        known = [self._word(word) for word in words]
        letters = list(accumulate((row for row, _ in known), initial=0))
        counts = list(accumulate((count for _, count in known), initial=0))
        neighbours = list(accumulate(map(self._sum, pairs(words)), initial=0))
        return Weighed(self, letters, counts, neighbours, self._sum((length(words),)))


class Weighed:
    """The sums over a text up to each word, so that any stretch of it is weighed by two subtractions."""

    __slots__ = ("_counts", "_letters", "_made", "_model", "_neighbours", "_whole")

    def __init__(
        self, model: Model, letters: list[int], counts: list[int], neighbours: list[int], size: int
    ) -> None:
        """Keep the sums of pieces, their numbers, the sums of pairs, and the row of the text's length."""
        self._model = model
        self._letters, self._counts, self._neighbours = letters, counts, neighbours
        self._made: list[_Part] = []
        self._whole = _Part(letters[-1], counts[-1], neighbours[-1] + size, PAIRS * len(counts) + 1)

    def score(self, head: str) -> float:
        """The score of a head of yes or no, above zero for yes: of the likeliest stretch of a long text.

        A cry for help is a few words, and the text around it may be long.
        """
        place = self._model.heads[head][""]
        bias, unit = self._model.bias[place], self._model.units[place]
        return max(bias + unit * one.weight(place) - one.doubt for one in self._parts())

    def _parts(self) -> list["_Part"]:
        """The stretches of the text; of a short one the whole too. Several threads may read one text."""
        if not self._made:
            words = len(self._counts) - 1
            made = [self._whole] if words <= MOST_WHOLE else []
            for size, step, doubt in STRETCHES:
                starts = range(0, words - size + step, step) if words > size + step else ()
                made += [self._stretch(at, min(at + size, words), doubt) for at in starts]
            self._made = made
        return self._made

    def ranked(self, head: str) -> list[tuple[float, str]]:
        """The labels of a head with their scores for the whole text, the likeliest first."""
        bias, units, whole = self._model.bias, self._model.units, self._whole
        places = self._model.heads[head].items()
        return sorted(
            ((bias[at] + units[at] * whole.weight(at), label) for label, at in places), reverse=True
        )

    def _stretch(self, start: int, end: int, doubt: float) -> "_Part":
        letters = self._letters[end] - self._letters[start]
        neighbours = self._neighbours[end] - self._neighbours[start]
        count = self._counts[end] - self._counts[start]
        return _Part(letters, count, neighbours, PAIRS * (end - start), doubt)


class _Part:
    """The sums over a part of a text, and the roots of how many features they add up."""

    __slots__ = (
        "_letters",
        "_neighbours",
        "_no_letters",
        "_no_neighbours",
        "_of_letters",
        "_of_pairs",
        "doubt",
    )

    def __init__(self, letters: int, count: int, neighbours: int, pairs: int, doubt: float = 0.0) -> None:
        self._letters, self._neighbours, self.doubt = letters, neighbours, doubt
        self._no_letters, self._no_neighbours = ZERO * (letters & _MASK), ZERO * (neighbours & _MASK)
        self._of_letters, self._of_pairs = 1 / sqrt(count or 1), PAIRS_COUNT / sqrt(pairs)

    def weight(self, place: int) -> float:
        """The weight of a column, in its units."""
        shift = LANE * (place + 1)
        letters = (self._letters >> shift & _MASK) - self._no_letters
        neighbours = (self._neighbours >> shift & _MASK) - self._no_neighbours
        return letters * self._of_letters + neighbours * self._of_pairs


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of this program, read when the first text comes."""
    head, _, rows = decompress(files("flows.reading").joinpath(WEIGHTS).read_bytes()).partition(b"\n")
    return Model(json.loads(head), rows)
