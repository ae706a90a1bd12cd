"""A trial write: the proof that a report could be stored now."""

import asyncio
from collections.abc import Callable

from bot.observe import metrics
from bot.turn.jobs import Piece, write
from storage.unit import Unit
from storage.writer import Writer

NAME = "trial_write"
"""The remembered value that the trial writes."""
EVERY = 5.0
"""Seconds for which a trial that went well counts."""
LONGEST = 5.0
"""Seconds that a write may take."""


class WriteProbe:
    """Called as a function: whether a row can be written and committed, in the way that reports are.

    `written` is when that went well last, in seconds since the epoch; 0 before the first time.
    """

    def __init__(self, writer: Writer, clock: Callable[[], float]) -> None:
        self._writer = writer
        self._clock = clock
        self._trial: asyncio.Future[None] | None = None
        self.written = 0.0
        self.longest = LONGEST

    async def __call__(self) -> bool:
        """Write a row, unless one was written just now. A trial under way is waited for, not repeated."""
        if self._clock() - self.written < EVERY:
            return True
        try:
            if self._trial is None or self._trial.done():
                self._trial = write(self._writer, Piece(_mark))
            async with asyncio.timeout(self.longest):
                await asyncio.shield(self._trial)
        except Exception:  # of any kind: the write did not go well
            return False
        self.written = self._clock()
        metrics.last_write.set(self.written)
        return True


def _mark(unit: Unit) -> None:
    unit.remembered.set(NAME, f"{unit.clock():.0f}")
