"""The likeliest category of a text, from weighed clues; None when they are few or undecided."""

from collections.abc import Iterable, Iterator, Mapping

from flows.lexicon.clues import CLUES
from flows.lexicon.clues_latin import SPOKEN_CLUES
from flows.lexicon.commands import CATEGORY_WORDS
from flows.reading.phrases import Index, Words, index, spans, spoken, written

Clue = tuple[str, int]

_ENOUGH = 3
_NAME_WEIGHT = 2
_LINK_WEIGHT = 1


def _clues(tables: Mapping[str, Mapping[int, Iterable[str]]]) -> Iterator[tuple[str, Clue]]:
    for category, tiers in tables.items():
        for weight, phrases in tiers.items():
            yield from ((phrase, (category, weight)) for phrase in phrases)


def _names() -> Iterator[tuple[str, Clue]]:
    for category, words in CATEGORY_WORDS.items():
        if category != "other":
            yield from ((word.replace("(", "").replace(")", ""), (category, _NAME_WEIGHT)) for word in words)


_WRITTEN = index((*_clues(CLUES), *_names()), written)
_SPOKEN = index(_clues(SPOKEN_CLUES), spoken)


def _weigh(table: Index[Clue], words: Words) -> dict[tuple[str, Words], int]:
    """Each clue once, at its greatest weight."""
    found: dict[tuple[str, Words], int] = {}
    for start, end, (category, weight) in spans(table, words):
        clue = category, words[start:end]
        found[clue] = max(weight, found.get(clue, 0))
    return found


def _scores(text: str) -> dict[str, int]:
    scores = {"fraud": _LINK_WEIGHT} if "://" in text or "www." in text else {}
    for found in (_weigh(_WRITTEN, written(text)), _weigh(_SPOKEN, spoken(text))):
        for (category, _), weight in found.items():
            scores[category] = scores.get(category, 0) + weight
    return scores


def guess_category(text: str) -> str | None:
    """The category that the words make likeliest; None when they say too little or point two ways."""
    ranked = sorted(_scores(text).items(), key=lambda score: -score[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    tied = len(ranked) > 1 and ranked[1][1] == ranked[0][1]
    return None if tied else ranked[0][0]
