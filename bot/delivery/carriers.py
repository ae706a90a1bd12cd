"""How each kind of outbox row is carried out: a reply sent, a file fetched, a chat hidden."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial

import msgspec

from bot.delivery.sender import Done
from bot.intake.quotas import Quotas
from bot.observe import metrics
from bot.turn.jobs import FetchOrder
from bot.turn.parting import COLLECTED
from bot.turn.render import decode
from bot.turn.turn import Turn, Turns
from flows.core.events import Event, Fetched
from flows.record import record
from handlers.channel import Channel, SendError
from storage.cases.files import EvidenceStore, Incoming
from storage.delivery.messages import LEASE, OutboxRow, Outcome
from storage.errors import DiskFull, TooLarge, Unsealable
from storage.sealing.file_cipher import Kept
from storage.unit import Storage

CHUNK = 1 << 18
FILES_AT_ONCE = 32
"""Each that is on its way takes memory, and a large one a thread; the others wait."""
WAITING = 240.0
"""Seconds that a file waits for its turn before it is put off; with the longest fetch within its lease."""
RETURNED = COLLECTED | {"whatsapp"}
"""Channels whose message may come back after it was taken: the body stays until it has arrived."""

HOLDING = frozenset({"web", "whatsapp"})
"""Channels that hold a copy of a file until told to let it go."""

NEVER = frozenset({"too_big", "quota"})
"""Why a file is not wanted, whoever asks again."""

_orders = msgspec.json.Decoder(FetchOrder)
_ids = msgspec.json.Decoder(list[str])


Recorded = Callable[[], Awaitable[None]]
"""Returns when what became of every row so far is recorded."""


@record
class Holding:
    """Where files go, what counts them, and what waits for the record of what was sent."""

    storage: Storage
    store: EvidenceStore
    quotas: Quotas
    recorded: Recorded


class Carriers:
    """Over all channels, by the prefix of a row's chat."""

    def __init__(self, channels: Mapping[str, Channel], kept: Holding, turns: Turns) -> None:
        self._channels = channels
        self._storage, self._store = kept.storage, kept.store
        self._quotas, self._recorded = kept.quotas, kept.recorded
        self._turns = turns
        self._files_at_once = asyncio.Semaphore(FILES_AT_ONCE)
        self.looks: dict[str, Callable[[OutboxRow], Awaitable[None]]] = {}
        """By channel, what is done before a row goes out that may have gone out before."""

    def _channel(self, chat: str) -> Channel:
        channel = self._channels.get(chat.partition(":")[0])
        if channel is None:
            raise SendError("channel_off")
        return channel

    async def reply(self, row: OutboxRow) -> Done:
        """Send a rendered message."""
        channel, message = self._channel(row.chat), decode(row.body)
        if row.resent and (look := self.looks.get(channel.name)):
            await look(row)
        provider_id = await channel.send(row.chat, message, row.id)
        metrics.ended(channel.name, "sent")
        after = partial(channel.accompany, row.chat, message) if message.purpose == "receipt" else None
        return Done(provider_id, keep_body=channel.name in RETURNED, after=after)

    async def hide(self, row: OutboxRow) -> Done:
        """Delete what the channel still allows, with the answers that were on their way when it was asked."""
        await self._recorded()
        late = await asyncio.to_thread(self._sent_before, row)
        gone = await self._channel(row.chat).hide(row.chat, [*_ids.decode(row.body), *late])
        return Done(str(gone))

    def _sent_before(self, row: OutboxRow) -> list[str]:
        with self._storage.read() as unit:
            return unit.outbox.sent_messages(row.chat, row.created - LEASE, row.id)

    async def fetch(self, row: OutboxRow) -> Done:
        """Keep a file, durably, then say so to the conversation."""
        order = _orders.decode(row.body)
        if row.resent and await asyncio.to_thread(self._stored, order.evidence):
            return Done()
        try:
            async with self._file_slot():
                kept = await self._keep(row.chat, order)
        except TooLarge:
            raise SendError("too_big", retryable=False) from None
        except DiskFull:
            raise SendError("disk_full") from None
        except Unsealable:
            raise SendError("unsealable") from None
        now = time.time()
        event = Event(f"fetched:{order.evidence}", row.chat, now, Fetched(order.evidence, size=kept.size))

        def also(turn: Turn) -> None:
            turn.unit.evidence.stored(order.evidence, kept, now)
            _let_go(turn, row)

        await self._turns.take(event, also)
        return Done()

    async def release(self, row: OutboxRow) -> Done:
        """The channel's copy of a file may go."""
        await self._channel(row.chat).release(_orders.decode(row.body).ref)
        return Done()

    def _stored(self, evidence: str) -> bool:
        """Kept by a process that died before it could say so: another copy would not be the recorded one."""
        with self._storage.read() as unit:
            piece = unit.evidence.get(evidence)
        return piece is not None and piece.state == "stored"

    def _awaited(self, evidence: str) -> bool:
        with self._storage.read() as unit:
            return unit.evidence.get(evidence) is not None

    @asynccontextmanager
    async def _file_slot(self) -> AsyncIterator[None]:
        """Held while a file is on its way. Raises SendError where none comes free."""
        try:
            async with asyncio.timeout(WAITING):
                await self._files_at_once.acquire()
        except TimeoutError:
            raise SendError("busy") from None
        try:
            yield
        finally:
            self._files_at_once.release()

    async def _keep(self, chat: str, order: FetchOrder) -> Kept:
        """Most files fit one chunk, and cost one visit to the disk's thread."""
        incoming: Incoming | None = None
        waiting = bytearray()
        try:
            async for chunk in self._quotas.counted(chat, self._channel(chat).fetch(order.ref)):
                waiting += chunk
                if len(waiting) >= CHUNK:
                    incoming = await asyncio.to_thread(self._write, order.evidence, incoming, bytes(waiting))
                    waiting.clear()
            return await asyncio.to_thread(self._finish, order.evidence, incoming, bytes(waiting))
        except BaseException:
            if incoming is not None:
                incoming.abort()
            raise

    def _write(self, evidence: str, incoming: Incoming | None, chunk: bytes) -> Incoming:
        """Blocking: the chunk on the disk, in a file begun where none was. Nothing stays after an error."""
        incoming = incoming or self._store.open_write(evidence)
        try:
            incoming.write(chunk)
        except BaseException:
            incoming.abort()
            raise
        return incoming

    def _finish(self, evidence: str, incoming: Incoming | None, rest: bytes) -> Kept:
        """Blocking: the last of it, durable under its name. Nothing stays after an error."""
        incoming = self._write(evidence, incoming, rest)
        try:
            return incoming.finish()
        except BaseException:
            incoming.abort()
            raise

    async def shred(self, _: OutboxRow) -> Done:
        """What was erased is destroyed now: nobody who asked to be forgotten waits for the next tidying."""
        return Done(str(await asyncio.to_thread(self._storage.shred, self._store)))

    async def fetch_failed(self, row: OutboxRow, outcome: Outcome, error: SendError) -> Outcome:
        """The file could not be had: the evidence is marked, and the reporter told, if it still matters."""
        order, reason = _orders.decode(row.body), error.reason
        if not await asyncio.to_thread(self._awaited, order.evidence):
            return outcome
        event = Event(f"fetched:{order.evidence}", row.chat, time.time(), Fetched(order.evidence, reason))

        def also(turn: Turn) -> None:
            turn.unit.evidence.failed(order.evidence, reason)
            if reason in NEVER:
                _let_go(turn, row)

        await self._turns.take(event, also)
        return outcome


def _let_go(turn: Turn, row: OutboxRow) -> None:
    """The file is dealt with: the channel that holds a copy may delete it, as often as that takes."""
    if row.chat.partition(":")[0] in HOLDING:
        turn.post("release", row.body, lane=f"{row.lane}#release")
