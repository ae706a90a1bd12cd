"""One digest a day or week by the officer's clock, whatever the clock does."""

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.digests.periods import Clock, due, spans

# Days on which clocks change: Ramadan in Morocco, summer time, and a change at midnight.
CHANGES = {
    "Africa/Casablanca": (datetime(2026, 2, 15), datetime(2026, 3, 22)),
    "Europe/Paris": (datetime(2026, 3, 29), datetime(2026, 10, 25)),
    "Africa/Cairo": (datetime(2026, 4, 24), datetime(2026, 10, 29)),
    "America/Santiago": (datetime(2026, 4, 5), datetime(2026, 9, 6)),
}
TIMES = (time(0, 30), time(2, 30), time(8), time(23, 30))
STEP = 600.0


def moments(around: datetime):
    start = (around - timedelta(days=3)).replace(tzinfo=UTC).timestamp()
    return (start + STEP * step for step in range(int(6 * 86400 / STEP)))


@pytest.mark.parametrize("at", TIMES)
@pytest.mark.parametrize("zone", CHANGES)
def test_each_day_has_one_digest_at_its_time(zone, at):
    here, clock = ZoneInfo(zone), Clock(at)
    for change in CHANGES[zone]:
        offsets = {datetime.fromtimestamp(now, here).utcoffset() for now in moments(change)}
        assert len(offsets) == 2, "the clock changes in these days"
        first: dict[str, datetime] = {}
        for now in moments(change):
            if period := due("daily", now, clock, here):
                first.setdefault(period.name, datetime.fromtimestamp(now, here))
        days = sorted({datetime.fromtimestamp(now, here).date() for now in moments(change)})
        assert {f"{day}" for day in days[1:-1]} <= first.keys()
        for name, sent in first.items():
            late = datetime.combine(sent.date(), at) - datetime.combine(sent.date(), sent.time())
            assert name == f"{sent.date()}"
            assert name == f"{days[0]}" or timedelta(0) <= -late <= timedelta(hours=1), (zone, name, sent)


@pytest.mark.parametrize("zone", CHANGES)
def test_a_week_has_one_digest_on_its_day_or_soon_after(zone):
    here, clock = ZoneInfo(zone), Clock(time(8), weekday=3)
    for change in CHANGES[zone]:
        days: dict[str, set[int]] = defaultdict(set)
        for now in moments(change):
            if period := due("weekly", now, clock, here):
                days[period.name].add(datetime.fromtimestamp(now, here).weekday())
        assert all(each <= {3, 4, 5} for each in days.values())
        assert len(days) == 1
        assert 3 in next(iter(days.values()))


def test_a_day_that_was_missed_is_sent_late_on_the_day_itself_and_no_later():
    here, clock = ZoneInfo("Africa/Casablanca"), Clock(time(8))
    day = datetime(2026, 11, 30, 8, tzinfo=here).timestamp()
    names = [
        found and found.name for found in (due("daily", day + h * 3600, clock, here) for h in (-1, 0, 15, 16))
    ]
    assert names == [None, "2026-11-30", "2026-11-30", None]
    assert due("off", day, clock, here) is None
    period = due("daily", day, clock, here)
    assert period
    assert (period.moment, period.before) == (day, day - 86400)


def test_a_trend_has_whole_days_of_the_officers_clock():
    here = ZoneInfo("Europe/Paris")
    bounds = spans(datetime(2026, 3, 31, 9, tzinfo=here).timestamp(), weekly=False, zone=here)
    hours = [(later - earlier) / 3600 for earlier, later in pairwise(bounds)]
    assert len(hours) == 14
    assert sorted(set(hours)) == [23.0, 24.0]
    assert datetime.fromtimestamp(bounds[-1], here).isoformat() == "2026-03-31T00:00:00+02:00"
