"""Long polling: an update is confirmed only once it, and all before it, are durable.

The offset lives at Telegram, not here: whatever was not confirmed comes again after a restart, and the
inbox knows what it has seen.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import structlog

from flows.core.events import Event
from handlers.channel import SendError, Take
from handlers.retry import Backoff
from handlers.telegram import updates as wire
from handlers.telegram.bot import BotApi, encode
from handlers.telegram.decode import parse

log = structlog.get_logger()

_updates = msgspec.json.Decoder(wire.UpdatesReply)
_ids = msgspec.json.Decoder(wire.UpdateId)

Step = tuple[int, Event, str]  # update id, event, and the callback query to answer, if any
Events = Callable[[msgspec.Raw, wire.Update, float], list[Event]]


class Polling:
    """Asks, takes, confirms, for ever; `run` ends only by being cancelled, `finish` waits for open turns."""

    def __init__(self, api: BotApi, events: Events, seconds: int) -> None:
        self._api = api
        self._events = events
        self._seconds = seconds
        self._offset = 0
        self._batch: asyncio.Future[int] | None = None
        self._answers: set[asyncio.Task[None]] = set()

    async def run(self, take: Take, backoff: Backoff) -> None:
        """Poll until cancelled; errors are waited out."""
        while True:
            try:
                updates = await self._next()
            except SendError as error:
                log.warning("telegram poll failed", reason=error.reason)
                await backoff.wait(error)
                continue
            self._batch = asyncio.ensure_future(self._take_all(take, updates))
            if await asyncio.shield(self._batch):
                await backoff.wait()
            else:
                backoff.reset()

    async def finish(self) -> None:
        """Let the batch that is under way become durable, and its taps be answered."""
        pending: Iterable[asyncio.Future[Any]] = [*self._answers]
        await asyncio.gather(*pending, *([self._batch] if self._batch else []), return_exceptions=True)

    async def _next(self) -> list[msgspec.Raw]:
        request = encode(wire.GetUpdates(self._offset, self._seconds))
        reply = await self._api.poll(request, self._seconds + 15)
        try:
            return _updates.decode(reply).result
        except msgspec.MsgspecError:
            raise SendError("malformed") from None

    async def _take_all(self, take: Take, updates: list[msgspec.Raw]) -> int:
        """Chats side by side, each in order up to its first failure; moves the offset; how many failed."""
        chats: dict[str, list[Step]] = {}
        last = self._offset - 1
        for raw in updates:
            last = max(last, identity(raw))
            for step in self._decode(raw):
                chats.setdefault(step[1].chat, []).append(step)
        stopped = await asyncio.gather(*(self._take_chat(take, steps) for steps in chats.values()))
        failures = [update for update in stopped if update is not None]
        self._offset = min(failures, default=last + 1)
        return len(failures)

    def _decode(self, raw: msgspec.Raw) -> list[Step]:
        """The events of one update. One that cannot be read is passed over: it would stop everyone else's."""
        try:
            update = parse(raw)
            events = self._events(raw, update, time.time())
        except Exception as error:  # whatever it was, asking for it again brings it again
            log.error("telegram update unreadable", error=type(error).__name__)
            return []
        tapped = update.callback_query.id if update.callback_query is not None else ""
        if tapped and not events:
            self._answer(tapped)
        return [(update.update_id, event, tapped) for event in events]

    async def _take_chat(self, take: Take, steps: list[Step]) -> int | None:
        """The first update that could not be made durable, or None."""
        for update, event, tapped in steps:
            try:
                await take(event)
            except Exception as error:  # whatever it was: the update is not confirmed and comes again
                log.error("telegram update not taken", error=type(error).__name__)
                return update
            if tapped:
                self._answer(tapped)
        return None

    def _answer(self, query: str) -> None:
        """Stop the button's spinner, in the background: an answer that fails or comes late harms nothing."""
        task = asyncio.create_task(self._call(query))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _call(self, query: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", encode({"callback_query_id": query}))
        except SendError as error:
            log.info("telegram tap not answered", reason=error.reason)


def identity(raw: msgspec.Raw) -> int:
    """The update's id, even of one that cannot be read otherwise; -1 where it has none."""
    try:
        return _ids.decode(raw).update_id
    except msgspec.MsgspecError:
        return -1
