"""The way from the channels to the turns: events that are too many, too large or find no disk space stay out.

An event can stay out in three ways; its content is stored in none of them.

- *Sent back*: a disk is nearly full, or all chats together send too much. `take` raises, and the provider
  keeps the event and delivers it again.
- *Dropped*: one chat sends faster than its limit. The event counts as taken and is lost; the person is told
  so, once a minute. Sent back, the event would only come again and hold up the events of other people.
- *Declined*: a file beyond the daily quota. Its caption is taken.

An event that cannot wait (`cannot_wait`: danger, despair, a child) is taken all the same. If the outbox
can take no message either, one line is sent to the person past the outbox.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace

import msgspec
import structlog

from bot.errors import Crowded
from bot.intake.daily_quota import DailyQuota
from bot.intake.disk_space import DiskSpace
from bot.observe import metrics
from bot.settings.config import Limits
from bot.turn.jobs import FetchOrder
from bot.turn.render import render
from bot.turn.turn import Also, Turns
from flows.channels import channel_of, traits_of
from flows.core.effects import Say
from flows.core.events import Body, Contact, Edited, Event, GroupMessage, Media, Text
from flows.dialogue import notices
from flows.reading.signals import language_from_code
from flows.report.urgent import cannot_wait
from handlers.buckets import Buckets, Rate
from handlers.channel import Channel, Take
from handlers.sharing import Sharing
from locales import Catalogue
from storage.errors import DiskFull, StorageFailed
from storage.writer import Writer

IN_NEED = Rate(burst=10, per_second=1 / 6)
"""How often a chat beyond its limit is heard because its event cannot wait."""

TOLD = Rate(burst=1, per_second=1 / 60)
"""How often a chat is told that its event stayed out."""

DIRECT = 64
"""The most lines that are sent past the outbox at the same time; beyond, people are not told."""

WEB = 0.75
"""The share of the queue that pages may fill: the rest is kept for webhooks."""

EVERYBODY = ""
"""The name under which all chats together are counted."""

log = structlog.get_logger()


class Intake:
    """Gives events to `take`, within the limits. The channels are given this class's `take`."""

    def __init__(
        self,
        *,
        turns: Turns,
        take: Take,
        writer: Writer,
        disk: DiskSpace,
        quota: DailyQuota,
        channels: Mapping[str, Channel],
        catalogue: Catalogue,
        limits: Limits,
        sharing: Sharing | None = None,
    ) -> None:
        self._turns = turns
        self._take = take
        self._writer = writer
        self._disk = disk
        self._quota = quota
        self._channels = channels
        self._catalogue = catalogue
        self._waiting = limits.events_waiting
        overall, chat = limits.events_overall, Rate(limits.events_at_once, limits.events_per_minute / 60)
        self._everybody = _buckets(Rate(2.0 * overall, overall), sharing, "events")
        self._chats = _buckets(chat, sharing, "events of a chat")
        self._in_need = Buckets(
            IN_NEED, time.monotonic
        )  # rather too often than too seldom: each server's own
        self._told = Buckets(TOLD, time.monotonic)
        self._direct: set[asyncio.Task[None]] = set()

    async def take(self, event: Event) -> None:
        """Take an event as `Turns.take` does. Raises DiskFull and Crowded too."""
        if not self._disk:
            self._send_back(event, "disk")
            raise DiskFull
        if await self._is_too_fast(event) and not self._is_heard(event):
            return await self._drop(event)
        if (file := _file(event.body)) and not await self._quota.file(event.chat):
            return await self._decline(event, file)
        try:
            await self._take(event)
        except StorageFailed:
            self._send_back(event, "storage")
            raise

    async def close(self) -> None:
        """Return once every line past the outbox is sent."""
        await asyncio.gather(*self._direct)

    async def _is_too_fast(self, event: Event) -> bool:
        """True where the chat is beyond its limit. Raises Crowded where all chats together are."""
        most = self._waiting * (WEB if traits_of(event.chat).collects else 1.0)
        if self._writer.waiting >= most or await self._everybody.taken(EVERYBODY):
            if not self._is_heard(event):
                self._send_back(event, "crowded")
                raise Crowded
            return False
        return not traits_of(event.chat).limits_itself and bool(await self._chats.taken(event.chat))

    def _is_heard(self, event: Event) -> bool:
        return cannot_wait(event) and not self._in_need.wait(event.chat)

    async def _drop(self, event: Event) -> None:
        """Tell the person first: where that fails, the provider delivers the event again."""
        metrics.refused.labels("flood").inc()
        if self._is_told(event, "flood"):
            log.warning("a chat sends too fast", channel=channel_of(event.chat))
            await self._turns.tell(event, notices.too_many())

    async def _decline(self, event: Event, file: Media) -> None:
        """Take the words without the file, and let the channel delete the file."""
        metrics.refused.labels("quota").inc()
        say = notices.too_much() if self._is_told(event, "quota") else None
        also = _release(event, file) if traits_of(event.chat).holds_files else None
        if (words := _words(event.body)) is not None:
            await self._take(replace(event, body=words))
        if say or also:
            await self._turns.tell(replace(event, id=f"declined:{event.id}"), say, also)

    def _is_told(self, event: Event, what: str) -> bool:
        """True where the person is to be told: once a minute for each chat, never in a group."""
        return not isinstance(event.body, GroupMessage) and not self._told.wait(f"{what} {event.chat}")

    def _send_back(self, event: Event, reason: str) -> None:
        """Tell the person, if possible. A page that collects its messages says so by itself."""
        metrics.refused.labels(reason).inc()
        channel = self._channels.get(channel_of(event.chat))
        if channel is None or traits_of(event.chat).collects or len(self._direct) >= DIRECT:
            return
        if self._is_told(event, "busy"):
            log.error("nothing can be taken", reason=reason)
            task = asyncio.create_task(self._say_directly(channel, event, notices.busy()))
            self._direct.add(task)
            task.add_done_callback(self._direct.discard)

    async def _say_directly(self, channel: Channel, event: Event, say: Say) -> None:
        """Send one line past the outbox; a failure is only logged."""
        message = render(self._catalogue, say, language_from_code(event.language) or "ar")
        try:
            await channel.send(event.chat, message, 0)
        except Exception as error:
            log.info("not said", error=type(error).__name__)


def _file(body: Body) -> Media | None:
    match body:
        case Media():
            return body
        case Edited(file=file) | Contact(file=file):
            return file
    return None


def _words(body: Body) -> Body | None:
    """The body without its file; None where nothing else is in it."""
    match body:
        case Media(caption=words) | Edited(text=words) if not words:
            return None
        case Media(caption=words):
            return Text(words)
        case Edited() | Contact():
            return replace(body, file=None)
    return body


def _release(event: Event, file: Media) -> Also:
    order = msgspec.json.encode(FetchOrder("", file.ref))
    return lambda turn: turn.post("release", order, lane=f"{event.chat}#release")


def _buckets(rate: Rate, sharing: Sharing | None, kind: str) -> Buckets:
    return Buckets(rate, time.monotonic, sharing=sharing, kind=kind)
