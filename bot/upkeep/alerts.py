"""The tick that sends gathered alerts to officers once their minute is over."""

import asyncio
import time

from bot.turn import alerts
from bot.turn.jobs import Piece, write
from bot.turn.render import encode, render
from bot.turn.turn import Sent
from locales import Catalogue
from storage.delivery.messages import NOTICE, OutboxRow
from storage.unit import Storage, Unit
from storage.writer import Writer

SECONDS = 5
"""Seconds between two looks."""


class GatheredAlerts:
    """Sends to each officer what was gathered, as one message."""

    def __init__(self, storage: Storage, writer: Writer, catalogue: Catalogue, sent: Sent) -> None:
        self._storage = storage
        self._writer = writer
        self._catalogue = catalogue
        self._sent = sent

    async def tick(self, later: float = 0.0) -> None:
        """Send what may go out now, as if it were `later` seconds later."""
        now = time.time() + later

        def due() -> bool:
            with self._storage.read() as unit:
                return bool(alerts.waiting(unit, _present(unit), now))

        if await asyncio.to_thread(due):
            await write(self._writer, Piece(lambda unit: self._post(unit, now), then=self._sent))

    def _post(self, unit: Unit, now: float) -> list[OutboxRow]:
        rows = []
        for officer in unit.officers.present():
            if officer.chat and (say := alerts.gathered(unit, officer.id, now)):
                body = encode(render(self._catalogue, say, officer.language), say.notice)
                rows.append(unit.outbox.post(officer.chat, "reply", body, now, priority=NOTICE))
        return rows


def _present(unit: Unit) -> list[str]:
    return [officer.id for officer in unit.officers.present() if officer.chat]
