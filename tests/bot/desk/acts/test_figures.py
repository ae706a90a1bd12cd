"""Figures at the desk: whole months that are over and no others, so that no two periods can be subtracted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.core.effects import FileCase
from storage.cases.views import Reporter


def months(zone: ZoneInfo) -> tuple[date, date, date]:
    """Today and the first days of this month and the last, where the product is."""
    today = datetime.now(zone).date()
    this = today.replace(day=1)
    return today, this, (this - timedelta(days=1)).replace(day=1)


@pytest.mark.parametrize("call", ["figures", "statement", "statement/pdf"])
async def test_days_and_the_running_month_are_refused(line, call):
    salma = await line.enters()
    today, this, last = months(line.product.made.settings.timezone)
    wrong = {
        "days": (last, last + timedelta(days=9)),
        "all but a day": (last + timedelta(days=1), this - timedelta(days=1)),
        "the running month": (this, today),
        "until today": (last, today),
        "to come": (this, (this + timedelta(days=31)).replace(day=1) - timedelta(days=1)),
        "too many": (this.replace(year=this.year - 4), this - timedelta(days=1)),
        "backwards": (this, last - timedelta(days=1)),
    }
    for name, (begins, ends) in wrong.items():
        days = {"from": begins.isoformat(), "to": ends.isoformat()}
        if call == "figures":
            answer = await salma.get(call, params=days)
        else:
            body = {"first": days["from"], "last": days["to"], "language": "fr"}
            answer = await salma.post(call, body)
        assert (answer.status_code, answer.json()["error"]) == (400, "period"), name


async def test_two_months_less_one_do_not_tell_the_other(line):
    salma = await line.enters("Salma", "administrator")
    zone = line.product.made.settings.timezone
    _, this, last = months(zone)
    earlier = (last - timedelta(days=1)).replace(day=1)
    with line.product.made.storage.write() as unit:
        for month, drugs in ((earlier, 6), (last, 2)):
            at = datetime(month.year, month.month, 11, tzinfo=zone).timestamp()
            for number in range(20 + drugs):
                kind = "drugs" if number < drugs else "fraud"
                case = FileCase(f"M{month.month:02}{number:05}", "secret", kind, False, True, "fes", ())
                unit.filing.open(case, Reporter("web:1", "fr"), at)

    async def told(begins: date, ends: date) -> int | None:
        params = {"from": begins.isoformat(), "to": ends.isoformat()}
        rows = (await salma.get("figures", params=params)).json()["tables"]["category"]["rows"]
        return next(row["count"] for row in rows if row["value"] == "drugs")

    end = this - timedelta(days=1)
    assert await told(earlier, last - timedelta(days=1)) == 6
    assert await told(last, end) is None
    assert await told(earlier, end) is None
