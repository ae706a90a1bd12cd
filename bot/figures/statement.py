"""The statement to the press in words: as text, and as a PDF with the table behind it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.pdf.document import Document
from flows.core.effects import Line
from flows.figures.statement import Row, Statement
from flows.record import record
from locales.language import Language
from locales.statement import words

_BULLET = "•"
_SHARES = (0.62, 0.2, 0.18)


@record
class Worded:
    """A statement in one language: its title, its paragraphs, and its table with the table's header.

    A row is the name, the number and the share, which is empty where there is none.
    """

    language: str
    title: str
    paragraphs: tuple[str, ...]
    table_title: str
    header: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]

    def text(self) -> str:
        """Return the statement as plain text; a list follows its sentence without an empty line."""
        told = [self.title]
        for paragraph in self.paragraphs:
            told += [paragraph] if paragraph.startswith(_BULLET) else ["", paragraph]
        return "\n".join(told)


def worded(told: Statement, language: str, organisation: str) -> Worded:
    """Return the statement in French (`fr`) or Arabic (`ar`)."""
    speaks = words(language, organisation)
    paragraphs = [(part.item, _said(speaks, part.line)) for part in told.paragraphs]
    return Worded(
        language=language,
        title=_said(speaks, told.title),
        paragraphs=tuple(f"{_BULLET} {text}" if item else text for item, text in paragraphs),
        table_title=speaks.label("table-title"),
        header=(speaks.label("table-figure"), speaks.label("table-count"), speaks.label("table-share")),
        rows=tuple(_row(speaks, row) for row in told.rows),
    )


def pdf(told: Worded, now: float) -> bytes:
    """Return the statement as a PDF. Raises NoFonts."""
    made = datetime.fromtimestamp(now, UTC)
    document = Document(language=told.language, title=told.title, made=made)
    document.title(told.title)
    for paragraph in told.paragraphs:
        document.paragraph(paragraph)
    document.heading(told.table_title)
    document.table(told.header, told.rows, _SHARES)
    return document.written(lambda page, pages: (told.title, f"{page} / {pages}"))


def table_rows(told: Worded) -> Iterator[tuple[str, str, str]]:
    """Yield the table with its header."""
    yield told.header
    yield from told.rows


def _said(speaks: Language, line: Line) -> str:
    return speaks.label(line.key, line.args)


def _row(speaks: Language, row: Row) -> tuple[str, str, str]:
    share = row.percent
    return (
        _said(speaks, row.label),
        speaks.label("number", {"count": row.count}),
        "" if share is None else speaks.label("share", {"share": share}),
    )
