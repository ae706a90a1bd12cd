"""Answers, and the origins of forwarded messages, as cases keep them."""

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
