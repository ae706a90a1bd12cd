"""The database: durable connections, migration at the start, and facts for the doctor.

Only `storage/` knows which database it is. `exclusive` is true for SQLite: one server owns it.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from storage.database.clock import NOW, Clock
from storage.database.connections import ALIVE, KEPT, MORE
from storage.database.driver_errors import failed
from storage.database.ids import Ids, session_of
from storage.database.migrate import Older, bring_up, version_for_us
from storage.database.statements import fetched
from storage.errors import InUse
from storage.tables.messages import Outbox

_WAIT, _LOG_WAIT = 5000, 200
"""Milliseconds for which others are waited for: by a transaction, and before the log is emptied."""
_REWRITTEN = 256 << 20
"""The largest file, in bytes, that is written anew: a few seconds, in which writers wait."""
# FULL: a commit is on the disk before it returns. The two fullfsync make the same true on macOS.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {_WAIT}",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -4000",
)
_IDLE = "SET idle_in_transaction_session_timeout = '20s'"
_MIGRATING = 0x62616C6C  # any number: servers that start together migrate one after the other
_SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


class Database:
    """`url` is `sqlite:///…`, `postgresql+psycopg://…`, or empty: a SQLite file in the data folder.

    `clock`: the clock of all that uses this database; without one, this machine's. `makes`: the data folder
    is made where there is none.
    """

    def __init__(self, url: str, data_dir: Path, clock: Clock | None = None, *, makes: bool = True) -> None:
        if makes:
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.url = make_url(url or f"sqlite:///{data_dir / 'ballegh.db'}")
        self.exclusive = self.url.get_backend_name() == "sqlite"
        self.folder = data_dir
        self.clock = clock or Clock()
        self.ids = Ids(clock=self.clock)
        self.engine = _engine(self.url, "BEGIN IMMEDIATE", self.clock, self.ids)
        self._reader = _engine(self.url, "BEGIN", self.clock, self.ids) if self.exclusive else self.engine
        self._lock: int | None = None

    def claim_exclusive(self) -> None:
        """Reserve a SQLite database for this server until `close`. Postgres is shared. Raises InUse."""
        if not self.exclusive or self._lock is not None:
            return
        descriptor = os.open(f"{self.url.database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise InUse from None
        self._lock = descriptor

    def migrate(self, older: Older | None = None) -> None:
        """Bring the tables to the present version, and let new ids begin above those already stored.

        `older` moves what an older version stored. Raises StorageFailed.
        """
        try:
            with self.migrating() as connection:
                bring_up(connection, older)
                self.ids.after(connection.execute(select(func.max(Outbox.__table__.c.id))).scalar() or 0)
        except SQLAlchemyError as error:
            raise failed(error) from None

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Yield a connection with a transaction in which no other process makes or changes tables."""
        with self._one_migrates(), self.engine.begin() as connection:
            if not self.exclusive:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            yield connection

    @contextmanager
    def _one_migrates(self) -> Iterator[None]:
        """Wait until no other process migrates a database in this folder.

        SQLite itself would wait for a few seconds alone, and not at all to begin its write-ahead log.
        """
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def version(self) -> str | None:
        """The migration at which the tables stand for us; None where there are none. Raises StorageFailed."""
        try:
            with self.read() as connection:
                return version_for_us(connection)
        except SQLAlchemyError as error:
            raise failed(error) from None

    def lock(self, connection: Connection, keys: list[int]) -> None:
        """Lock these numbers in Postgres until the transaction ends; clock and ids then follow the database.

        So what the next server writes that locks one of them has larger ids.
        """
        locked = connection.exec_driver_sql(
            "SELECT pg_advisory_xact_lock(key), extract(epoch FROM clock_timestamp())::float8 "
            "FROM unnest(%s::bigint[]) key",
            (keys,),
        )
        moment: float = locked.fetchall()[-1][1]
        self.ids.reach(self.clock.follow(moment))

    def writing(self) -> Connection:
        """Return a connection for the writer. Postgres ends its transaction if this server stands still.

        So a server that is stopped while it holds the lock of a chat does not hold up the chat elsewhere.
        """
        connection = self.engine.connect()
        if not self.exclusive:
            with connection.begin():
                connection.exec_driver_sql(_IDLE)
        return connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for reading, from any thread. It sees one moment of the database."""
        with self._reader.connect() as connection:
            if not self.exclusive:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():  # else the first session to close would end the moment
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection with a transaction: committed at the end, rolled back on any error."""
        with self.engine.begin() as connection:
            yield connection

    def renumber(self, node: int) -> None:
        """Give this process another number, by which Postgres knows its sessions from then on."""
        self.ids.node = node
        self.engine.dispose()

    def ready(self) -> bool:
        """Return whether the database answers."""
        try:
            with self.read() as connection:
                connection.exec_driver_sql("SELECT 1")
        except SQLAlchemyError:
            return False
        return True

    def size(self) -> int:
        """Return the bytes that the database takes, its write-ahead log included. Raises StorageFailed."""
        if self.exclusive:
            files = (Path(f"{self.url.database}{end}") for end in ("", "-wal", "-shm"))
            return sum(path.stat().st_size for path in files if path.exists())
        try:
            with self.read() as connection:
                size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar()
        except SQLAlchemyError as error:
            raise failed(error) from None
        return int(size or 0)

    def empty_log(self) -> bool:
        """Write SQLite's write-ahead log back and cut it to nothing; return False if somebody reads from it.

        Until then it holds what was overwritten or deleted. Postgres looks after its own log.
        """
        log = Path(f"{self.url.database}-wal")
        if not self.exclusive or not log.exists() or not log.stat().st_size:
            return True
        pooled = self.engine.raw_connection()  # without a transaction, in which there is no checkpoint
        try:
            cursor = pooled.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {_LOG_WAIT}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {_WAIT}")
            return busy is not None and not busy[0]
        finally:
            pooled.close()

    def sound(self) -> bool:
        """Return whether SQLite finds its file undamaged; true for Postgres, which looks as it reads."""
        if not self.exclusive:
            return True
        try:
            with self.read() as connection:
                return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        except SQLAlchemyError:
            return False

    def rewrite(self) -> bool:
        """Write SQLite's file anew, without older copies of rows in its unused room; return whether it was.

        A large file, or one that is in use just now, is left as it is.
        """
        path = Path(str(self.url.database))
        if not self.exclusive or path.stat().st_size > _REWRITTEN:
            return False
        pooled = self.engine.raw_connection()  # without a transaction, in which there is no VACUUM
        try:
            pooled.cursor().execute("VACUUM")
        except sqlite3.OperationalError:
            return False
        finally:
            pooled.close()
        return self.empty_log()

    def durability(self) -> dict[str, str]:
        """Return the database's version and durability settings, as it reports them. Raises StorageFailed."""
        try:
            with self.engine.connect() as connection:
                return _sqlite_facts(connection) if self.exclusive else _postgres_facts(connection)
        except SQLAlchemyError as error:
            raise failed(error) from None

    def close(self) -> None:
        """Close every connection and release the lock."""
        self._reader.dispose()
        self.engine.dispose()
        if self._lock is not None:
            fcntl.flock(self._lock, fcntl.LOCK_UN)  # a program that is being started may have it still
            os.close(self._lock)
        self._lock = None


def _engine(url: URL, begin: str, clock: Clock, ids: Ids) -> Engine:
    # hide_parameters: an error must not quote what people wrote.
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            hide_parameters=True,
            paramstyle="format",
            isolation_level="READ COMMITTED",
            pool_size=KEPT,
            max_overflow=MORE,
            connect_args={**ALIVE, "client_encoding": "UTF8"},
        )
        event.listen(engine, "connect", partial(_durable_postgres, clock, ids))
        return engine
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _reading_sqlite if begin == "BEGIN" else _durable_sqlite)
    event.listen(engine, "begin", lambda connection: fetched(connection, begin))
    return engine


def _durable_sqlite(connection: Any, _record: object) -> None:
    # Else the driver itself would begin transactions: late, and not IMMEDIATE.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _reading_sqlite(connection: Any, record: object) -> None:
    _durable_sqlite(connection, record)
    connection.execute("PRAGMA query_only = ON")


def _durable_postgres(clock: Clock, ids: Ids, connection: Any, _record: object) -> None:
    # A role or database may have turned synchronous commits off.
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] in ("off", "local"):
            cursor.execute("SET SESSION synchronous_commit = on")
        cursor.execute("SELECT set_config('application_name', %s, false)", (session_of(ids.node),))
        cursor.execute(NOW)
        clock.follow(cursor.fetchone()[0])
    connection.commit()


def _sqlite_facts(connection: Connection) -> dict[str, str]:
    def pragma(name: str) -> Any:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    return {
        "database": f"SQLite {connection.exec_driver_sql('SELECT sqlite_version()').scalar()}",
        "journal_mode": str(pragma("journal_mode")),
        "synchronous": _SYNCHRONOUS[pragma("synchronous")],
        "foreign_keys": "on" if pragma("foreign_keys") else "off",
        "busy_timeout": str(pragma("busy_timeout")),
    }


def _postgres_facts(connection: Connection) -> dict[str, str]:
    def show(name: str) -> str:
        return str(connection.exec_driver_sql(f"SHOW {name}").scalar())

    facts = {"database": f"PostgreSQL {show('server_version')}"}
    names = ("synchronous_commit", "fsync", "full_page_writes", "server_encoding")
    return facts | {name: show(name) for name in names}
