"""Take the messages that Twilio has and the webhook did not bring: at the start, and every minute.

Each round lists the messages since the high-water mark, less an overlap. Messages that this process has not
taken yet are taken oldest first within each sender, with the same event ids as the webhook's. The mark rises
to the beginning of a round only when everything in the round became durable.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import field
from datetime import UTC, datetime

import structlog
from cachetools import LRUCache

from flows.record import record
from handlers.channel import SendError
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.decode import File, Inbound, Listed, listed
from handlers.whatsapp.media import Files
from handlers.whatsapp.refusals import every
from handlers.whatsapp.settings import WhatsAppSettings

OVERLAP, FIRST = 600.0, 3600.0
"""Seconds looked back beyond the mark, and where there is no mark yet."""
PAGE = 500
SIDE_BY_SIDE = 16
"""Senders whose messages are taken at the same time."""
REMEMBERED = 50_000

log = structlog.get_logger()

Accept = Callable[[Inbound], Awaitable[object]]
"""Give a message's events to the bot; returns when they are durable, raises when not."""


class TakenIds:
    """The ids of the last messages that became durable in this process."""

    def __init__(self) -> None:
        self._sids: LRUCache[str, bool] = LRUCache(REMEMBERED)

    def __contains__(self, sid: str) -> bool:
        return sid in self._sids

    def add(self, sid: str) -> None:
        """Remember a message that is durable."""
        self._sids[sid] = True


@record
class Reconciliation:
    """One account's inbound list against the ids that were taken; `accept` takes a missing message."""

    api: TwilioApi
    files: Files
    settings: WhatsAppSettings
    taken: TakenIds
    accept: Accept
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """Do a round now and every `settings.every` seconds, until cancelled."""
        while True:
            try:
                if self.settings.reconciles():
                    await self.round()
            except Exception as error:  # the next round tries again, after any error
                reason = error.reason if isinstance(error, SendError) else type(error).__name__
                log.warning("whatsapp not reconciled", reason=reason)
            await asyncio.sleep(self.settings.every)

    async def round(self) -> int:
        """Take what was missed; how many messages. Raises SendError when the list cannot be read."""
        async with self.turn:
            return await self._round()

    async def _round(self) -> int:
        now = self.settings.now()
        mark = await self.settings.high_water()
        missed = await self._missed((mark - OVERLAP) if mark else now - FIRST)
        senders: dict[str, list[Listed]] = {}
        for message in reversed(missed):
            senders.setdefault(message.sender, []).append(message)
        limit = asyncio.Semaphore(SIDE_BY_SIDE)
        counts = await asyncio.gather(*(self._take_all(each, limit) for each in senders.values()))
        if sum(counts) == len(missed):
            await self.settings.raise_water(now)
        return sum(counts)

    async def _missed(self, since: float) -> list[Listed]:
        """Inbound messages that are not taken, newest first, as Twilio lists them."""
        after = datetime.fromtimestamp(since, UTC)
        pages = self.api.client.messages.page_async(
            to=self.settings.sender, date_sent_after=after, page_size=PAGE
        )
        found = {message.sid: message for message in map(listed, await every(pages))}
        return [each for sid, each in found.items() if each.is_inbound and sid not in self.taken]

    async def _take_all(self, messages: list[Listed], limit: asyncio.Semaphore) -> int:
        """Take one sender's messages in order, up to the first that fails; how many were taken."""
        async with limit:
            for done, message in enumerate(messages):
                try:
                    await self._take(message)
                except Exception as error:  # the mark stays, so that the message comes again
                    log.error("whatsapp message not taken", error=type(error).__name__)
                    return done
        return len(messages)

    async def _take(self, message: Listed) -> None:
        files: tuple[File, ...] = await self.files.listed(message.sid) if message.has_media else ()
        await self.accept(message.inbound(files, self.settings.now()))
