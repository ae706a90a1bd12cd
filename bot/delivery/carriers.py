"""Carrying out each kind of outbox row: send a reply, fetch a file, hide a chat, release a file, shred."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial

import msgspec

from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import LAST_TRY, Done
from bot.intake.daily_quota import DailyQuota
from bot.observe import metrics
from bot.previews.codes import CodeReader, Passing
from bot.previews.words import Waiting, WordReader
from bot.turn.effects import Effects
from bot.turn.jobs import FetchOrder
from bot.turn.missed import OPTED_OUT, UNASKED
from bot.turn.render import decode, decode_kept
from bot.turn.turn import Turns
from flows.channels import channel_of, traits_of
from flows.core.events import Codes, Event, Fetched, Words
from handlers.channel import Channel, SendError
from storage.cases.files import EvidenceStore, Incoming
from storage.delivery.messages import LEASE, OutboxRow, Outcome, lease
from storage.errors import LEASE_OVER, AlreadyThere, DiskFull, LeaseOver, TooLarge, Unsealable
from storage.sealing.file_cipher import Kept
from storage.shredding import shred
from storage.unit import Storage, Unit

CHUNK = 1 << 18
"""Bytes that are gathered before they are written to disk."""

FILES_AT_ONCE = 32
"""Files that are fetched at the same time: each takes memory, and a large one a thread."""

WAITING = 240.0
"""Seconds that a file waits for its turn. With the longest fetch, this is shorter than the row's lease."""

NEVER = frozenset({"too_big", "quota"})
"""Reasons that make a later try useless."""

_orders = msgspec.json.Decoder(FetchOrder)
_ids = msgspec.json.Decoder(list[str])


class Carriers:
    """The functions for each kind of row, over all channels. Files go to `store`; `quota` counts them."""

    def __init__(
        self,
        *,
        channels: Mapping[str, Channel],
        turns: Turns,
        storage: Storage,
        store: EvidenceStore,
        quota: DailyQuota,
        outbox: OutboxWriter,
        reads_codes: bool = True,
        reads_words: bool = False,
    ) -> None:
        self._channels = channels
        self._turns = turns
        self._storage = storage
        self._store = store
        self._quota = quota
        self._outbox = outbox
        self._files_at_once = asyncio.Semaphore(FILES_AT_ONCE)
        self._codes = CodeReader() if reads_codes else None
        self._words = WordReader(self._tell_words) if reads_words else None
        self.looks: dict[str, Callable[[OutboxRow], Awaitable[None]]] = {}
        """For a channel's name, a function to call before sending a row that may have been sent before."""
        self.is_mine: Callable[[OutboxRow], bool] = lambda row: True

    def _channel(self, chat: str) -> Channel:
        channel = self._channels.get(channel_of(chat))
        if channel is None:
            raise SendError("channel_off")
        return channel

    async def reply(self, row: OutboxRow) -> Done:
        """Send a reply."""
        channel, message = self._channel(row.chat), decode(row.body)
        if message.purpose in UNASKED and await asyncio.to_thread(self._unwanted, row):
            raise SendError(OPTED_OUT, retryable=False)
        if row.resent:
            await self._begin_again(channel, row)
        if not self.is_mine(row):
            raise SendError(LEASE_OVER)
        provider_id = await channel.send(row.chat, message, row.id)
        metrics.ended(channel.name, "sent")
        after = partial(channel.accompany, row.chat, message) if message.purpose == "receipt" else None
        return Done(provider_id, keep_body=traits_of(row.chat).confirms, after=after)

    def _unwanted(self, row: OutboxRow) -> bool:
        """True for a message that answers nothing, to a person who wants no such messages."""
        if not decode_kept(row.body).unasked:
            return False
        with self._storage.read() as unit:
            return unit.conversations.get(row.chat).stopped

    async def _begin_again(self, channel: Channel, row: OutboxRow) -> None:
        """Make sure that a row which may have gone out goes out once more at most.

        Either the provider tells whether the row went out, or the page knows the row by its number, or the
        second try is noted durably before it begins. Raises SendError where a second try was cut off.
        """
        if look := self.looks.get(channel.name):
            await look(row)
        elif not traits_of(row.chat).collects:
            if row.reason == LAST_TRY:
                raise SendError("interrupted", ambiguous=True)
            now = self._storage.clock()
            begun = Outcome(
                row.id, "queued", now, reason=LAST_TRY, due=now, attempts=row.attempts, resent=True
            )
            self._outbox.record(replace(begun, lease=now + lease(row.kind)))
            await self._outbox.flush()
            await asyncio.to_thread(self._check_held, row)

    async def hide(self, row: OutboxRow) -> Done:
        """Delete the messages that the channel lets us delete, also those that were on their way."""
        await self._outbox.flush()
        late = await asyncio.to_thread(self._sent_before, row)
        gone = await self._channel(row.chat).hide(row.chat, [*_ids.decode(row.body), *late], row.id)
        return Done(str(gone), keep_body=traits_of(row.chat).collects)

    def _sent_before(self, row: OutboxRow) -> list[str]:
        with self._storage.read() as unit:
            return unit.outbox.sent_messages(row.chat, row.created - LEASE, row.id)

    async def fetch(self, row: OutboxRow) -> Done:
        """Store a file durably, then tell the conversation."""
        order, passing = _orders.decode(row.body), Passing()
        if row.resent and await asyncio.to_thread(self._stored, order.evidence):
            return Done()
        try:
            async with self._file_slot():
                kept = await self._keep(row, order, passing)
        except TooLarge:
            raise SendError("too_big", retryable=False) from None
        except DiskFull:
            raise SendError("disk_full") from None
        except Unsealable:
            raise SendError("unsealable") from None
        now = self._storage.clock()
        event = Event(f"fetched:{order.evidence}", row.chat, now, Fetched(order.evidence, size=kept.size))

        def also(effects: Effects) -> None:
            self._hold(effects.unit, row)
            effects.unit.evidence.stored(order.evidence, kept, now)
            _let_go(effects, row)

        try:
            await self._turns.take(event, also)
        except LeaseOver:
            raise SendError(LEASE_OVER) from None
        return Done(after=partial(self._read, row.chat, order.evidence, passing)) if passing.data else Done()

    async def _read(self, chat: str, evidence: str, passing: Passing) -> str:
        """Tell the conversation the texts of the QR codes in a picture; have its words read."""
        if self._codes and (codes := await self._codes.read(passing.data)):
            event = Event(f"codes:{evidence}", chat, self._storage.clock(), Codes(evidence, codes))
            await self._turns.take_reading(event)
        if self._words:
            self._words.begin(Waiting(chat, evidence, passing.data))
        return ""

    async def _tell_words(self, chat: str, words: Words) -> bool:
        """Tell the conversation the words in its pictures, unless it is about to answer a burst."""
        there = await asyncio.to_thread(self._still_there, chat, words)
        if there is None:
            return False
        for evidence in (*there.unread, *(each for each, _ in there.read))[-1:]:
            await self._turns.take_reading(Event(f"words:{evidence}", chat, self._storage.clock(), there))
        return True

    def _still_there(self, chat: str, words: Words) -> Words | None:
        """The words of pictures that were not taken back; None while the chat's answer waits."""
        with self._storage.read() as unit:
            if unit.conversations.get(chat).owed is not None:
                return None
            there = unit.evidence.get
            return Words(
                tuple(each for each in words.read if there(each[0]) is not None),
                tuple(each for each in words.unread if there(each) is not None),
            )

    async def stop(self) -> None:
        """Give up the pictures whose words are not read yet, and end the processes that read pictures."""
        if self._codes:
            await self._codes.stop()
        if self._words:
            await self._words.stop()

    async def release(self, row: OutboxRow) -> Done:
        """Let the channel delete its copy of a file."""
        await self._channel(row.chat).release(_orders.decode(row.body).ref)
        return Done()

    def _stored(self, evidence: str) -> bool:
        """True where a process stored the file and died before the row was settled."""
        with self._storage.read() as unit:
            piece = unit.evidence.get(evidence)
        return piece is not None and piece.state == "stored"

    def _awaited(self, evidence: str) -> bool:
        with self._storage.read() as unit:
            return unit.evidence.get(evidence) is not None

    @asynccontextmanager
    async def _file_slot(self) -> AsyncIterator[None]:
        """Wait for a free slot to fetch a file. Raises SendError where none comes free."""
        try:
            async with asyncio.timeout(WAITING):
                await self._files_at_once.acquire()
        except TimeoutError:
            raise SendError("busy") from None
        try:
            yield
        finally:
            self._files_at_once.release()

    def _check_held(self, row: OutboxRow) -> None:
        """Raise SendError where another server has taken over the row, because this one stood still."""
        if self._storage.database.exclusive:
            return
        with self._storage.read() as unit:
            if not unit.outbox.holds(row.id):
                raise SendError(LEASE_OVER)

    def _hold(self, unit: Unit, row: OutboxRow) -> None:
        """Let what is known of the row count only while this server has it. Raises LeaseOver."""
        if not self._storage.database.exclusive and not unit.outbox.holds(row.id):
            raise LeaseOver

    async def _keep(self, row: OutboxRow, order: FetchOrder, passing: Passing) -> Kept:
        """Fetch and store the file, and pass a picture on. One chunk needs only one call into a thread."""
        incoming: Incoming | None = None
        channel, waiting = self._channel(row.chat), bytearray()
        try:
            async for chunk in self._quota.counted(row.chat, channel.fetch(order.ref)):
                waiting += chunk
                passing.add(chunk)
                if len(waiting) >= CHUNK:
                    incoming = await asyncio.to_thread(self._write, order.evidence, incoming, bytes(waiting))
                    waiting.clear()

            def finished() -> Kept:
                nonlocal incoming
                mine, incoming = incoming, None  # this thread gives it up from here on
                return self._finish(row, order.evidence, mine, bytes(waiting))

            return await asyncio.to_thread(finished)
        except BaseException:
            if incoming is not None:
                incoming.abort()
            raise

    def _write(self, evidence: str, incoming: Incoming | None, chunk: bytes) -> Incoming:
        """Write a chunk to disk, in a new file if need be; blocks. No file stays after an error."""
        incoming = incoming or self._store.open_write(evidence)
        try:
            incoming.write(chunk)
        except BaseException:
            incoming.abort()
            raise
        return incoming

    def _finish(self, row: OutboxRow, evidence: str, incoming: Incoming | None, chunk: bytes) -> Kept:
        """Write the last chunk, and make the file durable; blocks. No file stays after an error."""
        incoming = self._write(evidence, incoming, chunk)
        try:
            return self._durable(row, incoming)
        except BaseException:
            incoming.abort()
            raise

    def _durable(self, row: OutboxRow, incoming: Incoming) -> Kept:
        """Only who has the row replaces what a try that was cut off left."""
        if self._storage.database.exclusive:
            return incoming.finish()
        self._check_held(row)
        try:
            return incoming.finish(replace=False)
        except AlreadyThere:
            self._check_held(row)
            return incoming.finish()

    async def shred(self, _: OutboxRow) -> Done:
        """Destroy the keys and files of erased cases now, without waiting for the hourly tidying."""
        return Done(str(await asyncio.to_thread(shred, self._storage, self._store)))

    async def fetch_failed(self, row: OutboxRow, outcome: Outcome, error: SendError) -> Outcome:
        """Mark a file that could not be fetched, and tell the reporter if the file is still expected."""
        order, reason = _orders.decode(row.body), error.reason
        metrics.fetch_failures.labels(channel_of(row.chat), reason).inc()
        if not await asyncio.to_thread(self._awaited, order.evidence):
            return outcome
        event = Event(
            f"fetched:{order.evidence}", row.chat, self._storage.clock(), Fetched(order.evidence, reason)
        )

        def also(effects: Effects) -> None:
            self._hold(effects.unit, row)
            effects.unit.evidence.failed(order.evidence, reason)
            if reason in NEVER:
                _let_go(effects, row)

        with suppress(LeaseOver):
            await self._turns.take(event, also)
        return outcome


def _let_go(effects: Effects, row: OutboxRow) -> None:
    """Post a job that lets the channel delete its copy, where the channel holds one."""
    if traits_of(row.chat).holds_files:
        effects.post("release", row.body, lane=f"{row.lane}#release")
