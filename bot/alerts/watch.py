"""Looks for troubles, and tells each target of each trouble once, until the trouble is over.

A trouble is told when two looks in a row found it, so that a passing one is not. It is over when it was away
for ten minutes, so that one which comes and goes is told once. An alert that could not be delivered is tried
again at the next look. What was told is remembered in the database, where that works: a restart repeats none.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import msgspec
import structlog

from bot.alerts.targets import Alert, Target
from bot.alerts.troubles import troubles
from bot.base import Base
from bot.serve.facts import Facts, facts
from bot.serve.ready import Checks
from bot.turn.jobs import Piece, write
from storage.errors import StorageFailed, Unopened
from storage.writer import Writer

HOUR = 3600.0
EVERY = 30
"""Seconds between two looks."""
WELL = 600.0
"""Seconds for which a trouble must be away before it is over."""
TOLD = "alerts_told"
"""The remembered value that holds what was told."""

log = structlog.get_logger()

Told = dict[str, dict[str, float]]
"""By target, by trouble: when the trouble was seen last, in seconds since the epoch."""

_told = msgspec.json.Decoder(Told)


class Watch:
    """`look` is to be called every `EVERY` seconds."""

    def __init__(
        self,
        *,
        base: Base,
        checks: Checks,
        writer: Writer,
        targets: Sequence[Target],
    ) -> None:
        self._base = base
        self._checks = checks
        self._writer = writer
        self._targets = targets
        self._clock: Callable[[], float] = base.clock
        self._told: Told | None = None
        self._before: Mapping[str, str] = {}

    async def look(self) -> None:
        """Look once, and tell each target what it was not told yet."""
        found = await self._checks()
        known = await asyncio.to_thread(self._facts)
        present = troubles(found, known, self._base.settings.alert_backup_hours * HOUR)
        lasting = {name: said for name, said in present.items() if name in self._before}
        self._before = present
        told = self._told
        if told is None:
            told = self._told = await asyncio.to_thread(self._remembered)
        before = msgspec.json.encode(told)
        for target in self._targets:
            mine = told.setdefault(target.name, {})
            await self._begin(target, mine, lasting)
            if known:
                await self._end(target, mine, present)
        if msgspec.json.encode(told) != before:
            await self._remember(told)

    async def _begin(self, target: Target, told: dict[str, float], lasting: Mapping[str, str]) -> None:
        for name, said in lasting.items():
            if name in told or await self._delivered(target, Alert(name, False, self._line(said))):
                told[name] = self._clock()

    async def _end(self, target: Target, told: dict[str, float], present: Mapping[str, str]) -> None:
        for name in [each for each in told if each not in present]:
            over = Alert(name, True, self._line(f"over: {name}"))
            if self._clock() - told[name] >= WELL and await self._delivered(target, over):
                del told[name]

    def _line(self, said: str) -> str:
        return f"{self._base.settings.organisation}: {said}"

    async def _delivered(self, target: Target, alert: Alert) -> bool:
        try:
            await target.tell(alert)
        except Exception as error:  # of any kind: the next look tries again
            log.warning("alert not delivered", reason=target.name, error=type(error).__name__)
            return False
        return True

    def _facts(self) -> Facts | None:
        try:
            return facts(self._base)
        except (StorageFailed, Unopened, OSError):
            return None

    def _remembered(self) -> Told:
        try:
            with self._base.storage.read() as unit:
                return _told.decode(unit.remembered.get(TOLD) or "{}")
        except (StorageFailed, Unopened, msgspec.MsgspecError):
            return {}

    async def _remember(self, told: Told) -> None:
        kept = msgspec.json.encode(told).decode()
        try:
            await write(self._writer, Piece(lambda unit: unit.remembered.set(TOLD, kept)))
        except Exception as error:  # of any kind: the troubles themselves may be why
            log.warning("alerts not remembered", error=type(error).__name__)
