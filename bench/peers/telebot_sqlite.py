"""States of pyTelegramBotAPI in SQLite."""

import json
from pathlib import Path
from typing import Any

from sqlite_rows import Rows
from telebot.asyncio_storage.base_storage import StateDataContext, StateStorageBase
from telebot.states import State


class SqliteStorage(StateStorageBase):
    """A commit for each change. The further ids that the library passes are the same for all chats here."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._rows = Rows(path)

    async def set_state(self, chat_id: int, user_id: int, state: State | str, **_: Any) -> None:
        self._rows.set(chat_id, user_id, "state", state.name if isinstance(state, State) else state)

    async def get_state(self, chat_id: int, user_id: int, **_: Any) -> str | None:
        return self._rows.get(chat_id, user_id, "state")

    async def delete_state(self, chat_id: int, user_id: int, **_: Any) -> None:
        self._rows.delete(chat_id, user_id)

    async def set_data(self, chat_id: int, user_id: int, key: str, value: Any, **_: Any) -> None:
        await self.save(chat_id, user_id, await self.get_data(chat_id, user_id) | {key: value})

    async def get_data(self, chat_id: int, user_id: int, **_: Any) -> dict[str, Any]:
        return dict(json.loads(self._rows.get(chat_id, user_id, "data") or "{}"))

    def get_interactive_data(self, chat_id: int, user_id: int, **_: Any) -> StateDataContext:
        return StateDataContext(self, chat_id, user_id)

    async def save(self, chat_id: int, user_id: int, data: dict[str, Any], *_: Any) -> None:
        self._rows.set(chat_id, user_id, "data", json.dumps(data))
