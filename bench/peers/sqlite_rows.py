"""Each chat's state and answers in SQLite: every change is durable before the handler goes on."""

import sqlite3
from pathlib import Path

UPSERT = "INSERT INTO states (id, {0}) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET {0} = excluded.{0}"


class Rows:
    """One row for each chat and user; WAL with synchronous=FULL, a commit for each change.

    A column is `state` or `data`.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE IF NOT EXISTS states (id TEXT PRIMARY KEY, state TEXT, data TEXT)")

    def set(self, chat: int, user: int, column: str, value: str | None) -> None:
        self._db.execute(UPSERT.format(column), (f"{chat}:{user}", value))

    def get(self, chat: int, user: int, column: str) -> str | None:
        found = self._db.execute(
            f"SELECT {column} FROM states WHERE id = ?",  # noqa: S608 - one of two names of our own
            (f"{chat}:{user}",),
        ).fetchone()
        return found[0] if found else None

    def delete(self, chat: int, user: int) -> None:
        self._db.execute("DELETE FROM states WHERE id = ?", (f"{chat}:{user}",))

    def close(self) -> None:
        self._db.close()
