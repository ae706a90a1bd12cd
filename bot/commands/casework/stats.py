"""`main.py stats`: the figures of a period."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, WrongUsage
from bot.commands.counts import counted
from bot.figures.compared import CSV_HEADER, Compared, chosen, compared, csv_rows, everything, told
from flows.figures.dimensions import DIMENSIONS
from flows.figures.hiding import Table
from flows.figures.period import EARLIEST, LATEST, Period, day
from flows.figures.statement import percent
from storage.unit import Unit

NOT_PUBLIC = "Not for publication: only the figures of whole months that are over hide small counts for good."
NAMES = (*DIMENSIONS, "country")
DAY, HOUR, MINUTE = 86400.0, 3600.0, 60.0

From = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="DAY",
        help="The first day of the period; without it, the day of the first case. Example: --from 2026-07-01",
        show_default=False,
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="DAY",
        help="The last day of the period; without it, today. Example: --to 2026-09-30",
        show_default=False,
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TABLE",
        help=f"Only this table, of {', '.join(NAMES)}; may be repeated. Example: --by category --by place",
        show_default=False,
    ),
]
Exact = Annotated[bool, typer.Option("--exact", help="Show small counts too: never for anyone outside.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print rows for a spreadsheet in place of text.")]


def stats(
    base: Base,
    *,
    first: From = "",
    last: To = "",
    by: By = None,
    exact: Exact = False,
    as_csv: Csv = False,
) -> Listing:
    """Count the cases filed in a period, beside those of the period before.

    Counts from 1 to 4 are hidden, with others in the same table, so that neither they nor the sums tell of a
    person. In whole months that are over they stay hidden from who subtracts one period from another; any
    other period is not for publication. Times are from filing to the first look of an officer, to the
    referral and to the first outcome.
    """
    names = tuple(by or ())
    if unknown := [name for name in names if name not in NAMES]:
        raise WrongUsage(f"--by: there is no table {unknown[0]!r}; there are {', '.join(NAMES)}")
    with base.storage.read() as unit:
        period = asked(base, unit, first, last)
        found = compared(unit, period, base.settings.timezone, hidden=not exact)
    lines = _csv(found, names) if as_csv else [*_lines(found, names)]
    return Listing(tuple(lines), data=told(found, names))


def asked(base: Base, unit: Unit, first: str, last: str) -> Period:
    """Return the period between two days as typed. Raises WrongUsage."""
    known = everything(unit, unit.clock(), base.settings.timezone)
    period = Period(_day("--from", first) or known.first, _day("--to", last) or known.last)
    if period.days < 1:
        raise WrongUsage("--to: a day before --from")
    return period


def _day(option: str, given: str) -> date | None:
    try:
        return day(given) if given else None
    except ValueError:
        years = f"{EARLIEST.year} to {LATEST.year}"
        raise WrongUsage(f"{option}: expected a day such as 2026-07-01, from {years}") from None


def _csv(found: Compared, names: tuple[str, ...]) -> list[str]:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([CSV_HEADER, *csv_rows(found, names)])
    return out.getvalue().splitlines()


def _lines(found: Compared, names: tuple[str, ...]) -> Iterator[str]:
    before = found.period.before
    yield f"from {found.period.first} to {found.period.last}: {counted(found.now.total, 'case')}"
    yield f"from {before.first} to {before.last}: {counted(found.before.total, 'case')}"
    if not found.publishable:
        yield NOT_PUBLIC
    if found.now.erased:
        yield f"erased since, and in no table: {found.now.erased}"
    for table, earlier in chosen(found, names):
        yield from _table(table, earlier)
    if not names:
        yield from _rest(found)


def _table(table: Table, before: Table) -> Iterator[str]:
    told = [(value, count) for value, count in table.shown if count or before.of(value)]
    if not told and not table.hidden:
        return
    yield ""
    yield f"{table.name:<28}{'cases':>8}{'share':>8}{'before':>10}"
    for value, count in told:
        share = f"{percent(count, table.total)} %" if table.total else ""
        yield f"  {value:<26}{count:>8}{share:>8}{_or_hidden(before.of(value)):>10}"
    if any(count is None for _, count in table.rows):
        yield f"  {'hidden, together':<26}{_or_hidden(table.hidden):>8}"


def _rest(found: Compared) -> Iterator[str]:
    yield ""
    yield f"{'time from filing':<28}{'median':>12}{'90th percentile':>20}"
    for name, one in found.now.times.items():
        yield f"  {name:<26}{_span(one.median):>12}{_span(one.ninetieth):>20}"
    yield ""
    yield f"{'suspects':<28}{'number':>8}{'':>8}{'before':>10}"
    for outcome, count in found.now.suspects.items():
        yield f"  {outcome:<26}{count:>8}{'':>8}{found.before.suspects[outcome]:>10}"


def _or_hidden(count: int | None) -> str:
    return "hidden" if count is None else str(count)


def _span(seconds: float | None) -> str:
    """Return a duration in the largest unit of which it has one: `3.2 d`."""
    if seconds is None:
        return "too few"
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.1f} {name}"
    return f"{seconds:.0f} s"
