"""A period of whole days, and the one before it."""

from datetime import date, datetime, time, timedelta, tzinfo

from flows.record import record

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""The days that a period may have: rows have ids for no later moment, and as many days fit before it."""


def day(given: str) -> date:
    """Return the day that a text such as 2026-07-01 names. Raises ValueError, also outside those days."""
    found = date.fromisoformat(given)
    if not EARLIEST <= found <= LATEST:
        raise ValueError("too early or too late")
    return found


@record
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """Return the period before: as many whole months for whole months, as many days for any other."""
        end = self.first - timedelta(days=1)
        months = _whole_months(self)
        if not months:
            return Period(self.first - timedelta(days=self.days), end)
        begun = self.first.year * 12 + self.first.month - 1 - months
        return Period(_month(begun).first, end)

    @property
    def months(self) -> tuple["Period", ...]:
        """Return its months, where it is whole ones."""
        begun = self.first.year * 12 + self.first.month - 1
        return tuple(_month(begun + number) for number in range(_whole_months(self)))

    def bounds(self, zone: tzinfo) -> tuple[float, float]:
        """Return its start and its end, in seconds since the epoch; the end is not in it."""
        start = datetime.combine(self.first, time(), zone)
        end = datetime.combine(self.last + timedelta(days=1), time(), zone)
        return start.timestamp(), end.timestamp()


def _month(number: int) -> Period:
    """Return a month by its number since the year 0."""
    first, after = (date(each // 12, each % 12 + 1, 1) for each in (number, number + 1))
    return Period(first, after - timedelta(days=1))


def _whole_months(period: Period) -> int:
    """Return how many months the period is, 0 where it is not whole ones."""
    after = period.last + timedelta(days=1)
    if period.first.day != 1 or after.day != 1 or period.last < period.first:
        return 0
    return (after.year - period.first.year) * 12 + after.month - period.first.month
