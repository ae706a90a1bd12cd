"""The queue of a service's own cases: who sees it, which cases are in it, until when, and since when."""

import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from flows.deadlines import CALM
from storage.tables.desk import StoredCaseWork
from tests.bot.desk.acts.test_refer import IN_FES, SERVICES, refer
from tests.bot.desk.conftest import Line
from tests.product.product import configured, serving, settings

MORE = "AC23CD46"


@pytest.fixture
async def line(tmp_path) -> AsyncIterator[Line]:
    """The product with two services: Karim is of the one in Fès."""
    given = settings(tmp_path / "data", config_file=configured(tmp_path / "data", SERVICES))
    async with serving(given) as product:
        line = Line(product)
        yield line
        for each in line.browsers:
            await each.close()


async def queue(browser) -> tuple[list[str], int | None]:
    """The cases of the officer's service, and their number among those of all queues."""
    told = (await browser.get("cases?queue=service")).json()
    return [one["reference"] for one in told["cases"]], told["counts"].get("service")


async def test_an_officer_of_a_service_sees_its_cases_with_their_deadlines_until_they_are_handed_back(line):
    giver, karim = await line.enters("Salma"), await line.enters("Karim", "investigator")
    case, other = line.file(**IN_FES), line.file(MORE)
    assert (await karim.get("me")).json()["services"] == ["fes"]
    assert (await queue(karim), await queue(giver)) == (([], 0), ([], None))
    await refer(giver, "fes")
    assert (await giver.post(f"cases/{other}/refer", {"service": "central"})).status_code == 200
    assert await queue(karim) == ([case], 1)
    (row,) = (await karim.get("cases?queue=service")).json()["cases"]
    assert row["due"] == pytest.approx(time.time() + CALM["service"], abs=60)
    assert (await karim.post(f"cases/{case}/hand-back", {"reason": "place"})).status_code == 200
    assert await queue(karim) == ([], 0)
    await refer(giver, "fes")
    assert (await giver.post(f"cases/{case}/status", {"status": "informed"})).status_code == 200
    (row,) = (await karim.get("cases?queue=service")).json()["cases"]
    assert (row["status"], row["due"]) == ("informed", 0.0)
    line.sound()


async def test_a_service_that_was_written_into_the_database_opens_nothing_and_is_found(line):
    await line.enters("Salma")
    karim = await line.enters("Karim", "investigator")
    case = line.file(**IN_FES)
    with line.product.made.storage.write() as unit:
        unit.cases.work.look(unit.cases.number(case), time.time())
        unit.transaction.flush()
        unit.transaction.execute(update(StoredCaseWork).values(service="fes", handed=time.time()))
    assert (await karim.get(f"cases/{case}")).json()["readable"] is False
    with pytest.raises(AssertionError, match="service-changed"):
        line.sound()


async def test_many_cases_are_referred_to_a_service_and_never_to_none(line):
    giver = await line.enters("Salma")
    cases = [line.file(**IN_FES), line.file(MORE)]
    alone = {"references": cases, "steps": [{"action": "status", "status": "referred"}]}
    assert {one["error"] for one in (await giver.post("bulk", alone)).json()["refused"]} == {"no-service"}
    steps = [{"action": "refer", "service": ""}]
    done = (await giver.post("bulk", {"references": cases, "steps": steps})).json()["done"]
    assert done == cases, "each to the one that is proposed for it"
    handed = [purpose for case in cases for event, purpose in line.chain(case) if event == "handed-over"]
    assert handed == ["fes", "central"]
    line.sound()
