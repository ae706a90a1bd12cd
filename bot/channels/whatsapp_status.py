"""Delivery reports of WhatsApp: recorded, kept when they come too early, and followed up."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from bot.channels.whatsapp_failures import Followed, follow_failure, follow_report
from bot.observe import metrics
from bot.turn.jobs import Piece, write
from bot.turn.turn import Sent
from storage.chats.whatsapp_people import DAY
from storage.delivery.messages import DeliveryReport, OutboxRow, Outcome
from storage.unit import Storage, Unit
from storage.writer import Writer

NAME = "whatsapp"
MOST_EARLY = 10_000
TASKS = 2
"""Catch-up tasks at once: one at work, and one that will see reports that came meanwhile."""
FINAL = frozenset({"delivered", "undeliverable"})
T = TypeVar("T")


class Line(Protocol):
    """The part of the channel that is needed here."""

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str]) -> None:
        """Look for this row at Twilio before sending it."""

    def redact(self, message: str) -> None:
        """Delete the text of this message at Twilio, if the settings ask for that."""


class WhatsAppStatus:
    """Takes Twilio's reports on our messages.

    `sent(rows)` is called with new rows after commit; `expect(lanes)` announces rows that are due later.
    """

    def __init__(
        self, storage: Storage, writer: Writer, *, sent: Sent, expect: Callable[[Mapping[str, int]], None]
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._sent = sent
        self._expect = expect
        self.line: Line | None = None
        self._early: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._catching_up = asyncio.Lock()

    async def report(self, sid: str, state: str, reason: str) -> bool:
        """Record a report; whether its message is known. A report on an unknown message is kept."""
        report = DeliveryReport(sid, state, reason)
        work = Piece(lambda unit: follow_report(unit, report), then=partial(self._after_report, sid))
        followed: Followed = await write(self._writer, work)
        if followed.known:
            metrics.ended(NAME, state)
        return followed.known

    async def undelivered(self, row: OutboxRow, outcome: Outcome) -> None:
        """Follow up a row that the sender gave up, with this outcome."""
        await self.write(lambda unit: Followed(True, follow_failure(unit, row, outcome)), row.chat)

    def recorded(self, outcomes: Sequence[Outcome]) -> None:
        """Look for early reports on messages that have just become known."""
        early = self._early and any(outcome.provider_id in self._early for outcome in outcomes)
        if early and len(self._tasks) < TASKS:
            task = asyncio.create_task(self.catch_up())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def look(self, row: OutboxRow) -> None:
        """Have Twilio asked for a row that may have gone out, leaving out the chat's other messages."""
        known = await read(self._storage, lambda unit: unit.outbox.sent_messages(row.chat, row.created - DAY))
        if self.line:
            self.line.doubt(row.chat, row.id, row.created, known)

    async def write(self, work: Callable[[Unit], Followed], chat: str = "") -> Followed:
        """Run `work` in a transaction, and hand on its rows after commit. Raises StorageFailed."""
        return await write(self._writer, Piece(work, chat, then=self._after))

    async def catch_up(self) -> None:
        """Record the early reports on messages that have become known since."""
        async with self._catching_up:
            for report in await read(self._storage, lambda unit: unit.delivery_reports.due()):
                self._early.discard(report.provider_id)
                await self.report(report.provider_id, report.state, report.reason)
                if self.line and report.state in FINAL:
                    self.line.redact(report.provider_id)

    async def stop(self) -> None:
        """Stop catching up; early reports stay in the database for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _after_report(self, sid: str, followed: Followed) -> None:
        if not followed.known and len(self._early) < MOST_EARLY:
            self._early.add(sid)
        self._after(followed)

    def _after(self, followed: Followed) -> None:
        if followed.lanes:
            self._expect(followed.lanes)
        self._sent(followed.rows)


async def read(storage: Storage, work: Callable[[Unit], T]) -> T:
    """The result of `work`, which only reads, on a thread of its own."""

    def reading() -> T:
        with storage.read() as unit:
            return work(unit)

    return await asyncio.to_thread(reading)
