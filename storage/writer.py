"""The writer: threads that run jobs in transactions and release each result after its commit.

Theory of operation. A commit costs a wait for the disk, whatever it holds; so a thread takes all the jobs
that wait (up to 48), runs them in one transaction and commits once. While it waits for the disk the next
batch gathers: the slower the disk, the larger the batches. On a fast disk and under load a thread gives the
next batch two milliseconds to gather; someone who writes alone never waits. Nothing that a job returned is
seen by anyone before the commit; then all results of the batch are delivered in one call.

Jobs of a batch share a transaction but not a fate. Writes are rows in memory until the batch is flushed:
a job that raises has its rows cut off and the others never know. Some errors show only in the flush or
the commit (a row refused by a constraint), and then nobody can tell whose they were: the batch is rolled
back and each job is run again alone, in a transaction of its own; the one to blame fails, the others
commit. Hence the contract: a job may run more than once, touches nothing but its unit, and decides
nothing by what an earlier run of it returned.

Order. On SQLite there is one thread, so jobs take effect in the order in which they were submitted. On
Postgres there are several, and a chat always goes to the same one; before it reads, a batch takes a lock
on each of its chats (in the order of their numbers, so that two batches cannot wait for each other), for
other servers work on the same database. These are advisory locks rather than locks on the rows of the
conversations, since a chat that writes for the first time has no row to lock.

The cache of conversations holds what was committed and nothing else; when a commit fails, which leaves it
open whether it happened, what the batch changed is dropped from it.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from flows.record import record
from storage.chats.conversations import Cache
from storage.database.statements import fetched
from storage.errors import StorageFailed, failed
from storage.unit import Storage, Unit

BATCH = 48
"""A batch's replies leave together: larger ones save little more, and everybody waits for them."""
THREADS = 4
ATTEMPTS = 3
SIBLINGS = 4
DELAY = 0.002
"""Where the last batch held this many jobs the next one waits this long (seconds) for more."""


@record
class Job:
    """`run` may be called more than once; `settle` is called once, with its result or its error.

    `event_id` is what `run` will ask the inbox for, or empty; `chat` is the conversation it will read.
    """

    chat: str
    event_id: str
    run: Callable[[Unit], Any]
    settle: Callable[[Any, BaseException | None], None]


Settled = tuple[Job, Any, BaseException | None]


class Stopped(Exception):
    """The writer no longer takes jobs."""


class Writer:
    """`deliver` is given one callback for each batch, and calls it where the jobs' owners live."""

    def __init__(self, storage: Storage, deliver: Callable[[Callable[[], None]], object]) -> None:
        count = 1 if storage.database.exclusive else THREADS
        self._lanes = [_Lane(storage, deliver) for _ in range(count)]
        self._stopped = False
        self._door = threading.Lock()

    def start(self) -> None:
        """Begin to work."""
        for lane in self._lanes:
            lane.thread.start()

    def submit(self, job: Job) -> None:
        """Queue a job, from any thread. Raises Stopped."""
        lanes = self._lanes
        lane = lanes[0 if len(lanes) == 1 else hash(job.chat) % len(lanes)]
        with self._door:
            if self._stopped:
                raise Stopped
            lane.queue.put(job)

    def stop(self) -> None:
        """Finish what was submitted, then end. Blocks."""
        with self._door:
            self._stopped = True
            for lane in self._lanes:
                lane.queue.put(None)
        for lane in self._lanes:
            if lane.thread.is_alive():
                lane.thread.join()

    @property
    def alive(self) -> bool:
        """Whether every thread works."""
        return all(lane.thread.is_alive() for lane in self._lanes)

    @property
    def waiting(self) -> int:
        """How many jobs wait for their batch."""
        return sum(lane.queue.qsize() for lane in self._lanes)


class _Lane:
    """One thread with its connection."""

    def __init__(self, storage: Storage, deliver: Callable[[Callable[[], None]], object]) -> None:
        self.queue: SimpleQueue[Job | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._storage = storage
        self._deliver = deliver
        self._cache = Cache() if storage.database.exclusive else None
        self._connection: Connection | None = None
        self._began = False
        self._siblings = 0

    def _work(self) -> None:
        more = True
        while more:
            jobs, more = self._take()
            self._siblings = len(jobs)
            if jobs:
                settled = self._settled(jobs)
                with suppress(RuntimeError):  # the loop is closed: nobody waits for the results any more
                    self._deliver(lambda settled=settled: _settle(settled))  # type: ignore[misc]  # a lambda's default
        if self._connection is not None:
            self._connection.close()

    def _take(self) -> tuple[list[Job], bool]:
        """Wait for a job, then take all that wait; False once the writer stops and the queue is empty."""
        jobs: list[Job] = []
        job = self.queue.get()
        if self._siblings >= SIBLINGS:
            time.sleep(DELAY)
        try:
            while job is not None:
                jobs.append(job)
                if len(jobs) == BATCH:
                    return jobs, True
                job = self.queue.get_nowait()
        except Empty:
            return jobs, True
        return jobs, False

    def _settled(self, jobs: list[Job]) -> Sequence[Settled]:
        """Where not even a transaction could begin, none of the jobs is to blame and none is tried alone."""
        try:
            return self._together(jobs)
        except Exception as error:
            if not self._began or (len(jobs) == 1 and not _passing(error)):
                return [(job, None, _cleaned(error)) for job in jobs]
        return [self._alone(job) for job in jobs]

    def _alone(self, job: Job) -> Settled:
        """The job in a transaction of its own; again where another transaction stood in the way."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._together([job])[0]
            except Exception as error:
                if attempt == ATTEMPTS or not self._began or not _passing(error):
                    return job, None, _cleaned(error)
        raise AssertionError("the last attempt returns")

    def _together(self, jobs: list[Job]) -> list[Settled]:
        """One transaction for these jobs. Raises where it did not commit as a whole."""
        self._began = False
        connection = self._open()
        unit: Unit | None = None
        try:
            with connection.begin():
                self._began = True
                unit = self._unit(connection, jobs)
                settled = [_run(unit, job) for job in jobs]
                unit.transaction.flush()
        except BaseException:
            if unit is not None:
                unit.conversations.rolled_back()
            raise
        unit.conversations.committed()
        return settled

    def _open(self) -> Connection:
        """The thread's own connection, opened again where it was lost."""
        if self._connection is None or self._connection.closed:
            self._connection = self._storage.database.engine.connect()
        return self._connection

    def _unit(self, connection: Connection, jobs: list[Job]) -> Unit:
        chats = {job.chat for job in jobs if job.chat}
        if self._cache is not None:
            self._cache.check(fetched(connection, "PRAGMA data_version")[0][0])
        else:
            _lock(connection, chats)
        unit = self._storage.unit(connection, self._cache)
        unit.prefetch([job.event_id for job in jobs if job.event_id], chats)
        return unit


def _run(unit: Unit, job: Job) -> Settled:
    """The job within the batch: it leaves all of its writes, or none. Raises where the batch is lost."""
    transaction = unit.transaction
    transaction.begin_job()
    try:
        result = job.run(unit)
        transaction.keep_job()
    except Exception as error:
        transaction.drop_job()
        settled: Settled = (job, None, error)
    else:
        settled = (job, result, None)
    if transaction.broken is not None:
        raise transaction.broken
    return settled


def _settle(settled: Sequence[Settled]) -> None:
    """Every owner hears of its job, even where another's `settle` raises."""
    raised: list[Exception] = []
    for job, result, error in settled:
        try:
            job.settle(result, error)
        except Exception as each:
            raised.append(each)
    if raised:
        raise raised[0]


def _lock(connection: Connection, chats: set[str]) -> None:
    keys = sorted(
        int.from_bytes(hashlib.blake2b(chat.encode(), digest_size=8).digest(), "big", signed=True)
        for chat in chats
    )
    if keys:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key", (keys,))


def _passing(error: Exception) -> bool:
    cleaned = _cleaned(error)
    return isinstance(cleaned, StorageFailed) and cleaned.passing


def _cleaned(error: Exception) -> Exception:
    return failed(error) if isinstance(error, SQLAlchemyError) else error
