"""Several servers on one Postgres keep a limit together: the sum over them, and what becomes of slices."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.intake.daily_quota import BYTES, DAY, DailyQuota
from bot.nodes.limits import SharedLimits
from handlers.buckets import Buckets, Budget, Rate
from handlers.channel import SendError
from handlers.networks import Networks
from handlers.sharing import LAPSE, SHARE
from storage.database.clock import Clock
from storage.database.engine import Database
from tests.storage.cluster import Cluster

LIMIT = 80
STILL = Rate(LIMIT, 1e-6)
"""A limit that does not fill while a test runs."""
SOON = 20.0
BEGUN, NOON = time.time(), DAY / 2
"""The tests begin at noon of a day, so that none ends on another."""


class Server:
    """The limits of one of `count` servers."""

    def __init__(self, url: str, folder: Path, count: int, wrong: float = 0.0) -> None:
        clock = Clock(lambda: time.time() + wrong, lambda: time.monotonic() + wrong)
        self.count = count
        self.later = 0.0
        self.faults = {"clock": 0, "token": 0}
        """How often these are to fail from now on."""
        self._steady = clock.steady
        self.database = Database(url, folder, clock)
        self.limits = SharedLimits(self.database, self._token, self._clock, lambda: self.count)
        self.buckets = self.counts(STILL)
        self.quota = DailyQuota(
            LIMIT, LIMIT * 1000, lambda: clock() - BEGUN + NOON + self.later, self.limits.sharing
        )
        self.networks = Networks(wrong_codes=STILL, sharing=self.limits.sharing)
        self.limits.start()

    def _clock(self) -> float:
        self._fail("clock")
        return self._steady()

    def _token(self, key: str) -> str:
        self._fail("token")
        return key

    def _fail(self, what: str) -> None:
        if self.faults[what]:
            self.faults[what] -= 1
            raise OSError(what)

    def counts(self, rate: Rate, kind: str = "events") -> Buckets:
        return Buckets(rate, time.monotonic, sharing=self.limits.sharing, kind=kind)

    async def hit(self, times: int) -> int:
        """How many of so many at once came through."""
        return [*await asyncio.gather(*(self.buckets.taken("a") for _ in range(times)))].count(0.0)

    def kill(self) -> None:
        """It gives nothing back."""
        assert self.limits._asking
        self.limits._asking.cancel()
        self.database.close()

    async def ends(self) -> None:
        await self.limits.stop()
        self.database.close()


@asynccontextmanager
async def servers(url: str, folder: Path, count: int, **more: float) -> AsyncIterator[list[Server]]:
    async with AsyncExitStack() as stack:
        running = [Server(url, folder, count, **more) for _ in range(count)]
        for each in running:
            stack.push_async_callback(each.ends)
        yield running


def level(server: Server) -> float:
    with server.database.read() as connection:
        return float(connection.exec_driver_sql("SELECT level FROM budgets").scalar() or 0)


@pytest.fixture
def url(cluster: Cluster) -> str:
    return cluster.prepared()


@pytest.mark.parametrize("count", [2, 3])
async def test_servers_hit_at_once_with_three_times_the_limit_let_through_the_limit(url, tmp_path, count):
    async with servers(url, tmp_path, count) as running:
        through = await asyncio.gather(*(each.hit(3 * LIMIT // count) for each in running))
        assert LIMIT <= sum(through) <= LIMIT * (1 + SHARE)
        assert sum(await asyncio.gather(*(each.hit(LIMIT) for each in running))) == 0


async def test_one_server_alone_among_others_may_use_nearly_all_of_the_limit(url, tmp_path):
    async with servers(url, tmp_path, 3) as (one, *_):
        assert LIMIT <= await one.hit(3 * LIMIT) <= LIMIT * (1 + SHARE)


async def test_a_budget_of_networks_and_of_all_holds_over_three_servers(url, tmp_path):
    async with servers(url, tmp_path, 3) as running:
        made = [
            Budget(
                STILL, Rate(1.5 * LIMIT, 1e-6), time.monotonic, sharing=each.limits.sharing, kind="sessions"
            )
            for each in running
        ]
        tries = [budget.taken(network) for budget in made for network in "mn" for _ in range(LIMIT)]
        through = [*await asyncio.gather(*tries)].count(0.0)
        assert 1.4 * LIMIT <= through <= 1.5 * LIMIT * (1 + SHARE)


async def test_turns_on_threads_keep_a_limit_together(url, tmp_path):
    async with servers(url, tmp_path, 2) as running:
        for each in running:
            each.networks.note("web:1", "10.0.0")
        tries = [
            asyncio.to_thread(each.networks.wrong_code, "web:1") for _ in range(LIMIT) for each in running
        ]
        assert LIMIT <= (await asyncio.gather(*tries)).count(True) <= LIMIT * (1 + SHARE)
        checks = [asyncio.to_thread(each.networks.check, "web:2") for _ in range(10) for each in running]
        assert (await asyncio.gather(*checks)).count(True) == 10


async def test_what_a_server_does_not_use_comes_back(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        assert await one.hit(LIMIT // 8) == LIMIT // 8
        reserved = level(one)
        assert reserved < LIMIT
        async with asyncio.timeout(SOON + LAPSE):
            while level(one) <= reserved:  # noqa: ASYNC110  # the server tells nobody
                await asyncio.sleep(0.05)
        assert level(one) == pytest.approx(LIMIT - LIMIT / 8 + LIMIT / 16, abs=0.01), (
            "its own share is not told"
        )
        assert await other.hit(2 * LIMIT) >= LIMIT - LIMIT / 8


async def test_a_server_that_ends_gives_back_what_it_has(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, _):
        await one.hit(LIMIT // 16 + 1)
        await one.limits.stop()
        assert level(one) == pytest.approx(LIMIT - 1)
        assert await one.hit(LIMIT // 2) == LIMIT // 2, "from then on it counts for itself"


async def test_the_slice_of_a_killed_server_fills_again(url, tmp_path):
    fast = Rate(LIMIT, 40.0)
    killed, other = (Server(url, tmp_path, 2) for _ in "12")
    killed.buckets, other.buckets = killed.counts(fast), other.counts(fast)
    await killed.hit(LIMIT // 16 + 1)
    killed.kill()
    assert level(other) <= LIMIT - LIMIT / 8 + 1
    async with asyncio.timeout(SOON):
        while await other.hit(2 * LIMIT) < LIMIT:  # noqa: ASYNC110  # only time fills it
            await asyncio.sleep(LIMIT / fast.per_second)
    await other.ends()


@pytest.mark.parametrize("wrong", [-86400.0, 86400.0])
async def test_a_clock_that_is_a_day_wrong_changes_nothing(url, tmp_path, wrong):
    async with servers(url, tmp_path, 1) as (right,), servers(url, tmp_path, 1, wrong=wrong) as (off,):
        right.count = off.count = 2
        through = await asyncio.gather(right.hit(2 * LIMIT), off.hit(2 * LIMIT))
        assert LIMIT <= sum(through) <= LIMIT * (1 + SHARE)
        files = [each.quota.file("a") for _ in range(LIMIT) for each in (right, off)]
        assert (await asyncio.gather(*files)).count(True) == LIMIT, "they mean the same day"


async def test_a_restart_does_not_forget_the_files_of_the_day(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        assert [await each.quota.file("a") for _ in range(30) for each in (one, other)] == [True] * 60
        assert [chunk async for chunk in one.quota.counted("a", chunks(50_000))]
    async with servers(url, tmp_path, 2) as (one, other):
        assert [await each.quota.file("a") for _ in range(LIMIT) for each in (one, other)].count(True) == 20
        with pytest.raises(SendError, match="quota"):
            assert [chunk async for chunk in one.quota.counted("a", chunks(20_000, 20_000))]
        assert [chunk async for chunk in one.quota.counted("a", chunks(20_000, 10_000))]
        with pytest.raises(SendError, match="quota"):
            assert [chunk async for chunk in other.quota.counted("a", chunks(1))]
        assert await other.quota.file("b")


async def test_what_one_server_counted_alone_is_known_once_there_is_another(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        one.count = 1
        assert [await one.quota.file("a") for _ in range(60)] == [True] * 60
        assert await one.hit(60) == 60
        one.count = 2
        assert await one.quota.file("a")
        assert await one.hit(LIMIT // 8) == LIMIT // 8
        assert [await other.quota.file("a") for _ in range(LIMIT)].count(True) < 20
        assert await other.hit(LIMIT) <= 20


async def test_while_the_database_is_away_each_server_counts_for_itself(cluster: Cluster, url, tmp_path):
    async with servers(url, tmp_path, 2) as running:
        await running[0].hit(LIMIT // 8)
        cluster.drop(url)
        with capture_logs() as logs:
            through = await asyncio.gather(*(each.hit(2 * LIMIT) for each in running))
        assert through == [LIMIT - LIMIT // 8, LIMIT]
        said = [line["event"] for line in logs]
        assert said == ["limits are counted by each server for itself"] * 2


async def test_nobody_waits_for_a_database_that_stands_still(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        with other.database.write() as connection, capture_logs() as logs:
            connection.exec_driver_sql("LOCK TABLE budgets")
            async with asyncio.timeout(SOON):
                assert await one.hit(2 * LIMIT) == LIMIT
        assert [line["error"] for line in logs[:1]] == ["TimeoutError"]


async def test_nobody_waits_where_it_fails_before_the_statement(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, _):
        one.faults["token"] = 1
        with capture_logs() as logs:
            async with asyncio.timeout(SOON):
                assert await one.hit(2 * LIMIT) == LIMIT
        assert [line["error"] for line in logs] == ["OSError"]


async def test_nobody_waits_for_a_task_that_ended(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, _):
        assert await one.hit(LIMIT // 16) == LIMIT // 16
        answer = one.limits.sharing.asked("events", "a")
        assert answer
        one.faults["clock"] = 2
        with capture_logs() as logs:
            async with asyncio.timeout(SOON):
                await answer.heard()
                assert await one.hit(2 * LIMIT) == LIMIT - LIMIT // 16
        assert answer.is_there
        assert [(line["log_level"], line["event"]) for line in logs[1:]] == [
            ("error", "limits are no longer asked for")
        ]


async def test_a_statement_that_fails_loses_nothing(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        assert await one.hit(LIMIT // 16 + 1) == LIMIT // 16 + 1
        rename(other, "budgets", "away")
        with capture_logs() as logs:
            async with asyncio.timeout(SOON):
                while not logs:  # noqa: ASYNC110  # only time makes the slice lapse
                    await asyncio.sleep(0.05)
        rename(other, "away", "budgets")
        assert level(other) < LIMIT - 1
        async with asyncio.timeout(SOON):
            while level(other) < LIMIT - 1:  # noqa: ASYNC110  # the server tells nobody
                await asyncio.sleep(0.05)


async def test_a_server_ends_though_the_database_stands_still(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):
        assert await one.hit(LIMIT // 8) == LIMIT // 8
        with other.database.write() as connection:
            connection.exec_driver_sql("LOCK TABLE budgets")
            async with asyncio.timeout(SOON):
                await one.limits.stop()
        assert await one.hit(2 * LIMIT) == LIMIT - LIMIT // 8


async def test_a_fetch_over_midnight_gives_back_to_each_day_its_own(url, tmp_path):
    async with servers(url, tmp_path, 2) as (one, other):

        async def breaks_off() -> AsyncIterator[bytes]:
            yield bytes(30_000)
            one.later = DAY
            yield bytes(40_000)
            raise OSError("broke off")

        with pytest.raises(OSError, match="broke off"):
            assert [chunk async for chunk in one.quota.counted("a", breaks_off())]
        await one.limits.stop()
        with other.database.read() as connection:
            left = connection.exec_driver_sql(
                "SELECT level FROM budgets WHERE kind = %s", (BYTES,)
            ).fetchall()
        assert left == [(LIMIT * 1000,)] * 2


def rename(server: Server, before: str, after: str) -> None:
    with server.database.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {after}")


async def chunks(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield bytes(size)
