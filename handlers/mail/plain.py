"""A letter as plain text, for programs that show no HTML and for people who want none."""

from collections.abc import Iterator

from handlers.mail.letter import Letter, Link, Row


def plain(letter: Letter) -> str:
    """The same words, each link on a line of its own."""
    return "\n\n".join(block for block in _blocks(letter) if block) + "\n"


def _blocks(letter: Letter) -> Iterator[str]:
    yield "\n".join(part for part in (letter.title, letter.since) if part)
    yield _rows(letter.rows)
    if letter.trend:
        yield letter.trend.alt
    for section in letter.sections:
        yield f"{section.title}\n{_rows(section.rows)}"
    yield from letter.lines
    for link in (letter.desk, letter.change):
        if link and link.address:
            yield f"{link.label}\n{link.address}"
    yield letter.about


def _rows(rows: tuple[Row | Link, ...]) -> str:
    return "\n".join(line for row in rows for line in _row(row))


def _row(row: Row | Link) -> Iterator[str]:
    what = row if isinstance(row, Link) else row.what
    yield what.label if isinstance(row, Link) else f"{row.count}  {what.label}"
    if what.address:
        yield what.address
