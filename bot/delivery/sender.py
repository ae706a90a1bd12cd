"""The outbox's other end: sends rows in order within a lane, retries, gives up, records what became of each.

Rows of a turn that just committed come straight from memory (`accept`); rows left by an earlier
process, or put back to wait for a long retry, are claimed from the database. A lane with rows in
the database takes no short cut past them.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import structlog

from bot.delivery.gate import Gate
from flows.record import record
from handlers.channel import SendError
from storage.delivery.messages import ACCOMPANIED, NOTICE, OutboxRow, Outcome, lease

ATTEMPTS = 14
PATIENCE = 15.0
"""A lane is worked off from memory for so long (seconds): with what is under way then, and the gate's own
patience, well within the leases of the rows behind its first. What remains goes back to the database."""
LONGEST = 900.0
POLL = 1.0
CLAIMED = 200

log = structlog.get_logger()


@record
class Done:
    """A row was carried out; `keep_body` where the person has yet to collect it.

    `after` is what goes with it once that is recorded: tried once, before the lane's next row.
    """

    provider_id: str = ""
    keep_body: bool = False
    after: Callable[[], Awaitable[str]] | None = None


class Ledger(Protocol):
    """Where outcomes are recorded and waiting rows come from."""

    async def claim(self, now: float, limit: int) -> list[OutboxRow]:
        """The heads of lanes that are due, leased to this process."""

    def record(self, outcome: Outcome) -> None:
        """Write an outcome, soon and durably."""


Carry = Callable[[OutboxRow], Awaitable[Done]]
"""Carries a row out. Raises SendError."""

GiveUp = Callable[[OutboxRow, Outcome, SendError], Awaitable[Outcome]]
"""A row will not be carried out; this would be recorded of it, because of that. What is to be recorded."""


@record
class Work:
    """How each kind of row (`reply`, `fetch`, `hide`) is carried out, and what follows when it cannot be."""

    carry: Mapping[str, Carry]
    give_up: Mapping[str, GiveUp]


class Sender:
    """One task a busy lane; nothing waits for another lane."""

    def __init__(self, work: Work, ledger: Ledger, pace: Gate) -> None:
        self._work = work
        self._ledger = ledger
        self._pace = pace
        self._lanes: dict[str, deque[OutboxRow]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._behind: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._halt = asyncio.Event()
        self._stopping = False
        self.patience = PATIENCE
        self.beat = time.monotonic()

    def expect(self, waiting: Mapping[str, int]) -> None:
        """At the start: the newest row that each lane left in the database."""
        self._behind.update(waiting)

    def accept(self, rows: Sequence[OutboxRow]) -> None:
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
                if self._queue(row):
                    self._leave_behind(row)
            if len(rows) < CLAIMED:
                await self._pause()

    async def stop(self, grace: float = 10.0) -> None:
        """Finish what is under way; whatever remains, or is accepted after this, is in the database."""
        self._stopping = True
        self._halt.set()
        self._pace.close()
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

    def _queue(self, row: OutboxRow) -> bool:
        """Whether the row is new: one whose lease ran out on the way is claimed while it is here."""
        lane = self._lanes.get(row.lane)
        if lane is None:
            lane = self._lanes[row.lane] = deque((row,))
            task = asyncio.create_task(self._drain(row.lane, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return True
        if any(row.id == queued.id for queued in lane):
            return False
        lane.append(row)
        if not self._pace.open:
            self._pace.hurry(row)
        return True

    def _leave_behind(self, row: OutboxRow) -> None:
        """The row was the lane's oldest in the database; where it also was the newest, none is left there."""
        if row.id >= self._behind.get(row.lane, 0):
            self._behind.pop(row.lane, None)

    def _put_back(self, row: OutboxRow, due: float) -> None:
        """The row waits in the database for its turn."""
        self._behind[row.lane] = max(row.id, self._behind.get(row.lane, 0))
        waits = Outcome(
            row.id, "queued", due, "", row.reason, due=due, attempts=row.attempts, resent=row.resent
        )
        self._ledger.record(waits)
        self._wake.set()

    async def _drain(self, name: str, lane: deque[OutboxRow]) -> None:
        end = time.monotonic() + self.patience
        try:
            while lane and not self._stopping and time.monotonic() < end:
                wait = await self._attempt(lane)
                due = time.time() + wait
                if wait and (time.monotonic() + wait > end or await self._stopped_within(wait)):
                    self._hold(lane, due)
            self._hold(lane, time.time())
        finally:
            del self._lanes[name]
            if name in self._behind:
                self._wake.set()

    async def _stopped_within(self, seconds: float) -> bool:
        """Wait; True where a stop came first."""
        try:
            async with asyncio.timeout(seconds):
                await self._halt.wait()
        except TimeoutError:
            return False
        return True

    def _hold(self, lane: deque[OutboxRow], due: float) -> None:
        """A long wait: the lane goes back to the database, in order."""
        while lane:
            self._put_back(lane.popleft(), due)

    async def _attempt(self, lane: deque[OutboxRow]) -> float:
        """Carry out the lane's first row; 0, or how long to wait before trying it again (seconds)."""
        row = lane[0]
        if not self._pace.open and (wait := await self._pace.turn(row)):
            self._hold(lane, time.time() + wait)
            return 0.0
        try:
            done = await self._work.carry[row.kind](row)
        except SendError as error:
            return await self._failed(lane, error)
        except Exception as error:
            log.exception("sending failed", kind=row.kind)
            return await self._failed(lane, SendError(type(error).__name__))
        self._ledger.record(_sent(row, done))
        if not self._pace.open:
            self._pace.went(row)
        lane.popleft()
        if done.after:
            await self._accompany(row, done.after)
        return 0.0

    async def _accompany(self, row: OutboxRow, after: Callable[[], Awaitable[str]]) -> None:
        """Whatever becomes of this, the row is sent; the provider's id of it joins the row's."""
        if not self._pace.open:
            self._pace.along(row)
        try:
            if more := await after():
                self._ledger.record(Outcome(row.id, ACCOMPANIED, time.time(), more))
        except Exception:
            log.exception("accompanying failed", kind=row.kind)

    async def _failed(self, lane: deque[OutboxRow], error: SendError) -> float:
        """Retry with back-off and jitter; an ambiguous loss is sent again once, and marked."""
        row = lane.popleft()
        self._pace.refused(row, error)
        attempts = row.attempts + 1
        again = error.retryable and attempts < ATTEMPTS and not (_doubtful(row, error) and row.resent)
        if not again:
            await self._settle_failed(row, error)
            return 0.0
        wait = error.after if error.after is not None else _back_off(attempts)
        resent = row.resent or _doubtful(row, error)
        lane.appendleft(replace(row, attempts=attempts, resent=resent, reason=error.reason))
        now = time.time()
        due = now + wait
        waits = Outcome(row.id, "queued", now, "", error.reason, due, due + lease(row.kind), attempts, resent)
        self._ledger.record(waits)
        return max(wait, 0.001)

    async def _settle_failed(self, row: OutboxRow, error: SendError) -> None:
        outcome = _given_up(row, error)
        log.warning(
            "not delivered", row=row.id, kind=row.kind, reason=error.reason, attempts=outcome.attempts
        )
        if follow := self._work.give_up.get(row.kind):
            outcome = await follow(row, outcome, error)
        self._ledger.record(outcome)


def _sent(row: OutboxRow, done: Done) -> Outcome:
    return Outcome(
        row.id,
        "sent",
        time.time(),
        done.provider_id,
        attempts=row.attempts + 1,
        resent=row.resent,
        keep_body=done.keep_body,
    )


def _doubtful(row: OutboxRow, error: SendError) -> bool:
    """A message may be out all the same; files and deletions may be asked for as often as it takes."""
    return error.ambiguous and row.kind == "reply"


def _given_up(row: OutboxRow, error: SendError) -> Outcome:
    """A notice that the person can still get is kept for when they are back."""
    state = "unknown" if _doubtful(row, error) or (row.resent and row.kind == "reply") else "undeliverable"
    return Outcome(
        row.id,
        state,
        time.time(),
        reason=error.reason,
        attempts=row.attempts + 1,
        resent=row.resent,
        keep_body=row.priority == NOTICE and (state == "undeliverable" or error.unreachable),
    )


def _back_off(attempts: int) -> float:
    """Seconds: doubling, capped, and spread so that chats that failed together do not return together."""
    return min(LONGEST, 2.0 ** (attempts - 1)) * random.uniform(0.5, 1.0)  # noqa: S311 - spread, not secrecy
