"""Statements of the hot path: compiled once, run on the driver itself, many rows at a time.

SQLAlchemy words them and opens, begins and commits; but to run one through its `Connection` costs more than
SQLite takes to carry it out.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Dialect, Executable, Table, insert, text
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]
T = TypeVar("T")


def driven(connection: Connection, work: Callable[[Any], T]) -> T:  # Any: a driver's cursor
    """Work with the driver's own cursor, in the transaction under way. Raises DBAPIError."""
    cursor = connection.connection.cursor()
    try:
        return work(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError("", (), error) from None
    finally:
        cursor.close()


class Write:
    """A statement for many rows. `names` says what the places of a row's tuple are.

    `order` decides which statements of a batch run first: parents before children, inserts before updates.
    """

    def __init__(self, executable: Executable, names: Sequence[str], order: int) -> None:
        self.order = order
        self._executable = executable
        self._names = tuple(names)
        self._compiled: dict[str, tuple[str, Callable[[Row], Row] | None]] = {}

    def run(self, connection: Connection, rows: list[Row]) -> None:
        """Execute for all rows, in their order."""
        dialect = connection.dialect
        sql, pick = self._compiled.get(dialect.name) or self._compile(dialect)
        picked = rows if pick is None else [pick(row) for row in rows]
        driven(connection, lambda cursor: cursor.executemany(sql, picked))

    def _compile(self, dialect: Dialect) -> tuple[str, Callable[[Row], Row] | None]:
        compiled = self._executable.compile(dialect=dialect)  # type: ignore[attr-defined]  # text() and Core alike have it
        order = tuple(compiled.positiontup or ())
        pick = None if order == self._names else _picker([self._names.index(name) for name in order])
        self._compiled[dialect.name] = (str(compiled), pick)
        return self._compiled[dialect.name]


def fetched(connection: Connection, sql: str, values: Row = ()) -> Sequence[Any]:
    """The rows of a constant statement, as tuples."""

    def read(cursor: Any) -> Sequence[Any]:  # Any: a driver's cursor
        cursor.execute(sql, values)
        return list(cursor.fetchall())

    return driven(connection, read)


def _picker(places: list[int]) -> Callable[[Row], Row]:
    return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


def inserting(table: Table, order: int) -> Write:
    """Insert; a row has every column of the table, in the order of the table's definition."""
    return Write(insert(table), [column.name for column in table.columns], order)


def upserting(table: Table, order: int) -> Write:
    """Insert, or replace what stands under the same key."""
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    sql = (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)}) "  # noqa: S608  # names come from the table's definition
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )
    return Write(text(sql), names, order)


class Lookup:
    """Columns of the rows whose key is among many values: one parameter, one prepared statement.

    `lock`: nobody else changes these rows before this transaction ends (SQLite has one writer anyhow).
    """

    def __init__(self, columns: str, table: str, key: str, *, lock: bool = False) -> None:
        base = ("SELECT", columns, "FROM", table, "WHERE", key)
        self._sqlite = " ".join((*base, "IN (SELECT value FROM json_each(?))"))
        self._postgres = " ".join((*base, "= ANY(%s)", *(("FOR UPDATE",) if lock else ())))

    def run(self, connection: Connection, values: list[str]) -> Sequence[Any]:
        """The rows found, as tuples."""
        if connection.dialect.name == "sqlite":
            return fetched(connection, self._sqlite, (msgspec.json.encode(values).decode(),))
        return fetched(connection, self._postgres, (values,))
