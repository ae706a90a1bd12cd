"""Checks whether the server works, for `/ready`, and updates the gauges at the same time."""

import asyncio
import time

from bot.delivery.sender import Sender
from bot.intake.disk_space import DiskSpace
from bot.observe import metrics
from bot.turn.turn import Turns
from flows.record import record
from storage.unit import Shelf
from storage.writer import Writer

STALLED = 30.0
"""A sender that has not looked at the outbox for this long (seconds) does not work."""


@record
class Working:
    """The parts of this process that are checked."""

    writer: Writer
    sender: Sender
    turns: Turns
    channels: tuple[str, ...]


class Checks:
    """Checks database, writer, sender, sealing and disk; `disk_space` is true while files are taken."""

    def __init__(self, shelf: Shelf, working: Working, disk_space: DiskSpace) -> None:
        self._shelf = shelf
        self._working = working
        self._disk_space = disk_space

    async def __call__(self) -> dict[str, bool]:
        """Whether each part works, by the part's name."""
        writer, sender = self._working.writer, self._working.sender
        database = await asyncio.to_thread(self._shelf.database.ready)
        if database:
            await asyncio.to_thread(self._gauge)
        metrics.waiting_jobs.set(writer.waiting)
        metrics.busy_lanes.set(sender.busy)
        return {
            "database": database,
            "writer": writer.alive,
            "sender": time.monotonic() - sender.beat < STALLED,
            "sealing": database and await asyncio.to_thread(self._seals),
            "disk": bool(self._disk_space),
        }

    def _seals(self) -> bool:
        """Whether cases can be sealed; after a failure this is tried each time, until sealing works again."""
        turns = self._working.turns
        turns.sealing = self._shelf.sealable(tried=not turns.sealing)
        return turns.sealing

    def _gauge(self) -> None:
        with self._shelf.read() as unit:
            metrics.measure(unit.undelivered.piles(), self._working.channels, time.time())
