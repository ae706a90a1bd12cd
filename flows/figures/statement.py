"""The statement to the press on a period: paragraphs as message keys with values, and the table behind."""

from collections.abc import Iterator
from datetime import date

from flows.core.effects import Args, Label, Line, Value
from flows.figures.count import Figures
from flows.figures.groups import GROUPS
from flows.figures.hiding import Table
from flows.figures.period import Period
from flows.record import record

NAMED_FROM = 5
"""A kind of offence is named alone from so many percent on; the others are told together."""
WORDS = (
    *((9, 10, "most"), (3, 4, "three-quarters"), (2, 3, "two-thirds"), (1, 2, "half")),
    *((1, 3, "third"), (1, 4, "quarter")),
)
"""Fractions for "more than …", from the largest on."""


@record
class Row:
    """A row of the table: its name, the count, and of how many it is a part (0: of none)."""

    label: Line
    count: int
    of: int = 0

    @property
    def percent(self) -> int | None:
        """Return the share in percent, rounded half up."""
        return percent(self.count, self.of) if self.of else None


@record
class Paragraph:
    """A paragraph, or an item of a list."""

    line: Line
    item: bool = False


@record
class Statement:
    """The title, the paragraphs, and the table with each figure that they tell."""

    title: Line
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]


def percent(part: int, whole: int) -> int:
    """Return a share in percent, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def fraction(part: int, whole: int) -> str:
    """Return the largest fraction that the share exceeds: `half` for 4,117 of 7,083; else an empty text."""
    return next((name for top, bottom, name in WORDS if part * bottom > whole * top), "")


def statement(figures: Figures, period: Period) -> Statement:
    """Return the statement. A count that the figures hide is not in it."""
    parts = [
        *_handled(figures),
        *_kinds(figures),
        *_suspects(figures),
        *_identity(figures),
        *_abroad(figures),
    ]
    return Statement(
        title=Line("statement-title", _days(period)),
        paragraphs=tuple(part for part, _ in parts),
        rows=tuple(row for _, row in parts if row),
    )


Part = tuple[Paragraph, Row | None]


def _part(key: str, args: Args, row: Row | None = None, *, item: bool = False) -> Part:
    return Paragraph(Line(key, args), item), row


def _handled(figures: Figures) -> Iterator[Part]:
    row = Row(Line("row-handled"), figures.total)
    yield _part("statement-handled", {"count": figures.total}, row)
    if figures.erased:
        erased = Row(Line("row-erased"), figures.erased, figures.total)
        yield _part("statement-erased", {"count": figures.erased}, erased)


def _kinds(figures: Figures) -> Iterator[Part]:
    """Tell the kinds of offences: those by technology and their shares, then terrorism with its groups."""
    table = figures.tables["category"]
    terrorism, whole = table.of("terrorism"), table.total or 0
    technology = whole - (terrorism or 0)
    shares = [*_shares(table, technology)]
    if terrorism is None and len(shares) > 1:
        yield _part("statement-kinds", {})
        yield from shares
    elif technology and terrorism is not None:
        row = Row(Line("row-technology"), technology, whole)
        yield _part("statement-technology", {"count": technology}, row)
        yield from shares
    if terrorism:
        row = Row(Line("row-terrorism"), terrorism, whole)
        yield _part("statement-terrorism", {"count": terrorism}, row)
        yield from _groups(figures.tables["group"], terrorism)


def _shares(table: Table, technology: int) -> Iterator[Part]:
    shown = [(kind, count) for kind, count in table.shown if count and kind not in ("terrorism", "other")]
    alone = [(kind, count) for kind, count in shown if percent(count, technology) >= NAMED_FROM]
    for kind, count in alone:
        share = percent(count, technology)
        row = Row(Line(f"kind-{kind}"), count, technology)
        told: Args = {"kind": Label(f"kind-{kind}"), "count": count, "share": share}
        yield _part("statement-kind", told, row, item=True)
    if rest := technology - sum(count for _, count in alone):
        row = Row(Line("row-rest"), rest, technology)
        yield _part("statement-rest", {"count": rest, "share": percent(rest, technology)}, row, item=True)


def _groups(table: Table, terrorism: int) -> Iterator[Part]:
    for group in GROUPS:
        if count := table.of(group):
            row = Row(Line(f"group-{group}"), count, terrorism)
            yield _part("statement-group", {"group": Label(f"group-{group}"), "count": count}, row, item=True)


def _suspects(figures: Figures) -> Iterator[Part]:
    found = figures.suspects
    if not (total := sum(found.values())):
        return
    yield _part("statement-suspects", {"count": total}, Row(Line("row-suspects"), total))
    for outcome, count in found.items():
        if count:
            row = Row(Line(f"suspect-{outcome}"), count, total)
            yield _part(f"statement-{outcome}", {"count": count}, row, item=True)


def _identity(figures: Figures) -> Iterator[Part]:
    table = figures.tables["identity"]
    named, whole = table.of("named"), table.total
    if not named or not whole:
        return
    word = fraction(named, whole)
    told: dict[str, Value] = {
        "count": named,
        "whole": whole,
        "share": percent(named, whole),
        "words": Label(f"more-than-{word}") if word else "",
    }
    yield _part(
        "statement-named" if word else "statement-named-plain", told, Row(Line("row-named"), named, whole)
    )


def _abroad(figures: Figures) -> Iterator[Part]:
    place, world = figures.tables["place"], figures.tables["world"]
    if not (abroad := place.of("abroad")):
        return
    row = Row(Line("row-abroad"), abroad, place.total or 0)
    yield _part("statement-abroad", {"count": abroad}, row)
    for region, count in world.shown:
        if count and region != "unknown":
            told: Args = {"region": Label(f"world-{region}"), "count": count}
            yield _part("statement-world", told, Row(Line(f"world-{region}"), count, abroad), item=True)


def _days(period: Period) -> Args:
    found: dict[str, Value] = {}
    for name, day in (("first", period.first), ("last", period.last)):
        found |= {f"{name}_day": day.day, f"{name}_month": _month(day), f"{name}_year": day.year}
    return found


def _month(day: date) -> Label:
    return Label(f"month-{day.month}")
