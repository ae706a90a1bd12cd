"""The outbox's other end: sends rows in order within a lane, retries, gives up, records what became of each.

Rows of a turn that just committed come straight from memory (`accept`); rows left by an earlier
process, or put back to wait for a long retry, are claimed from the database. A lane with rows in
the database takes no short cut past them.
"""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from handlers.channel import SendError
from storage.outbox import ACCOMPANIED, LEASE, Outcome, Row

ATTEMPTS = 14
PATIENCE = 20.0
"""A retry due within this many seconds is waited for in memory."""
LONGEST = 900.0
POLL = 1.0
CLAIMED = 200

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Done:
    """A row was carried out; `keep_body` where the person has yet to collect it.

    `after` is what goes with it once that is recorded: tried once, before the lane's next row.
    """

    provider_id: str = ""
    keep_body: bool = False
    after: Callable[[], Awaitable[str]] | None = None


class Ledger(Protocol):
    """Where outcomes are recorded and waiting rows come from."""

    async def claim(self, now: float, limit: int) -> list[Row]:
        """The heads of lanes that are due, leased to this process."""

    def record(self, outcome: Outcome) -> None:
        """Write an outcome, soon and durably."""


Carry = Callable[[Row], Awaitable[Done]]
"""Carries a row out. Raises SendError."""

GiveUp = Callable[[Row, str], Awaitable[None]]
"""A row will not be carried out, for this reason."""


@dataclass(frozen=True, slots=True)
class Work:
    """How each kind of row (`reply`, `fetch`, `hide`) is carried out, and what follows when it cannot be."""

    carry: Mapping[str, Carry]
    give_up: Mapping[str, GiveUp]


class Sender:
    """One task a busy lane; nothing waits for another lane."""

    def __init__(self, work: Work, ledger: Ledger) -> None:
        self._work = work
        self._ledger = ledger
        self._lanes: dict[str, deque[Row]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._behind: Counter[str] = Counter()
        self._wake = asyncio.Event()
        self._stopping = False
        self.beat = time.monotonic()

    def expect(self, waiting: Mapping[str, int]) -> None:
        """At the start: how many rows each lane left in the database."""
        self._behind.update(waiting)

    def accept(self, rows: Sequence[Row]) -> None:
        """Rows that were just committed, leased to this process."""
        for row in rows:
            if row.lane in self._behind:
                self._put_back(row, row.created)
            else:
                self._queue(row)

    async def run(self) -> None:
        """Claim what waits in the database, until stopped."""
        while not self._stopping:
            self.beat = time.monotonic()
            try:
                rows = await self._ledger.claim(time.time(), CLAIMED)
            except Exception:
                log.exception("nothing claimed")
                rows = []
            for row in rows:
                self._leave_behind(row.lane)
                self._queue(row)
            if len(rows) < CLAIMED:
                await self._pause()

    async def stop(self, grace: float = 10.0) -> None:
        """Send what is under way; whatever remains is in the database."""
        self._stopping = True
        self._wake.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()

    async def idle(self) -> None:
        """Returns when no lane has anything under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    @property
    def busy(self) -> int:
        """Lanes with something under way."""
        return len(self._lanes)

    async def _pause(self) -> None:
        self._wake.clear()
        try:
            async with asyncio.timeout(POLL):
                await self._wake.wait()
        except TimeoutError:
            return

    def _queue(self, row: Row) -> None:
        lane = self._lanes.get(row.lane)
        if lane is None:
            lane = self._lanes[row.lane] = deque((row,))
            task = asyncio.create_task(self._drain(row.lane, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        elif all(row.id != queued.id for queued in lane):
            lane.append(row)

    def _leave_behind(self, lane: str) -> None:
        self._behind[lane] -= 1
        if self._behind[lane] <= 0:
            del self._behind[lane]

    def _put_back(self, row: Row, due: float) -> None:
        """The row waits in the database for its turn."""
        self._behind[row.lane] += 1
        waits = Outcome(row.id, "queued", due, due=due, attempts=row.attempts, resent=row.resent)
        self._ledger.record(waits)
        self._wake.set()

    async def _drain(self, name: str, lane: deque[Row]) -> None:
        try:
            while lane and not self._stopping:
                wait = await self._attempt(lane)
                if wait > PATIENCE:
                    self._hold(lane, time.time() + wait)
                elif wait:
                    await asyncio.sleep(wait)
        finally:
            del self._lanes[name]
            if name in self._behind:
                self._wake.set()

    def _hold(self, lane: deque[Row], due: float) -> None:
        """A long wait: the lane goes back to the database, in order."""
        while lane:
            self._put_back(lane.popleft(), due)

    async def _attempt(self, lane: deque[Row]) -> float:
        """Carry out the lane's first row; 0, or how long to wait before trying it again (seconds)."""
        row = lane[0]
        try:
            done = await self._work.carry[row.kind](row)
        except SendError as error:
            return await self._failed(lane, error)
        except Exception as error:
            log.exception("sending failed", kind=row.kind)
            return await self._failed(lane, SendError(type(error).__name__))
        self._ledger.record(_sent(row, done))
        lane.popleft()
        if done.after:
            await self._accompany(row, done.after)
        return 0.0

    async def _accompany(self, row: Row, after: Callable[[], Awaitable[str]]) -> None:
        """Whatever becomes of this, the row is sent; the provider's id of it joins the row's."""
        try:
            if more := await after():
                self._ledger.record(Outcome(row.id, ACCOMPANIED, time.time(), more))
        except Exception:
            log.exception("accompanying failed", kind=row.kind)

    async def _failed(self, lane: deque[Row], error: SendError) -> float:
        """Retry with back-off and jitter; an ambiguous loss is sent again once, and marked."""
        row = lane.popleft()
        attempts = row.attempts + 1
        again = error.retryable and attempts < ATTEMPTS and not (error.ambiguous and row.resent)
        if not again:
            state = "unknown" if error.ambiguous else "undeliverable"
            await self._settle_failed(row, state, error.reason)
            return 0.0
        wait = error.after if error.after is not None else _back_off(attempts)
        resent = row.resent or error.ambiguous
        lane.appendleft(_tried(row, attempts, resent=resent))
        now = time.time()
        waits = Outcome(
            row.id, "queued", now, "", error.reason, now + wait, now + wait + LEASE, attempts, resent
        )
        self._ledger.record(waits)
        return max(wait, 0.001)

    async def _settle_failed(self, row: Row, state: str, reason: str) -> None:
        log.warning("not delivered", row=row.id, kind=row.kind, reason=reason, attempts=row.attempts + 1)
        if follow := self._work.give_up.get(row.kind):
            await follow(row, reason)
        outcome = Outcome(
            row.id, state, time.time(), reason=reason, attempts=row.attempts + 1, resent=row.resent
        )
        self._ledger.record(outcome)


def _sent(row: Row, done: Done) -> Outcome:
    return Outcome(
        row.id,
        "sent",
        time.time(),
        done.provider_id,
        attempts=row.attempts + 1,
        resent=row.resent,
        keep_body=done.keep_body,
    )


def _tried(row: Row, attempts: int, *, resent: bool) -> Row:
    head = (row.id, row.chat, row.lane, row.kind, row.priority, row.body)
    return Row(*head, attempts, resent, row.created)


def _back_off(attempts: int) -> float:
    """Seconds: doubling, capped, and spread so that chats that failed together do not return together."""
    return min(LONGEST, 2.0 ** (attempts - 1)) * random.uniform(0.5, 1.0)  # noqa: S311 - spread, not secrecy
