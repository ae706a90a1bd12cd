"""A reply that will not be sent: its row ends, and its message may be kept for later."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.observe import metrics
from bot.turn.effects import Effects
from bot.turn.jobs import Piece, write
from bot.turn.missed import keep
from bot.turn.turn import Turns
from flows.channels import channel_of
from flows.core.conversation import Conversation
from flows.core.events import Event, Reachability
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow, Outcome
from storage.unit import Storage
from storage.writer import Writer

Failed = Callable[[OutboxRow, Outcome], Awaitable[None]]
"""Called with a row that was given up and its outcome, in place of `keep`."""


class GivingUp:
    """Called by the sender with a reply that is given up. `failed` holds the functions of single channels."""

    def __init__(self, *, storage: Storage, writer: Writer, turns: Turns) -> None:
        self._storage = storage
        self._writer = writer
        self._turns = turns
        self.failed: dict[str, Failed] = {}

    async def lost(self, row: OutboxRow, outcome: Outcome, error: SendError) -> Outcome:
        """Keep the message where it matters later. The row's end is written in the same transaction.

        Otherwise a person who writes at that moment would not be told.
        """
        channel = channel_of(row.chat)
        metrics.ended(channel, outcome.state)
        if failed := self.failed.get(channel):
            await failed(row, outcome)
        elif error.unreachable:
            await self._cut_off(row, outcome)
        else:
            await write(self._writer, Piece(lambda unit: keep(unit, row, outcome), row.chat))
        return outcome

    async def _cut_off(self, row: OutboxRow, outcome: Outcome) -> None:
        """Tell the conversation that the person cannot be reached. A forgotten chat is not told."""
        if not await asyncio.to_thread(self._known, row.chat):
            return
        event = Event(f"lost:{row.id}", row.chat, outcome.time, Reachability(reachable=False))

        def also(effects: Effects) -> None:
            if not keep(effects.unit, row, outcome, certain=True):
                effects.unit.outbox.settle((outcome,))

        await self._turns.take(event, also)

    def _known(self, chat: str) -> bool:
        with self._storage.read() as unit:
            return unit.conversations.get(chat) != Conversation(chat)
