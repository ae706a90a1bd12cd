"""Moves every row of a deployment into an empty Postgres database: all of them, or none.

The target is made, filled and compared in one transaction, so an interruption at any moment leaves it as it
was. The source is only read, and nobody else writes to it meanwhile. Evidence, uploads and keys in files stay
in their places: both databases name the same ones.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from flows.record import record
from storage.database.driver_errors import failed
from storage.database.engine import Database
from storage.database.migrate import bring_up
from storage.database.statements import driven
from storage.errors import BadBackup
from storage.sealing.erasure_keys import ErasureKeys
from storage.tables.base import metadata
from storage.tables.custody import StoredErasureKey
from storage.tables.nodes import OWN

ERASURE_KEYS = StoredErasureKey.__table__
_AT_ONCE = 2_000
"""Rows in memory at a time."""
_PATIENCE = 5.0
"""Seconds."""
_WHOLE = 1 << 256
Check = Callable[[], object]
_encoded = msgspec.msgpack.Encoder().encode


@record
class Content:
    """The rows of a table: their number, and the sum of their SHA-256 modulo 2^256, in whatever order."""

    rows: int
    sum: int

    @property
    def digest(self) -> str:
        """Return the sum in hexadecimal."""
        return f"{self.sum:064x}"


class Counting:
    """Passes rows on, and counts and sums them up meanwhile; `check` is called before each, and may raise."""

    def __init__(self, rows: Iterable[Any], check: Check) -> None:
        self._rows, self.check = rows, check
        self._count, self._sum = 0, 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows:
            self.check()
            values = tuple(row)
            self._count += 1
            self._sum += int.from_bytes(sha256(_encoded(values)).digest(), "big")
            yield values

    @property
    def content(self) -> Content:
        """Return the count and the sum of the rows that were passed on."""
        return Content(self._count, self._sum % _WHOLE)


@contextmanager
def held(source: Database) -> Iterator[Connection]:
    """Yield a connection that reads one moment of the source while nobody else may write to it.

    Raises StorageFailed, and BadBackup where another program is connected to the same Postgres database.
    """
    try:
        with source.engine.connect() as connection, connection.begin() as transaction:
            if not source.exclusive:  # SQLite's transactions begin with the lock for writing
                _alone(connection)
            yield connection
            transaction.rollback()
    except SQLAlchemyError as error:
        raise failed(error) from None


def _alone(connection: Connection) -> None:
    """Wait a moment for connections that are just ending, and lock every table against writing."""
    until = time.monotonic() + _PATIENCE
    while others := _others(connection):
        if time.monotonic() > until:
            raise BadBackup(f"the source is in use: {others} other connections to it are open")
        time.sleep(0.1)
    tables = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    connection.exec_driver_sql(f"LOCK TABLE {tables}, {ERASURE_KEYS.fullname} IN SHARE MODE")


def _others(connection: Connection) -> int:
    """Return how many connections others have to this database; without the database's own processes."""
    connection.exec_driver_sql("SELECT pg_stat_clear_snapshot()")
    count = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
    ).scalar()
    return int(count or 0)


@contextmanager
def begun(target: Database) -> Iterator[Connection]:
    """Yield a connection in which the target's tables are made; an error leaves the target as it was.

    Raises StorageFailed, and BadBackup where the target holds a table already.
    """
    try:
        with target.migrating() as connection:
            inspected = inspect(connection)
            for schema in (None, ERASURE_KEYS.schema):
                if there := inspected.get_table_names(schema):
                    raise BadBackup(
                        f"the target is not empty, it holds the table {there[0]}: name an empty database "
                        "(but a move that ended after its commit is whole: set BALLEGH_DATABASE_URL to it, "
                        "and main.py verify tells so)"
                    )
            bring_up(connection)
            yield connection
            connection.exec_driver_sql("ANALYZE")
    except SQLAlchemyError as error:
        raise failed(error) from None


def tables(
    source: Connection, keys: ErasureKeys, target: Connection, check: Check = lambda: None
) -> Iterator[tuple[str, Content]]:
    """Copy table after table and compare; yield the name and content of each that is the same in both.

    `check` is called between rows, where it may raise. Raises BadBackup, StorageFailed and SQLAlchemyError.
    """
    for table in (each for each in metadata.sorted_tables if each not in OWN):
        check()
        yield _copied(table, Counting(_rows(source, table), check), target)
    with keys.reading() as erasure:
        kept = () if erasure is None else _rows(erasure, ERASURE_KEYS)
        yield _copied(ERASURE_KEYS, Counting(kept, check), target)
    check()


def _copied(table: Table, passing: Counting, target: Connection) -> tuple[str, Content]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)

    def fill(cursor: Any) -> None:  # Any: psycopg's cursor
        with cursor.copy(f"COPY {table.fullname} ({columns}) FROM STDIN") as copy:
            for row in passing:
                copy.write_row(row)

    driven(target, fill)
    there = Counting(_rows(target, table), passing.check)
    for _ in there:
        pass
    if there.content != passing.content:
        raise BadBackup(f"{table.fullname} is not the same in both databases")
    return table.fullname, there.content


def _rows(connection: Connection, table: Table) -> Iterable[Any]:
    return connection.execute(select(table), execution_options={"yield_per": _AT_ONCE})
