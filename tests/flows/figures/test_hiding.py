"""No small count can be told from a table with its small counts hidden, nor from its sums."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.figures.count import Counted, Figures, figures
from flows.figures.dimensions import DIMENSIONS, Cell
from flows.figures.hiding import FEW, Table, hide
from flows.figures.world import WORLD


def every(cells: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many counts with this total."""
    return (counts for counts in product(range(total + 1), repeat=cells) if sum(counts) == total)


@pytest.mark.parametrize("few", [2, 3])
@pytest.mark.parametrize("cells", [2, 3, 4])
def test_a_reader_who_knows_the_rule_and_the_total_cannot_tell_a_small_count(cells: int, few: int) -> None:
    order = "abcd"[:cells]
    for total in range(3 * few + 2):
        looks = defaultdict(list)
        for counts in every(cells, total):
            table = hide("", dict(zip(order, counts, strict=True)), order, few=few)
            looks[table].append(counts)
        for table, possible in looks.items():
            assert none_told(possible, [table.of(value) for value in order], few), (table, possible)


def none_told(possible: Sequence[tuple[int, ...]], shown: Sequence[int | None], few: int) -> bool:
    """Whether every hidden count that is small and not nought may be another one."""
    small = [{counts[place] for counts in possible} for place, count in enumerate(shown) if count is None]
    return not any(len(values) == 1 and 0 < min(values) < few for values in small)


ABROAD = [country for countries in WORLD.values() for country in countries[:3]]
cells = st.lists(
    st.builds(
        Cell,
        category=st.sampled_from(["fraud", "other", "threat", "child"]),
        place=st.sampled_from(["", "fes", "rabat", "abroad"]),
        country=st.sampled_from(["", *ABROAD[:12]]),
        channel=st.sampled_from(["web", "telegram"]),
        language=st.sampled_from(["fr", "ar"]),
        named=st.booleans(),
        urgent=st.booleans(),
        outcome=st.sampled_from(["received", "referred"]),
        group=st.sampled_from(["", "daesh"]),
        helped=st.sampled_from(["", "yes", "no"]),
        count=st.integers(1, 12),
    ),
    max_size=12,
)


FIELDS = {"identity": "named", "urgency": "urgent"}
WORTH = {"unknown": "", "none": "", "named": True, "anonymous": False, "urgent": True, "usual": False}
"""The values of a cell for those of a table, where they differ."""


@given(cells)
def test_moving_one_report_out_of_a_small_count_gives_figures_that_look_the_same(given: list[Cell]) -> None:
    told = shown(given)
    for name in DIMENSIONS.keys() - {"world"}:
        table, counts = told.tables[name], counted(name, given)
        small = [value for value, count in counts.items() if 0 < count < FEW]
        assert all(table.of(value) is None for value in small)
        partner = [value for value, count in counts.items() if table.of(value) is None and count >= FEW]
        for value in small if partner else ():
            to = {FIELDS.get(name, name): WORTH.get(partner[0], partner[0])}
            assert shown(moved(given, name, value, to)) == told


@given(cells)
def test_where_a_count_is_hidden_all_that_is_within_it_is_hidden(given: list[Cell]) -> None:
    told = shown(given)
    if told.tables["place"].of("abroad") is None:
        assert told.tables["world"] == nothing("world", DIMENSIONS["world"].order)
    for region, table in told.countries.items():
        if told.tables["world"].of(region) is None:
            assert table == nothing(table.name, WORLD[region])


def shown(cells: list[Cell]) -> Figures:
    return figures(Counted(cells, (), {}, 0))


def counted(name: str, cells: list[Cell]) -> dict[str, int]:
    counts = dict.fromkeys(DIMENSIONS[name].order, 0)
    for cell in cells:
        counts[str(DIMENSIONS[name].value(cell))] += cell.count
    return counts


def moved(cells: list[Cell], name: str, value: str, to: dict[str, Any]) -> list[Cell]:
    """The cells with one report of this value moved."""
    place = next(at for at, cell in enumerate(cells) if DIMENSIONS[name].value(cell) == value)
    left = replace(cells[place], count=cells[place].count - 1)
    return [*cells[:place], left, *cells[place + 1 :], replace(cells[place], count=1, **to)]


def nothing(name: str, order: tuple[str, ...]) -> Table:
    return Table(name, tuple((value, None) for value in order), None)
