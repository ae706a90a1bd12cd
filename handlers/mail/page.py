"""A letter as HTML for mail programs: tables, styles on each element, and no address that is fetched.

Outlook lays out with Word, which knows neither flex nor `max-width`, so the frame is a table of a fixed width
that other programs narrow. A colour never carries a meaning alone.
"""

import re
from collections.abc import Iterator
from html import escape

from handlers.mail.letter import Letter, Link, Row, Section, Trend

TREND = "trend@digest"
"""The name of the picture's part."""
FONT = "font-family:'Segoe UI',Tahoma,Arial,sans-serif"
INK, QUIET, LINE, PAPER, ACCENT = "#1b1f24", "#57606a", "#d8dee4", "#ffffff", "#0b5cad"
WIDTH = 600
FRAME = f"width:100%;max-width:{WIDTH}px;background-color:{PAPER};border:1px solid {LINE}"
_HASH = re.compile(r"([0-9a-f]{32})([0-9a-f]{32})")
HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light"><meta name="format-detection" content="telephone=no">'
)


def page(letter: Letter) -> str:
    """The whole page."""
    side = "rtl" if letter.rtl else "ltr"
    ground = "background-color:#f3f4f6"
    inside = _table("".join(_framed(part) for part in _parts(letter)), side, WIDTH, FRAME)
    outside = f'<tr><td align="center" style="padding:16px 8px">{inside}</td></tr>'
    return (
        f'<!DOCTYPE html>\n<html lang="{letter.language}" dir="{side}"><head>{HEAD}'
        f"<title>{escape(letter.subject)}</title></head>\n"
        f'<body dir="{side}" style="margin:0;padding:0;{ground};{FONT}">'
        f"{_table(outside, side, '100%', ground)}</body></html>\n"
    )


def _table(rows: str, side: str, width: int | str, style: str) -> str:
    """A table that only lays out."""
    plain = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
    return f'<table {plain} dir="{side}" width="{width}" style="{style}">\n{rows}</table>'


def _framed(part: str) -> str:
    style = f"padding:16px 24px 0 24px;{FONT};font-size:16px;line-height:24px;color:{INK}"
    return f'<tr><td style="{style}">{part}</td></tr>\n'


def _parts(letter: Letter) -> Iterator[str]:
    yield _head(letter)
    if letter.rows:
        yield _listed(letter, letter.rows)
    if letter.trend:
        yield _picture(letter.trend)
    for section in letter.sections:
        yield _section(letter, section)
    for line in letter.lines:
        yield f'<p style="margin:0;font-size:14px;line-height:20px;word-break:break-word">{_broken(line)}</p>'
    if letter.desk and letter.desk.address:
        yield _button(letter.desk)
    yield _foot(letter)


def _head(letter: Letter) -> str:
    small = f"font-size:14px;color:{QUIET}"
    title = "margin:4px 0 0 0;font-size:22px;line-height:30px;font-weight:bold"
    since = f'<p style="margin:4px 0 0 0;{small}">{escape(letter.since)}</p>' if letter.since else ""
    organisation = f'<p style="margin:0;{small}">{escape(letter.organisation)}</p>'
    return f'{organisation}<h1 style="{title}">{escape(letter.title)}</h1>{since}'


def _listed(letter: Letter, rows: tuple[Row | Link, ...]) -> str:
    """Each count beside what is counted; the number stands at the side where the eye begins."""
    cells = "".join(_row("right" if letter.rtl else "left", row) for row in rows)
    return _table(cells, "rtl" if letter.rtl else "ltr", "100%", "border-collapse:collapse")


def _row(side: str, row: Row | Link) -> str:
    edge = f"border-bottom:1px solid {LINE}"
    if isinstance(row, Link):
        return f'<tr><td colspan="2" align="{side}" style="padding:8px 0;{edge}">{_link(row)}</td></tr>\n'
    weight = "bold" if row.strong else "normal"
    number = f"padding:6px 0;{edge};{FONT};font-size:20px;line-height:28px;font-weight:bold;color:{INK}"
    words = f"padding:8px 0;{edge};{FONT};font-size:16px;line-height:24px;font-weight:{weight};color:{INK}"
    return (
        f'<tr><td width="64" align="{side}" valign="top" style="{number}">{row.count}</td>'
        f'<td align="{side}" valign="middle" style="{words}">{_link(row.what)}</td></tr>\n'
    )


def _link(link: Link) -> str:
    if not link.address:
        return escape(link.label)
    style = f"color:{ACCENT};text-decoration:underline"
    return f'<a href="{escape(link.address)}" style="{style}">{escape(link.label)}</a>'


def _section(letter: Letter, section: Section) -> str:
    title = f'<h2 style="margin:8px 0 4px 0;font-size:16px;line-height:24px">{escape(section.title)}</h2>'
    return title + _listed(letter, section.rows)


def _picture(trend: Trend) -> str:
    style = "display:block;width:100%;max-width:552px;height:auto;border:0"
    return (
        f'<p style="margin:8px 0 4px 0;font-size:14px;color:{QUIET}">{escape(trend.title)}</p>'
        f'<img src="cid:{TREND}" width="552" alt="{escape(trend.alt)}" style="{style}">'
    )


def _button(link: Link) -> str:
    style = f"display:inline-block;padding:12px 24px;{FONT};font-size:16px;color:#ffffff;text-decoration:none"
    words = f'<a href="{escape(link.address)}" style="{style}">{escape(link.label)}</a>'
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td bgcolor="{ACCENT}" style="background-color:{ACCENT}">{words}</td></tr></table>'
    )


def _foot(letter: Letter) -> str:
    change = f"<br>{_link(letter.change)}" if letter.change else ""
    style = (
        f"margin:8px 0 24px 0;padding-top:12px;border-top:1px solid {LINE};font-size:13px;line-height:20px"
    )
    return f'<p style="{style};color:{QUIET}">{escape(letter.about)}{change}</p>'


def _broken(line: str) -> str:
    """Return a line as HTML; a hash that does not fit is broken in its middle."""
    shown = "<br>".join(escape(part) for part in line.split("\n"))
    return _HASH.sub(r"\1<wbr>\2", shown)
