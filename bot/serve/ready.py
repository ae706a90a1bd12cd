"""The checks behind `/ready` and `/metrics`; each call also updates the gauges."""

import asyncio
import time
from collections.abc import Mapping

from bot.delivery.sender import Sender
from bot.intake.disk_space import DiskSpace
from bot.observe import metrics
from bot.turn.turn import Turns
from flows.record import record
from handlers.channel import Channel
from storage.unit import Storage
from storage.writer import Writer

STALLED = 30.0
"""Seconds. A sender that has not read the outbox for so long counts as stopped."""
NO_FILES = "nearly full: words are taken, files are not"


@record
class Readiness:
    """Whether the server can be used.

    `works`: each part that reports cannot do without. `degraded`: what does not work while reports are still
    taken, with the reason.
    """

    works: Mapping[str, bool]
    degraded: Mapping[str, str]

    @property
    def ready(self) -> bool:
        """Whether every part works."""
        return all(self.works.values())

    def body(self) -> dict[str, object]:
        """The answer to `/ready`."""
        return {"ready": self.ready, **self.works, "degraded": self.degraded}


class Checks:
    """Called as a function. `disk` is true while words are taken, `files` while files are."""

    def __init__(
        self,
        *,
        storage: Storage,
        writer: Writer,
        sender: Sender,
        turns: Turns,
        channels: Mapping[str, Channel],
        disk: DiskSpace,
        files: DiskSpace,
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._sender = sender
        self._turns = turns
        self._channels = channels
        self._disk = disk
        self._files = files

    async def __call__(self) -> Readiness:
        """The state of each part now."""
        database = await asyncio.to_thread(self._storage.database.ready)
        if database:
            await asyncio.to_thread(self._gauge)
        metrics.waiting_jobs.set(self._writer.waiting)
        metrics.busy_lanes.set(self._sender.busy)
        works = {
            "database": database,
            "writer": self._writer.alive,
            "sender": time.monotonic() - self._sender.beat < STALLED,
            "sealing": database and await asyncio.to_thread(self._seals),
            "disk": bool(self._disk),
        }
        return Readiness(works, self._degraded())

    def _degraded(self) -> dict[str, str]:
        """The channels that are down, and the disks that take no files."""
        found: dict[str, str] = {}
        for name, channel in self._channels.items():
            health = channel.health
            metrics.channel_up.labels(name).set(health.up)
            if not health.up:
                found[name] = f"{health.state} ({health.reason})" if health.reason else health.state
        if not self._files:
            found["files"] = NO_FILES
        return found

    def _seals(self) -> bool:
        """True where reports can be sealed. After a failure, each check really seals."""
        turns = self._turns
        turns.sealing = self._storage.sealable(tried=not turns.sealing)
        return turns.sealing

    def _gauge(self) -> None:
        with self._storage.read() as unit:
            metrics.measure(unit.undelivered.piles(), self._channels, time.time())
