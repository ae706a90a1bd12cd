"""Whatever periods of whole months a reader subtracts, no month's small count can be told."""

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.figures.count import Counted, Figures, figures
from flows.figures.dimensions import Cell
from flows.figures.hiding import Table
from flows.figures.months import together
from flows.figures.period import Period
from tests.flows.figures.test_hiding import cells

YEAR = st.lists(cells, min_size=2, max_size=4)


def counted(found: list[Cell]) -> Counted:
    return Counted(found, (), {}, 0)


def all_tables(told: Figures) -> Iterator[Table]:
    yield from (*told.tables.values(), *told.countries.values())


def shown(given: list[list[Cell]]) -> tuple[Figures, list[Figures]]:
    """The figures of months together, and of each alone."""
    months = [figures(counted(month)) for month in given]
    whole = figures(counted([cell for month in given for cell in month]), hidden=False)
    return together(whole, months), months


@given(YEAR)
def test_a_period_tells_nothing_that_its_months_do_not(given: list[list[Cell]]) -> None:
    whole, months = shown(given)
    for table, *parts in zip(all_tables(whole), *map(all_tables, months), strict=True):
        for value, count in table.rows:
            known = [part.of(value) for part in parts]
            told = [each for each in known if each is not None]
            assert count == (sum(told) if len(told) == len(known) else None), (table.name, value)
        totals = [part.total for part in parts if part.total is not None]
        assert table.total == (sum(totals) if len(totals) == len(parts) else None)


def test_a_month_is_not_told_by_a_quarter_without_the_other_months() -> None:
    def month(drugs: int) -> list[Cell]:
        told = ("web", "fr", False, False, "received", "", "")
        return [Cell(kind, "fes", "", *told, count) for kind, count in (("fraud", 20), ("drugs", drugs))]

    whole, months = shown([month(12), month(12), month(2)])
    drugs = [one.tables["category"].of("drugs") for one in (*months, whole)]
    assert drugs == [12, 12, None, None]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ((2024, 6, 1), (2024, 8, 31), [6, 7, 8]),
        ((2024, 12, 1), (2025, 1, 31), [12, 1]),
        ((2024, 2, 1), (2024, 2, 29), [2]),
        ((2024, 2, 1), (2024, 2, 28), []),
        ((2024, 2, 2), (2024, 2, 29), []),
        ((2024, 3, 1), (2024, 1, 31), []),
    ],
)
def test_the_months_of_a_period_are_whole_and_follow_each_other(
    first: tuple[int, int, int], last: tuple[int, int, int], months: list[int]
) -> None:
    found = Period(date(*first), date(*last)).months
    assert [one.first.month for one in found] == months
    for one, other in product(found, found):
        assert one == other or one.last < other.first or other.last < one.first
    assert not found or (found[0].first, found[-1].last) == (date(*first), date(*last))
