"""One database transaction that many jobs share, each of which can be taken back alone.

Writes are kept as rows in memory and flushed once for each statement. A job that must see or change the
database at once gets a savepoint; most jobs never need one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, NestedTransaction
from sqlalchemy.exc import SQLAlchemyError

from storage.database.statements import Lookup, Row, Write, fetched
from storage.errors import StorageFailed, failed

_ORDER = attrgetter("order")
Pending = dict[Write, list[Row]]
T = TypeVar("T")


class Transaction:
    """Runs on a connection that has begun; beginning and committing are the caller's.

    `broken` is set when the transaction as a whole can no longer commit.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.broken: StorageFailed | None = None
        self._pending: Pending = {}
        self._marks: dict[Write, int] = {}
        self._savepoint: NestedTransaction | None = None
        self._undo: list[Callable[[], object]] = []

    def begin_job(self) -> None:
        """What follows belongs to one job, until `keep_job` or `drop_job`."""
        self._marks = {write: len(rows) for write, rows in self._pending.items()}
        self._undo.clear()

    def keep_job(self) -> None:
        """The job's writes stay."""
        if self._savepoint is not None:
            self._flush(self._pending)
            self._end_savepoint(self._savepoint.commit)

    def drop_job(self) -> None:
        """Nothing of the job stays."""
        for undo in reversed(self._undo):
            undo()
        for write, rows in self._pending.items():
            del rows[self._marks.get(write, 0) :]
        if self._savepoint is not None:
            self._end_savepoint(self._savepoint.rollback)

    def on_drop(self, undo: Callable[[], object]) -> None:
        """Call this should the job be dropped: for what is kept in memory beside the rows."""
        self._undo.append(undo)

    def write(self, write: Write, row: Row) -> None:
        """Write this row, at the latest when the transaction is flushed."""
        rows = self._pending.get(write)
        if rows is None:
            self._pending[write] = [row]
        else:
            rows.append(row)

    def flush(self) -> None:
        """Send what is kept in memory to the database."""
        if any(self._pending.values()):
            self._flush(self._pending)
        self._marks = {}

    def rows(self, select: Executable) -> Sequence[Any]:
        """Read; sees everything written before."""
        if self._has_own_rows():
            self._isolate()
        else:
            self.flush()
        return self._guarded(lambda: self.connection.execute(select).fetchall())

    def lookup(self, lookup: Lookup, values: list[str]) -> Sequence[Any]:
        """Read by keys, without looking at what is still kept in memory."""
        return self._guarded(lambda: lookup.run(self.connection, values)) if values else ()

    def peek(self, sql: str) -> Sequence[Any]:
        """Read with a constant statement, without looking at what is still kept in memory."""
        return self._guarded(lambda: fetched(self.connection, sql))

    def execute(self, statement: Executable) -> int:
        """Change the database at once; the number of rows changed."""
        self._isolate()
        result: CursorResult[Any] = self._guarded(lambda: self.connection.execute(statement))
        return result.rowcount

    def _has_own_rows(self) -> bool:
        marks = self._marks
        return any(len(rows) > marks.get(write, 0) for write, rows in self._pending.items())

    def _isolate(self) -> None:
        """Open the job's savepoint, with earlier jobs' rows before it and the job's own behind it."""
        if self._savepoint is None:
            marks, pending = self._marks, self._pending
            own = {write: rows[marks.get(write, 0) :] for write, rows in pending.items()}
            self._pending = own
            self._marks = {}
            self._flush({write: rows[: marks.get(write, 0)] for write, rows in pending.items()})
            self._savepoint = self._guarded(self.connection.begin_nested)
        self._flush(self._pending)

    def _flush(self, pending: Pending) -> None:
        """Rows leave memory even where the flush fails: they are then the savepoint's or the rollback's."""
        try:
            for write in sorted(pending, key=_ORDER):
                if rows := pending[write]:
                    self._guarded(partial(write.run, self.connection, rows))
        finally:
            for rows in pending.values():
                rows.clear()

    def _end_savepoint(self, end: Callable[[], None]) -> None:
        self._guarded(end)
        self._savepoint = None
        self._marks = {}

    def _guarded(self, call: Callable[[], T]) -> T:
        """Errors leave without the driver's words; outside a savepoint they break the transaction."""
        try:
            return call()
        except SQLAlchemyError as error:
            reason = failed(error)
            if self._savepoint is None:
                self.broken = reason
            raise reason from None
