"""The server's half of every sealed thing: keys small enough to have a short life in backups.

What was sealed to the officers is closed once more under a key from here; opening takes both. Destroying
the key destroys, in every backup, whatever it closed. So these keys live apart from the rest: in
`erasure.db` beside the database, or in the schema `erasure` of Postgres, to be backed up by itself and
for days only. They are themselves protected by the server's key.

Keys are made many at a time, before they are needed: a case takes one that is durable already, so no
filing waits for a second disk. Those a stopped server did not use stay behind and close nothing.
"""

import os
import threading
from collections.abc import Iterable

from sqlalchemy import Engine, create_engine, delete, event, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from storage.database.engine import Database
from storage.database.statements import Write
from storage.errors import Unopened, Unsealable, failed
from storage.sealing.vault import Vault
from storage.tables.custody import ERASURE

FILE = "erasure.db"
AT_ONCE = 256
Taken = tuple[int, bytes]

_INSERT = Write(text(f"INSERT INTO {ERASURE.fullname} (id, key) VALUES (:id, :key)"), ("id", "key"), order=0)  # noqa: S608  # a constant
_INSERT_HERE = Write(text("INSERT INTO keys (id, key) VALUES (:id, :key)"), ("id", "key"), order=0)
"""The same in a file of its own, which has no schemas."""


class ErasureKeys:
    """Keys by number, from any thread."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._engine: Engine | None = None
        self._ready: list[Taken] = []
        self._known: dict[int, bytes] = {}
        self._door = threading.Lock()

    def take(self) -> Taken:
        """A key that nothing else was closed with, durable. Raises Unsealable."""
        with self._door:
            if not self._ready:
                self._ready = self._made(AT_ONCE)
            taken = self._ready.pop()
            if len(self._known) >= AT_ONCE:
                self._known.pop(next(iter(self._known)))
            self._known[taken[0]] = taken[1]
            return taken

    def one(self) -> Taken:
        """A key for trying whether keys can be made. Raises Unsealable."""
        with self._door:
            return self._made(1)[0]

    def get(self, number: int) -> bytes:
        """The key of this number. Raises Unopened where it was destroyed."""
        known = self._known.get(number)
        if known is not None:
            return known
        try:
            with self._opened().connect() as connection:
                found = connection.execute(select(ERASURE.c.key).where(ERASURE.c.id == number)).scalar()
        except SQLAlchemyError as error:
            raise failed(error) from None
        if found is None:
            raise Unopened
        return self._vault.reveal(bytes(found), f"erasure:{number}")

    def destroy(self, numbers: Iterable[int]) -> None:
        """Nothing closed with these opens ever again."""
        wanted = list(numbers)
        with self._door:
            self._known = {}
            with self._opened().begin() as connection:
                connection.execute(delete(ERASURE).where(ERASURE.c.id.in_(wanted)))

    def protected_again(self) -> int:
        """Close every key that a retired server key closed with the present one; how many."""
        changed = 0
        with self._opened().begin() as connection:
            for row in connection.execute(select(ERASURE)).fetchall():
                if not self._vault.current(bytes(row.key)):
                    plain = self._vault.reveal(bytes(row.key), f"erasure:{row.id}")
                    box = self._vault.protect(plain, f"erasure:{row.id}")
                    connection.execute(ERASURE.update().where(ERASURE.c.id == row.id).values(key=box))
                    changed += 1
        return changed

    def _made(self, count: int) -> list[Taken]:
        made = [(self._database.ids.next(), os.urandom(32)) for _ in range(count)]
        rows = [(number, self._vault.protect(key, f"erasure:{number}")) for number, key in made]
        insert = _INSERT_HERE if self._database.exclusive else _INSERT
        try:
            with self._opened().begin() as connection:
                insert.run(connection, rows)
        except (SQLAlchemyError, OSError):
            raise Unsealable from None
        return made

    def _opened(self) -> Engine:
        """On SQLite a file of its own, made when it is first needed; the migration makes Postgres's."""
        if self._engine is None and self._database.exclusive:
            engine = _file(self._database)
            with engine.begin() as connection:
                connection.execute(CreateTable(ERASURE, if_not_exists=True))
            self._engine = engine
        return self._engine or self._database.engine


def _file(database: Database) -> Engine:
    """No write-ahead log, in which destroyed keys would stay; freed pages are overwritten."""
    path = database.folder / FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,
        poolclass=NullPool,
        execution_options={"schema_translate_map": {ERASURE.schema: None}},
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
