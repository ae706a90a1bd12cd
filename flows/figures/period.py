"""A period of whole days, and the one before it."""

from datetime import date, datetime, time, timedelta, tzinfo

from flows.record import record


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
        month = self.first.year * 12 + self.first.month - 1 - months
        return Period(date(month // 12, month % 12 + 1, 1), end)

    def bounds(self, zone: tzinfo) -> tuple[float, float]:
        """Return its start and its end, in seconds since the epoch; the end is not in it."""
        start = datetime.combine(self.first, time(), zone)
        end = datetime.combine(self.last + timedelta(days=1), time(), zone)
        return start.timestamp(), end.timestamp()


def _whole_months(period: Period) -> int:
    """Return how many months the period is, 0 where it is not whole ones."""
    after = period.last + timedelta(days=1)
    if period.first.day != 1 or after.day != 1:
        return 0
    return (after.year - period.first.year) * 12 + after.month - period.first.month
