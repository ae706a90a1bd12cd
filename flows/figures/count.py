"""Counts the cases of a period into tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from flows.figures.dimensions import DIMENSIONS, Cell
from flows.figures.hiding import Table, exact, hide, hide_within
from flows.figures.times import Durations, measure
from flows.figures.world import WORLD, region_of
from flows.record import record

TIMES = ("looked", "referred", "ended")
SUSPECTS = ("justice", "wanted", "cleared", "identified")


@record
class Taken:
    """When a case was filed, first looked at, referred and brought to its first outcome; 0: not yet."""

    filed: float
    looked: float
    referred: float
    ended: float


@record
class Counted:
    """All that is counted of a period. `erased` are cases of the period that were erased since."""

    cells: Sequence[Cell]
    taken: Sequence[Taken]
    suspects: Mapping[str, int]
    erased: int

    @property
    def total(self) -> int:
        """Return how many cases were filed in the period, with those erased since."""
        return sum(cell.count for cell in self.cells) + self.erased


@record
class Figures:
    """The figures of a period; `countries` are tables by region of the world. Suspects are never hidden."""

    total: int
    erased: int
    tables: Mapping[str, Table]
    countries: Mapping[str, Table]
    times: Mapping[str, Durations]
    suspects: Mapping[str, int]


def figures(counted: Counted, *, hidden: bool = True) -> Figures:
    """Return the figures, small counts hidden or exact."""
    tables = {name: _table(name, counted.cells, hidden=hidden) for name in DIMENSIONS if name != "world"}
    abroad = tables["place"].of("abroad")
    world = _counts("world", counted.cells)
    order = DIMENSIONS["world"].order
    tables["world"] = hide_within("world", world, order, abroad) if hidden else exact("world", world, order)
    return Figures(
        total=counted.total,
        erased=counted.erased,
        tables=tables,
        countries={region: _countries(region, counted.cells, tables["world"], hidden) for region in WORLD},
        times={name: _time(name, counted.taken, hidden=hidden) for name in TIMES},
        suspects={outcome: counted.suspects.get(outcome, 0) for outcome in SUSPECTS},
    )


def _counts(name: str, cells: Iterable[Cell]) -> Counter[str]:
    dimension, found = DIMENSIONS[name], Counter[str]()
    for cell in cells:
        value = dimension.value(cell)
        if value is not None:
            found[value if value in dimension.order else dimension.order[0]] += cell.count
    return found


def _table(name: str, cells: Iterable[Cell], *, hidden: bool) -> Table:
    counts, order = _counts(name, cells), DIMENSIONS[name].order
    return hide(name, counts, order) if hidden else exact(name, counts, order)


def _countries(region: str, cells: Iterable[Cell], world: Table, hidden: bool) -> Table:
    """Return the table of a region's countries, within the count of the region."""
    counts = Counter[str]()
    for cell in cells:
        if cell.place == "abroad" and region_of(cell.country) == region:
            counts[cell.country] += cell.count
    name = f"country-{region}"
    if not hidden:
        return exact(name, counts, WORLD[region])
    return hide_within(name, counts, WORLD[region], world.of(region))


def _time(name: str, taken: Iterable[Taken], *, hidden: bool) -> Durations:
    seconds = [getattr(one, name) - one.filed for one in taken if getattr(one, name)]
    return measure(seconds) if hidden else measure(seconds, few=1)
