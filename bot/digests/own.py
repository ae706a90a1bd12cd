"""An officer's own digest, as the desk shows and changes it."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.base import Base
from bot.digests.choosing import PLACES, BadChoice, checked
from bot.digests.posting import reader_of
from flows.report.categories import CATEGORIES
from handlers.desk.own.choice import Chosen
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from locales import LANGUAGES
from storage.digests.choices import EVERY, DigestChoice
from storage.unit import Unit

T = TypeVar("T")


class Units(Protocol):
    """Work in transactions, as `bot/desk/units.py` does it."""

    def read(self, work: Callable[[Unit], T]) -> Awaitable[T]:
        """Return what the work reads."""

    def write(self, work: Callable[[Unit], T]) -> Awaitable[T]:
        """Return what the work did once that is durable."""


class DigestSettings:
    """Keeps `handlers.desk.settings.Digests`."""

    def __init__(self, base: Base, units: Units) -> None:
        self._settings = base.settings
        self._units = units

    async def mine(self, caller: Caller) -> Json:
        """Return the choice, and what there is to choose from."""
        return await self._units.read(lambda unit: self._told(unit, caller))

    async def choose(self, caller: Caller, chosen: Chosen) -> Json:
        """Keep a choice."""

        def work(unit: Unit) -> Json:
            before = unit.digests.of(caller.id)
            try:
                choice = checked(_choice(chosen), before, unit.clock())
            except BadChoice as bad:
                raise Refused(400, f"digest-{bad.part}") from None
            unit.digests.choose(caller.id, choice)
            return self._told(unit, caller)

        return await self._units.write(work)

    def _told(self, unit: Unit, caller: Caller) -> Json:
        choice, settings = unit.digests.of(caller.id), self._settings
        reader = reader_of(unit, caller.id)
        return {
            "every": choice.every,
            "categories": choice.categories,
            "places": choice.places,
            "urgent": choice.urgent,
            "own": choice.own,
            "email": choice.email,
            "language": choice.language,
            "zone": choice.zone,
            "chat": bool(reader and reader.officer.chat),
            "mails": settings.smtp_url is not None,
            "at": f"{settings.digest_time:%H:%M}",
            "weekday": settings.digest_weekday,
            "here": settings.timezone.key,
            "among": {
                "every": EVERY,
                "category": CATEGORIES,
                "place": PLACES,
                "language": LANGUAGES,
            },
        }


def _choice(chosen: Chosen) -> DigestChoice:
    return DigestChoice(
        every=chosen.every,
        categories=chosen.categories,
        places=chosen.places,
        urgent=chosen.urgent,
        own=chosen.own,
        email=chosen.email.strip(),
        language=chosen.language,
        zone=chosen.zone.strip(),
    )
