"""Answers, the origins of forwarded messages, and names, as cases keep and show them."""

from flows.record import record

Answers = tuple[tuple[str, str], ...]
"""Each question's key, and what was said to it."""

NAMING = frozenset({"name", "contact"})
"""The questions whose answers say who the reporter is."""


@record
class Origin:
    """The origin of a forwarded message, as the channel names the origin; not verified."""

    name: str = ""
    time: float | None = None


@record
class Named:
    """A name that is written in Latin letters or in Arabic ones, by the language of its reader."""

    latin: str
    arabic: str


@record
class NoticeContent:
    """The content of a notice about a case: a new status and the officer's note.

    `helped`: the report helped in a campaign that something was done about. `asks`: the reporter is asked
    whether this helped. In an alert to officers
    `category` is set, or `campaign` (a code, in place of a reference) with the number of its reporters.
    `quiet`: the reporter's phone may be in the hands of whoever holds them.
    `money`: money left within a day. `late`: nothing is new, and that takes longer than was said.
    """

    reference: str
    status: str = ""
    note: str = ""
    category: str = ""
    helped: bool = False
    asks: bool = False
    campaign: str = ""
    reporters: int = 0
    quiet: bool = False
    money: bool = False
    late: bool = False

    @property
    def for_officers(self) -> bool:
        """Whether this is the content of an alert."""
        return bool(self.category or self.campaign)
