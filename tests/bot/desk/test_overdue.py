"""When a case counts as overdue is a setting of the deployment, which the page and the count share."""

import time

import pytest

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.bot.desk.conftest import Line
from tests.product.product import configured, serving, settings


@pytest.mark.parametrize(("toml", "overdue"), [("", 0), ('[deadlines]\nfirst_look = "2h"\n', 1)])
async def test_a_case_is_overdue_after_the_time_in_the_settings(tmp_path, toml, overdue):
    file = configured(tmp_path / "set", toml)
    async with serving(settings(tmp_path / "data", config_file=file)) as product:
        line = Line(product)
        browser = await line.enters()
        line.file("AC23CD45")
        case = FileCase("AC23CD46", "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "rabat", (("story", "x"),))
        with product.made.storage.write() as unit:
            unit.filing.open(case, Reporter("web:other", "fr"), time.time() - 3 * 3600)
        with product.made.storage.read() as unit:
            assert unit.desk.overdue(time.time()) == overdue
        told = (await browser.get("cases?queue=overdue")).json()
        await browser.close()
    assert (told["count"], told["counts"]["overdue"]) == (overdue, overdue)
    assert [row["reference"] for row in told["cases"]] == ["AC23CD46"] * overdue
