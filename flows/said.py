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
