"""Statements of the hot path: compiled once, run on the driver itself, many rows at a time.

SQLAlchemy words the statements and opens, begins and commits transactions. Running a statement through its
`Connection` would cost more than SQLite takes to carry the statement out.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, Generic, ParamSpec, TypeVar, cast

import msgspec
from sqlalchemy import Connection, Dialect, Executable, insert, text
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import DBAPIError

from storage.tables.base import Stored

SqlRow = tuple[Any, ...]
Values = dict[str, Any]
"""A row that was read: values by column."""
P = ParamSpec("P")
T = TypeVar("T")
_ANY = DefaultDialect(paramstyle="qmark")


def driven(connection: Connection, work: Callable[[Any], T]) -> T:  # Any: a driver's cursor
    """Return what `work` does with the driver's cursor, in the open transaction. Raises DBAPIError."""
    cursor = connection.connection.cursor()
    try:
        return work(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError("", (), error) from None
    finally:
        cursor.close()


class Write(Generic[P]):
    """A statement that is run once for each of many rows. `P` are the keywords that a row is built with.

    `order` decides which statements of a batch run first: parents before children, inserts before updates.
    A parameter `name_` takes the row's value `name`: SQLAlchemy reserves the columns' own names in an update.
    A constant is a `literal_column`: any other would become a parameter without a name.
    """

    def __init__(self, executable: Executable, order: int) -> None:
        self.order = order
        self._executable = executable
        self._compiled: dict[str, tuple[str, Callable[[SqlRow], SqlRow] | None]] = {}

    @cached_property
    def row(self) -> Callable[P, SqlRow]:
        """Build a row by keyword: a plain tuple, which drivers take fastest."""
        names = ", ".join(dict.fromkeys(self._worded(_ANY)[1]))
        build = eval(f"lambda *, {names}: ({names},)")  # noqa: S307  # made of the names of our own columns
        return cast("Callable[P, SqlRow]", build)

    def run(self, connection: Connection, rows: list[SqlRow]) -> None:
        """Execute the statement for all rows, in their order. Raises DBAPIError."""
        dialect = connection.dialect
        sql, pick = self._compiled.get(dialect.name) or self._compile(dialect)
        picked = rows if pick is None else list(map(pick, rows))
        driven(connection, lambda cursor: cursor.executemany(sql, picked))

    def _compile(self, dialect: Dialect) -> tuple[str, Callable[[SqlRow], SqlRow] | None]:
        fields = list(dict.fromkeys(self._worded(_ANY)[1]))
        sql, names = self._worded(dialect)
        pick = None if names == fields else itemgetter(*map(fields.index, names))
        self._compiled[dialect.name] = sql, pick
        return sql, pick

    def _worded(self, dialect: Dialect) -> tuple[str, list[str]]:
        """Return the SQL, and the names of its parameters in the order of their places."""
        compiled = self._executable.compile(dialect=dialect)  # type: ignore[attr-defined]  # text() and Core alike have it
        return str(compiled), [name.removesuffix("_") for name in compiled.positiontup or ()]


def inserting(table: Callable[P, Stored], order: int) -> Write[P]:
    """Return an insert into this table. Its rows have the keywords and types of the table's class."""
    return Write(insert(_stored(table).__table__), order)


def upserting(table: Callable[P, Stored], order: int) -> Write[P]:
    """Return an insert that replaces the row with the same primary key."""
    made = _stored(table).__table__
    names = [column.name for column in made.columns]
    keys = [column.name for column in made.primary_key]
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    sql = (
        f"INSERT INTO {made.name} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)}) "  # noqa: S608  # names come from the table's definition
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )
    return Write(text(sql), order)


def changing(statement: Executable, order: int) -> Write[...]:
    """Return an update or delete. Its rows have a keyword for each parameter of the statement."""
    return Write(statement, order)


def _stored(table: Callable[P, Stored]) -> type[Stored]:
    return cast("type[Stored]", table)


def fetched(connection: Connection, sql: str, values: SqlRow = ()) -> Sequence[Any]:
    """Return the rows of a constant statement, as tuples. Raises DBAPIError."""
    return driven(connection, lambda cursor: cursor.execute(sql, values).fetchall())


class Lookup:
    """Reads columns of the rows whose key is among many values, with one parameter and one prepared
    statement.

    `lock`: nobody else changes these rows before this transaction ends (SQLite has one writer anyhow).
    """

    def __init__(self, columns: str, table: str, key: str, *, lock: bool = False) -> None:
        self._names = columns.split(", ")
        base = ("SELECT", columns, "FROM", table, "WHERE", key)
        self._sqlite = " ".join((*base, "IN (SELECT value FROM json_each(?))"))
        self._postgres = " ".join((*base, "= ANY(%s)", *(("FOR UPDATE",) if lock else ())))

    def run(self, connection: Connection, values: list[str]) -> list[Values]:
        """Return the rows found, as values by column. Raises DBAPIError."""
        if connection.dialect.name == "sqlite":
            found = fetched(connection, self._sqlite, (msgspec.json.encode(values).decode(),))
        else:
            found = fetched(connection, self._postgres, (values,))
        return [dict(zip(self._names, row, strict=True)) for row in found]
