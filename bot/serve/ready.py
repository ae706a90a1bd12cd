"""The checks behind `/ready` and `/metrics`; each call also updates the gauges."""

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot.base import Base
from bot.delivery.sender import Sender
from bot.intake.disk_space import DiskSpace
from bot.observe import metrics
from bot.observe.version import version
from bot.serve.facts import expose, facts
from bot.serve.probe import WriteProbe
from bot.turn.turn import Turns
from flows.record import record
from handlers.channel import HasHealth
from storage.audit.missing_keys import KeysWatch
from storage.errors import StorageFailed, Unopened
from storage.selftest import sealable
from storage.writer import Writer

log = structlog.get_logger()

STALLED = 30.0
"""Seconds. A sender that has not read the outbox for so long counts as stopped."""
NO_FILES = "nearly full: words are taken, files are not"


@record
class Readiness:
    """Whether the server can be used.

    `works`: each part that reports cannot do without. `degraded`: what does not work while reports are still
    taken, with the reason. `age`: the seconds since the last trial write, None before the first one.
    """

    works: Mapping[str, bool]
    degraded: Mapping[str, str]
    age: float | None = None

    @property
    def ready(self) -> bool:
        """Whether every part works."""
        return all(self.works.values())

    def body(self) -> dict[str, object]:
        """The answer to `/ready`."""
        return {"ready": self.ready, **self.works, "degraded": self.degraded, "last_write_seconds": self.age}


class Checks:
    """Called as a function. `disk` is true while words are taken, `files` while files are."""

    def __init__(
        self,
        *,
        base: Base,
        writer: Writer,
        sender: Sender,
        turns: Turns,
        channels: Mapping[str, HasHealth],
        disk: DiskSpace,
        files: DiskSpace,
        delivers: Callable[[], bool] = lambda: True,
    ) -> None:
        self._base = base
        self._writer = writer
        self.probe = WriteProbe(writer, base.clock)
        self._sender = sender
        self._turns = turns
        self._channels = channels
        self._disk = disk
        self._files = files
        self._delivers = delivers
        self._keys_there = KeysWatch(base.storage)

    async def __call__(self) -> Readiness:
        """The state of each part now."""
        database = await asyncio.to_thread(self._base.database.ready)
        works = {
            "database": database,
            "writer": self._writer.alive,
            "write": database and await self.probe(),
            "sender": self._sends(),
            "sealing": database and await asyncio.to_thread(self._seals),
            "erasure_keys": database and await asyncio.to_thread(self._keys_there),
            "disk": bool(self._disk),
        }
        for part, works_now in works.items():
            metrics.works.labels(part).set(works_now)
        written = self.probe.written
        age = round(self._base.clock() - written, 1) if written else None
        return Readiness(works, self._degraded(), age)

    async def measure(self) -> Readiness:
        """The state of each part, with every gauge brought up to date; those of a broken database stay."""
        found = await self()
        metrics.waiting_jobs.set(self._writer.waiting)
        metrics.busy_lanes.set(self._sender.busy)
        metrics.build.labels(version()).set(1)
        try:
            expose(await asyncio.to_thread(facts, self._base), tuple(self._channels))
        except (StorageFailed, Unopened, OSError) as error:
            log.warning("not measured", error=type(error).__name__)
        return found

    def _sends(self) -> bool:
        """Whether messages go out, here or, where this process sends none, elsewhere."""
        reads = asyncio.get_running_loop().time() - self._sender.beat < STALLED
        return self._delivers() and (reads or not self._base.sends)

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
        turns.sealing = sealable(self._base.storage, tried=not turns.sealing)
        return turns.sealing
