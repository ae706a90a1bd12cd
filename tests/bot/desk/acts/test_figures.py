"""Figures at the desk: whole months that are over and no others, so that no two periods can be subtracted."""

import time
from datetime import date, timedelta

import pytest

from flows.core.effects import FileCase
from storage.cases.views import Reporter

TODAY = date.today()
THIS = TODAY.replace(day=1)
LAST = (THIS - timedelta(days=1)).replace(day=1)


@pytest.mark.parametrize("call", ["figures", "statement", "statement/pdf"])
async def test_days_and_the_running_month_are_refused(line, call):
    salma = await line.enters()
    wrong = {
        "days": (LAST, LAST + timedelta(days=9)),
        "all but a day": (LAST + timedelta(days=1), THIS - timedelta(days=1)),
        "the running month": (THIS, TODAY),
        "until today": (LAST, TODAY),
        "to come": (THIS, (THIS + timedelta(days=31)).replace(day=1) - timedelta(days=1)),
        "too many": (THIS.replace(year=THIS.year - 4), THIS - timedelta(days=1)),
        "backwards": (THIS, LAST - timedelta(days=1)),
    }
    for name, (first, last) in wrong.items():
        days = {"from": first.isoformat(), "to": last.isoformat()}
        if call == "figures":
            answer = await salma.get(call, params=days)
        else:
            body = {"first": days["from"], "last": days["to"], "language": "fr"}
            answer = await salma.post(call, body)
        assert (answer.status_code, answer.json()["error"]) == (400, "period"), name


async def test_two_months_less_one_do_not_tell_the_other(line):
    salma = await line.enters("Salma", "administrator")
    earlier = (LAST - timedelta(days=1)).replace(day=1)
    with line.product.made.storage.write() as unit:
        for month, drugs in ((earlier, 6), (LAST, 2)):
            at = time.mktime((month + timedelta(days=10)).timetuple())
            for number in range(20 + drugs):
                kind = "drugs" if number < drugs else "fraud"
                case = FileCase(f"M{month.month:02}{number:05}", "secret", kind, False, True, "fes", ())
                unit.filing.open(case, Reporter("web:1", "fr"), at)

    async def told(first: date, last: date) -> int | None:
        params = {"from": first.isoformat(), "to": last.isoformat()}
        rows = (await salma.get("figures", params=params)).json()["tables"]["category"]["rows"]
        return next(row["count"] for row in rows if row["value"] == "drugs")

    end = THIS - timedelta(days=1)
    assert await told(earlier, LAST - timedelta(days=1)) == 6
    assert await told(LAST, end) is None
    assert await told(earlier, end) is None
