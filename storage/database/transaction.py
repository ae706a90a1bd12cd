"""One database transaction that many jobs share, each of which can be taken back alone.

Writes are kept as rows in memory and sent to the database once for each statement. A job that must see or
change the database at once gets a savepoint; most jobs never need one.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, NestedTransaction
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from storage.database.driver_errors import failed
from storage.database.statements import Lookup, SqlRow, Values, Write, fetched
from storage.errors import StorageFailed

_ORDER = attrgetter("order")
Pending = dict[Write[...], list[SqlRow]]
T = TypeVar("T")


class Transaction:
    """Runs on a connection that has begun; its owner begins and commits.

    `broken` is set when the transaction as a whole can no longer commit. `erases` is set by whoever erases
    what somebody asked to have erased: after the commit the database's log is emptied.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.broken: StorageFailed | None = None
        self.erases = False
        self._pending: Pending = defaultdict(list)
        self._marks: dict[Write[...], int] = {}
        self._savepoint: NestedTransaction | None = None
        self._undo: list[Callable[[], object]] = []

    def begin_job(self) -> None:
        """Begin a job: all writes until `keep_job` or `drop_job` belong to it."""
        self._marks = dict(zip(self._pending, map(len, self._pending.values()), strict=True))
        self._undo.clear()

    def keep_job(self) -> None:
        """End the job and keep its writes. Raises StorageFailed."""
        if self._savepoint is not None:
            self._flush(self._pending)
            self._end_savepoint(self._savepoint.commit)

    def drop_job(self) -> None:
        """End the job and take back all of its writes. Raises StorageFailed."""
        for undo in reversed(self._undo):
            undo()
        for write, rows in self._pending.items():
            del rows[self._marks.get(write, 0) :]
        if self._savepoint is not None:
            self._end_savepoint(self._savepoint.rollback)

    def on_drop(self, undo: Callable[[], object]) -> None:
        """Call `undo` if the job is dropped: for values that are kept in memory beside the rows."""
        self._undo.append(undo)

    def write(self, write: Write[...], row: SqlRow) -> None:
        """Keep a row (`write.row(…)`) for this statement; `flush` or a read sends the row to the database."""
        self._pending[write].append(row)

    def write_all(self, write: Write[...], rows: list[SqlRow]) -> None:
        """Keep rows for this statement, as `write` does one."""
        self._pending[write] += rows

    def flush(self) -> None:
        """Send all kept rows to the database after the last job. Raises StorageFailed."""
        if any(self._pending.values()):
            self._flush(self._pending)
        self._marks = {}

    def send(self) -> None:
        """Send kept rows to the database within a job; the job can still be dropped. Raises StorageFailed."""
        if self._has_own_rows():
            self._isolate()
        else:
            self.flush()

    def send_earlier(self) -> None:
        """Send the rows of earlier jobs; this job's own stay in memory. Raises StorageFailed."""
        if self._savepoint is not None:
            return
        marks, pending = self._marks, self._pending
        self._pending = defaultdict(
            list, {write: rows[marks.get(write, 0) :] for write, rows in pending.items()}
        )
        self._marks = {}
        self._flush({write: rows[: marks.get(write, 0)] for write, rows in pending.items()})

    @property
    def shared(self) -> bool:
        """Return whether other servers may work on this database at the same time."""
        return self.connection.dialect.name != "sqlite"

    def rows(self, select: Executable, values: Mapping[str, Any] = MappingProxyType({})) -> Sequence[Any]:
        """Return the rows of a query with these values; it sees everything written before.

        Raises StorageFailed.
        """
        self.send()
        return self._guarded(lambda: self.connection.execute(select, values).fetchall())

    def values(self, select: SelectOfScalar[T]) -> Sequence[T]:
        """Return the one column of a query, which sees everything written before. Raises StorageFailed."""
        self.send()
        return self._guarded(lambda: self.connection.execute(select).scalars().all())

    def found(self, select: SelectOfScalar[T]) -> Sequence[T]:
        """Return whole rows as objects of their table's class. Changes to these objects are never stored.

        The query sees everything written before. Raises StorageFailed.
        """
        self.send()
        # A session for each query: a longer one would return objects as it read them before.
        session = Session(self.connection, autoflush=False, join_transaction_mode="rollback_only")
        try:
            return self._guarded(lambda: session.scalars(select).all())
        finally:
            session.close()

    def lookup(self, lookup: Lookup, values: list[str]) -> list[Values]:
        """Return rows by their keys, without regard to rows kept in memory. Raises StorageFailed."""
        return self._guarded(lambda: lookup.run(self.connection, values)) if values else []

    def peek(self, sql: str, values: SqlRow = ()) -> Sequence[Any]:
        """Return the rows of a query in the driver's own words, without regard to rows kept in memory.

        Raises StorageFailed.
        """
        return self._guarded(lambda: fetched(self.connection, sql, values))

    def execute(self, statement: Executable) -> int:
        """Change the database at once and return the number of rows changed. Raises StorageFailed."""
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
            self._pending = defaultdict(list, own)
            self._marks = {}
            self._flush({write: rows[: marks.get(write, 0)] for write, rows in pending.items()})
            self._savepoint = self._guarded(self.connection.begin_nested)
        self._flush(self._pending)

    def _flush(self, pending: Pending) -> None:
        """Rows leave memory even if the flush fails: they are then the savepoint's or the rollback's."""
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
        """Hide the driver's words in errors. An error outside a savepoint breaks the whole transaction."""
        try:
            return call()
        except SQLAlchemyError as error:
            reason = failed(error)
            if self._savepoint is None:
                self.broken = reason
            raise reason from None
