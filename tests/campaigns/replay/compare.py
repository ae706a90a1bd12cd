"""Compares the figures that the product tells with what was played."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.figures.count import Counted, figures
from flows.figures.dimensions import Cell
from flows.figures.statement import statement
from flows.figures.world import WORLD
from tests.campaigns.replay.quarter import HERE, PERIOD, Quarter, Report

LANGUAGES = ("ar", "fr")
IN_WORDS = 2
"""Arabic writes one and two of something without a number."""
NUMBER = re.compile(r"\d{1,3}(?:[.\u202f]\d{3})*")
FACTS = (
    *((7083, None), (6788, 96), (4073, 60), (1358, 20), (679, 10), (339, 5), (339, 5), (295, 4), (85, 29)),
    *((82, None), (23, 28), (9, 11), (50, 61), (4117, 58), (564, 8)),
)
"""The numbers of the police's statement, in its order, with the shares that they are."""
TABLES: Mapping[str, Callable[[Report], str]] = {
    "category": lambda one: one.category,
    "channel": lambda one: one.channel,
    "language": lambda one: one.language,
    "identity": lambda one: "named" if one.named else "anonymous",
    "group": lambda one: "daesh" if one.group else "none",
}


def stats(told: Mapping[str, Any], given: Quarter) -> Iterator[str]:
    """Yield each count of `stats --exact` that is not as played."""
    reports = given.reports()
    if told["all"] != given.total:
        yield f"{told['all']} cases, not {given.total}"
    for name, value in TABLES.items():
        yield from _differs(name, told["tables"][name], Counter(map(value, reports)))
    abroad = Counter(one.country for one in reports if one.country != HERE)
    place = _counts(told["tables"]["place"])["abroad"]
    if place != abroad.total():
        yield f"{place} from abroad, not {abroad.total()}"
    for region, countries in WORLD.items():
        here = Counter({country: abroad[country] for country in countries if abroad[country]})
        yield from _differs(f"country-{region}", told["tables"][f"country-{region}"], here)
    if {outcome: count for outcome, count in told["suspects"].items() if count} != given.suspects:
        yield f"suspects {told['suspects']}, not {given.suspects}"


def _counts(table: Mapping[str, Any]) -> Counter[str]:
    return Counter({row["value"]: row["count"] for row in table["rows"]})


def _differs(name: str, table: Mapping[str, Any], played: Counter[str]) -> Iterator[str]:
    for value in {**_counts(table), **played}:
        if (told := _counts(table)[value]) != played[value]:
            yield f"{name}, {value}: {told}, not {played[value]}"


def statements(told: Mapping[str, Mapping[str, Any]], given: Quarter) -> Iterator[str]:
    """Yield each figure of the statements that is not as played; for the quarter, not as the police's."""
    expected = statement(figures(Counted(cells(given), (), given.suspects, 0)), PERIOD)
    played = [(row.count, row.percent) for row in expected.rows]
    if given.total == FACTS[0][0] and tuple(played[: len(FACTS)]) != FACTS:
        yield f"the statement counts {played[: len(FACTS)]}, not {FACTS}"
    for language, each in told.items():
        found = [(_number(number), _number(share)) for _, number, share in each["rows"]]
        if found != played:
            yield f"the statement in {language} counts {found}, not {played}"
        numbers = set(map(_number, NUMBER.findall(" ".join(each["paragraphs"]))))
        if missing := {count for count, _ in played if count > IN_WORDS} - numbers:
            yield f"the statement in {language} does not say {missing}"


def _number(text: str) -> int | None:
    """Return a number as it is written in either language; None where there is none."""
    digits = "".join(filter(str.isdecimal, text))
    return int(digits) if digits else None


def cells(given: Quarter) -> list[Cell]:
    """Return the reports as the figures see them."""
    return [
        Cell(
            category=one.category,
            place="abroad" if one.country != HERE else one.region,
            country="" if one.country == HERE else one.country,
            channel=one.channel,
            language=one.language,
            named=one.named,
            urgent=False,
            outcome="examined",
            group="daesh" if one.group else "",
            helped="",
            count=1,
        )
        for one in given.reports()
    ]
