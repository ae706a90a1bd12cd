"""The sender's access to the outbox: outcomes are written in batches, and due rows are claimed."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from bot.turn.jobs import Piece, write
from storage.delivery.messages import OutboxRow, Outcome
from storage.writer import Job, Writer

Recorded = Callable[[Sequence[Outcome]], None]
"""Called with outcomes once they are durable."""

log = structlog.get_logger()


GATHERING = 0.02
"""Seconds that outcomes are gathered for: one commit for each outcome would delay the next turn."""


class OutboxWriter:
    """Gathers outcomes for a moment; one job at a time writes all that were gathered."""

    def __init__(self, writer: Writer, recorded: Recorded | None = None) -> None:
        self._writer = writer
        self._recorded = recorded
        self._gathered: list[Outcome] = []
        self._unseen: set[int] = set()
        self._writing = False
        self._timer: asyncio.TimerHandle | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    def record(self, outcome: Outcome) -> None:
        """Write an outcome with the next batch."""
        self._gathered.append(outcome)
        self._unseen.add(outcome.id)
        if self._timer is None and not self._writing:
            self._idle.clear()
            self._timer = asyncio.get_running_loop().call_later(GATHERING, self._write)

    def _write(self) -> None:
        batch, self._gathered = self._gathered, []
        self._writing, self._timer = True, None

        def settled(_: object, error: BaseException | None) -> None:
            self._writing = False
            if error is not None:
                log.error("outcomes not recorded", count=len(batch), error=type(error).__name__)
            elif self._recorded is not None:
                self._recorded(batch)
            if self._gathered:
                self._write()
            else:
                self._idle.set()

        self._writer.submit(Job("", "", lambda unit: unit.outbox.settle(batch), settled))

    async def flush(self) -> None:
        """Return once every recorded outcome is durable."""
        if self._timer is not None:
            self._timer.cancel()
            self._write()
        await self._idle.wait()

    async def claim(self, now: float, limit: int) -> list[OutboxRow]:
        """The oldest due row of each lane, minus rows whose outcome is recorded but not yet committed."""
        self._unseen = {outcome.id for outcome in self._gathered}
        rows = await write(self._writer, Piece(lambda unit: unit.outbox.claim(now, limit)))
        return [row for row in rows if row.id not in self._unseen]
