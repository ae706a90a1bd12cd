"""The database of a night: empty at its begin, in virtual time, and not always to be reached."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import detangle
import psycopg
from psycopg import IsolationLevel
from sqlalchemy import Connection, Dialect, Engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import LRUCache

from storage.database.clock import Clock
from storage.database.engine import Database
from storage.sealing.erasure_keys import ErasureKey, ErasureKeys
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.databases import file
from tests.storage.cluster import Cluster, in_memory

START = 1_735_714_620.0
"""The moment at which every night begins, in seconds since the epoch: 2025-01-01, 7:57 in Casablanca."""
QUICK = "-c full_page_writes=off -c autovacuum=off -c jit=off -c max_connections=300"
VACUUM = 200
"""After so many nights Postgres clears up its own tables."""
KEYS = 4
"""So many erasure keys are made at once."""
_VIRTUAL = """
CREATE SCHEMA virtual;
CREATE FUNCTION virtual.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT to_timestamp(current_setting('virtual.now')::float8) $$;
"""
_USED = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ('virtual', 'erasure') AND pg_relation_size(c.oid) > 0
"""


def now() -> float:
    """The virtual time, in seconds since the epoch."""
    return START + detangle.now()


class Ground(Protocol):
    """Where databases of nights come from. `shared`: several nodes may work on one."""

    shared: bool

    def fresh(self, folder: Path) -> str:
        """Give this data folder a database with empty tables; return its address."""


class Files:
    """A SQLite file in the folder of each night."""

    shared = False

    def fresh(self, folder: Path) -> str:
        """Copy a database that has its tables."""
        file(folder).close()
        return ""


class Emptied:
    """One database on Postgres, at first without tables, emptied for each night.

    Its clock is `virtual.now`, which each transaction sets: a function of the schema `virtual` stands before
    Postgres' own, so that the product's statements find it.
    """

    shared = True

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._to = psycopg.connect(self._url.replace("+psycopg", ""), autocommit=True)
        self._to.execute(_VIRTUAL)
        name = self._to.info.dbname
        self._to.execute(f"ALTER DATABASE {name} SET search_path = virtual, pg_catalog".encode())
        self._to.execute(f"ALTER DATABASE {name} SET virtual.now = '{START}'".encode())
        made = Database(self._url, folder)
        made.migrate()
        made.close()
        self._kept = set(self._used())
        self._nights = 0

    def fresh(self, folder: Path) -> str:
        """Empty the tables."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._nights += 1
        if used := [table for table in self._used() if table not in self._kept]:
            self._to.execute("SET lock_timeout = '5s'")
            self._to.execute(f"TRUNCATE {', '.join(sorted(used))} CASCADE".encode())
        if self._nights % VACUUM == 0:
            self._to.execute("VACUUM pg_catalog.pg_class, pg_catalog.pg_attribute, pg_catalog.pg_type")
        return self._url

    def close(self) -> None:
        """Leave the database."""
        self._to.close()

    def _used(self) -> list[str]:
        return [row[0] for row in self._to.execute(_USED).fetchall()]


@contextmanager
def quick_postgres() -> Iterator[Cluster]:
    """Run a Postgres that syncs nothing."""
    with in_memory(QUICK) as cluster:
        yield cluster


class Lines:
    """A node's lines to its database. While they are `cut` nothing passes; `dead`: the node runs no more.

    `fails` says how often a commit fails, `committed` is called after each that wrote something.
    """

    def __init__(self, fails: Callable[[], float], committed: Callable[[], object]) -> None:
        self.cut = self.dead = False
        self._fails = fails
        self._committed = committed

    def connect(self, database: Database) -> None:
        """Lead the database's connections over these lines."""
        engine = database.engine
        event.listen(engine, "begin", self._begins)
        event.listen(engine, "connect", self._connected)
        if not database.exclusive:
            event.listen(engine, "do_connect", self._connects)

    def commit(self, connection: Any) -> None:  # Any: a driver's connection, as the pool hands it out
        """Commit, or fail as a disk or a line does."""
        self._check()
        if _may_write(connection) and detangle.flip(self._fails()):
            if not hasattr(connection.driver_connection, "total_changes") and detangle.flip(0.5):
                self._commit(connection)  # it happened, and nobody hears of it
            raise _failure("the disk or the line")
        self._commit(connection)

    def _commit(self, connection: Any) -> None:  # Any: as above
        wrote = _wrote(connection)
        connection.commit()
        if wrote:
            self._committed()

    def _check(self) -> None:
        if self.cut or self.dead:
            raise _failure("no way to the database")

    def _connected(self, _connection: object, record: ConnectionPoolEntry) -> None:
        record.info["lines"] = self

    def _begins(self, connection: Connection) -> None:
        self._check()
        if connection.dialect.name == "postgresql" and _may_write(connection.connection):
            driver: Any = connection.connection.driver_connection  # Any: SQLAlchemy knows no driver's type
            driver.pgconn.exec_(f"BEGIN; SET LOCAL virtual.now = '{now()!r}'".encode())

    def _connects(
        self, _dialect: object, _record: object, _arguments: object, options: dict[str, Any]
    ) -> None:
        self._check()
        options["options"] = f"-c virtual.now={now()!r}"


def opened(url: str, folder: Path, clock: Clock, lines: Lines | None = None) -> Database:
    """A database over these lines whose statements are worded once in a process, and not anew for each.

    SQLAlchemy keeps what it compiled with each engine, for the engine's own dialect; here all engines of a
    kind share both, and ask a server only once which version it has.
    """
    kept = _dialect(url, folder)
    database = Database(url, folder, clock)
    if lines is not None:
        lines.connect(database)
    for engine in {database.engine, database._reader}:
        _share(engine, kept)
    return database


class FewKeys(ErasureKeys):
    """Erasure keys, made a few at a time: a night files few cases, and meets the making more often."""

    def _make(self, count: int) -> list[ErasureKey]:
        return super()._make(min(count, KEYS))

    def _opened(self) -> Engine:
        known = self._engine
        engine = super()._opened()
        if engine is not known and self._database.exclusive:
            _share(engine, self._database.engine.dialect)
        return engine


def kept_in(database: Database, vault: Vault, **more: Any) -> Storage:  # Any: what the product's takes
    """The product's storage over this database."""
    storage = Storage(database, vault, **more)
    storage.seals.erasure = FewKeys(database, vault)
    return storage


_dialects: dict[str, Dialect] = {}
_compiled = LRUCache[Any, Any](2000)
"""The dialect of each kind of database, and what was compiled for them, in this process."""


def _dialect(url: str, folder: Path) -> Dialect:
    kind = make_url(url).get_backend_name() if url else "sqlite"
    if kind not in _dialects:
        first = Database(url, folder)
        with first.engine.connect():
            first.engine.dialect.do_commit = _commits  # type: ignore[method-assign, assignment]  # disk and line are the simulation's
        first.close()
        _dialects[kind] = first.engine.dialect
    return _dialects[kind]


def _share(engine: Engine, dialect: Dialect) -> None:
    engine.dialect.initialize = _nothing  # type: ignore[method-assign, assignment]  # the shared one knows all
    engine.dialect = engine.pool._dialect = dialect
    engine._compiled_cache = _compiled


def _nothing(_connection: Connection) -> None: ...


def _commits(connection: Any) -> None:  # Any: a driver's connection, as the pool hands it out
    lines = connection.info.get("lines")
    if lines is None:
        connection.commit()
    else:
        lines.commit(connection)


def _may_write(connection: Any) -> bool:  # Any: a driver's connection, of either kind
    return getattr(connection.driver_connection, "isolation_level", None) != IsolationLevel.REPEATABLE_READ


def _wrote(connection: Any) -> bool:  # Any: as above
    driver = connection.driver_connection
    if not hasattr(driver, "total_changes"):
        return _may_write(connection)
    before, connection.info["changes"] = connection.info.get("changes", 0), driver.total_changes
    return bool(driver.total_changes != before)


def _failure(said: str) -> OperationalError:
    return OperationalError("", {}, psycopg.OperationalError(said))


def machine_clock(wrong: float = 0.0) -> Clock:
    """The clock of a machine that is wrong by so many seconds."""
    return Clock(lambda: now() + wrong, detangle.now)
