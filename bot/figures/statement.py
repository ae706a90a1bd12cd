"""The statement to the press in words, with the table behind it."""

from flows.core.effects import Line
from flows.figures.statement import Row, Statement
from flows.record import record
from locales.language import Language
from locales.statement import words

_BULLET = "•"


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


def _said(speaks: Language, line: Line) -> str:
    return speaks.label(line.key, line.args)


def _row(speaks: Language, row: Row) -> tuple[str, str, str]:
    share = row.percent
    return (
        _said(speaks, row.label),
        speaks.label("number", {"count": row.count}),
        "" if share is None else speaks.label("share", {"share": share}),
    )
