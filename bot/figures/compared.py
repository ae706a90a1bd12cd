"""The figures of a period beside those of the period before, as what JSON and CSV can hold."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flows.figures.count import Figures, figures
from flows.figures.hiding import Table
from flows.figures.months import together
from flows.figures.period import Period
from flows.figures.statement import percent
from flows.record import changed, record
from storage.unit import Unit

Json = dict[str, Any]  # Any: what JSON can hold
CSV_HEADER = ("table", "value", "count", "percent", "before")


@record
class Compared:
    """The figures of a period, and those of the period before.

    `publishable`: small counts are hidden, also from who subtracts the figures of another such period.
    """

    period: Period
    now: Figures
    before: Figures
    publishable: bool

    @property
    def tables(self) -> Iterator[tuple[Table, Table]]:
        """Return each table with that of the period before; those of countries come last."""
        yield from ((table, self.before.tables[name]) for name, table in self.now.tables.items())
        yield from ((table, self.before.countries[name]) for name, table in self.now.countries.items())


def compared(unit: Unit, period: Period, zone: ZoneInfo, *, hidden: bool = True) -> Compared:
    """Count a period and the one before it; whole months so that they can stand beside others."""

    publishable = hidden and over(period, unit.clock(), zone)

    def count(one: Period) -> Figures:
        if publishable:
            return published(unit, one, zone)
        return figures(unit.figures.of(*one.bounds(zone)), hidden=hidden)

    return Compared(period, count(period), count(period.before), publishable)


def over(period: Period, now: float, zone: ZoneInfo) -> bool:
    """Return whether a period is whole months that are over."""
    return bool(period.months) and period.last < datetime.fromtimestamp(now, zone).date().replace(day=1)


def published(unit: Unit, period: Period, zone: ZoneInfo) -> Figures:
    """Count whole months, so that no other period's figures can be subtracted from these."""
    first = unit.figures.first()
    bounds = [month.bounds(zone) for month in period.months]
    months = [figures(unit.figures.of(*each)) for each in bounds if each[1] > first]
    whole = unit.figures.of(*period.bounds(zone))
    shown = figures(whole)
    exact = figures(whole, hidden=False)
    return changed(together(exact, months), times=shown.times)


def everything(unit: Unit, now: float, zone: ZoneInfo) -> Period:
    """Return the period of all cases that there are: from the first one's day to today."""
    today = datetime.fromtimestamp(now, zone).date()
    first = unit.figures.first()
    return Period(min(today, datetime.fromtimestamp(first, zone).date()) if first else today, today)


def told(found: Compared, names: tuple[str, ...] = ()) -> Json:
    """Return the figures; of the tables these, or all."""
    return {
        "from": found.period.first.isoformat(),
        "to": found.period.last.isoformat(),
        "before_from": found.period.before.first.isoformat(),
        "before_to": found.period.before.last.isoformat(),
        "all": found.now.total,
        "all_before": found.before.total,
        "erased": found.now.erased,
        "publishable": found.publishable,
        "tables": {table.name: _table(table, before) for table, before in chosen(found, names)},
        "times": {
            name: {"median": one.median, "ninetieth": one.ninetieth} | _before(found.before, name)
            for name, one in found.now.times.items()
        },
        "suspects": dict(found.now.suspects),
        "suspects_before": dict(found.before.suspects),
    }


def chosen(found: Compared, names: tuple[str, ...]) -> Iterator[tuple[Table, Table]]:
    """Return the tables of these names, or all of them; `country` stands for all tables of countries."""
    for table, before in found.tables:
        if not names or table.name.partition("-")[0] in names:
            yield table, before


def csv_rows(found: Compared, names: tuple[str, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the rows for a spreadsheet, without their header; a hidden count is empty."""
    yield ("all", "", found.now.total, "", found.before.total)
    for table, before in chosen(found, names):
        for value, count in table.rows:
            share = "" if count is None or not table.total else percent(count, table.total)
            yield (table.name, value, _or_empty(count), share, _or_empty(before.of(value)))
        yield (table.name, "hidden", _or_empty(table.hidden), "", _or_empty(before.hidden))
    for name, one in found.now.times.items():
        earlier = found.before.times[name]
        yield ("median seconds", name, _or_empty(one.median), "", _or_empty(earlier.median))
        yield ("90th percentile seconds", name, _or_empty(one.ninetieth), "", _or_empty(earlier.ninetieth))
    for outcome, count in found.now.suspects.items():
        yield ("suspects", outcome, count, "", found.before.suspects[outcome])
    if not found.publishable:
        yield ("not for publication", "", "", "", "")


def _or_empty(value: float | None) -> float | str:
    return "" if value is None else round(value)


def _before(before: Figures, name: str) -> dict[str, float | None]:
    one = before.times[name]
    return {"median_before": one.median, "ninetieth_before": one.ninetieth}


def _table(table: Table, before: Table) -> Json:
    return {
        "total": table.total,
        "hidden": table.hidden,
        "rows": [
            {
                "value": value,
                "count": count,
                "percent": None if count is None or not table.total else percent(count, table.total),
                "before": before.of(value),
            }
            for value, count in table.rows
        ],
    }
