"""Cases that change by the clock alone come to an open page by themselves."""

import asyncio
import json
import time

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.bot.desk.conftest import Line

OVERDUE = 2 * 86_400.0
"""Seconds, as a deployment has it without a setting."""


async def test_a_case_that_was_put_off_comes_back_to_its_officer_and_an_old_one_to_everybody(line: Line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    line.file("AC23CD45")
    soon = time.time() + 3
    assert (await salma.post("cases/AC23CD45/snooze", {"until": soon})).status_code == 200
    with line.product.made.storage.write() as unit:
        case = FileCase("AC23CD46", "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "rabat", (("story", "x"),))
        unit.filing.open(case, Reporter("web:other", "fr"), soon - OVERDUE)

    async def heard(browser, wanted: set[str]) -> None:
        """Wait until the page was told of these cases after their time."""
        async with browser.client.stream("GET", "/desk/api/stream") as answer:
            async for row in answer.aiter_lines():
                if time.time() > soon and row.startswith("data: ") and "names" not in row:
                    wanted.discard(json.loads(row[6:])["reference"])
                if not wanted:
                    return

    await asyncio.wait_for(
        asyncio.gather(heard(salma, {"AC23CD45", "AC23CD46"}), heard(omar, {"AC23CD46"})), 60
    )
