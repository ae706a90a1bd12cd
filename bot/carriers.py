"""How each kind of outbox row is carried out: a reply sent, a file fetched, a chat hidden."""

import asyncio
import time
from collections.abc import Mapping

import msgspec

from bot.render import decode
from bot.sender import Done
from bot.turn import FetchOrder, Turn, Turns
from flows.events import Event, Fetched
from handlers.channel import Channel, SendError
from storage.files import DiskFull, EvidenceStore, Kept, TooLarge
from storage.outbox import Row

CHUNK = 1 << 20
COLLECTED = frozenset({"web"})
"""Channels whose people collect their messages: the body stays until they have."""

HOLDING = frozenset({"web", "whatsapp"})
"""Channels that hold a copy of a file until told to let it go."""

_orders = msgspec.json.Decoder(FetchOrder)
_ids = msgspec.json.Decoder(list[str])


class Carriers:
    """Over all channels, by the prefix of a row's chat."""

    def __init__(self, channels: Mapping[str, Channel], store: EvidenceStore, turns: Turns) -> None:
        self._channels = channels
        self._store = store
        self._turns = turns

    def _channel(self, chat: str) -> Channel:
        channel = self._channels.get(chat.partition(":")[0])
        if channel is None:
            raise SendError("channel_off")
        return channel

    async def reply(self, row: Row) -> Done:
        """Send a rendered message."""
        channel = self._channel(row.chat)
        provider_id = await channel.send(row.chat, decode(row.body), row.id)
        return Done(provider_id, keep_body=channel.name in COLLECTED)

    async def hide(self, row: Row) -> Done:
        """Delete what the channel still allows."""
        gone = await self._channel(row.chat).hide(row.chat, _ids.decode(row.body))
        return Done(str(gone))

    async def fetch(self, row: Row) -> Done:
        """Keep a file, durably, then say so to the conversation."""
        order = _orders.decode(row.body)
        try:
            kept = await self._keep(row.chat, order)
        except TooLarge:
            raise SendError("too_big", retryable=False) from None
        except DiskFull:
            raise SendError("disk_full") from None
        now = time.time()
        event = Event(f"fetched:{order.evidence}", row.chat, now, Fetched(order.evidence))

        def also(turn: Turn) -> None:
            turn.unit.evidence.stored(order.evidence, kept, now)
            if self._channel(row.chat).name in HOLDING:
                turn.post("release", row.body, lane=f"{row.lane}#release")

        await self._turns.take(event, also)
        return Done()

    async def release(self, row: Row) -> Done:
        """The channel's copy of a file may go."""
        await self._channel(row.chat).release(_orders.decode(row.body).ref)
        return Done()

    async def _keep(self, chat: str, order: FetchOrder) -> Kept:
        incoming = await asyncio.to_thread(self._store.open_write, order.evidence)
        waiting = bytearray()
        try:
            async for chunk in self._channel(chat).fetch(order.ref):
                waiting += chunk
                if len(waiting) >= CHUNK:
                    await asyncio.to_thread(incoming.write, bytes(waiting))
                    waiting.clear()
            if waiting:
                await asyncio.to_thread(incoming.write, bytes(waiting))
            return await asyncio.to_thread(incoming.finish)
        except BaseException:
            incoming.abort()
            raise

    async def fetch_failed(self, row: Row, reason: str) -> None:
        """The file could not be had: the evidence is marked, and the reporter told."""
        order = _orders.decode(row.body)
        event = Event(f"fetched:{order.evidence}", row.chat, time.time(), Fetched(order.evidence, reason))
        await self._turns.take(event, lambda turn: turn.unit.evidence.failed(order.evidence, reason))
