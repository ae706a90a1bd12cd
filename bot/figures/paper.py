"""The statement to the press as a PDF."""

from datetime import UTC, datetime

from bot.figures.statement import Worded
from bot.pdf.document import Document

_SHARES = (0.62, 0.2, 0.18)


def pdf(told: Worded, now: float) -> bytes:
    """Return the statement with the table behind it. Raises NoFonts."""
    made = datetime.fromtimestamp(now, UTC)
    document = Document(language=told.language, title=told.title, made=made)
    document.title(told.title)
    for paragraph in told.paragraphs:
        document.paragraph(paragraph)
    document.heading(told.table_title)
    document.table(told.header, told.rows, _SHARES)
    return document.written(lambda page, pages: (told.title, f"{page} / {pages}"))
