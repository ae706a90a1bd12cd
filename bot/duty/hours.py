"""The hours of duty: when the next ones begin, and until when the present ones last."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.settings.values import DAYS, HOURS
from flows.record import record

AHEAD = 9
"""Days, from yesterday on, in which hours are looked for: more than a week."""


@record
class DutyHours:
    """The hours of a deployment, as its settings name them, in its time zone."""

    named: Sequence[str]
    zone: ZoneInfo

    def until(self, now: float) -> float:
        """Return when the hours end that last now (seconds since the epoch); 0 where none do."""
        return max((end for start, end in self._spans(now) if start <= now < end), default=0.0)

    def next_start(self, now: float, also: time) -> float:
        """Return when the next hours begin, or the next such time of day, whichever is first."""
        days = [self._today(now) + timedelta(days=more) for more in range(3)]
        starts = [start for start, _ in self._spans(now)]
        starts += [datetime.combine(day, also, self.zone).timestamp() for day in days]
        return min(start for start in starts if start > now)

    def _today(self, now: float) -> date:
        return datetime.fromtimestamp(now, self.zone).date()

    def _spans(self, now: float) -> Iterator[tuple[float, float]]:
        """Yield the beginnings and ends of all hours from yesterday to more than a week ahead."""
        yesterday = self._today(now) - timedelta(days=1)
        for named in self.named:
            found = HOURS.fullmatch(named)
            if found is None:
                continue
            start, end = (time.fromisoformat(found[name]) for name in ("start", "end"))
            for day in (yesterday + timedelta(days=more) for more in range(AHEAD + 1)):
                if day.weekday() in _weekdays(found["first"], found["last"]):
                    over = day + timedelta(days=end <= start)
                    begins, ends = (
                        datetime.combine(*each, self.zone).timestamp() for each in ((day, start), (over, end))
                    )
                    yield begins, ends


def _weekdays(first: str, last: str | None) -> set[int]:
    """Return the numbers of the days from the first to the last; the week goes on after Sunday."""
    if first == "daily":
        return {*range(7)}
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return {day % 7 for day in range(begin, (end if end >= begin else end + 7) + 1)}
