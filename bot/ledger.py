"""The sender's view of the outbox: outcomes gathered into the writer's batches, claims read through it."""

import asyncio

import structlog

from bot import metrics
from bot.jobs import Piece, write
from storage.outbox import Outcome, Row
from storage.writer import Job, Writer

log = structlog.get_logger()


class OutboxLedger:
    """Outcomes wait for one job at a time; each job writes all that have gathered since the last."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._gathered: list[Outcome] = []
        self._unseen: set[int] = set()
        self._writing = False
        self._idle = asyncio.Event()
        self._idle.set()

    def record(self, outcome: Outcome) -> None:
        """Write an outcome with the next batch."""
        self._gathered.append(outcome)
        self._unseen.add(outcome.id)
        metrics.outcomes.labels(outcome.state).inc()
        if not self._writing:
            self._write()

    def _write(self) -> None:
        batch, self._gathered = self._gathered, []
        self._writing = True
        self._idle.clear()

        def settled(_: object, error: BaseException | None) -> None:
            self._writing = False
            if error is not None:
                log.error("outcomes not recorded", count=len(batch), error=type(error).__name__)
            if self._gathered:
                self._write()
            else:
                self._idle.set()

        self._writer.submit(Job("", "", lambda unit: unit.outbox.settle(batch), settled))

    async def flush(self) -> None:
        """Returns when everything recorded is durable."""
        await self._idle.wait()

    async def claim(self, now: float, limit: int) -> list[Row]:
        """The heads of lanes that are due, without those whose outcome this look was too early to see."""
        self._unseen = {outcome.id for outcome in self._gathered}
        rows = await write(self._writer, Piece(lambda unit: unit.outbox.claim(now, limit)))
        return [row for row in rows if row.id not in self._unseen]
