"""What works: for `/ready`, and with it the gauges brought up to date."""

import asyncio
import time

from bot.delivery.sender import Sender
from bot.intake.disk_space import Room
from bot.observe import metrics
from bot.turn.turn import Turns
from flows.record import record
from storage.unit import Storage
from storage.writer import Writer

STALLED = 30.0
"""A sender that has not looked at the outbox for this long (seconds) does not work."""


@record
class Working:
    """What is at work in this process."""

    writer: Writer
    sender: Sender
    turns: Turns
    channels: tuple[str, ...]


class Checks:
    """Asked as a function; `room` is what files need."""

    def __init__(self, storage: Storage, working: Working, room: Room) -> None:
        self._storage = storage
        self._working = working
        self._room = room

    async def __call__(self) -> dict[str, bool]:
        """By name, whether it works."""
        writer, sender = self._working.writer, self._working.sender
        database = await asyncio.to_thread(self._storage.database.ready)
        if database:
            await asyncio.to_thread(self._gauge)
        metrics.waiting_jobs.set(writer.waiting)
        metrics.busy_lanes.set(sender.busy)
        return {
            "database": database,
            "writer": writer.alive,
            "sender": time.monotonic() - sender.beat < STALLED,
            "sealing": database and await asyncio.to_thread(self._seals),
            "disk": bool(self._room),
        }

    def _seals(self) -> bool:
        """Whether what is filed is sealed; after a failure tried in earnest, until it works again."""
        turns = self._working.turns
        turns.sealing = self._storage.sealable(tried=not turns.sealing)
        return turns.sealing

    def _gauge(self) -> None:
        with self._storage.read() as unit:
            metrics.weigh(unit.undelivered.piles(), self._working.channels, time.time())
