"""Messages that Twilio has and the webhook did not bring: every minute, and at the start.

The list is read back to the high-water mark, less an overlap, and what this process has not taken yet is
taken oldest first within each chat, under the same ids as the webhook's. The mark rises to the
beginning of a round only when everything of it became durable.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import field
from datetime import UTC, datetime

import msgspec
import structlog

from flows.record import record
from handlers.channel import SendError
from handlers.whatsapp import resources as wire
from handlers.whatsapp.api import Refusal, TwilioApi, read
from handlers.whatsapp.decode import PREFIX, SID, File, Inbound, listed, plain_type
from handlers.whatsapp.media import Files
from handlers.whatsapp.settings import WhatsAppSettings

OVERLAP, FIRST = 600.0, 3600.0
"""Seconds looked back beyond the mark, and where there is none yet."""
PAGE = 500
SIDE_BY_SIDE = 16
REMEMBERED = 50_000

log = structlog.get_logger()

_messages = msgspec.json.Decoder(wire.Messages)
_media = msgspec.json.Decoder(wire.MediaList)

Accept = Callable[[Inbound], Awaitable[object]]
"""Give a message's events to the bot; returns when they are durable, raises when not."""


class Taken:
    """The messages that became durable in this process, as many as are worth remembering."""

    def __init__(self) -> None:
        self._sids: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, sid: str) -> bool:
        return sid in self._sids

    def add(self, sid: str) -> None:
        """It is durable."""
        self._sids[sid] = None
        if len(self._sids) > REMEMBERED:
            self._sids.popitem(last=False)


@record
class Reconciliation:
    """One account's inbound list against what was taken; `accept` takes what is missing."""

    api: TwilioApi
    files: Files
    settings: WhatsAppSettings
    taken: Taken
    accept: Accept
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """A round now, and one every minute, until cancelled."""
        while True:
            try:
                await self.round()
            except Exception as error:  # whatever it was, the next round tries again
                reason = error.reason if isinstance(error, SendError) else type(error).__name__
                log.warning("whatsapp not reconciled", reason=reason)
            await asyncio.sleep(self.settings.every)

    async def round(self) -> int:
        """How many messages were taken. Raises what kept the list from being read."""
        async with self.turn:
            return await self._round()

    async def _round(self) -> int:
        now = self.settings.clock()
        mark = await self.settings.high_water()
        missed = await self._missed((mark - OVERLAP) if mark else now - FIRST)
        chats: dict[str, list[wire.Message]] = {}
        for message in reversed(missed):
            chats.setdefault(message.from_ or "", []).append(message)
        gate = asyncio.Semaphore(SIDE_BY_SIDE)
        counts = await asyncio.gather(*(self._take_chat(each, gate) for each in chats.values()))
        if sum(counts) == len(missed):
            await self.settings.raise_water(now)
        return sum(counts)

    async def _missed(self, since: float) -> list[wire.Message]:
        """Newest first, as Twilio lists them."""
        when = datetime.fromtimestamp(since, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        url = f"{self.api.root}/Messages.json"
        query = {"To": self.settings.sender, "DateSent>": when, "PageSize": str(PAGE)}
        page = read(_messages, await self.api.get(url, query))
        found, seen = [*page.messages], {""}
        while (onward := page.next_page_uri or "") not in seen and onward.startswith("/"):
            seen.add(onward)
            page = read(_messages, await self.api.get(f"{self.api.api}{onward}"))
            found += page.messages
        inbound = {message.sid: message for message in found if is_inbound(message)}
        return [message for sid, message in inbound.items() if sid not in self.taken]

    async def _take_chat(self, messages: list[wire.Message], gate: asyncio.Semaphore) -> int:
        """How many could be made durable, in order, up to the first that could not."""
        async with gate:
            for done, message in enumerate(messages):
                try:
                    await self._take(message)
                except Exception as error:  # whatever it was: the mark stays, and it comes again
                    log.error("whatsapp message not taken", error=type(error).__name__)
                    return done
        return len(messages)

    async def _take(self, message: wire.Message) -> None:
        files = await self._files(message.sid) if (message.num_media or "0") != "0" else ()
        await self.accept(listed(message, files, self.settings.clock()))

    async def _files(self, message: str) -> tuple[File, ...]:
        try:
            answer = await self.api.get(f"{self.api.root}/Messages/{message}/Media.json")
        except Refusal as error:
            if error.status == 404:  # deleted meanwhile
                return ()
            raise
        found = read(_media, answer).media_list
        return tuple(
            File(self.files.url(message, each.sid), plain_type(each.content_type or "")) for each in found
        )


def is_inbound(message: wire.Message) -> bool:
    """Whether a person wrote it, on WhatsApp."""
    named = (message.from_ or "").removeprefix(PREFIX) not in ("", message.from_)
    return message.direction == "inbound" and named and SID.fullmatch(message.sid) is not None
