"""Hides small counts of a table, so that neither they nor the sums give a person away.

The rule: where a count is below FEW and not nought, all below FEW are hidden, nought too, and with them the
first of the others in the table's fixed order; the second as well where otherwise a single 1 and a single
FEW would be hidden. Then some other table with another value in the same place looks the same,
so that a reader who knows the rule and the total cannot tell a small count. The tests try every small table.
"""

from collections.abc import Iterable, Mapping, Sequence

from flows.record import record

FEW = 5


@record
class Table:
    """A table of counts in a fixed order. Hidden counts are None; `hidden` is their sum.

    The total, and with it the sum of what is hidden, is None where the total itself is hidden in another
    table.
    """

    name: str
    rows: tuple[tuple[str, int | None], ...]
    total: int | None

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """Return the rows that are shown, the largest first; equal ones stay in order."""
        found = [(value, count) for value, count in self.rows if count is not None]
        return tuple(sorted(found, key=lambda row: -row[1]))

    @property
    def hidden(self) -> int | None:
        """Return the sum of the counts that are hidden: the total without those shown."""
        return None if self.total is None else self.total - sum(count for _, count in self.shown)

    def of(self, value: str) -> int | None:
        """Return the count of a value; None where it is hidden."""
        return next((count for known, count in self.rows if known == value), None)


def hide(name: str, counts: Mapping[str, int], order: Sequence[str], *, few: int = FEW) -> Table:
    """Return the table with its small counts hidden. `order` names every value there can be."""
    values = {value: counts.get(value, 0) for value in order}
    hidden: list[str] = []
    if any(0 < count < few for count in values.values()):
        hidden = [value for value in order if values[value] < few]
        others = [value for value in order if values[value] >= few]
        bare = [values[value] for value in (*hidden, *others[:1])] == [1, few]
        hidden += others[: 2 if bare else 1]
    rows = tuple((value, None if value in hidden else values[value]) for value in order)
    return Table(name, rows, sum(values.values()))


def hide_within(
    name: str, counts: Mapping[str, int], order: Sequence[str], total: int | None, *, few: int = FEW
) -> Table:
    """Return a table whose total is a count of another table: all of it is hidden where that count is."""
    if total is None:
        return Table(name, tuple((value, None) for value in order), None)
    return hide(name, counts, order, few=few)


def exact(name: str, counts: Mapping[str, int], order: Iterable[str]) -> Table:
    """Return the table with nothing hidden, for the institution's own eyes."""
    rows = tuple((value, counts.get(value, 0)) for value in order)
    return Table(name, rows, sum(count for _, count in rows))
