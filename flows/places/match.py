"""The places that a few typed words name: exactly, by a usual spelling, or with typing errors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from flows.answers.read import said, yes_or_no
from flows.lexicon.commands import DARIJA_LATIN_MARKS, DARIJA_MARKS, FRENCH_MARKS, listed
from flows.lexicon.greetings import AROUND_ANSWERS, AROUND_REPORTS, COURTESIES, GREETINGS, REPORTING
from flows.places.gazetteer import Town, gazetteer
from flows.places.spellings import AROUND, USUAL
from flows.reading import negation
from flows.reading.answers import normalise
from flows.record import record

CHOICES = 3
"""The most places that a person is asked to choose from."""
CITY = 50_000
"""Inhabitants of a place that is meant, without being asked, in spite of a typing error or other words."""
_OUTWEIGHS = 10
"""A place with so many times the inhabitants of its namesakes is the one that is meant."""
_FEW = 8
"""A text of more words is an account, in which no place is looked for."""
_LONGEST = 4
_FUZZY = 5
"""Letters of a name below which a typing error makes another name."""
_LONG = 9
_BEST = 12

_HOMELY = frozenset(map(normalise, listed("المنزل, منزل, الدار, السوق, المدينة, العمل, souk, menzel")))
"""Names of small places that are ordinary words too."""

_SOUNDS = (
    *(
        ("ouled", "oulad"),
        ("ou", "u"),
        ("oo", "u"),
        ("w", "u"),
        ("qu", "k"),
        ("q", "k"),
        ("9", "k"),
        ("ck", "k"),
        ("ch", "x"),
    ),
    *(("sh", "x"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("3", "a"), ("7", "h")),
    *(("5", "h"), ("2", ""), ("ee", "i"), ("y", "i"), ("c", "k"), ("'", "")),
)
_LETTERS = str.maketrans("طصضظذثئؤ", "تسدددتيو")
"""Arabic letters that people write for one another."""
_JOINED = frozenset("فبلو")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_ARTICLE = re.compile(r"^(?:al|el|ad|er|es|et|ez|en|l)[ -]+(?=\w{3})")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:[وفبل]?ال)(?=\w{3})")


@record
class Matched:
    """The places that a text may name, the likeliest first. `sure`: the first is meant.

    `whole`: the text is the name and says no more.
    """

    towns: tuple[Town, ...] = ()
    sure: bool = False
    whole: bool = True


def match(text: str, region: str = "") -> Matched:
    """The places that an answer to "which town?" names; those of a `region` that was chosen come first.

    A place outside of the chosen region, and a small one with a typing error, is never sure.
    """
    words = said(text)
    if not 0 < len(words) <= _FEW:
        return Matched()
    bare = [word for word in words if word not in _around()]
    for name in _ways(" ".join(words), " ".join(bare)):
        if known := _index().get(sound(name)):
            best = _chosen(known, region)
            return Matched(best.towns, best.sure and not {*words} - _around() <= _HOMELY)
    if yes_or_no(text) or negation.refuses(text) or negation.asks(text) or not bare:
        return Matched()
    if (found := _inside(bare)).towns:
        return Matched(found.towns, found.sure and _fits(found.towns, region), whole=False)
    return _misspelt(" ".join(bare), region)


def _ways(*names: str) -> dict[str, None]:
    """The names, and each of them without the Arabic preposition that is written with it."""
    joined = [name[1:] for name in names if name[:1] in _JOINED]
    return dict.fromkeys((*names, *joined))


def named(text: str) -> Town | None:
    """The only place whose name is the whole text, whatever was asked."""
    words = [word for word in said(text) if word not in _around()]
    name = " ".join(words)
    if len(name) < _FUZZY or {*words} <= _HOMELY | _words():
        return None
    found = _chosen(_index().get(sound(name), ()), "")
    return found.towns[0] if found.sure else None


def sound(name: str) -> str:
    """The name for comparing: without article, double letters and spaces, as it sounds in French."""
    if name[:1] >= "\u0600":
        return _ARABIC_ARTICLE.sub("", name).replace(" ", "").translate(_LETTERS)
    name = _ARTICLE.sub("", name)
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return _DOUBLED.sub(r"\1", name.replace(" ", ""))


def _chosen(towns: Iterable[Town], region: str) -> Matched:
    """The places of one name: those of the region, else all; the largest first."""
    known = [*towns]
    inside = [town for town in known if not region or town.region == region]
    ranked = _distinct(sorted(inside or known, key=lambda town: -town.people))
    clear = len(ranked) == 1 or ranked[0].people >= _OUTWEIGHS * ranked[1].people if ranked else False
    return Matched(tuple(ranked[:CHOICES]), clear and bool(inside))


def _distinct(towns: Iterable[Town]) -> list[Town]:
    """The places without provinces and quarters that have the name of a city in them."""
    kept: list[Town] = []
    for town in sorted(towns, key=lambda one: (one.code.count(".") == 1, bool(one.within))):
        if not any(one.province == town.province for one in kept):
            kept.append(town)
    return sorted(kept, key=lambda town: -town.people)


def _fits(towns: Sequence[Town], region: str) -> bool:
    return not region or towns[0].region == region


def _inside(words: list[str]) -> Matched:
    """The only city that some of the words name, beside something else, such as its quarter."""
    found: dict[str, Matched] = {}
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            name = sound(" ".join(words[at:end]))
            if len(name) > 2 and not _ordinary(words[at:end]) and (towns := _index().get(name)):
                best = _chosen(towns, "")
                found.setdefault(best.towns[0].province, best)
                at = end - 1
                break
        at += 1
    only = [best for best in found.values() if best.sure and best.towns[0].people >= CITY]
    return only[0] if len(found) == len(only) == 1 else Matched()


def _misspelt(name: str, region: str) -> Matched:
    """The places whose names are a letter or two from the text."""
    heard = sound(name)
    if len(heard) < _FUZZY or all(map(_usual, name.split())):
        return Matched()
    most = 2 if len(heard) >= _LONG else 1
    near = extract(heard, _keys(), scorer=OSA.distance, score_cutoff=most, limit=_BEST)
    ranked = sorted(
        ((distance, town) for key, distance, _ in near if key[0] == heard[0] for town in _index()[key]),
        key=lambda one: (bool(region) and one[1].region != region, one[0], -one[1].people),
    )
    towns = _distinct_in_order(town for _, town in ranked)
    nearest = [town for distance, town in ranked if distance == ranked[0][0]]
    clear = bool(towns) and towns[0].people >= CITY and _fits(towns, region)
    only = clear and all(
        town.people * _OUTWEIGHS <= towns[0].people or town.province == towns[0].province for town in nearest
    )
    return Matched(tuple(towns[:CHOICES]), only)


def _distinct_in_order(towns: Iterable[Town]) -> list[Town]:
    kept: list[Town] = []
    for town in towns:
        if not any((one.province, one.french) == (town.province, town.french) for one in kept):
            kept.append(town)
    return kept


def _ordinary(words: list[str]) -> bool:
    return len(words) == 1 and _usual(words[0])


def _usual(word: str) -> bool:
    return word in _words()


@cache
def _around() -> frozenset[str]:
    return frozenset(word for phrase in AROUND for word in said(phrase))


@cache
def _words() -> frozenset[str]:
    """Words that are no place inside a text, though a small place may have the name."""
    phrases = (
        *FRENCH_MARKS,
        *DARIJA_MARKS,
        *DARIJA_LATIN_MARKS,
        *(*AROUND_ANSWERS, *AROUND_REPORTS, *COURTESIES, *GREETINGS, *REPORTING),
    )
    return frozenset(word for phrase in phrases for word in said(phrase))


@cache
def _index() -> Mapping[str, tuple[Town, ...]]:
    """Every place by the sound of each of its names."""
    found: dict[str, dict[str, Town]] = defaultdict(dict)
    largest: dict[str, Town] = {}
    for town in gazetteer().towns.values():
        for name in (town.french, town.arabic):
            for written in dict.fromkeys((normalise(name), " ".join(said(name)))):
                found[sound(written)][town.code] = town
        largest[town.french] = max(largest.get(town.french, town), town, key=_weight)
    for first, *others in USUAL:
        town = largest[first]
        for name in (first, *others):
            found[sound(" ".join(said(name)))][town.code] = town
    return {key: tuple(towns.values()) for key, towns in found.items() if key}


def _weight(town: Town) -> tuple[bool, int]:
    """A city comes before the province of its name, and then the larger one."""
    return town.code != town.province, town.people


@cache
def _keys() -> tuple[str, ...]:
    return tuple(_index())
