"""Rows in bulk, into either database: without syncs, and without indexes, which are made anew at the end."""

import sqlite3
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any

import psycopg

from storage.database.engine import Database
from storage.sealing.erasure_keys import FILE as ERASURE_FILE
from storage.tables.base import Stored

FAST = (
    *("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "secure_delete = OFF"),
    *("cache_size = -1500000", "temp_store = MEMORY"),
)
"""For the filling alone: the product sets its own at the next connection. A break leaves a broken file."""


class Bulk:
    """A connection for filling; its tables' secondary indexes are gone until the end."""

    def __init__(self, database: Database, tables: Iterable[type[Stored]]) -> None:
        self._database = database
        self._tables = [each.__table__ for each in tables]
        self._indexes: list[str] = []

    def __enter__(self) -> "Bulk":
        names = [table.name for table in self._tables]
        self._database.close()  # SQLite leaves its log for nobody else
        self._connection: Any = self._connected()
        self._cursor = self._connection.cursor()
        if self._database.exclusive:
            for pragma in FAST:
                self._cursor.execute(f"PRAGMA {pragma}")
            self._cursor.execute("ATTACH ? AS erasure", (str(self._database.folder / ERASURE_FILE),))
            self._cursor.execute("PRAGMA erasure.journal_mode = OFF")
            self._cursor.execute("BEGIN")
            self._drop(_SQLITE_INDEXES, names)
        else:
            self._cursor.execute("SET LOCAL synchronous_commit = off")
            self._cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
            self._drop(_POSTGRES_INDEXES, names)
        return self

    def _connected(self) -> Any:  # a driver's connection
        url = self._database.url
        if self._database.exclusive:
            return sqlite3.connect(str(url.database), isolation_level=None)
        return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))

    def _drop(self, query: str, names: Sequence[str]) -> None:
        self._cursor.execute(query)
        found = [row for row in self._cursor.fetchall() if row[1] in names]
        self._indexes = [definition for _, _, definition in found]
        for name, _, _ in found:
            self._cursor.execute(f"DROP INDEX {name}")

    def write(self, rows: Sequence[list[tuple[Any, ...]]]) -> None:
        """Write rows of each table, in its columns' order."""
        for table, some in zip(self._tables, rows, strict=True):
            columns = [column.name for column in table.columns]
            if self._database.exclusive:
                places = ", ".join("?" for _ in columns)
                sql = f"INSERT INTO {table.fullname} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # our own names
                self._cursor.executemany(sql, some)
                continue
            with self._cursor.copy(f"COPY {table.fullname} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in some:
                    copy.write_row(row)

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind is None:
            for definition in self._indexes:
                self._cursor.execute(definition)
            if not self._database.exclusive:
                self._cursor.execute("ANALYZE")
            self._cursor.execute("COMMIT")
        self._connection.close()


_SQLITE_INDEXES = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
_POSTGRES_INDEXES = (
    "SELECT indexrelid::regclass::text, relid::regclass::text, pg_get_indexdef(indexrelid) "
    "FROM pg_stat_user_indexes JOIN pg_index USING (indexrelid) "
    "WHERE NOT indisunique AND NOT indisprimary"
)
