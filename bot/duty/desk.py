"""Duty at the desk in the browser: going on and off duty, who is there, and who waits for a person."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.duty.duty import Duty
from flows.desk.roles import ever, may
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from storage.unit import Unit

T = TypeVar("T")


class Units(Protocol):
    """Work in transactions, as `bot/desk/units.py` does it."""

    def read(self, work: Callable[[Unit], T]) -> Awaitable[T]:
        """Return what the work reads."""

    def write(self, work: Callable[[Unit], T]) -> Awaitable[T]:
        """Return what the work did once that is durable."""


class DutyWork:
    """Keeps `handlers.desk.settings.OnDuty`."""

    def __init__(self, duty: Duty, units: Units) -> None:
        self._duty = duty
        self._units = units

    async def told(self, caller: Caller) -> Json:
        """Return who is on duty until when, and who waits."""
        _require(caller)
        return await self._units.read(lambda unit: self._told(unit, caller))

    async def say(self, caller: Caller, *, present: bool) -> Json:
        """Keep the officer's word to be on duty, or not."""
        _require(caller)

        def work(unit: Unit) -> Json:
            officer = unit.officers.get(caller.id)
            if officer is None or self._duty.keep(unit, officer, unit.clock(), present=present) is None:
                raise Refused(403, "role")
            unit.desk.access.visited(caller.id, unit.clock())
            return self._told(unit, caller)

        return await self._units.write(work)

    def _told(self, unit: Unit, caller: Caller) -> Json:
        present = {one.id: (one.name, until) for one, until in self._duty.present(unit, unit.clock()).items()}
        _, mine = present.pop(caller.id, ("", 0.0))
        return {
            "until": mine,
            "may": ever(caller.role, "ask"),
            "minutes": self._duty.minutes,
            "others": [{"name": name, "until": until} for name, until in present.values()],
            "waiting": [
                {"reference": one.reference, "since": one.since, "until": one.until}
                for one in unit.waiting.persons.waiting()
            ],
        }


def _require(caller: Caller) -> None:
    if not may(caller.role, "see"):
        raise Refused(403, "role")
