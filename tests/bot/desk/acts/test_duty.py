"""Duty at the desk: the switch, who is there, who waits; and who has the page open is at the desk."""

import asyncio
import time

import pytest
from sqlalchemy import update

from bot.duty.duty import AT_THE_DESK
from storage.tables.desk import StoredDeskKey
from storage.unit import Unit
from tests.bot.desk.conftest import Line


def left_long_ago(unit: Unit) -> None:
    """Set the last visit of every officer to a time that is over."""
    unit.transaction.execute(update(StoredDeskKey).values(seen=time.time() - 2 * AT_THE_DESK))


async def test_an_officer_goes_on_and_off_duty_and_sees_who_is_there_and_who_waits(line: Line):
    salma, karim = await line.enters("Salma"), await line.enters("Karim", "investigator")
    case = line.file(urgent=True)
    with line.product.made.storage.write() as unit:
        unit.waiting.persons.ask(unit.cases.number(case), time.time() - 300, time.time() + 300)
        left_long_ago(unit)
    before = (await salma.get("duty")).json()
    assert (before["until"], before["may"], before["others"]) == (0.0, True, [])
    (waits,) = before["waiting"]
    assert (waits["reference"], time.time() - waits["since"]) == (case, pytest.approx(300, abs=30))
    on = (await salma.post("duty", {"present": True})).json()
    assert on["until"] > time.time()
    assert [one["name"] for one in (await karim.get("duty")).json()["others"]] == ["Salma"]
    assert (await salma.post("duty", {"present": False})).json()["until"] == 0.0
    assert (await karim.get("duty")).json()["others"] == []


@pytest.mark.parametrize(
    ("role", "may", "status"),
    [("intake", False, 403), ("investigator", True, 200), ("administrator", None, 403)],
)
async def test_who_writes_to_nobody_goes_on_no_duty(line: Line, role, may, status):
    officer = await line.enters("Omar", role)
    assert (await officer.get("duty")).json().get("may") is may
    assert (await officer.post("duty", {"present": True})).status_code == status


async def test_whose_page_is_open_is_at_the_desk_and_other_pages_hear_who_is_on_duty(line: Line):
    salma, karim = await line.enters("Salma"), await line.enters("Karim")
    with line.product.made.storage.write() as unit:
        left_long_ago(unit)

    def there() -> bool:
        with line.product.made.storage.read() as unit:
            return unit.desk.access.visits()[line.officer("Karim").id] > time.time() - AT_THE_DESK

    async with asyncio.timeout(90), karim.client.stream("GET", "/desk/api/stream") as answer:
        present = True
        async for row in answer.aiter_lines():
            if row in (
                ": open",
                "event: alive",
                "event: duty",
            ):  # each change is told, until the page was seen to be open
                if there():
                    break
                assert (await salma.post("duty", {"present": present})).status_code == 200
                present = not present
    assert there()
