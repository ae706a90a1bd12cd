"""The writer: threads that run jobs in transactions and deliver each job's result after its commit.

Theory of operation. A commit waits for the disk, however much it writes. So a thread takes all jobs that wait
(up to 48), runs them in one transaction and commits once. While the thread waits for the disk the next batch
gathers: the slower the disk, the larger the batches. On a fast disk and under load a thread gives the next
batch two milliseconds to gather; a person who writes alone never waits. Nobody sees a job's result before the
commit; after the commit all results of the batch are delivered in one call.

The jobs of a batch share a transaction, but one job's failure does not harm the others. Writes are rows in
memory until the batch is flushed: if a job raises, its rows are removed. Some errors appear only in the flush
or the commit (a row refused by a constraint), and then nobody can tell which job caused them: the batch is
rolled back and each job runs again in a transaction of its own. The job that caused the error fails, the
others commit. Hence the contract: a job may run more than once, changes only its unit, and decides nothing by
an earlier run's result.

Order. SQLite has one thread, so jobs take effect in the order in which they were submitted. Postgres has
several, and the jobs of a chat always go to the same one. Other servers work on the same database, so before
it reads, a batch takes a lock on each of its chats, in the order of the locks' numbers: two batches cannot
wait for each other. These are advisory locks and not locks on rows, because a chat that writes for the first
time has no row yet. A job that writes to a chat of which it was not known before (a notice, an alert) takes
the lock then if it is free. If not, it holds other locks already and must not wait: it is rolled back, and
done again with that chat locked first.

The cache of conversations holds only what was committed. When a commit fails, nobody knows whether it
happened, so everything that the batch changed is dropped from the cache.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from flows.record import record
from storage.chats.conversations import Cache
from storage.database.driver_errors import failed
from storage.database.ids import lock_key
from storage.database.statements import fetched
from storage.errors import ChatBusy, Stopped, StorageFailed
from storage.unit import Storage, Unit

BATCH = 48
"""The largest batch. A larger one would save little more, and all of its replies wait for each other."""
THREADS = 4
ATTEMPTS = 3
BUSY = 4
DELAY = 0.002
"""After a batch of at least so many jobs the next one waits so long (seconds) for more."""


@record
class Job:
    """A piece of work. `run` may be called more than once; `settle` is called once, with its result or error.

    `event_id` (or empty) and `chat` are the event and the conversation that `run` will read.
    """

    chat: str
    event_id: str
    run: Callable[[Unit], Any]
    settle: Callable[[Any, BaseException | None], None]


Settled = tuple[Job, Any, BaseException | None]

Committed = Callable[[float, bool], None]
"""Told, on the writer's thread, of each transaction: its seconds, and whether it committed."""


class Writer:
    """Runs jobs on its threads.

    `deliver` receives one callback for each batch, to call on the owners' thread.
    """

    def __init__(
        self,
        storage: Storage,
        deliver: Callable[[Callable[[], None]], object],
        committed: Committed = lambda seconds, done: None,
    ) -> None:
        count = 1 if storage.database.exclusive else THREADS
        self._lanes = [_Lane(storage, deliver, committed) for _ in range(count)]
        self._stopped = False
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the threads."""
        for lane in self._lanes:
            lane.thread.start()

    def submit(self, job: Job) -> None:
        """Queue a job. May be called from any thread. Raises Stopped."""
        lanes = self._lanes
        lane = lanes[0 if len(lanes) == 1 else hash(job.chat) % len(lanes)]
        with self._lock:
            if self._stopped:
                raise Stopped
            lane.queue.put(job)

    def stop(self) -> None:
        """Take no more jobs, finish those submitted, and end the threads. Blocks."""
        with self._lock:
            self._stopped = True
            for lane in self._lanes:
                lane.queue.put(None)
        for lane in self._lanes:
            if lane.thread.is_alive():
                lane.thread.join()

    @property
    def alive(self) -> bool:
        """Return whether every thread runs."""
        return all(lane.thread.is_alive() for lane in self._lanes)

    @property
    def waiting(self) -> int:
        """Return how many jobs wait for their batch."""
        return sum([lane.queue.qsize() for lane in self._lanes])


class _Lane:
    """One thread with its queue and its connection."""

    def __init__(
        self, storage: Storage, deliver: Callable[[Callable[[], None]], object], committed: Committed
    ) -> None:
        self.queue: SimpleQueue[Job | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._storage = storage
        self._deliver = deliver
        self._committed = committed
        self._cache = Cache() if storage.database.exclusive else None
        self._connection: Connection | None = None
        self._began = False
        self._last_batch = 0
        self._erased = False

    def _work(self) -> None:
        while self.batch():
            pass
        self.close()

    def batch(self) -> bool:
        """Wait for jobs, run them, and deliver their results; False once the writer stops."""
        jobs, more = self._take()
        self._last_batch = len(jobs)
        if jobs:
            for settled in self._settled(jobs):
                with suppress(RuntimeError):  # the event loop is closed: nobody waits for the results
                    self._deliver(partial(_settle, settled))
            if self._erased:
                self._empty_log()
        return more

    def close(self) -> None:
        """Close the thread's connection, if it has one."""
        if self._connection is not None:
            self._connection.close()

    def _empty_log(self) -> None:
        """Leave nothing of what was erased in the log; where somebody reads, a later turn or tick does it."""
        try:
            self._erased = not self._storage.database.empty_log()
        except SQLAlchemyError:
            return

    def _take(self) -> tuple[list[Job], bool]:
        """Wait for a job and return all jobs that wait; with False once the writer stops and the queue is
        empty.
        """
        jobs: list[Job] = []
        job = self.queue.get()
        if self._last_batch >= BUSY:
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

    def _settled(self, jobs: list[Job]) -> Iterator[list[Settled]]:
        """Run the jobs together, and each alone if their batch failed. Yield results that are durable."""
        try:
            together = self._together(jobs, {job.chat for job in jobs})
        except Exception as error:
            # If no transaction could begin, no job caused the error: running them alone would not help.
            if not self._began or (len(jobs) == 1 and not _passing(error)):
                together = [(job, None, _cleaned(error)) for job in jobs]
            else:
                together = []
        if together:
            yield together
            return
        for job in jobs:
            yield [self._alone(job)]

    def _alone(self, job: Job) -> Settled:
        """Run a job in a transaction of its own; again if another transaction was in the way."""
        chats = {job.chat}
        attempts = ATTEMPTS
        while True:
            try:
                return self._together([job], chats)[0]
            except ChatBusy as busy:
                chats.add(busy.chat)
            except Exception as error:
                attempts -= 1
                if not attempts or not self._began or not _passing(error):
                    return job, None, _cleaned(error)

    def _together(self, jobs: list[Job], chats: set[str]) -> list[Settled]:
        """Run these jobs in one transaction that has these chats, and tell how it went.

        Raises if it did not commit.
        """
        began = time.perf_counter()
        try:
            settled = self._transacted(jobs, chats)
        except ChatBusy:  # nothing failed
            raise
        except BaseException:
            self._committed(time.perf_counter() - began, False)
            raise
        self._committed(time.perf_counter() - began, True)
        return settled

    def _transacted(self, jobs: list[Job], chats: set[str]) -> list[Settled]:
        self._began = False
        connection = self._open()
        unit: Unit | None = None
        try:
            with connection.begin():
                self._began = True
                unit = self._unit(connection, jobs, chats - {""})
                settled = [_run(unit, job) for job in jobs]
                unit.transaction.flush()
        except BaseException as error:
            if unit is not None:
                unit.conversations.rolled_back()
                if not isinstance(error, ChatBusy):  # which comes before any commit
                    unit.outbox.leases.failed()
            connection.close()  # after a COMMIT that fails, SQLite's transaction is open still
            raise
        unit.conversations.committed()
        unit.outbox.leases.committed()
        self._erased |= unit.transaction.erases
        return settled

    def _open(self) -> Connection:
        """Return the thread's own connection, opened again if it was lost."""
        if self._connection is None or self._connection.closed:
            self._connection = self._storage.database.writing()
            if self._cache is not None:
                self._cache = Cache()  # what one connection counts as changes says nothing to another
        return self._connection

    def _unit(self, connection: Connection, jobs: list[Job], chats: set[str]) -> Unit:
        if self._cache is not None:
            self._cache.check(fetched(connection, "PRAGMA data_version")[0][0])
        elif chats:
            self._storage.database.lock(connection, sorted(map(lock_key, chats)))
        unit = self._storage.unit(connection, self._cache)
        unit.outbox.waits = False
        # Of a chat that is locked for a notice alone, another thread may have rows that are not sent yet.
        own = {job.chat for job in jobs if job.chat}
        unit.prefetch([job.event_id for job in jobs if job.event_id], own)
        return unit


def _run(unit: Unit, job: Job) -> Settled:
    """Run a job within a batch and keep all of its writes, or none.

    Raises if the whole batch is lost, or if another transaction was in the way: then the job is done again.
    """
    transaction = unit.transaction
    transaction.begin_job()
    try:
        result = job.run(unit)
        transaction.keep_job()
    except Exception as error:
        if _passing(error):
            raise
        transaction.drop_job()
        settled: Settled = (job, None, error)
    else:
        settled = (job, result, None)
    if transaction.broken is not None:
        raise transaction.broken
    return settled


def _settle(settled: Sequence[Settled]) -> None:
    """Tell every owner the outcome of its job, even if another's `settle` raises."""
    raised: list[Exception] = []
    for job, result, error in settled:
        try:
            job.settle(result, error)
        except Exception as each:
            raised.append(each)
    if raised:
        raise raised[0]


def _passing(error: Exception) -> bool:
    cleaned = _cleaned(error)
    return isinstance(cleaned, StorageFailed) and cleaned.passing


def _cleaned(error: Exception) -> Exception:
    return failed(error) if isinstance(error, SQLAlchemyError) else error
