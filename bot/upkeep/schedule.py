"""The scheduled work: answers to bursts, reminders and ends of drafts, tidying, and what others add.

A tick reads from the database what is due and acts through events whose ids are made of their purpose. So a
tick that runs twice, on two nodes or after a restart, takes effect once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.turn.turn import Turns
from bot.upkeep.tidy import Tidying
from flows.core.events import Due, Event
from storage.errors import StorageFailed
from storage.unit import Storage

TICK = 1
TIDY = 3600
STRAY = 60
"""Seconds between two looks: at timers of chats, at what is no longer needed, at stray uploads."""

DUE_AT_ONCE = 500

Tick = Callable[[], Awaitable[object]]

log = structlog.get_logger()


class Scheduler(Protocol):
    """Calls jobs at their times: the part of APScheduler's schedulers that is used."""

    def add_job(self, func: Tick, *trigger: str, **more: Any) -> object:
        """Add a job: by an interval or by the hour of the day, or else once, at the start."""

    def start(self) -> None:
        """Begin to call."""

    def shutdown(self, *, wait: bool) -> None:
        """End."""


class Schedule:
    """Runs the ticks while this node `leads`, at the times of `scheduler`.

    Without one, nightly ticks keep to the clock of `zone`.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        turns: Turns,
        tidying: Tidying,
        zone: ZoneInfo,
        leads: Callable[[], bool] = lambda: True,
        scheduler: Scheduler | None = None,
    ) -> None:
        self._storage = storage
        self._turns = turns
        self._tidying = tidying
        self._leads = leads
        self._scheduler: Scheduler = scheduler or AsyncIOScheduler(timezone=zone)
        self._more: list[tuple[Tick, int]] = []
        self._first: list[Tick] = []
        self._nightly: list[tuple[Tick, int]] = []

    def also(self, tick: Tick, seconds: int, *, first: bool = False, everywhere: bool = False) -> None:
        """Add a tick that runs every so many seconds, and `first` at the start; call before `start`.

        One node runs it for all, unless it is for `everywhere`.
        """
        tick = tick if everywhere else self._for_all(tick)
        self._more.append((tick, seconds))
        self._first += [tick] if first else []

    def nightly(self, tick: Tick, hour: int) -> None:
        """Add a tick that runs once a day at this hour; call before `start`."""
        self._nightly.append((self._for_all(tick), hour))

    def _for_all(self, tick: Tick) -> Tick:
        async def run() -> None:
            if self._leads():
                await tick()

        run.__qualname__ = _name(tick)
        return run

    def start(self) -> None:
        """Begin to tick. The tidying runs at once."""
        once = {"max_instances": 2, "coalesce": True, "misfire_grace_time": None}  # the second ends at once

        def add(tick: Tick, *when: str, **more: int) -> None:
            self._scheduler.add_job(_one_at_a_time(tick), *when, **more, **once)

        tidy, stray = self._for_all(self._tidying.tidy), self._for_all(self._tidying.stray)
        add(self._for_all(self.drafts), "interval", seconds=TICK)
        add(tidy, "interval", seconds=TIDY)
        add(stray, "interval", seconds=STRAY)
        for tick, seconds in self._more:
            add(tick, "interval", seconds=seconds)
        for tick, hour in self._nightly:
            add(tick, "cron", hour=hour)
        for tick in (*self._first, tidy, stray):
            add(tick)
        self._scheduler.start()

    def stop(self) -> None:
        """End the ticks."""
        self._scheduler.shutdown(wait=False)

    async def drafts(self, later: float = 0.0) -> None:
        """Answer bursts, remind of drafts and end old ones, as if it were `later` seconds later."""
        now = self._storage.clock() + later

        def due() -> list[tuple[str, float]]:
            with self._storage.read() as unit:
                chats = unit.conversations.due(now, DUE_AT_ONCE)
                return [(chat, unit.conversations.get(chat).due) for chat in chats]

        chats = await asyncio.to_thread(due)
        events = [Event(f"due:{chat}:{at:.0f}", chat, now, Due()) for chat, at in chats]
        await asyncio.gather(*(self._turns.take(event) for event in events))


def _one_at_a_time(tick: Tick) -> Tick:
    """The tick, left out while the one before is under way; the log says so once for each that takes long."""
    name = _name(tick)
    interruptible = _interruptible(tick)
    running = told = False

    async def run() -> None:
        nonlocal running, told
        if running:
            if not told:
                log.warning("scheduled work takes longer than its interval", kind=name)
            told = True
            return
        running, told = True, False
        try:
            await interruptible()
        finally:
            running = False

    return run


def _name(tick: Tick) -> str:
    return getattr(tick, "__qualname__", type(tick).__qualname__)


def _interruptible(tick: Tick) -> Tick:
    """The tick; a stop interrupts it without an error, and the next start takes up its work.

    So does the next tick where the database or the store of evidence was away.
    """

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            try:
                await tick()
            except StorageFailed as error:
                if not error.away:
                    raise
                log.warning("scheduled work waits", error=type(error).__name__, reason=error.reason)

    return run
