"""Erased words and addresses are in none of the database's files, byte by byte, on a line that is quiet."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import select

from storage.custody.links import Act
from storage.shredding import shred
from storage.tables.base import metadata
from tests.bot.upkeep.test_retention import DAY, file
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, opened, running, settings
from tests.product.test_privacy import PHOTO, data, files_without_a_trace

pytestmark = pytest.mark.sqlite("the bytes of its files")
PIECE = 24
"""Bytes that are looked for: nobody else's value has as many in common."""
Steps = Callable[[Product, Chat], Awaitable[None]]


def held(product: Product) -> set[bytes]:
    """Every long value of every table: protected words and addresses, names by which rows are found."""
    with product.made.storage.read() as unit:
        rows = [row for table in metadata.sorted_tables for row in unit.transaction.rows(select(table))]
    texts = {value.encode() for row in rows for value in row if isinstance(value, str)}
    boxes = {bytes(value) for row in rows for value in row if isinstance(value, bytes)}
    return {value for value in texts | boxes if len(value) >= PIECE}


def remains(product: Product, known: set[bytes]) -> list[bytes]:
    """The values that no row holds any more, and that a file of the database still does."""
    folder = product.made.settings.data_dir
    raw = b"".join(path.read_bytes() for path in folder.glob("*.db*"))
    there = held(product)
    whole = b"".join(there)
    return [
        value
        for value in known - there
        if value[-PIECE:] not in whole and (value[:PIECE] in raw or value[-PIECE:] in raw)
    ]


class Watch:
    """Remembers every value that any table ever held, as far as it looks fast enough."""

    def __init__(self, product: Product) -> None:
        self.known: set[bytes] = set()
        self._product = product
        self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            self.known |= await asyncio.to_thread(held, self._product)
            await asyncio.sleep(0.002)

    async def stop(self) -> None:
        self._task.cancel()


def tick(product: Product) -> None:
    """Let every tick that is scheduled come now."""
    scheduler = product.app.schedule._scheduler
    assert isinstance(scheduler, AsyncIOScheduler)
    for job in scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(UTC))


async def after(tmp_path: Path, steps: Steps) -> None:
    """Take the steps beside a product, and look for remains, once the log was emptied by itself."""
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        watch = Watch(product)
        await steps(product, telegram.chat(7))
        await telegram.settled()
        await product.app.flushed()
        await watch.stop()
        assert any(value not in held(product) for value in watch.known)
        async with asyncio.timeout(60):
            while left := remains(product, watch.known):
                tick(product)
                await asyncio.sleep(0.1)
        assert left == []


async def test_after_parting_on_a_quiet_line(tmp_path: Path) -> None:
    async def steps(product: Product, someone: Chat) -> None:
        await files_without_a_trace(someone)

    await after(tmp_path, steps)


async def test_after_forgetting(tmp_path: Path) -> None:
    async def steps(product: Product, someone: Chat) -> None:
        someone.says("autre chose")
        await someone.sees()
        someone.says("Voilà ce qui s'est passé hier, très longuement. " * 60)
        await someone.sees()
        someone.sends_photo(PHOTO)
        await someone.sees()
        someone.says("/forget")
        someone.taps(data(await someone.sees(), "yes"))
        await someone.sees()

    await after(tmp_path, steps)


async def test_after_a_case_whose_time_had_come(tmp_path: Path) -> None:
    async def steps(product: Product, someone: Chat) -> None:
        with product.made.storage.write() as unit:
            file(unit, "WITHDREW", "withdrawn", ago=91)
        await asyncio.sleep(0.1)
        await product.app.tidying.tidy()
        with product.made.storage.read() as unit:
            assert unit.cases.newest(9, status="") == []

    await after(tmp_path, steps)


def test_nobody_waits_for_a_tick_after_an_erasure(tmp_path: Path) -> None:
    """The transaction that erases empties the log itself; a reader puts that off, and no more."""
    made = opened(settings(tmp_path))
    log = tmp_path / "ballegh.db-wal"
    with made.storage.write() as unit:
        file(unit, "WITHDREW", ago=1 / DAY)
    assert log.stat().st_size
    with made.storage.read() as reader:
        assert len(reader.cases.newest(1)) == 1
        with made.storage.write() as unit:
            assert unit.retention.erase("WITHDREW", Act("erasure", "reporter", "forget"), 1.0)
        assert len(reader.cases.newest(1)) == 1, "it sees one moment"
        assert log.stat().st_size
        assert not made.database.empty_log()
    shred(made.storage, made.store("evidence"))
    assert log.stat().st_size == 0
    made.database.close()
