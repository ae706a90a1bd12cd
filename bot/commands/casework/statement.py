"""`main.py statement`: the statement to the press on a period."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.base import Base
from bot.commands.answer import Listing, Refused, WrongUsage
from bot.commands.casework.stats import From, To, asked
from bot.commands.options import Actor, Force
from bot.figures.compared import over, published
from bot.figures.statement import Worded, worded
from bot.pdf.fonts import NoFonts
from flows.figures.count import figures
from flows.figures.statement import statement as stated
from locales.statement import SPOKEN
from storage.custody.directory import FIGURES
from storage.custody.links import Act

SUBTRACTED = "Not to be published beside another statement on some of these days: the two can be subtracted."
MONTHS = "--from, --to: whole months that are over, or --alone for a statement beside which no other stands"
Alone = Annotated[
    bool,
    typer.Option(
        "--alone",
        help="Count any period as one, so that rare values are told too: not to be published beside another. "
        "The custody log keeps who asked for it.",
    ),
]
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
    alone: Alone = False,
    actor: Actor = "command",
) -> Listing:
    """Print the statement on whole months that are over to the press, and the table behind it.

    Counts of reports below 5 are not in it, nor those that one of its months hides: like the desk's, it can
    stand beside statements on other periods. With --json, its paragraphs and its table.
    """
    zone = base.settings.timezone
    with base.storage.read() as unit:
        period = asked(base, unit, first, last)
        if not (alone or over(period, base.clock(), zone)):
            raise WrongUsage(MONTHS)
        found = figures(unit.figures.of(*period.bounds(zone))) if alone else published(unit, period, zone)
    if alone:
        with base.storage.write() as unit:
            act = Act("statement-alone", actor, f"{period.first}/{period.last}")
            unit.custody.add(FIGURES, unit.clock(), act)
    told = worded(stated(found, period), lang, base.settings.organisation)
    if pdf_file:
        _write(pdf_file, _pdf(told, base.clock()), force=force)
    table = [" | ".join(row) for row in (told.header, *told.rows)]
    lines = (*told.text().split("\n"), "", told.table_title, *table, *(("", SUBTRACTED) if alone else ()))
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
