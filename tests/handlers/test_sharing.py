"""A server's slices of the limits that several servers keep together: asked for, spent, given back."""

import asyncio
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from handlers.buckets import Buckets, Budget, Rate
from handlers.sharing import AWAY, LAPSE, LONGEST, PAUSE, Answer, Ask, Granted, Sharing

SLOW = Rate(burst=80, per_second=0.001)
OWN = 5
"""An eighth of the burst, for two servers."""


class Server:
    """A server whose database is played here: `asked` are the asks of each statement."""

    def __init__(self, *, nodes: int = 2, rate: Rate = SLOW) -> None:
        self.now = 0.0
        self.nodes = nodes
        self.wanted = 0
        self.asked: list[list[Ask]] = []
        self.sharing = Sharing(
            lambda key: f"token of {key}", lambda: self.now, nodes=lambda: self.nodes, begun=self._begun
        )
        self.buckets = Buckets(rate, lambda: self.now, sharing=self.sharing, kind="events")

    def _begun(self) -> None:
        self.wanted += 1

    def hears(self, *granted: Granted) -> None:
        """One statement, answered with these."""
        asks = self.sharing.asks()
        self.asked.append([*asks.values()])
        told = zip(asks.values(), granted, strict=True)
        self.sharing.answered(asks, {(ask.kind, ask.key): given for ask, given in told})

    def given(self, times: int, key: str = "a") -> int:
        """How often of so many times there was one here."""
        return [self.buckets.wait(key) for _ in range(times)].count(0.0)


def test_alone_a_server_counts_in_memory_and_asks_nobody():
    server = Server(nodes=1)
    assert server.given(100) == 80
    assert server.buckets.asked("a") is None
    assert (server.wanted, server.sharing.asks()) == (0, {})


def test_ordinary_use_costs_no_statement():
    server = Server()
    assert server.given(OWN) == OWN
    server.now += 1 / (SLOW.per_second / 16)
    assert server.given(1) == 1, "an own share fills too"
    assert server.wanted == 0


def test_what_is_reserved_is_spent_without_asking_and_a_used_up_slice_is_asked_for_in_time():
    server = Server()
    assert server.given(9) == OWN
    assert server.buckets.asked("a") is server.buckets.asked("a"), "one ask for both who wait"
    server.hears(Granted(10.0, 70.0))
    assert server.asked == [[Ask("events", "token of a", 80, 0.001, 2.0, 10.0, 0.0)]]
    assert server.given(5) == 5
    assert server.wanted == 1
    assert server.given(1) == 1
    assert server.wanted == 2, "before any of them has to wait"
    server.hears(Granted(10.0, 60.0))
    assert server.given(99) == 14


def test_it_refuses_once_the_database_has_nothing_left_and_asks_again_later():
    server = Server(rate=Rate(80, 8.0))
    server.given(OWN)
    assert server.buckets.wait("a") == PAUSE, "nothing is known yet"
    asked = server.buckets.asked("a")
    server.hears(Granted(0.0, 0.2))
    assert asked
    assert asked.is_there
    assert server.buckets.wait("a") == pytest.approx(0.1)
    assert server.buckets.asked("a") is None
    server.now = 0.11
    assert server.buckets.asked("a")


def test_a_limit_that_fills_slowly_says_how_slowly_and_is_looked_at_again_within_a_second():
    server = Server()
    server.given(OWN)
    server.buckets.asked("a")
    server.hears(Granted(0.0, 0.0))
    assert server.buckets.wait("a") == pytest.approx(1000.0)
    server.now = LONGEST
    assert server.buckets.asked("a"), "another server may have given some back"


def test_what_is_left_of_a_slice_is_given_back():
    server = Server()
    server.given(OWN)
    server.buckets.asked("a")
    server.hears(Granted(10.0, 70.0))
    server.given(3)
    server.now = LAPSE - 0.01
    assert server.sharing.asks() == {}
    server.now = LAPSE
    server.hears(Granted(0.0, 77.0))
    assert server.asked[-1] == [Ask("events", "token of a", 80, 0.001, 0.0, 0.0, 7.0)]
    assert not server.sharing.holds
    assert server.given(1) == 0


def test_a_server_that_ends_gives_everything_back_at_once():
    server = Server()
    server.given(OWN)
    server.buckets.asked("a")
    server.hears(Granted(10.0, 70.0))
    assert [ask.back for ask in server.sharing.asks(ending=True).values()] == [10.0]


def test_what_was_given_away_alone_is_told_with_the_first_ask():
    server = Server(nodes=1)
    assert server.given(30) == 30
    server.nodes = 2
    assert server.given(OWN + 1) == OWN
    server.buckets.asked("a")
    server.hears(Granted(10.0, 40.0))
    assert server.asked[0][0].back == pytest.approx(-30.0)


def test_while_the_database_is_away_a_server_counts_alone_and_says_so_later():
    server = Server()
    server.given(OWN)
    asked = server.buckets.asked("a")
    server.sharing.away(server.sharing.asks())
    assert asked
    assert asked.is_there
    assert server.given(99) == 80 - OWN, "the limit of one server"
    assert server.buckets.asked("a") is None
    server.now = AWAY
    server.given(1, "b")
    server.sharing.asked("events", "a")
    server.hears(Granted(0.0, 0.0))
    assert server.asked[0][0].back == pytest.approx(OWN - 80, abs=0.1)


async def test_whoever_waits_hears_the_answer_and_nobody_is_refused_before():
    server = Server(rate=Rate(8, 0.001))
    waiting = [asyncio.create_task(server.buckets.taken("a")) for _ in range(3)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    server.hears(Granted(2.0, 0.0))
    assert server.asked[0][0].wanted == 3.0
    assert sorted(bool(after) for after in await asyncio.gather(*waiting)) == [False, False, True]
    assert server.wanted == 1, "fewer than were wanted: nothing is left"


async def test_a_budget_that_all_together_have_used_up_takes_nothing_from_the_network():
    budget = Budget(Rate(3, 0.001), Rate(2, 0.001), lambda: 0.0)
    assert [bool(await budget.taken("n")) for _ in range(9)] == [False] * 2 + [True] * 7
    assert budget._networks.wait("n") == 0.0
    assert await budget.short("m") > 0
    assert budget._networks.wait("n") > 0


async def test_a_look_at_a_budget_takes_nothing():
    budget = Budget(SLOW, Rate(1, 0.001), lambda: 0.0)
    assert [await budget.short("n") for _ in range(9)] == [0.0] * 9
    assert await budget.taken("n") == 0.0


async def test_a_look_at_a_budget_of_several_servers_takes_nothing_from_the_slice():
    server = Server()
    budget = Budget(SLOW, SLOW, lambda: server.now, sharing=server.sharing, kind="sessions")
    assert [await budget.taken("n") for _ in range(OWN)] == [0.0] * OWN
    look = asyncio.create_task(budget.short("n"))
    for _ in ("of the network", "of all"):
        while not server.sharing._asking:  # noqa: ASYNC110  # one turn of the loop, or two
            await asyncio.sleep(0)
        server.hears(Granted(10.0, 70.0))
    assert await look == 0.0
    assert [await budget.short("n") for _ in range(50)] == [0.0] * 50
    assert [await budget.taken("n") for _ in range(10)] == [0.0] * 10
    assert server.buckets.wait("n") == 0.0, "a budget of another kind"
    assert server.sharing.spend("sessions", "") > 0
    assert server.sharing.spend("sessions of a network", "n") > 0


def test_what_a_failed_statement_gave_back_is_given_back_later():
    server = Server()
    server.given(OWN)
    server.buckets.asked("a")
    server.hears(Granted(10.0, 70.0))
    server.now = LAPSE
    asks = server.sharing.asks()
    assert [ask.back for ask in asks.values()] == [10.0]
    server.sharing.failed(asks)
    server.sharing.away(asks, 0.0)
    assert server.sharing.holds
    server.now = 2 * LAPSE
    server.hears(Granted(0.0, 80.0))
    assert server.asked[-1][0].back == 10.0


def test_what_a_failed_statement_told_is_told_again():
    server = Server(nodes=1)
    server.given(30)
    server.nodes = 2
    server.given(OWN + 1)
    server.buckets.asked("a")
    asks = server.sharing.asks()
    server.sharing.failed(asks)
    server.sharing.away(asks, 0.0)
    server.buckets.asked("a")
    server.hears(Granted(10.0, 40.0))
    assert server.asked[0][0].back == pytest.approx(-30.0)


def test_an_error_before_the_statement_loses_nothing():
    faults = ["once"]

    def token(key: str) -> str:
        if key == "b" and faults:
            raise OSError(faults.pop())
        return key

    sharing = Sharing(token, lambda: 0.0, nodes=lambda: 2)
    sharing.fills("events", 80, 0.001)
    sharing.owe("events", "a", 30.0)
    for key in "ab":
        assert sharing.asked("events", key, 9.0)
    with pytest.raises(OSError, match="once"):
        sharing.asks()
    assert [(ask.key, ask.wanted, ask.back) for ask in sharing.asks().values()] == [
        ("a", 9.0, -30.0),
        ("b", 9.0, 0.0),
    ]


class Slow(dict[Any, Ask]):
    """The asks of a statement; before it is told for whom they are, somebody else is to ask."""

    def __init__(self, asks: Mapping[Any, Ask], begin: Callable[[], object]) -> None:
        super().__init__(asks)
        self.begin = begin

    def __iter__(self) -> Iterator[Any]:
        self.begin()
        return super().__iter__()


def test_whoever_asks_at_the_moment_of_an_answer_is_not_told_that_there_is_nothing():
    asking, answered = Event(), Event()

    def begun() -> None:
        asking.set()
        answered.wait(0.2)  # all of it, where the answer is complete before anybody else can ask

    sharing = Sharing(clock=lambda: 0.0, nodes=lambda: 2, begun=begun)
    sharing.fills("events", 80, 0.001)
    answered.set()
    sharing.asked("events", "a", 50.0)
    asks = sharing.asks()
    answered.clear()
    asking.clear()
    sharing.answered(asks, {(ask.kind, ask.key): Granted(50.0, 30.0) for ask in asks.values()})
    lapsed = sharing.asks(ending=True)
    with ThreadPoolExecutor(1) as thread:
        other: list[Future[Answer | None]] = []

        def begin() -> None:
            if not other:
                other.append(thread.submit(sharing.asked, "events", "a", 50.0))
                asking.wait(0.2)

        sharing.answered(Slow(lapsed, begin), {("events", "a"): Granted(0.0, 80.0)})
        answered.set()
        assert other[0].result() is not None


async def test_nobody_waits_for_ever_for_an_answer():
    answer = Answer()
    async with asyncio.timeout(60):
        await asyncio.gather(answer.heard(), asyncio.to_thread(answer.block))
    assert not answer.is_there


def test_a_flood_of_new_keys_keeps_little_memory():
    sharing = Sharing(nodes=lambda: 2)
    sharing.fills("events", 80, 0.001)
    keys = [f"telegram:{number}" for number in range(30_000)]
    tracemalloc.start()
    try:
        assert {sharing.spend("events", key) for key in keys} == {0.0}
        assert tracemalloc.get_traced_memory()[0] < 5_000_000
    finally:
        tracemalloc.stop()
