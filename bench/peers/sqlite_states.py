"""States of aiogram in SQLite: every change is durable before the handler goes on."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

UPSERT = "INSERT INTO states (id, {0}) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET {0} = excluded.{0}"


class SqliteStorage(BaseStorage):
    """One row for each chat and user; WAL with synchronous=FULL, a commit for each change."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE IF NOT EXISTS states (id TEXT PRIMARY KEY, state TEXT, data TEXT)")

    def _set(self, key: StorageKey, column: str, value: str | None) -> None:
        self._db.execute(UPSERT.format(column), (f"{key.chat_id}:{key.user_id}", value))

    def _get(self, key: StorageKey, column: str) -> str | None:
        found = self._db.execute(
            f"SELECT {column} FROM states WHERE id = ?",  # noqa: S608 - one of two names of our own
            (f"{key.chat_id}:{key.user_id}",),
        ).fetchone()
        return found[0] if found else None

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        self._set(key, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return self._get(key, "state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._set(key, "data", json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict(json.loads(self._get(key, "data") or "{}"))

    async def close(self) -> None:
        self._db.close()
