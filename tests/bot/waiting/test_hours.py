"""Hours of duty: over midnight, the weekend, the change of the clock; and when somebody reads a case."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.duty.hours import DutyHours

PARIS = ZoneInfo("Europe/Paris")
WEEK, NIGHT = "mon-fri 08:00-18:00", "sat-mon 22:00-06:00"


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp()


@pytest.mark.parametrize(
    ("now", "until", "read"),
    [
        ("2026-03-27 09:00", "2026-03-27 18:00", "2026-03-28 07:30"),  # a Friday
        ("2026-03-27 18:00", "", "2026-03-28 07:30"),
        ("2026-03-28 21:59", "", "2026-03-28 22:00"),
        ("2026-03-29 05:59", "2026-03-29 06:00", "2026-03-29 07:30"),  # the clock went forward at two
        ("2026-03-31 05:00", "2026-03-31 06:00", "2026-03-31 07:30"),  # what began on Monday
        ("2026-03-31 06:00", "", "2026-03-31 07:30"),
        ("2026-04-01 05:00", "", "2026-04-01 07:30"),
    ],
)
def test_the_hours_last_until_and_the_case_is_read_by_then(now: str, until: str, read: str) -> None:
    hours = DutyHours((WEEK, NIGHT), PARIS)
    assert hours.until(at(now)) == (at(until) if until else 0.0)
    assert hours.next_start(at(now), time(7, 30)) == at(read)


def test_without_hours_nobody_is_scheduled() -> None:
    hours = DutyHours((), PARIS)
    assert hours.until(at("2026-03-27 09:00")) == 0.0
    assert hours.next_start(at("2026-03-27 09:00"), time(8)) == at("2026-03-28 08:00")
