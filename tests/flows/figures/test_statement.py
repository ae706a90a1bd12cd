"""The statement says shares as they are, and nothing that the figures hide."""

from datetime import date, timedelta, timezone

import pytest

from flows.figures.count import Counted, Taken, figures
from flows.figures.dimensions import Cell
from flows.figures.facts import Facts, told_in
from flows.figures.period import Period
from flows.figures.statement import Statement, fraction, percent, statement
from flows.figures.world import name_of, region_of

QUARTER = Period(date(2024, 6, 1), date(2024, 8, 31))


def cell(count: int, category: str = "fraud", **more: object) -> Cell:
    facts = {"place": "fes", "country": "", "group": "", "named": False} | more
    return Cell(
        category=category,
        channel="web",
        language="fr",
        urgent=False,
        outcome="received",
        helped="",
        count=count,
        **facts,  # type: ignore[arg-type]  # as given
    )


def told(*cells: Cell, suspects: dict[str, int] | None = None, erased: int = 0) -> Statement:
    return statement(figures(Counted(cells, (), suspects or {}, erased)), QUARTER)


def keys(given: Statement) -> list[str]:
    return [part.line.key.removeprefix("statement-") for part in given.paragraphs]


@pytest.mark.parametrize(
    ("part", "whole", "share", "word"),
    [
        *((4117, 7083, 58, "half"), (2, 3, 67, "half"), (67, 100, 67, "two-thirds"), (1, 2, 50, "third")),
        *((1, 4, 25, ""), (26, 100, 26, "quarter"), (91, 100, 91, "most"), (339, 6788, 5, "")),
    ],
)
def test_a_share_is_called_what_it_is(part: int, whole: int, share: int, word: str) -> None:
    assert (percent(part, whole), fraction(part, whole)) == (share, word)


def test_every_part_is_told_in_its_order() -> None:
    found = told(
        cell(60, named=True),
        cell(9, "threat"),
        cell(2, "drugs"),
        cell(20, "terrorism", group="daesh"),
        cell(7, "other", place="abroad", country="France"),
        suspects={"justice": 2, "identified": 1},
        erased=3,
    )
    assert keys(found) == [
        *("handled", "erased", "technology", "kind", "kind", "rest", "terrorism", "group"),
        *("suspects", "justice", "identified", "named", "abroad", "world"),
    ]
    counts = [(row.count, row.percent) for row in found.rows]
    assert counts[:6] == [(101, None), (3, 3), (78, 80), (60, 77), (9, 12), (9, 12)]
    assert counts[6:] == [(20, 20), (20, 100), (3, None), (2, 67), (1, 33), (60, 61), (7, 7), (7, 100)]


def test_small_counts_are_told_in_no_part() -> None:
    found = told(
        cell(40), cell(10, "threat"), cell(3, "terrorism", group="daesh", named=True), cell(2, place="abroad")
    )
    assert keys(found) == ["handled", "kinds", "kind", "rest"]
    assert keys(told()) == ["handled"]
    assert keys(told(cell(40), cell(1, "threat"))) == ["handled"]
    assert keys(told(cell(9, "terrorism"))) == ["handled", "terrorism"]


def test_less_than_a_quarter_is_told_without_a_fraction() -> None:
    assert "named-plain" in keys(told(cell(90), cell(10, named=True)))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2024, 6, 1), date(2024, 8, 31), (date(2024, 3, 1), date(2024, 5, 31))),
        (date(2026, 1, 1), date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2026, 3, 2), date(2026, 3, 8), (date(2026, 2, 23), date(2026, 3, 1))),
        (date(2026, 3, 1), date(2026, 3, 8), (date(2026, 2, 21), date(2026, 2, 28))),
    ],
)
def test_a_period_of_whole_months_is_compared_with_whole_months(
    first: date, last: date, before: tuple[date, date]
) -> None:
    assert Period(first, last).before == Period(*before)


def test_a_period_ends_after_its_last_day() -> None:
    start, end = QUARTER.bounds(timezone(timedelta(hours=1)))
    assert end - start == QUARTER.days * 86400


@pytest.mark.parametrize(
    ("answers", "category", "facts"),
    [
        ((("country", "ana f fransa"),), "fraud", Facts("France", "")),
        ((("country", "Atlantide"), ("group", "تنظيم داعش")), "terrorism", Facts("", "daesh")),
        ((("story", "une chaîne de l'Etat islamique"),), "terrorism", Facts("", "daesh")),
        ((("story", "une chaîne d'Al-Qaïda"),), "terrorism", Facts("", "qaida")),
        ((("story", "عندي قاعدة بيانات"),), "terrorism", Facts("", "")),
        ((("story", "il se dit de Daech"),), "fraud", Facts("", "")),
        ((("money", "recent"),), "fraud", Facts("", "", money=True)),
        ((("money", "earlier"),), "fraud", Facts("", "", money=False)),
    ],
)
def test_the_country_and_the_group_are_read_in_three_languages(
    answers: tuple[tuple[str, str], ...], category: str, facts: Facts
) -> None:
    assert told_in(answers, category) == facts


def test_countries_have_a_region_and_a_name_in_both_languages() -> None:
    assert (region_of("Algérie"), region_of("")) == ("north-africa", "")
    assert (name_of("Espagne", "fr"), name_of("Espagne", "ar")) == ("Espagne", "إسبانيا")


def test_times_are_those_of_the_cases_in_the_middle_and_at_nine_in_ten() -> None:
    taken = [Taken(100.0, 100.0 + each, 0.0, 90.0) for each in range(1, 11)]
    times = figures(Counted((), taken, {}, 0)).times
    assert (times["looked"].median, times["looked"].ninetieth) == (5.0, 9.0)
    assert (times["referred"].median, times["ended"].median) == (None, 0.0)
    assert figures(Counted((), taken[:4], {}, 0)).times["looked"].median is None
    assert figures(Counted((), taken[:4], {}, 0), hidden=False).times["looked"].median == 2.0
