"""Messages that were given up: the row ends, and its conversation knows that its person was not reached."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.observe import metrics
from bot.turn.turn import Turns
from flows.core.conversation import Conversation
from flows.core.events import Event, Missed, Reachability
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow, Outcome
from storage.unit import Storage

Owing = Callable[[OutboxRow, str], Awaitable[None]]
"""Keeps what WhatsApp did not deliver, apart from the outbox."""


class Reach:
    """What the sender calls when a reply will not be carried out."""

    def __init__(self, storage: Storage, turns: Turns, whatsapp: Owing | None = None) -> None:
        self._storage = storage
        self._turns = turns
        self._whatsapp = whatsapp

    async def lost(self, row: OutboxRow, outcome: Outcome, error: SendError) -> Outcome:
        """In one transaction with the row's end, so that whoever writes just then is told all the same."""
        channel = row.chat.partition(":")[0]
        metrics.ended(channel, outcome.state)
        if channel == "whatsapp" and self._whatsapp:
            await self._whatsapp(row, error.reason)
            return replace(outcome, keep_body=False)
        if error.unreachable or outcome.keep_body:
            await self._tell(row, outcome, error)
        return outcome

    async def _tell(self, row: OutboxRow, outcome: Outcome, error: SendError) -> None:
        if not await asyncio.to_thread(self._known, row.chat):
            return
        body = Reachability(reachable=False) if error.unreachable else Missed()
        event = Event(f"lost:{row.id}", row.chat, outcome.time, body)
        await self._turns.take(event, lambda turn: turn.unit.outbox.settle((outcome,)))

    def _known(self, chat: str) -> bool:
        """A chat that was forgotten meanwhile stays so."""
        with self._storage.read() as unit:
            return unit.conversations.get(chat) != Conversation(chat)
