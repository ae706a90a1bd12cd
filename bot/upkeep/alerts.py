"""The tick that sends gathered alerts to officers, and reminds them of urgent cases that nobody takes."""

import asyncio

from bot.base import Base
from bot.turn import alerts
from bot.turn.jobs import Piece, write
from bot.turn.taking import posted
from bot.turn.turn import Sent
from bot.upkeep import untaken
from storage.delivery.messages import OutboxRow
from storage.unit import Unit
from storage.writer import Writer

SECONDS = 5
"""Seconds between two looks."""


class GatheredAlerts:
    """Sends to each officer what was gathered, as one message, and one for the cases that nobody takes."""

    def __init__(self, base: Base, writer: Writer, sent: Sent) -> None:
        self._storage = base.storage
        self._writer = writer
        self._catalogue = base.catalogue
        self._sent = sent
        self._rules = base.config.alerts

    async def tick(self, later: float = 0.0) -> None:
        """Send what may go out now, as if it were `later` seconds later."""
        now = self._storage.clock() + later

        def due() -> bool:
            with self._storage.read() as unit:
                waiting = bool(alerts.waiting(unit, _present(unit), now))
                return waiting or bool(untaken.due(unit, self._rules, now))

        if await asyncio.to_thread(due):
            await write(self._writer, Piece(lambda unit: self._post(unit, now), then=self._sent))

    def _post(self, unit: Unit, now: float) -> list[OutboxRow]:
        rows = untaken.remind(unit, self._catalogue, self._rules, now)
        for officer in unit.officers.on_duty():
            if say := alerts.gathered(unit, officer.id, now):
                rows.append(posted(unit, self._catalogue, officer, say, now))
        return rows


def _present(unit: Unit) -> list[str]:
    return [officer.id for officer in unit.officers.on_duty()]
