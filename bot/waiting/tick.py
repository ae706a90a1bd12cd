"""The tick that looks at what waits: persons every few seconds, deadlines once a minute."""

import asyncio
from collections.abc import Callable

from bot.base import Base
from bot.turn.effects import TurnRules
from bot.turn.jobs import Piece, write
from bot.turn.turn import Sent
from bot.waiting.deadlines import DeadlineReminders
from bot.waiting.persons import LatePersons
from storage.delivery.messages import OutboxRow
from storage.unit import Unit
from storage.writer import Writer

PERSONS, DEADLINES = 5, 60
"""Seconds between two looks."""


class WaitingWork:
    """Tells what is due; every node may, and each thing is said once."""

    def __init__(self, base: Base, writer: Writer, rules: TurnRules, sent: Sent) -> None:
        self._storage = base.storage
        self._writer = writer
        self._sent = sent
        self._persons = LatePersons(base.catalogue, rules.duty, rules.engine)
        self._deadlines = DeadlineReminders(base.catalogue, rules.templates, rules.services)

    async def persons(self, later: float = 0.0) -> None:
        """Tell those whom nobody has answered in time, as if it were `later` seconds later."""
        await self._look(self._persons.due, self._persons.tell, self._storage.clock() + later)

    async def deadlines(self, later: float = 0.0) -> None:
        """Say what is due of deadlines, as if it were `later` seconds later."""
        await self._look(self._deadlines.due, self._deadlines.remind, self._storage.clock() + later)

    async def _look(
        self,
        due: Callable[[Unit, float], bool],
        tell: Callable[[Unit, float], list[OutboxRow]],
        now: float,
    ) -> None:
        def waiting() -> bool:
            with self._storage.read() as unit:
                return due(unit, now)

        if await asyncio.to_thread(waiting):
            await write(self._writer, Piece(lambda unit: tell(unit, now), then=self._sent))
