"""The sign that an answer is being written, while the answer to files waits for more of them."""

import asyncio

import structlog
from cachetools import TTLCache

from flows.core.events import Event, Media
from handlers.channel import SendError, Take
from handlers.telegram.bot import BotApi

SHOWN = 4.0
"""Seconds; Telegram shows the sign for five, or until a message comes."""
CHATS = 1000

log = structlog.get_logger()


class Typing:
    """Shows the sign in the background: one that is late or fails harms nothing."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._shown: TTLCache[str, bool] = TTLCache(CHATS, SHOWN)
        self._tasks: set[asyncio.Task[None]] = set()

    def after(self, take: Take) -> Take:
        """`take`, which then shows the sign in the chat of a file."""

        async def taken(event: Event) -> None:
            await take(event)
            if isinstance(event.body, Media) and event.chat not in self._shown:
                self._shown[event.chat] = True
                task = asyncio.create_task(self._show(int(event.chat.partition(":")[2])))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

        return taken

    async def finish(self) -> None:
        """Wait for calls under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _show(self, chat: int) -> None:
        try:
            await self._api.ask(self._api.bot.send_chat_action, chat, "typing")
        except SendError as error:
            log.info("telegram typing not shown", reason=error.reason)
