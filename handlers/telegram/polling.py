"""Long polling: an update is confirmed only once it, and all before it in its chat, are durable.

The next poll confirms an update by naming the id after it, its offset. An offset serves once: after a quiet
week Telegram gives any other ids, also lower ones, so an old offset may confirm updates that never came here.
Unconfirmed updates come again, also after a restart, and the inbox knows which of them took effect.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import structlog

from flows.core.events import Event
from flows.record import record
from handlers.channel import SendError, Take
from handlers.retry import until_done
from handlers.telegram import updates as wire
from handlers.telegram.bot import BotApi
from handlers.telegram.decode import parse
from handlers.telegram.refusals import CONFLICT
from handlers.telegram.settings import TelegramSettings
from handlers.waits import Waits

log = structlog.get_logger()

_ids = msgspec.json.Decoder(wire.UpdateId)

TURN = 1.0
"""Seconds between two looks at whether this server is the one that polls."""
Events = Callable[[msgspec.Raw, wire.Update, float], list[Event]]


@record
class Pending:
    """An event that is not durable yet, its update's id, and the callback query to answer, if any."""

    update: int
    event: Event
    tap: str


class Polling:
    """Asks, takes and confirms until cancelled, while it `receives`. `finish` waits for what was begun.

    `conflict`: the last answer was that somebody else receives the updates, by
    polling or by a webhook.
    """

    def __init__(self, api: BotApi, events: Events, settings: TelegramSettings) -> None:
        self._receives, self._now = settings.receives, settings.now
        self._api = api
        self._events = events
        self._seconds = settings.poll
        self._offset = 0
        self.conflict = False
        self._batch: asyncio.Future[int] | None = None
        self._answers: set[asyncio.Task[None]] = set()

    async def run(self, take: Take, waits: Waits) -> None:
        """Poll until cancelled; errors are waited out."""
        while True:
            if self._receives():
                await until_done(lambda: self._poll(take), waits)
            else:
                self.conflict, self._offset = False, 0
                await asyncio.sleep(TURN)

    async def finish(self) -> None:
        """Let the batch that is under way become durable, and its taps be answered."""
        pending: Iterable[asyncio.Future[Any]] = [*self._answers]
        await asyncio.gather(*pending, *([self._batch] if self._batch else []), return_exceptions=True)

    async def _poll(self, take: Take) -> None:
        """One poll and its updates. Raises SendError, always retryable, where it has to be done again."""
        if not self._receives():
            return
        try:
            updates = await self._api.ask(self._api.bot.raw_updates, self._offset, self._seconds)
        except SendError as error:
            self._note(error)
            raise SendError(error.reason, after=error.after) from None
        self.conflict = False
        self._batch = asyncio.ensure_future(self._take_all(take, updates))
        if await asyncio.shield(self._batch):
            raise SendError("not_taken")

    def _note(self, error: SendError) -> None:
        """Log a failed poll; a conflict as an error, the first time only."""
        if error.reason != CONFLICT:
            log.warning("telegram poll failed", reason=error.reason)
        elif not self.conflict:
            self.conflict = True
            log.error("telegram: another program receives the updates", reason=error.reason)

    async def _take_all(self, take: Take, updates: list[msgspec.Raw]) -> int:
        """Chats side by side, each in order up to its first failure; sets the offset; how many failed."""
        chats: dict[str, list[Pending]] = {}
        for raw in updates:
            for each in self._decode(raw):
                chats.setdefault(each.event.chat, []).append(each)
        stopped = await asyncio.gather(*(self._take_chat(take, waiting) for waiting in chats.values()))
        failures = {update for update in stopped if update is not None}
        self._offset = offset_after([identity(raw) for raw in updates], failures)
        return len(failures)

    def _decode(self, raw: msgspec.Raw) -> list[Pending]:
        """The events of one update. An unreadable one is skipped: it would hold up everyone else's."""
        try:
            update = parse(raw)
            events = self._events(raw, update, self._now())
        except Exception as error:  # of any kind: asking again would bring the same update again
            log.error("telegram update unreadable", error=type(error).__name__)
            return []
        tap = update.callback_query.id if update.callback_query is not None else ""
        if tap and not events:
            self._answer(tap)
        return [Pending(update.update_id, event, tap) for event in events]

    async def _take_chat(self, take: Take, waiting: list[Pending]) -> int | None:
        """The id of the first update that could not be made durable, or None."""
        for each in waiting:
            try:
                await take(each.event)
            except Exception as error:  # of any kind: the update is not confirmed and comes again
                log.error("telegram update not taken", error=type(error).__name__)
                return each.update
            if each.tap:
                self._answer(each.tap)
        return None

    def _answer(self, query: str) -> None:
        """Stop the button's spinner, in the background: a late or failed answer harms nothing."""
        task = asyncio.create_task(self._call(query))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _call(self, query: str) -> None:
        try:
            await self._api.ask(self._api.bot.answer_callback_query, query)
        except SendError as error:
            log.info("telegram tap not answered", reason=error.reason)


def offset_after(answered: list[int], failures: set[int]) -> int:
    """The offset that confirms the updates of an answer, in its order, up to the first failure.

    0, which confirms none, after an empty answer: by then Telegram has carried out the last confirmation.
    """
    known = [update for update in answered if update >= 0]
    failed = next((update for update in known if update in failures), None)
    if failed is not None:
        return failed
    return known[-1] + 1 if known else 0


def identity(raw: msgspec.Raw) -> int:
    """The update's id, even if the rest of the update cannot be read; -1 without an id."""
    try:
        return _ids.decode(raw).update_id
    except msgspec.MsgspecError:
        return -1
