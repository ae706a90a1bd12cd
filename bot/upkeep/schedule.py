"""What comes with the clock: reminders and ends of drafts, the morning's digest, retention.

A tick reads what is due from the database and acts through events whose ids are made of what they
are for; so a tick that runs twice, on two nodes or after a restart, takes effect once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.settings.config import Retention
from bot.turn import lookups
from bot.turn.jobs import Piece, write
from bot.turn.parting import COLLECTED, INBOX_DAYS
from bot.turn.render import encode, render
from bot.turn.turn import Sent, Turns
from flows.core.events import Due, Event
from flows.core.statuses import CLOSED
from flows.dialogue import notices
from flows.record import record
from locales import Catalogue
from storage.cases.files import EvidenceStore
from storage.cases.retention import AUTOMATIC
from storage.delivery.messages import BROADCAST, OutboxRow
from storage.unit import Storage, Unit
from storage.writer import Writer

TICK = 15
TIDY = 3600
STRAYING = 60
DUE_AT_ONCE = 500
DAY = 86400.0
STRAY = 300.0
"""Seconds: an event takes its upload long before."""

Tick = Callable[[], Awaitable[object]]

log = structlog.get_logger()


@record
class Plan:
    """When: the digest's local time of day, the zone, and how long things are kept."""

    digest_time: time_of_day
    zone: ZoneInfo
    retention: Retention
    draft_seconds: float


@record
class Stores:
    """What the ticks read and write."""

    storage: Storage
    writer: Writer
    files: EvidenceStore
    uploads: EvidenceStore


class Schedule:
    """Runs the ticks; every node may."""

    def __init__(self, plan: Plan, stores: Stores, turns: Turns, catalogue: Catalogue, sent: Sent) -> None:
        self._plan = plan
        self._stores = stores
        self._turns = turns
        self._catalogue = catalogue
        self._sent = sent
        self._scheduler = AsyncIOScheduler(timezone=plan.zone)
        self._more: list[tuple[Tick, int]] = []

    def also(self, tick: Tick, seconds: int) -> None:
        """Before the start: something else to be done every so often."""
        self._more.append((tick, seconds))

    def start(self) -> None:
        """Begin to tick; a digest missed today while nothing ran is sent now, and what is over goes."""
        once = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}

        def add(tick: Tick, *when: str, **more: int) -> None:
            self._scheduler.add_job(_interruptible(tick), *when, **more, **once)

        add(self.drafts, "interval", seconds=TICK)
        add(self.tidy, "interval", seconds=TIDY)
        add(self.stray, "interval", seconds=STRAYING)
        for tick, seconds in self._more:
            add(tick, "interval", seconds=seconds)
        at = self._plan.digest_time
        add(self.digest, "cron", hour=at.hour, minute=at.minute)
        for tick in (self.digest, self.tidy, self.stray):
            add(tick)
        self._scheduler.start()

    def stop(self) -> None:
        """No further tick."""
        self._scheduler.shutdown(wait=False)

    async def drafts(self, later: float = 0.0) -> None:
        """Remind of drafts, end them; as if it were so many seconds later."""
        now = time.time() + later

        def due() -> list[tuple[str, float]]:
            with self._stores.storage.read() as unit:
                chats = unit.conversations.due(now, DUE_AT_ONCE)
                return [(chat, unit.conversations.get(chat).due) for chat in chats]

        chats = await asyncio.to_thread(due)
        events = [Event(f"due:{chat}:{at:.0f}", chat, now, Due()) for chat, at in chats]
        await asyncio.gather(*(self._turns.take(event) for event in events))

    async def digest(self) -> None:
        """Today's digest, once for each officer, if its time has come."""
        now = datetime.now(self._plan.zone)
        if now.time() < self._plan.digest_time:
            return
        moment = datetime.combine(now.date(), self._plan.digest_time, self._plan.zone)

        def work(unit: Unit) -> list[OutboxRow]:
            return Digest(unit, self._catalogue, now.timestamp()).post(moment)

        await write(self._stores.writer, Piece(work, then=self._sent))

    async def tidy(self) -> None:
        """Let go of what is no longer needed."""
        now = time.time()
        drafts = now - self._plan.draft_seconds - DAY

        def discard(unit: Unit) -> list[str]:
            unit.evidence.discard(tuple(piece.id for piece in unit.evidence.stale(drafts)))
            return unit.evidence.discarded()

        gone = await write(self._stores.writer, Piece(discard))
        for piece in gone:
            await asyncio.to_thread(self._stores.files.delete, piece)
        await write(self._stores.writer, Piece(lambda unit: self._forget(unit, gone, now)))
        await asyncio.to_thread(self._shred)

    def _shred(self) -> None:
        """After the commit: what was erased is destroyed. A server key turned meanwhile is taken up too."""
        self._stores.storage.shred(self._stores.files)
        self._stores.storage.vault.refresh()

    async def stray(self) -> None:
        """Uploads that nothing waits for go: no event took them, or a page that heard nothing sent twice."""
        await asyncio.to_thread(self._stray)

    def _stray(self) -> None:
        old = self._stores.uploads.older(time.time() - STRAY)
        if not old:
            return
        with self._stores.storage.read() as unit:
            awaited = unit.evidence.awaited()
        for upload in set(old) - awaited:
            self._stores.uploads.delete(upload)

    def _forget(self, unit: Unit, pieces: list[str], now: float) -> None:
        if pieces:
            unit.evidence.remove(pieces)
        unit.inbox.purge(now - INBOX_DAYS * DAY)
        unit.guesses.purge(now - DAY)
        unit.undelivered.let_go(now - self._plan.retention.undelivered)
        unit.outbox.purge(now - self._plan.retention.delivered)
        unit.outbox.purge_parted()
        kept = self._plan.retention
        unit.dead.purge(now - kept.dead_letters)
        unit.retention.forget_closed_addresses(now - kept.delivered, CLOSED, now)
        for reference in unit.retention.expired(now, kept.by_outcome()):
            unit.retention.erase(reference, AUTOMATIC, now)


@record
class Digest:
    """One morning's digest in one transaction."""

    unit: Unit
    catalogue: Catalogue
    now: float

    def post(self, moment: datetime) -> list[OutboxRow]:
        """A message for every officer who was enrolled by then and has not had it."""
        since = moment.timestamp()
        officers = [one for one in self.unit.officers.present() if one.chat and one.enrolled <= since]
        yesterday = datetime.fromtimestamp(self.now, UTC).date() - timedelta(days=1)
        root = self.unit.custody.root(yesterday) if officers else ""
        said = notices.morning({**lookups.overview(self.unit, self.now), "root": root}) if officers else None
        rows: list[OutboxRow] = []
        for officer in officers:
            event = Event(f"digest:{moment:%Y-%m-%d}:{officer.id}", officer.chat, self.now, Due())
            if said is not None and not self.unit.inbox.seen(event.id):
                self.unit.inbox.add(event)
                body = encode(render(self.catalogue, said, officer.language))
                row = self.unit.outbox.post(
                    officer.chat, "reply", body, self.now, priority=BROADCAST, lane=_aside(officer.chat)
                )
                rows.append(row)
        return rows


def _aside(chat: str) -> str:
    """A lane of its own, so that no answer waits for a digest; but a page reads its messages in order."""
    return "" if chat.partition(":")[0] in COLLECTED else f"{chat}#digest"


def _interruptible(tick: Tick) -> Tick:
    """A stop interrupts it, and that is no error: the next start takes it up."""

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            await tick()

    return run
