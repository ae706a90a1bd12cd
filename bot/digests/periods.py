"""The periods of digests: one a day or a week by the calendar and the clock of the officer's time zone.

A period is named by its date, so that an hour which a clock repeats makes no second one, and an hour which a
clock skips takes none away.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.record import record
from storage.digests.choices import DAILY, OFF, WEEKLY

LATE_DAYS = 2
"""A weekly digest that was missed is sent so many days later at most; a daily one on its own day only."""
WEEK = 7
DAYS, WEEKS = 14, 8
"""The days and weeks that a trend shows."""


@record
class Clock:
    """When digests go out: the time of day and the weekday (0: Monday)."""

    at: time
    weekday: int = 0


@record
class Period:
    """A digest's period. `moment` is when it was due, `before` when the one before was (seconds)."""

    name: str
    weekly: bool
    moment: float
    before: float


def due(every: str, now: float, clock: Clock, zone: ZoneInfo) -> Period | None:
    """The period whose digest is to be sent at this moment, if it has not been; None where none is due."""
    if every == OFF:
        return None
    local = datetime.fromtimestamp(now, zone)
    day, early = local.date(), local.time().replace(tzinfo=None) < clock.at
    back = (day.weekday() - clock.weekday) % WEEK if every == WEEKLY else 0
    if back > LATE_DAYS or (back == 0 and early):
        return None
    return _period(every, day - timedelta(back), clock, zone)


def current(every: str, now: float, clock: Clock, zone: ZoneInfo) -> Period:
    """The period that a digest sent for a try speaks of: the one that ends today."""
    day = datetime.fromtimestamp(now, zone).date()
    return _period(DAILY if every == OFF else every, day, clock, zone)


def _period(every: str, day: date, clock: Clock, zone: ZoneInfo) -> Period:
    weekly = every == WEEKLY
    before = day - timedelta(WEEK if weekly else 1)
    name = f"{day:%G-W%V}" if weekly else f"{day:%Y-%m-%d}"
    return Period(name, weekly, _at(day, clock.at, zone), _at(before, clock.at, zone))


def _at(day: date, at: time, zone: ZoneInfo) -> float:
    return datetime.combine(day, at, zone).timestamp()


def spans(now: float, *, weekly: bool, zone: ZoneInfo) -> list[float]:
    """The bounds of the whole days or weeks before today, the oldest first; one more than there are spans."""
    today = datetime.fromtimestamp(now, zone).date()
    step, count = (WEEK, WEEKS) if weekly else (1, DAYS)
    return [_at(today - timedelta(step * back), time(), zone) for back in range(count, -1, -1)]
