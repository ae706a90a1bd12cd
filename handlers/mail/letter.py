"""A letter before it is laid out: finished words, numbers and links."""

from datetime import datetime

from flows.record import record


@record
class Link:
    """Words that lead to an address; without an address they are words alone."""

    label: str
    address: str = ""


@record
class Row:
    """A count, and what is counted."""

    count: int
    what: Link
    strong: bool = False


@record
class Section:
    """Rows under a title."""

    title: str
    rows: tuple[Row | Link, ...]


@record
class Trend:
    """Counts of equal spans of time, the oldest first; `alt` says the same in words."""

    title: str
    counts: tuple[int, ...]
    alt: str


@record
class Letter:
    """A letter in one language. `lines` are said below the counts, `codes` stand in them to be compared."""

    subject: str
    language: str
    rtl: bool
    organisation: str
    title: str
    since: str = ""
    rows: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
    trend: Trend | None = None
    lines: tuple[str, ...] = ()
    desk: Link | None = None
    about: str = ""
    change: Link | None = None


@record
class Envelope:
    """The address of a letter, and the names by which mail programs know it.

    `id` is the same however often the letter is sent; `list_name` is one word. `unsubscribe` is an address
    of the web where the person ends such letters; empty: none.
    """

    to: str
    sender: str
    id: str
    list_name: str
    date: datetime
    unsubscribe: str = ""
