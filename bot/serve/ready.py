"""The checks behind `/ready`; each call also updates the gauges."""

import asyncio
import time

from bot.delivery.sender import Sender
from bot.intake.disk_space import DiskSpace
from bot.observe import metrics
from bot.turn.turn import Turns
from storage.audit.missing_keys import KeysWatch
from storage.unit import Storage
from storage.writer import Writer

STALLED = 30.0
"""Seconds. A sender that has not read the outbox for so long counts as stopped."""


class Checks:
    """Called as a function. `channels` are the names of the channels that are on."""

    def __init__(
        self,
        *,
        storage: Storage,
        writer: Writer,
        sender: Sender,
        turns: Turns,
        channels: tuple[str, ...],
        disk: DiskSpace,
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._sender = sender
        self._turns = turns
        self._channels = channels
        self._disk = disk
        self._keys_there = KeysWatch(storage)

    async def __call__(self) -> dict[str, bool]:
        """For each part, by name, whether it works."""
        database = await asyncio.to_thread(self._storage.database.ready)
        if database:
            await asyncio.to_thread(self._gauge)
        metrics.waiting_jobs.set(self._writer.waiting)
        metrics.busy_lanes.set(self._sender.busy)
        return {
            "database": database,
            "writer": self._writer.alive,
            "sender": time.monotonic() - self._sender.beat < STALLED,
            "sealing": database and await asyncio.to_thread(self._seals),
            "erasure_keys": database and await asyncio.to_thread(self._keys_there),
            "disk": bool(self._disk),
        }

    def _seals(self) -> bool:
        """True where reports can be sealed. After a failure, each check really seals."""
        turns = self._turns
        turns.sealing = self._storage.sealable(tried=not turns.sealing)
        return turns.sealing

    def _gauge(self) -> None:
        with self._storage.read() as unit:
            metrics.measure(unit.undelivered.piles(), self._channels, time.time())
