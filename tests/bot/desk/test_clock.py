"""Cases that change by the clock alone come to an open page by themselves."""

import asyncio
import json
import time

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.bot.desk.conftest import Line
from tests.databases import VirtualClock
from tests.product.product import serving, settings

OVERDUE = 2 * 86_400.0
"""Seconds, as a deployment has it without a setting."""


async def test_a_case_that_was_put_off_comes_back_to_its_officer_and_an_old_one_to_everybody(tmp_path):
    ahead = 0.0
    async with serving(settings(tmp_path), clock=VirtualClock(lambda: time.time() + ahead)) as product:
        line = Line(product)
        salma, omar = await line.enters("Salma"), await line.enters("Omar")
        line.file("AC23CD45")
        soon = time.time() + 60
        assert (await salma.post("cases/AC23CD45/snooze", {"until": soon})).status_code == 200
        with product.made.storage.write() as unit:
            story = (("story", "x"),)
            case = FileCase("AC23CD46", "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "rabat", story)
            unit.filing.open(case, Reporter("web:other", "fr"), soon - OVERDUE)
        listens = [asyncio.Event(), asyncio.Event()]

        async def heard(browser, listening: asyncio.Event, wanted: set[str]) -> None:
            """Wait until the page was told of these cases after their time."""
            async with browser.client.stream("GET", "/desk/api/stream") as answer:
                async for row in answer.aiter_lines():
                    if not row.startswith("data: ") or "reference" not in row:
                        continue
                    listening.set()
                    if ahead:
                        wanted.discard(json.loads(row[6:])["reference"])
                    if not wanted:
                        return

        async def goes_on() -> None:
            """Set the clock forward once both pages hear of what happens."""
            nonlocal ahead
            number = 0
            while not all(each.is_set() for each in listens):
                number += 1
                line.file(f"AD23CD{number:02}", chat=f"web:{number}")
                await asyncio.wait([asyncio.ensure_future(each.wait()) for each in listens], timeout=1)
            ahead = 90.0

        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            group.create_task(heard(salma, listens[0], {"AC23CD45", "AC23CD46"}))
            group.create_task(heard(omar, listens[1], {"AC23CD46"}))
            group.create_task(goes_on())
        for each in line.browsers:
            await each.close()
