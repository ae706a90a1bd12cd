"""A document made of titles, paragraphs, tables and hashes, in the order in which they are added."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.pdf.sheet import MARGIN, RTL, Face, Line, Sheet
from flows.record import record

BODY, SMALL = Face(), Face(9.5)
TITLE, HEADING = Face(18, bold=True), Face(13, bold=True)
LABEL, COLUMN, CELL = Face(10.5, grey=True), Face(10, bold=True), Face(10)
CODE = Face(8, fixed=True)
"""Fits the 64 letters of a SHA-256 into 110 millimetres."""
PADDING = 1.5
"""Millimetres between a cell and the next one."""


@record
class Hash:
    """A cell whose letters are equally wide."""

    text: str


Cell = str | Hash
Foot = Callable[[int, int], tuple[str, str]]
"""Both ends of a page's foot, from its number and how many pages there are."""


class Document:
    """Is written to from top to bottom. Raises NoFonts where there is no typeface."""

    def __init__(self, *, language: str, title: str, made: datetime) -> None:
        self._sheet = Sheet(language=language, title=title, made=made)
        self._header: list[tuple[Cell, float]] = []
        self._sheet.on_new_page = self._repeat

    def title(self, words: str) -> None:
        """Add a title."""
        self._put(words, TITLE)
        self.gap(3)

    def heading(self, words: str) -> None:
        """Add a heading, on the page of the first lines of what follows."""
        self.gap(4)
        self._sheet.room(30)
        self._put(words, HEADING)
        self.gap(1.5)

    def paragraph(self, words: str, *, small: bool = False) -> None:
        """Add a paragraph. Line breaks in it stay."""
        self._put(words, SMALL if small else BODY)
        self.gap(2)

    def code(self, words: str) -> None:
        """Add a line of equally wide letters, such as a hash."""
        self._put(words, CODE)
        self.gap(1)

    def facts(self, pairs: Iterable[tuple[str, Cell]], labels: float = 0.32) -> None:
        """Add names with their values; the names take this share of the width."""
        for name, value in pairs:
            self._row([(name, labels), (value, 1 - labels)], [LABEL, BODY])
        self.gap(2)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Cell]], shares: Sequence[float]) -> None:
        """Add a table, whose header stands on each page; `shares` of the width add up to 1."""
        self._sheet.room(25)
        self._header = list(zip(header, shares, strict=True))
        self._repeat()
        for row in rows:
            self._row(list(zip(row, shares, strict=True)), [CELL] * len(row), ruled=True)
        self._header = []
        self.gap(3)

    def gap(self, height: float) -> None:
        """Leave so many millimetres free."""
        self._sheet.y += height

    def written(self, foot: Foot) -> bytes:
        """Return the document as a PDF."""
        return self._sheet.finished(foot)

    def _put(self, words: str, face: Face) -> None:
        for line in self._sheet.lines(words, self._sheet.width, face):
            self._sheet.room(line.face.height)
            self._sheet.write(line, MARGIN, self._sheet.width)
            self.gap(line.face.height)

    def _repeat(self) -> None:
        if self._header:
            self._row(self._header, [COLUMN] * len(self._header), ruled=True, shaded=True)

    def _row(
        self,
        cells: Sequence[tuple[Cell, float]],
        faces: Sequence[Face],
        *,
        ruled: bool = False,
        shaded: bool = False,
    ) -> None:
        """Add a row, over several pages if it must be."""
        columns = self._columns([share for _, share in cells])
        texts = [
            self._lines(cell, wide, face)
            for (cell, _), (_, wide), face in zip(cells, columns, faces, strict=True)
        ]
        high = max((line.face.height for lines in texts for line in lines), default=CELL.height)
        count = max(map(len, texts))
        self._sheet.room(high * min(count, 4) + PADDING)
        if shaded:
            self._sheet.shade(MARGIN, self._sheet.width, high * count + PADDING)
        self.gap(PADDING / 2)
        for number in range(count):
            self._sheet.room(high)
            for (left, wide), lines in zip(columns, texts, strict=True):
                if number < len(lines):
                    self._sheet.write(lines[number], left, wide)
            self.gap(high)
        self.gap(PADDING / 2)
        if ruled:
            self._sheet.rule(MARGIN, self._sheet.width)

    def _lines(self, cell: Cell, width: float, face: Face) -> list[Line]:
        if isinstance(cell, Hash):
            return self._sheet.lines(cell.text, width, CODE)
        return self._sheet.lines(cell, width, face)

    def _columns(self, shares: Sequence[float]) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column; in Arabic the first is at the right."""
        found, at = [], 0.0
        for share in shares:
            wide = share * self._sheet.width
            left = self._sheet.width - at - wide if self._sheet.base == RTL else at
            found.append((MARGIN + left + PADDING / 2, wide - PADDING))
            at += wide
        return found
