"""Erasure keys: everything sealed to the officers is wrapped once more with one of them.

Opening takes an officer's key and the erasure key. Destroying the erasure key destroys, in every backup,
whatever was wrapped with it. So these keys live apart from the rest: in `erasure.db` beside the SQLite
database, or in the schema `erasure` of Postgres, to be backed up separately and for days only. They are
themselves protected with the server's key.

Keys are made many at a time, before they are needed: a case takes a key that is durable already, so no filing
waits for a second disk. Keys that a stopped server did not use stay behind and wrap nothing.
"""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from cachetools import LRUCache
from sqlalchemy import Connection, Engine, create_engine, delete, event, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from flows.record import record
from storage.database.driver_errors import failed
from storage.database.engine import Database
from storage.database.statements import changing
from storage.errors import Unopened, Unsealable
from storage.sealing.vault import Vault
from storage.tables.custody import StoredErasureKey

FILE = "erasure.db"
AT_ONCE = 256

_KEYS = StoredErasureKey.__table__
_INSERT = changing(text(f"INSERT INTO {_KEYS.fullname} (id, key) VALUES (:id, :key)"), order=0)  # noqa: S608  # a constant
# The file of SQLite has no schemas.
_INSERT_IN_FILE = changing(text("INSERT INTO keys (id, key) VALUES (:id, :key)"), order=0)


@record
class ErasureKey:
    """A key of 32 bytes and its number."""

    number: int
    key: bytes


class ErasureKeys:
    """The erasure keys by number, for any thread."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._engine: Engine | None = None
        self._unused: list[ErasureKey] = []
        self._recent: LRUCache[int, ErasureKey] = LRUCache(AT_ONCE)
        self._held: dict[int, ErasureKey] = {}
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Make the file of SQLite's keys, with none in it, where nothing was ever filed."""
        self._opened()

    def take(self) -> ErasureKey:
        """Return a durable key that nothing else was wrapped with. Raises Unsealable."""
        with self._lock:
            if not self._unused:
                self._unused = self._make(AT_ONCE)
            taken = self._unused.pop()
            self._recent[taken.number] = taken
            return taken

    def trial(self) -> ErasureKey:
        """Make a key only to try whether keys can be made; the caller destroys it. Raises Unsealable."""
        with self._lock:
            return self._make(1)[0]

    def get(self, number: int) -> ErasureKey:
        """Return the key of this number. Raises Unopened if it was destroyed, and StorageFailed."""
        with self._lock:
            known = self._recent.get(number) or self._held.get(number)
        if known is not None:
            return known
        try:
            with self._opened().connect() as connection:
                found = connection.execute(select(_KEYS.c.key).where(_KEYS.c.id == number)).scalar()
        except SQLAlchemyError as error:
            raise failed(error) from None
        if found is None:
            raise Unopened
        return self._revealed(number, found)

    @contextmanager
    def holding(self, numbers: Iterable[int]) -> Iterator[None]:
        """Keep these keys in memory meanwhile, all read by one query: for whoever opens many things.

        A key that does not open is left for `get` to tell of. Raises StorageFailed.
        """
        wanted = {*numbers}
        held = self._read(wanted) if wanted else {}
        with self._lock:
            self._held = held
        try:
            yield
        finally:
            with self._lock:
                self._held = {}

    def _read(self, numbers: set[int]) -> dict[int, ErasureKey]:
        query = select(_KEYS.c.id, _KEYS.c.key).where(_KEYS.c.id.in_(numbers))
        try:
            with self._opened().connect() as connection:
                rows = connection.execute(query).fetchall()
        except SQLAlchemyError as error:
            raise failed(error) from None
        found = {}
        for number, box in rows:
            with suppress(Unopened):
                found[number] = self._revealed(number, box)
        return found

    def _revealed(self, number: int, box: bytes) -> ErasureKey:
        return ErasureKey(number, self._vault.reveal(bytes(box), _place(number)))

    def numbers(self) -> set[int]:
        """Return the numbers of all keys. Raises StorageFailed."""
        if self._database.exclusive and not (self._database.folder / FILE).is_file():
            return set()
        try:
            with self._opened().connect() as connection:
                return set(connection.execute(select(_KEYS.c.id)).scalars())
        except SQLAlchemyError as error:
            raise failed(error) from None

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Yield a connection to the stored keys, as they are protected; None where none was ever made."""
        if self._database.exclusive and not (self._database.folder / FILE).is_file():
            yield None
            return
        with self._opened().connect() as connection:
            yield connection

    def destroy(self, numbers: Iterable[int]) -> None:
        """Delete these keys: nothing that was wrapped with them opens ever again. Raises SQLAlchemyError."""
        wanted = list(numbers)
        with self._lock:
            self._recent.clear()
            self._held = {}
            with self._opened().begin() as connection:
                connection.execute(delete(_KEYS).where(_KEYS.c.id.in_(wanted)))

    def protect_again(self) -> int:
        """Protect with the present server key what a retired one protected; return the number of keys."""
        changed = 0
        with self._opened().begin() as connection:
            for row in connection.execute(select(_KEYS)).fetchall():
                if not self._vault.current(bytes(row.key)):
                    plain = self._vault.reveal(bytes(row.key), _place(row.id))
                    box = self._vault.protect(plain, _place(row.id))
                    connection.execute(_KEYS.update().where(_KEYS.c.id == row.id).values(key=box))
                    changed += 1
        return changed

    def _make(self, count: int) -> list[ErasureKey]:
        made = [ErasureKey(self._database.ids.next(), os.urandom(32)) for _ in range(count)]
        insert = _INSERT_IN_FILE if self._database.exclusive else _INSERT
        rows = [
            insert.row(id=each.number, key=self._vault.protect(each.key, _place(each.number)))
            for each in made
        ]
        try:
            with self._opened().begin() as connection:
                insert.run(connection, rows)
        except (SQLAlchemyError, OSError):
            raise Unsealable from None
        return made

    def _opened(self) -> Engine:
        """SQLite's file is created when it is first needed; the migration creates the table of Postgres."""
        if self._engine is None and self._database.exclusive:
            engine = _file(self._database)
            with engine.begin() as connection:
                connection.execute(CreateTable(_KEYS, if_not_exists=True))
            self._engine = engine
        return self._engine or self._database.engine


def _place(number: int) -> str:
    return f"erasure:{number}"


def _file(database: Database) -> Engine:
    """No write-ahead log, in which destroyed keys would stay; freed pages are overwritten."""
    path = database.folder / FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,
        poolclass=NullPool,
        execution_options={"schema_translate_map": {_KEYS.schema: None}},
    )
    event.listen(engine, "connect", _durable)
    return engine


def _durable(connection: object, _record: object) -> None:
    for pragma in (
        "journal_mode = TRUNCATE",
        "synchronous = FULL",
        "secure_delete = ON",
        "busy_timeout = 5000",
    ):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]  # the driver's connection
