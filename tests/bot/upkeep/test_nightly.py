"""The nightly check: its gauges, and its line in the digest."""

from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alerts.troubles import troubles
from bot.observe.metrics import registry
from bot.serve.facts import facts
from bot.turn.officer_lookups import technical
from bot.upkeep.nightly import HOUR
from tests.bot.upkeep.test_retention import file
from tests.product.product import Product, running, settings


def gauges() -> tuple[float | None, float | None]:
    names = ("ballegh_verify_discrepancies", "ballegh_database_damaged")
    return registry.get_sample_value(names[0]), registry.get_sample_value(names[1])


def faults(product: Product) -> int:
    with product.made.storage.read() as unit:
        return technical(unit, 1.0).faults


async def test_what_it_finds_is_a_metric_and_in_the_digest(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        with product.made.storage.write() as unit:
            file(unit, "K7M29QXA", ago=1)
        await product.app.scheduled.check()
        assert (gauges(), faults(product)) == ((0.0, 0.0), 0)
        assert registry.get_sample_value("ballegh_verify_time_seconds")
        with product.made.storage.write() as unit:
            unit.transaction.connection.exec_driver_sql("UPDATE cases SET category = 'threats'")
        await product.app.scheduled.check()
        assert (gauges(), faults(product)) == ((1.0, 0.0), 1)
        assert "verify failed" in troubles(await product.app.checks(), facts(product.made))


@pytest.mark.sqlite("its file")
async def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        database = product.made.database
        assert database.sound()
        assert database.rewrite()
        with (tmp_path / "ballegh.db").open("r+b") as stored:
            stored.seek(4096)
            stored.write(b"\xff" * 4096)
        database.engine.dispose()
        assert not database.sound()


async def test_it_runs_each_night(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        scheduler = product.app.schedule._scheduler
        assert isinstance(scheduler, AsyncIOScheduler)
        assert [job for job in scheduler.get_jobs() if f"hour='{HOUR}'" in str(job.trigger)]
