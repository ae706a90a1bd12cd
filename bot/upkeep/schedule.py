"""The scheduled work: answers to bursts, reminders and ends of drafts, the morning's digest, tidying.

A tick reads from the database what is due and acts through events whose ids are made of their purpose. So a
tick that runs twice, on two nodes or after a restart, takes effect once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.turn.jobs import Piece, write
from bot.turn.turn import Sent, Turns
from bot.upkeep.digest import MorningDigest
from bot.upkeep.tidy import Tidying
from flows.core.events import Due, Event
from locales import Catalogue
from storage.delivery.messages import OutboxRow
from storage.unit import Storage, Unit
from storage.writer import Writer

TICK = 1
TIDY = 3600
STRAY = 60
"""Seconds between two looks: at timers of chats, at what is no longer needed, at stray uploads."""

DUE_AT_ONCE = 500
LAST_DIGEST = "last_digest"
"""The remembered value that holds when the last digest was posted, in seconds since the epoch."""

Tick = Callable[[], Awaitable[object]]


class Schedule:
    """Runs the ticks; every node may. The digest goes out at `digest_time` in `zone`."""

    def __init__(
        self,
        *,
        storage: Storage,
        writer: Writer,
        turns: Turns,
        catalogue: Catalogue,
        sent: Sent,
        tidying: Tidying,
        digest_time: time_of_day,
        zone: ZoneInfo,
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._turns = turns
        self._catalogue = catalogue
        self._sent = sent
        self._tidying = tidying
        self._digest_time = digest_time
        self._zone = zone
        self._scheduler = AsyncIOScheduler(timezone=zone)
        self._more: list[tuple[Tick, int]] = []
        self._nightly: list[tuple[Tick, int]] = []

    def also(self, tick: Tick, seconds: int) -> None:
        """Add a tick that runs every so many seconds; call before `start`."""
        self._more.append((tick, seconds))

    def nightly(self, tick: Tick, hour: int) -> None:
        """Add a tick that runs once a day at this hour; call before `start`."""
        self._nightly.append((tick, hour))

    def start(self) -> None:
        """Begin to tick. A digest that was missed today is sent now, and the tidying runs at once."""
        once = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}

        def add(tick: Tick, *when: str, **more: int) -> None:
            self._scheduler.add_job(_interruptible(tick), *when, **more, **once)

        add(self.drafts, "interval", seconds=TICK)
        add(self._tidying.tidy, "interval", seconds=TIDY)
        add(self._tidying.stray, "interval", seconds=STRAY)
        for tick, seconds in self._more:
            add(tick, "interval", seconds=seconds)
        for tick, hour in self._nightly:
            add(tick, "cron", hour=hour)
        add(self.digest, "cron", hour=self._digest_time.hour, minute=self._digest_time.minute)
        for tick in (self.digest, self._tidying.tidy, self._tidying.stray):
            add(tick)
        self._scheduler.start()

    def stop(self) -> None:
        """End the ticks."""
        self._scheduler.shutdown(wait=False)

    async def drafts(self, later: float = 0.0) -> None:
        """Answer bursts, remind of drafts and end old ones, as if it were `later` seconds later."""
        now = time.time() + later

        def due() -> list[tuple[str, float]]:
            with self._storage.read() as unit:
                chats = unit.conversations.due(now, DUE_AT_ONCE)
                return [(chat, unit.conversations.get(chat).due) for chat in chats]

        chats = await asyncio.to_thread(due)
        events = [Event(f"due:{chat}:{at:.0f}", chat, now, Due()) for chat, at in chats]
        await asyncio.gather(*(self._turns.take(event) for event in events))

    async def digest(self) -> None:
        """Send today's digest, once to each officer, if its time has come."""
        now = datetime.fromtimestamp(time.time(), self._zone)
        if now.time() < self._digest_time:
            return
        moment = datetime.combine(now.date(), self._digest_time, self._zone)

        def work(unit: Unit) -> list[OutboxRow]:
            rows = MorningDigest(unit, self._catalogue, now.timestamp()).post(moment)
            if rows:
                unit.remembered.set(LAST_DIGEST, str(int(now.timestamp())))  # never in the future
            return rows

        await write(self._writer, Piece(work, then=self._sent))


def _interruptible(tick: Tick) -> Tick:
    """The tick; a stop interrupts it without an error, and the next start takes up its work."""

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            await tick()

    return run
