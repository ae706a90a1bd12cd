"""Times of the scheduled work in a simulation, in place of APScheduler's, which go by the machine's clock."""

import asyncio
from contextlib import suppress

import detangle

from bot.upkeep.schedule import Tick
from storage.errors import StorageError

SLOWEST = (5.0, 10.0, 20.0)
"""Seconds: ticks that are to come more often come as often as one of these, another in each server."""


class VirtualScheduler:
    """Calls jobs in virtual time; those of an hour of the day are left out, for a night is shorter."""

    def __init__(self) -> None:
        self._jobs: list[tuple[Tick, float]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._slowest = detangle.choice(SLOWEST)

    def add_job(self, func: Tick, *trigger: str, **more: float) -> None:
        """Add a job."""
        if "cron" not in trigger:
            self._jobs.append((func, max(self._slowest, more["seconds"]) if trigger else 0.0))

    def start(self) -> None:
        """Begin to call the jobs."""
        self._tasks = [asyncio.create_task(_called(*job)) for job in self._jobs]

    def shutdown(self, *, wait: bool) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()


async def _called(tick: Tick, seconds: float) -> None:
    task = asyncio.current_task()
    while seconds and task and not task.cancelling():  # a tick takes its interruption as its end
        await asyncio.sleep(seconds)
        with suppress(StorageError):
            await tick()
    if not seconds:
        with suppress(StorageError):
            await tick()
