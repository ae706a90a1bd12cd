"""Sending the outbox: rows go in order within a lane, are retried, given up, and their outcomes recorded.

Rows of a turn that just committed come from memory (`accept`). Rows that an earlier process left, or that
wait for a long retry, are claimed from the database. While a lane has rows in the database, its new rows wait
in the database too, behind the older ones.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

import structlog

from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import LAST_TRY, Done, doubtful, given_up, log_failed, sent
from bot.delivery.rate_limit import RateLimit
from handlers.channel import SendError
from handlers.waits import Chance
from storage.delivery.messages import ACCOMPANIED, OutboxRow, Outcome, lease
from storage.errors import LEASE_OVER

ATTEMPTS = 14
PATIENCE = 15.0
"""Seconds for which a lane is worked off from memory; the rest then goes back to the database.

Together with the row under way and the patience of `RateLimit`, this is shorter than the rows' leases.
"""
LONGEST = 900.0
"""Seconds: the longest wait between two tries."""
POLL = 1.0
"""Seconds between two looks into the database."""
CLAIMED = 200
LATER = 1.0
"""Seconds until a row is given up that could not be: the database was away."""
SEND = 31.0
"""Seconds that a lease must last when its row is sent: longer than a call to a provider may take."""
NOTED = 30.0
"""Seconds after which a row that was put back is in the database for certain, for other servers to claim."""

log = structlog.get_logger()


Carry = Callable[[OutboxRow], Awaitable[Done]]
"""Carries out a row. Raises SendError."""

GiveUp = Callable[[OutboxRow, Outcome, SendError], Awaitable[Outcome]]
"""Called with a row that is given up, its outcome and the error. Returns the outcome to record."""


class Sender:
    """Runs one task for each busy lane; no lane waits for another.

    `carry` and `give_up` hold the functions for each kind of row. `beat` is when the outbox was read last, by
    the time of the event loop. `shared`: other servers send too, and this one does while it `may_send`.
    """

    def __init__(
        self,
        *,
        carry: Mapping[str, Carry],
        give_up: Mapping[str, GiveUp],
        outbox: OutboxWriter,
        limit: RateLimit,
        clock: Callable[[], float],
        chance: Chance,
        shared: bool = False,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        self._carry = carry
        self._may_send = may_send
        self._give_up = give_up
        self._outbox = outbox
        self._limit = limit
        self._clock = clock
        self._chance = chance
        self._lanes: dict[str, deque[OutboxRow]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._behind: dict[str, int] = {}
        self._noted: deque[tuple[float, str, int]] | None = deque() if shared else None
        self._wake = asyncio.Event()
        self._halt = asyncio.Event()
        self._stopping = False
        self.patience, self.poll = PATIENCE, POLL
        self._loop_time = asyncio.get_running_loop().time
        self.beat = self._loop_time()

    def expect(self, waiting: Mapping[str, int]) -> None:
        """Note the newest row that each of these lanes has in the database."""
        self._behind.update(waiting)

    def accept(self, rows: Sequence[OutboxRow]) -> None:
        """Send rows that were just committed; those that are not leased to this process are claimed."""
        for row in rows:
            if not row.lease:
                self.wake()
            elif row.lane in self._behind:
                self._put_back(row, row.created)
            else:
                self._queue(row)

    async def run(self) -> None:
        """Claim rows from the database until stopped."""
        while not self._stopping:
            self.beat = self._loop_time()
            claimed = await self._claim()
            self._forget_noted()
            if claimed < CLAIMED:
                await self._pause()

    async def _claim(self) -> int:
        """Queue rows of the database that are due, and return their number."""
        try:
            rows = await self._outbox.claim(CLAIMED) if self._may_send() else []
        except Exception as error:
            log_failed(error, "claim")
            rows = []
        for row in rows:
            if self._queue(row):
                self._leave_behind(row)
        return len(rows)

    async def stop(self, grace: float = 10.0) -> None:
        """Finish the rows under way, for `grace` seconds at most. All other rows stay in the database."""
        self._stopping = True
        self._halt.set()
        self._limit.close()
        self._wake.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()

    async def idle(self) -> None:
        """Return once no lane is busy; on a shared database, once none of its rows is due either."""
        while True:
            while self._tasks:
                await asyncio.wait(self._tasks)
            if self._noted is None or self._stopping:
                return
            await self._outbox.flush()
            if not await self._claim() and not self._tasks:
                return

    def wake(self) -> None:
        """Look into the database now."""
        self._wake.set()

    def lose(self) -> None:
        """Send nothing that waits in memory: its leases are others' now."""
        for lane in self._lanes.values():
            for place, row in enumerate(lane):
                lane[place] = replace(row, lease=0.0)

    def is_mine(self, row: OutboxRow) -> bool:
        """Return whether the lease lasts for as long as a call may take, and the others respect it."""
        return row.lease - self._clock() >= SEND and self._may_send()

    @property
    def busy(self) -> int:
        """The number of busy lanes."""
        return len(self._lanes)

    async def _pause(self) -> None:
        self._wake.clear()
        try:
            async with asyncio.timeout(self.poll):
                await self._wake.wait()
        except TimeoutError:
            return

    def _queue(self, row: OutboxRow) -> bool:
        """Put a row into its lane; False where the row is there already (its lease ended meanwhile)."""
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
        if not self._limit.off:
            self._limit.hurry(row)
        return True

    def _leave_behind(self, row: OutboxRow) -> None:
        """Note that the lane's oldest row came from the database; if it was also the newest, none is left."""
        if row.id >= self._behind.get(row.lane, 0):
            self._behind.pop(row.lane, None)

    def _forget_noted(self) -> None:
        """Expect no rows of a lane that another server may have sent; the database knows those that wait."""
        while self._noted and self._noted[0][0] < self._loop_time() - NOTED:
            _, lane, newest = self._noted.popleft()
            if self._behind.get(lane) == newest:
                del self._behind[lane]

    def _put_back(self, row: OutboxRow, due: float) -> None:
        """Let the row wait in the database until `due`."""
        newest = self._behind[row.lane] = max(row.id, self._behind.get(row.lane, 0))
        if self._noted is not None:
            self._noted.append((self._loop_time(), row.lane, newest))
        waits = Outcome(
            row.id, "queued", due, "", row.reason, due=due, attempts=row.attempts, resent=row.resent
        )
        self._outbox.record(waits)
        self._wake.set()

    async def _drain(self, name: str, lane: deque[OutboxRow]) -> None:
        end = self._loop_time() + self.patience
        try:
            while lane and not self._stopping and self._loop_time() < end:
                if wait := await self._attempt(lane):
                    due = self._clock() + wait
                    if self._loop_time() + wait > end or await self._stopped_within(wait):
                        self._hold(lane, due)
            if lane:
                self._hold(lane, self._clock())
        finally:
            del self._lanes[name]
            if name in self._behind:
                self._wake.set()

    async def _stopped_within(self, seconds: float) -> bool:
        """Wait so long; True where a stop came first."""
        try:
            async with asyncio.timeout(seconds):
                await self._halt.wait()
        except TimeoutError:
            return False
        return True

    def _hold(self, lane: deque[OutboxRow], due: float) -> None:
        """Put the whole lane back into the database, in order, until `due`."""
        while lane:
            self._put_back(lane.popleft(), due)

    async def _attempt(self, lane: deque[OutboxRow]) -> float:
        """Carry out the lane's first row. Returns the seconds to wait before the next try, or 0."""
        row = lane[0]
        if not self.is_mine(row):
            self._hold(lane, self._clock())
            return 0.0
        if not self._limit.off and (wait := await self._limit.turn(row)):
            self._hold(lane, self._clock() + wait)
            return 0.0
        if not self.is_mine(lane[0]):
            self._hold(lane, self._clock())
            return 0.0
        try:
            done = await self._carry[row.kind](row)
        except SendError as error:
            if error.reason == LEASE_OVER:
                self._hold(lane, self._clock())
                return 0.0
            return await self._failed(lane, error)
        except Exception as error:
            log_failed(error, row.kind)
            return await self._failed(lane, SendError(type(error).__name__))
        self._outbox.record(sent(row, done, self._clock()))
        if not self._limit.off:
            self._limit.went(row)
        lane.popleft()
        if done.after:
            await self._accompany(row, done.after)
        return 0.0

    async def _accompany(self, row: OutboxRow, after: Callable[[], Awaitable[str]]) -> None:
        """Send what goes with a sent row; the row stays sent whatever happens."""
        if not self._limit.off:
            self._limit.along(row)
        try:
            if more := await after():
                self._outbox.record(Outcome(row.id, ACCOMPANIED, self._clock(), more))
        except Exception:
            log.exception("accompanying failed", kind=row.kind)

    async def _failed(self, lane: deque[OutboxRow], error: SendError) -> float:
        """Plan the next try, or give up. A row that may have been sent is sent once more, and marked."""
        row = lane.popleft()
        self._limit.refused(row, error)
        attempts = row.attempts + 1
        again = error.retryable and attempts < ATTEMPTS and not (doubtful(row, error) and row.resent)
        if not again:
            try:
                await self._settle_failed(row, error)
            except Exception as failed:  # the row is given up later, and those behind it wait
                log_failed(failed, row.kind)
                lane.appendleft(_to_give_up(row, error))
                self._hold(lane, self._clock() + LATER)
            return 0.0
        wait = error.after if error.after is not None else self._back_off(attempts)
        resent = row.resent or doubtful(row, error)
        now = self._clock()
        due = now + wait
        until = due + lease(row.kind)
        lane.appendleft(replace(row, attempts=attempts, resent=resent, reason=error.reason, lease=until))
        self._outbox.record(Outcome(row.id, "queued", now, "", error.reason, due, until, attempts, resent))
        return max(wait, 0.001)

    async def _settle_failed(self, row: OutboxRow, error: SendError) -> None:
        outcome = given_up(row, error, self._clock())
        log.warning(
            "not delivered", row=row.id, kind=row.kind, reason=error.reason, attempts=outcome.attempts
        )
        if follow := self._give_up.get(row.kind):
            outcome = await follow(row, outcome, error)
        self._outbox.record(outcome)

    def _back_off(self, attempts: int) -> float:
        """Seconds until the next try: doubling, capped, and random, so that chats do not return together."""
        return min(LONGEST, 2.0 ** (attempts - 1)) * self._chance(0.5, 1.0)


def _to_give_up(row: OutboxRow, error: SendError) -> OutboxRow:
    """The row, so that no later try sends a message that may have arrived."""
    doubt = doubtful(row, error)
    return replace(row, reason=LAST_TRY if doubt else error.reason, resent=row.resent or doubt)
