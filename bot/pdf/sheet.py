"""Pages on which lines of text are put, and which are numbered at the end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from fpdf import FPDF
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont

from bot.pdf import fonts, text
from flows.record import record

MARGIN = 20.0
"""Millimetres on each side."""
LEADING = 0.62
"""Millimetres from line to line, for each point of the type."""
FIXED = "courier"
LTR, RTL = TextDirection.LTR, TextDirection.RTL
_KEPT = frozenset("\n" + text.ISOLATES)


@record
class Face:
    """A kind of writing: points, weight, and whether all letters are equally wide."""

    size: float = 11
    bold: bool = False
    fixed: bool = False
    grey: bool = False

    @property
    def height(self) -> float:
        """Return the millimetres of a line."""
        return self.size * LEADING


@record
class Line:
    """A line of text with its marks, the direction of its paragraph, and its writing."""

    words: str
    base: TextDirection
    face: Face


class Sheet:
    """A document being drawn: `y` is where the next line goes, from the top, in millimetres."""

    def __init__(self, *, language: str, title: str, made: datetime) -> None:
        self.base = RTL if language == "ar" else LTR
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(False)
        self._pdf.c_margin = 0
        regular, bold = fonts.found()
        self._pdf.add_font("body", "", regular)
        self._pdf.add_font("body", "B", bold)
        self._pdf.set_lang(language)
        self._pdf.set_title(title)
        self._pdf.set_creator("Ballegh")
        self._pdf.set_creation_date(made)
        body = self._pdf.fonts["body"]
        self._known = frozenset(body.cmap) if isinstance(body, TTFFont) else frozenset()
        self._wide = lru_cache(maxsize=1 << 14)(self._measure)
        self.width = self._pdf.w - 2 * MARGIN
        self.bottom = self._pdf.h - MARGIN
        self.y = self.bottom
        self.on_new_page: Callable[[], None] | None = None

    def room(self, height: float) -> None:
        """Begin a new page unless this height is left."""
        if self.y + height > self.bottom:
            self._pdf.add_page()
            self.y = MARGIN
            if self.on_new_page is not None:
                self.on_new_page()

    def lines(self, words: str, width: float, face: Face) -> list[Line]:
        """Return the lines of a text. Letters that the typeface lacks stand there by their codes."""
        return list(self._lines(words, width, face))

    def _lines(self, words: str, width: float, face: Face) -> Iterator[Line]:
        face = face if words.isascii() else replace(face, fixed=False)
        for paragraph in self._legible(words).split("\n"):
            inside, base = (paragraph, LTR) if face.fixed else text.own_direction(paragraph, self.base)
            for line in text.wrapped(inside, width, lambda each: self._width(each, face)):
                yield Line(line, base, face)

    def write(self, line: Line, left: float, width: float, *, at_end: bool = False) -> None:
        """Draw a line at `y`, in a column that starts so far from the left edge of the page."""
        face = line.face
        runs = [(line.words, LTR)] if face.fixed else text.visual(line.words, line.base)
        at = left
        if (self.base == RTL) != at_end:
            at += width - sum(self._width(run, face) for run, _ in runs)
        self._pdf.set_text_color(96 if face.grey else 0)
        for run, towards in runs:
            self._choose(face)
            self._pdf.set_text_shaping(use_shaping_engine=not face.fixed, direction=towards)
            self._pdf.set_xy(at, self.y)
            self._pdf.cell(self._width(run, face), face.height, run)
            at += self._width(run, face)

    def rule(self, left: float, width: float) -> None:
        """Draw a thin line at `y`."""
        self._pdf.set_draw_color(160)
        self._pdf.set_line_width(0.2)
        self._pdf.line(left, self.y, left + width, self.y)

    def shade(self, left: float, width: float, height: float) -> None:
        """Draw a light ground for what is written next."""
        self._pdf.set_fill_color(238)
        self._pdf.rect(left, self.y, width, height, style="F")

    def finished(self, foot: Callable[[int, int], tuple[str, str]]) -> bytes:
        """Return the document; `foot` gives both ends of the foot of a page, from its number and how many."""
        for number in range(1, self._pdf.pages_count + 1):
            self._pdf.page = number
            self._pdf.set_font("helvetica", size=1)  # so that the page names its type again
            self.y = self.bottom + 5
            self.rule(MARGIN, self.width)
            self.y += 1.5
            for end, words in enumerate(foot(number, self._pdf.pages_count)):
                (line, *_) = self.lines(words, self.width, Face(8.5, grey=True))
                self.write(line, MARGIN, self.width, at_end=bool(end))
        return bytes(self._pdf.output())

    def _legible(self, words: str) -> str:
        return "".join(
            each if each in _KEPT or ord(each) in self._known else text.code(each) for each in words
        )

    def _choose(self, face: Face) -> None:
        self._pdf.set_font(FIXED if face.fixed else "body", "B" if face.bold else "", face.size)

    def _width(self, line: str, face: Face) -> float:
        """Return the width of a line in millimetres, whatever order its parts are in."""
        parts = re.split("( )", text.without_isolates(line))
        return sum(self._wide(part, face) for part in parts if part)

    def _measure(self, part: str, face: Face) -> float:
        self._choose(face)
        self._pdf.set_text_shaping(use_shaping_engine=not face.fixed, direction=text.direction(part))
        return float(self._pdf.get_string_width(part))
