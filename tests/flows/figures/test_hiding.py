"""No small count can be told from a table with its small counts hidden, nor from its sums."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

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


@pytest.mark.parametrize("few", [3, 4])
@pytest.mark.parametrize("cells", [2, 3, 4])
def test_a_reader_who_knows_the_rule_and_the_total_cannot_tell_a_small_count(cells: int, few: int) -> None:
    order = "abcd"[:cells]
    for total in range(3 * few + 1):
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


@given(cells)
def test_small_counts_are_hidden_and_never_one_alone(given: list[Cell]) -> None:
    told = shown(given)
    for name, dimension in DIMENSIONS.items():
        table, counts = told.tables[name], dict.fromkeys(dimension.order, 0)
        for cell in given:
            if (value := dimension.value(cell)) is not None:
                counts[value] += cell.count
        hidden = {value for value, count in table.rows if count is None}
        assert hidden >= {value for value, count in counts.items() if 0 < count < FEW}
        assert len(hidden) != 1
        if table.total is not None:
            assert table.hidden == sum(counts[value] for value in hidden)
        assert all(count == counts[value] for value, count in table.shown)


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


def nothing(name: str, order: tuple[str, ...]) -> Table:
    return Table(name, tuple((value, None) for value in order), None)
