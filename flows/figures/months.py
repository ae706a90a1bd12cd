"""The figures of whole months together, from which no month's small count can be told."""

from collections.abc import Mapping, Sequence

from flows.figures.count import Figures
from flows.figures.hiding import Table
from flows.record import changed


def together(whole: Figures, months: Sequence[Figures]) -> Figures:
    """Return the exact figures of a period, with each count hidden that one of its months hides.

    So a count that is shown is the sum of counts that the months show: subtracting the figures of one period
    from those of another tells nothing that the months' own figures do not.
    """
    return changed(
        whole,
        tables=_hidden(whole.tables, [one.tables for one in months]),
        countries=_hidden(whole.countries, [one.countries for one in months]),
    )


def _hidden(whole: Mapping[str, Table], months: Sequence[Mapping[str, Table]]) -> Mapping[str, Table]:
    return {name: _table(table, [one[name] for one in months]) for name, table in whole.items()}


def _table(whole: Table, months: Sequence[Table]) -> Table:
    hidden = {value for month in months for value, count in month.rows if count is None}
    rows = tuple((value, None if value in hidden else count) for value, count in whole.rows)
    unknown = any(month.total is None for month in months)
    return changed(whole, rows=rows, total=None if unknown else whole.total)
