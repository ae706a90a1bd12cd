"""The sender's access to the outbox: outcomes are written in batches, and due rows are claimed."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from bot.turn.jobs import Piece, write
from storage.delivery.messages import OutboxRow, Outcome
from storage.errors import Stopped
from storage.writer import Job, Writer

Recorded = Callable[[Sequence[Outcome]], None]
"""Called with outcomes once they are durable."""

log = structlog.get_logger()


GATHERING = 0.02
"""Seconds that outcomes are gathered for: one commit for each outcome would delay the next turn."""
AGAIN = 1.0
"""Seconds after which outcomes are written again that could not be written."""


class OutboxWriter:
    """Gathers outcomes for a moment; one job at a time writes all that were gathered.

    An outcome that cannot be written stays: without it the message would be sent once more.
    """

    def __init__(self, writer: Writer, recorded: Recorded | None = None) -> None:
        self._writer = writer
        self._recorded = recorded
        self._gathered: list[Outcome] = []
        self._unseen: set[int] = set()
        self._writing = False
        self._error: BaseException | None = None
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
            self._writing, self._error = False, error
            if error is not None:
                self._keep(batch, error)
                return
            if self._recorded is not None:
                self._recorded(batch)
            if self._gathered:
                self._write()
            else:
                self._idle.set()

        try:
            self._writer.submit(Job("", "", lambda unit: unit.outbox.settle(batch), settled))
        except Stopped as stopped:
            settled(None, stopped)

    def _keep(self, batch: list[Outcome], error: BaseException) -> None:
        log.error("outcomes not recorded yet", count=len(batch), error=type(error).__name__)
        self._gathered[:0] = batch
        self._unseen.update(outcome.id for outcome in batch)
        self._idle.set()
        if not isinstance(error, Stopped):
            self._timer = asyncio.get_running_loop().call_later(AGAIN, self._write)

    async def flush(self) -> None:
        """Return once every recorded outcome is durable. Raises what kept one from being written."""
        if self._timer is not None:
            self._timer.cancel()
            self._idle.clear()
            self._write()
        await self._idle.wait()
        if self._error is not None:
            raise self._error

    async def claim(self, limit: int) -> list[OutboxRow]:
        """The oldest due row of each lane, minus rows whose outcome is recorded but not yet committed."""
        self._unseen = {outcome.id for outcome in self._gathered}
        rows = await write(self._writer, Piece(lambda unit: unit.outbox.claim(unit.nodes.now(), limit)))
        return [row for row in rows if row.id not in self._unseen]
