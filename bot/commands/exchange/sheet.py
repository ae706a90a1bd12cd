"""Indicators as a sheet: CSV as RFC 4180 has it, which no spreadsheet takes for formulas or for sums.

A phone number begins with `+`, which is a formula, and an account of 24 digits would become 1.17E+22: the
first is written as a `tel:` address (RFC 3966), the second with `rib:` in front. A value that begins a
formula all the same has an apostrophe before it, which the import takes away again.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from bot.commands.exchange.rows import BadFile, Row, kind_named, strictest
from bot.commands.exchange.shared import Export, SharedIndicator
from bot.commands.harmless import FORMULA

COLUMNS = ("kind", "value", "first_seen", "last_seen", "confirmed", "tlp")
_KINDS, _VALUES, _TLP = ("kind", "type", "indicator_type"), ("value", "indicator"), ("tlp",)
_PREFIXES = {"phone": "tel:", "rib": "rib:"}


def written(export: Export) -> bytes:
    """The export as a sheet in UTF-8."""
    out = StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    for one in export.indicators:
        told = "yes" if one.confirmed else "no"
        sheet.writerow((one.kind, _cell(one), one.first.isoformat(), one.last.isoformat(), told, export.tlp))
    return out.getvalue().encode()


def _cell(one: SharedIndicator) -> str:
    value = _PREFIXES.get(one.kind, "") + one.value
    return f"'{value}" if value[0] in FORMULA else value


def rows(data: bytes) -> Iterator[Row]:
    """The rows of a sheet with a head that names at least the columns kind (or type) and value.

    Raises BadFile where the file is no such sheet.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("it is neither JSON nor text in UTF-8") from None
    sheet = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip().lower() for name in next(sheet, [])]
        kind, value, tlp = (_column(head, names) for names in (_KINDS, _VALUES, _TLP))
        if kind is None or value is None:
            raise BadFile("its first line names no columns `kind` and `value`")
        for cells in sheet:
            if any(cells):
                yield _row(f"line {sheet.line_num}", cells, (kind, value, tlp))
    except csv.Error as error:
        raise BadFile(f"line {sheet.line_num} is no line of a sheet ({error})") from None


def _column(head: list[str], names: tuple[str, ...]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _row(place: str, cells: list[str], columns: tuple[int, int, int | None]) -> Row:
    kind, value, tlp = columns
    if len(cells) <= max(kind, value):
        return Row(place, None, "", wrong="unreadable")
    mark = cells[tlp] if tlp is not None and tlp < len(cells) else ""
    plain = cells[value].strip()
    if plain[:1] == "'" and plain[1:2] in FORMULA:
        plain = plain[1:]
    named = kind_named(cells[kind])
    return Row(place, named, plain, tlp=strictest((mark,)), wrong="" if named else "kind")
