"""The days that a period may have."""

from datetime import date, timedelta

import pytest

from flows.figures.period import EARLIEST, LATEST, Period, day


@pytest.mark.parametrize(
    "given", ["1999-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "", "soon"]
)
def test_no_day_of_a_period(given):
    with pytest.raises(ValueError):  # noqa: PT011 - its text is shown to nobody
        day(given)


def test_every_period_has_one_before_it_and_months():
    bounds = (EARLIEST, EARLIEST + timedelta(days=1), date(2026, 2, 28), LATEST)
    for first in bounds:
        for last in (one for one in bounds if one >= first):
            period = Period(day(first.isoformat()), day(last.isoformat()))
            assert period.before.last == first - timedelta(days=1)
            assert period.months == () or period.months[-1].last == last
