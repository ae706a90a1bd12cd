"""States of aiogram in SQLite."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlite_rows import Rows


class SqliteStorage(BaseStorage):
    """A commit for each change."""

    def __init__(self, path: Path) -> None:
        self._rows = Rows(path)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        self._rows.set(key.chat_id, key.user_id, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return self._rows.get(key.chat_id, key.user_id, "state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        self._rows.set(key.chat_id, key.user_id, "data", json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return dict(json.loads(self._rows.get(key.chat_id, key.user_id, "data") or "{}"))

    async def close(self) -> None:
        self._rows.close()
