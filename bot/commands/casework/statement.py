"""`main.py statement`: the statement to the press on a period."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.base import Base
from bot.commands.answer import Listing, Refused
from bot.commands.casework.stats import From, To, asked
from bot.commands.options import Force
from bot.figures.statement import Worded, worded
from bot.pdf.fonts import NoFonts
from flows.figures.count import figures
from flows.figures.statement import statement as stated
from locales.statement import SPOKEN

ALONE = "Not to be published beside another statement on some of these days: the two can be subtracted."
Lang = Annotated[
    Literal[SPOKEN],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Option(metavar="LANG", help="ar or fr. Example: --lang ar"),
]
Pdf = Annotated[
    Path | None,
    typer.Option(
        "--pdf",
        metavar="FILE",
        help="Write it as a PDF, with the table behind it. Example: --pdf statement.pdf",
        show_default=False,
    ),
]


def statement(
    base: Base,
    *,
    first: From = "",
    last: To = "",
    lang: Lang = "fr",
    pdf_file: Pdf = None,
    force: Force = False,
) -> Listing:
    """Print the statement on a period to the press, and the table behind it.

    Counts of reports below 5 are not in it. Publish no other on a period that overlaps: the two can be
    subtracted. The desk's can stand beside each other. With --json, its paragraphs and its table.
    """
    with base.storage.read() as unit:
        period = asked(base, unit, first, last)
        found = figures(unit.figures.of(*period.bounds(base.settings.timezone)))
    told = worded(stated(found, period), lang, base.settings.organisation)
    if pdf_file:
        _write(pdf_file, _pdf(told, base.clock()), force=force)
    table = [" | ".join(row) for row in (told.header, *told.rows)]
    lines = (*told.text().split("\n"), "", told.table_title, *table, "", ALONE)
    return Listing(lines, data={"title": told.title, "paragraphs": told.paragraphs, "rows": told.rows})


def _pdf(told: Worded, now: float) -> bytes:
    from bot.figures.paper import pdf  # a large library, not needed for the text

    try:
        return pdf(told, now)
    except NoFonts:
        raise Refused("the typeface of the PDF is not there: make desk brings it") from None


def _write(path: Path, made: bytes, *, force: bool) -> None:
    way = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        with open(os.open(path, way, 0o600), "wb") as file:
            file.write(made)
    except FileExistsError:
        raise Refused(f"{path} exists: --force overwrites it") from None
