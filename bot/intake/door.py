"""The door between the channels and the turns: what comes too fast, is too much or finds no room stays out.

Three ways to stay out, and none of them stores anything on the way of what comes in. *Sent back*: the disks
are nearly full, or everybody together is too fast; it raises, the provider keeps the event and brings it
again. *Dropped*: one chat sends faster than its limit; the event counts as taken and is lost, which its
sender is told, once in a minute; sent back it would only be brought again, and hold up everyone else's.
*Declined*: a file beyond the day's quota; its caption is taken. Whoever is in need is heard all the same.

Where even the outbox can take nothing, the one line there is to say is sent past it.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace

import msgspec
import structlog

from bot.delivery.carriers import HOLDING
from bot.intake.disk_space import Room
from bot.intake.quotas import Quotas
from bot.observe import metrics
from bot.settings.config import Limits
from bot.turn.jobs import FetchOrder
from bot.turn.parting import COLLECTED
from bot.turn.render import render
from bot.turn.turn import Also, Turns
from flows.core.effects import Say
from flows.core.events import Event, GroupMessage, Media, Text
from flows.dialogue import notices
from flows.dialogue.urgent import cannot_wait
from flows.reading.language import language_from_code
from flows.record import record
from handlers.buckets import Buckets, Rate
from handlers.channel import Channel, Take
from locales import Catalogue
from storage.errors import DiskFull, StorageFailed
from storage.writer import Writer

LIMITED_BY_ITSELF = frozenset({"web"})
"""Channels that limit each chat themselves, and let nothing be lost."""
IN_NEED = Rate(burst=10, per_second=1 / 6)
"""How often a chat beyond its limit is heard because it cannot wait."""
TOLD = Rate(burst=1, per_second=1 / 60)
ALOUD = 64
"""Lines under way past the outbox; beyond, people are not told."""
EVERYBODY = ""

log = structlog.get_logger()


class Crowded(Exception):
    """More comes from everybody together than can be taken; the provider is to bring it again."""


@record
class Behind:
    """What lies behind the door."""

    turns: Turns
    take: Take
    writer: Writer
    room: Room
    quotas: Quotas
    channels: Mapping[str, Channel]
    catalogue: Catalogue


class Door:
    """`take` is what channels are given in place of the turns'."""

    def __init__(self, behind: Behind, limits: Limits) -> None:
        self._turns, self._take = behind.turns, behind.take
        self._writer, self._room = behind.writer, behind.room
        self._quotas = behind.quotas
        self._channels = behind.channels
        self._catalogue = behind.catalogue
        self._waiting = limits.events_waiting
        self._everybody = _buckets(Rate(2.0 * limits.events_overall, float(limits.events_overall)))
        self._chats = _buckets(Rate(float(limits.events_at_once), limits.events_per_minute / 60))
        self._in_need = _buckets(IN_NEED)
        self._told = _buckets(TOLD)
        self._aloud: set[asyncio.Task[None]] = set()

    async def take(self, event: Event) -> None:
        """As `Turns.take`. Raises DiskFull and Crowded too."""
        if not self._room:
            self._send_back(event, "disk")
            raise DiskFull
        if self._hurries(event) and not self._is_heard(event):
            return await self._drop(event)
        if isinstance(event.body, Media) and not self._quotas.file(event.chat):
            return await self._decline(event, event.body)
        try:
            await self._take(event)
        except StorageFailed:
            self._send_back(event, "storage")
            raise

    async def close(self) -> None:
        """Returns when nothing is being said any more."""
        await asyncio.gather(*self._aloud)

    def _hurries(self, event: Event) -> bool:
        """Whether the chat is beyond its limit. Raises Crowded where everybody together is."""
        if self._writer.waiting >= self._waiting or self._everybody.wait(EVERYBODY):
            if not self._is_heard(event):
                self._send_back(event, "crowded")
                raise Crowded
            return False
        return _channel(event) not in LIMITED_BY_ITSELF and bool(self._chats.wait(event.chat))

    def _is_heard(self, event: Event) -> bool:
        return cannot_wait(event) and not self._in_need.wait(event.chat)

    async def _drop(self, event: Event) -> None:
        """Said before it counts as taken; where it cannot be said the provider brings it again."""
        metrics.refused.labels("flood").inc()
        if self._is_told(event, "flood"):
            log.warning("a chat sends too fast", channel=_channel(event))
            await self._turns.tell(event, notices.too_many())

    async def _decline(self, event: Event, file: Media) -> None:
        """The words that came with the file are taken; the channel may let the file go."""
        metrics.refused.labels("quota").inc()
        say = notices.too_much() if self._is_told(event, "quota") else None
        also = _release(event, file) if _channel(event) in HOLDING else None
        if file.caption:
            await self._take(replace(event, body=Text(file.caption)))
        if say or also:
            await self._turns.tell(replace(event, id=f"declined:{event.id}"), say, also)

    def _is_told(self, event: Event, what: str) -> bool:
        """Each chat once in a minute, which the line speaks of; a group never, for others read along."""
        return not isinstance(event.body, GroupMessage) and not self._told.wait(f"{what} {event.chat}")

    def _send_back(self, event: Event, reason: str) -> None:
        """The page of the web chat keeps what was written and says so itself; others are told, if we can."""
        metrics.refused.labels(reason).inc()
        channel = self._channels.get(_channel(event))
        if channel is None or channel.name in COLLECTED or len(self._aloud) >= ALOUD:
            return
        if self._is_told(event, "busy"):
            log.error("nothing can be taken", reason=reason)
            task = asyncio.create_task(self._say_aloud(channel, event, notices.busy()))
            self._aloud.add(task)
            task.add_done_callback(self._aloud.discard)

    async def _say_aloud(self, channel: Channel, event: Event, say: Say) -> None:
        """Past the outbox, once, whatever becomes of it."""
        message = render(self._catalogue, say, language_from_code(event.language) or "ar")
        try:
            await channel.send(event.chat, message, 0)
        except Exception as error:
            log.info("not said", error=type(error).__name__)


def _release(event: Event, file: Media) -> Also:
    order = msgspec.json.encode(FetchOrder("", file.ref))
    return lambda turn: turn.post("release", order, lane=f"{event.chat}#release")


def _buckets(rate: Rate) -> Buckets:
    return Buckets(rate, time.monotonic)


def _channel(event: Event) -> str:
    return event.chat.partition(":")[0]
