"""The morning's digest: once for each officer, whatever restarts; drafts end on time; leftovers go."""

import asyncio
import os
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app import App
from bot.serve.facts import facts
from bot.upkeep.schedule import Schedule, Tick
from flows.core.effects import ChangeStatus
from storage.audit.verify import verify
from storage.errors import StorageFailed
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, opened, running, settings

MIDNIGHT = time_of_day(0, 0)


async def enrolled(product: Product, telegram: FakeTelegram):
    """An officer who was there before today's digest."""
    officer = telegram.chat(900)
    officer.says(product.enrolment())
    await officer.sees()
    with product.made.storage.write() as unit:
        one = unit.officers.present()[0]
        unit.officers.enrol(one.id, "telegram:900", 1.0, language="fr")
    return officer


async def test_digest_is_sent_once_even_after_restarts(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = settings(tmp_path, telegram, digest_time=MIDNIGHT)
        async with running(given) as product:
            officer = await enrolled(product, telegram)
        for _ in range(3):
            async with running(given) as product:
                await product.app.scheduled.digests.tick()
                await product.app.scheduled.digests.tick()
                last = facts(product.made).last_digest
        await officer.sees()
        assert not officer.unseen
        assert time.time() - 60 < last <= time.time()


async def test_digest_waits_for_its_time(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        later = (datetime.now(settings(tmp_path).timezone) + timedelta(minutes=5)).time()
        if later < time_of_day(0, 6):
            later = time_of_day(23, 59)
        async with running(settings(tmp_path, telegram, digest_time=later)) as product:
            officer = await enrolled(product, telegram)
            await product.app.scheduled.digests.tick()
            assert not officer.unseen


class Collected:
    """A scheduler that keeps its jobs."""

    def __init__(self) -> None:
        self.jobs: list[Tick] = []

    def add_job(self, func: Tick, *trigger: str, **more: Any) -> None:
        self.jobs.append(func)

    def start(self) -> None:
        pass

    def shutdown(self, *, wait: bool) -> None:
        pass


def nightly(product: Product, scheduler: Collected, work: Tick) -> None:
    """Schedule this work; it is the fourth job."""
    app, made = product.app, product.made
    schedule = Schedule(
        storage=made.storage,
        turns=app.turns,
        tidying=app.tidying,
        zone=made.settings.timezone,
        scheduler=scheduler,
    )
    schedule.nightly(work, 3)
    schedule.start()


async def test_a_tick_while_the_database_is_away_waits_for_the_next_and_is_no_error(tmp_path: Path) -> None:
    async def away() -> None:
        raise StorageFailed("08006")

    scheduler = Collected()
    async with running(settings(tmp_path)) as product:
        nightly(product, scheduler, away)
        with capture_logs() as logs:
            await scheduler.jobs[3]()
    assert [(line["log_level"], line["event"]) for line in logs] == [("warning", "scheduled work waits")]


async def test_a_tick_that_takes_long_is_named_once_and_the_next_ones_are_left_out(tmp_path: Path) -> None:
    begun, ends = [asyncio.Event(), asyncio.Event()], asyncio.Event()

    async def slow() -> None:
        begun[0 if not begun[0].is_set() else 1].set()
        await ends.wait()

    scheduler = Collected()
    async with running(settings(tmp_path)) as product:
        nightly(product, scheduler, slow)
        tick = scheduler.jobs[3]
        with capture_logs() as logs:
            first = asyncio.ensure_future(tick())
            await begun[0].wait()
            await tick()
            await tick()
            ends.set()
            await first
            assert not begun[1].is_set()
            await tick()
            assert begun[1].is_set()
    said = [(line["log_level"], line["event"], line["kind"].rpartition(".")[2]) for line in logs]
    assert said == [("warning", "scheduled work takes longer than its interval", "slow")]


def test_an_error_of_the_database_that_time_does_not_mend_is_no_absence() -> None:
    assert [StorageFailed(each).away for each in ("08006", "57P01", "40P01", "OperationalError")] == [
        True
    ] * 4
    assert [StorageFailed(each).away for each in ("42703", "23505", "SQLITE_CORRUPT")] == [False] * 3


async def test_a_draft_is_reminded_of(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.says("Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer")
        first = await someone.sees()
        await product.app.schedule.drafts()
        assert not someone.unseen
        await product.app.schedule.drafts(later=3700.0)
        assert (await someone.sees()).text != first.text
        await product.app.schedule.drafts(later=3700.0)
        assert not someone.unseen


async def test_a_case_closed_long_ago_is_erased_and_the_log_still_verifies(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.says("Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer")
        await someone.sees()
        someone.says("envoyer")
        reference = (await someone.sees()).codes[0]
        await product.app.flushed()
        with product.made.storage.write() as unit:
            unit.cases.change_status(ChangeStatus(reference, "closed"), 1.0)
        await product.app.tidying.tidy()
        with product.made.storage.read() as unit:
            assert unit.cases.by_reference(reference) is None
        assert verify(product.made.storage, product.made.store("evidence")) == []


async def test_tidying_removes_discarded_evidence(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.sends_photo(b"\xff\xd8\xff" + bytes(100))
        await someone.sees()
        files = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
        await telegram.until(lambda: telegram.called("getFile"))
        someone.says("annuler")
        await someone.sees()
        someone.says("oui")
        await someone.sees()
        await product.app.flushed()
        await product.app.tidying.tidy()
        files = [path for path in (tmp_path / "evidence").rglob("[!.]*") if path.is_file()]
        assert not files


async def test_an_upload_that_no_event_took_goes_after_minutes(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        store = product.made.store("uploads")
        for upload in ("old-1234", "new-1234"):
            incoming = store.open_write(upload)
            incoming.write(b"x")
            incoming.finish()
        os.utime(store.path("old-1234"), (1.0, 1.0))
        await product.app.tidying.stray()
        assert list(store.names()) == ["new-1234"]


async def test_a_tick_that_a_stop_interrupts_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    app = App(opened(settings(tmp_path)))
    app.schedule.also(endless, 1)
    await app.start()
    async with asyncio.timeout(60):
        await begun.wait()
    await app.stop()
    await asyncio.sleep(0)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
