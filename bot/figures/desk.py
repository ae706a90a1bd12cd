"""The figures and the statement at the desk in the browser."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.figures.compared import compared, over, published, told
from bot.figures.statement import Worded, worded
from bot.pdf.fonts import NoFonts
from flows.desk.roles import may
from flows.figures.period import Period, day
from flows.figures.statement import statement
from flows.figures.world import WORLD, name_of
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from locales.statement import SPOKEN
from storage.database.clock import Clock
from storage.unit import Unit

T = TypeVar("T")
MOST_MONTHS = 36
_NAMES = {
    country: {language: name_of(country, language) for language in SPOKEN}
    for countries in WORLD.values()
    for country in countries
}


class Reading(Protocol):
    """Runs work in a transaction that reads, as `bot/desk/units.py` does it."""

    @property
    def clock(self) -> Clock:
        """Return the installation's clock."""

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Return what the work reads."""


class FigureWork:
    """Keeps `handlers.desk.settings.Figures`."""

    def __init__(self, units: Reading, organisation: str, zone: ZoneInfo) -> None:
        self._read, self._clock = units.read, units.clock
        self._organisation = organisation
        self._zone = zone

    async def of(self, caller: Caller, first: str, last: str) -> Json:
        """Return the figures of a period beside those of the period before."""
        period = self._asked(caller, first, last)
        found = await self._read(lambda unit: compared(unit, period, self._zone))
        return told(found) | {"countries": _NAMES}

    async def statement(self, caller: Caller, first: str, last: str, language: str) -> Json:
        """Return the statement in words, and the table behind it."""
        said = await self._worded(caller, first, last, language)
        return {
            "title": said.title,
            "text": said.text(),
            "table": said.table_title,
            "header": said.header,
            "rows": said.rows,
        }

    async def statement_pdf(self, caller: Caller, first: str, last: str, language: str) -> bytes:
        """Return the statement as a PDF."""
        from bot.figures.paper import pdf  # few statements are printed, and the library is large

        said = await self._worded(caller, first, last, language)
        try:
            return await asyncio.to_thread(pdf, said, self._clock())
        except NoFonts:
            raise Refused(503, "busy") from None

    async def _worded(self, caller: Caller, first: str, last: str, language: str) -> Worded:
        period = self._asked(caller, first, last)
        if language not in SPOKEN:
            raise Refused(400, "request")

        def read(unit: Unit) -> Worded:
            found = published(unit, period, self._zone)
            return worded(statement(found, period), language, self._organisation)

        return await self._read(read)

    def _asked(self, caller: Caller, first: str, last: str) -> Period:
        """Return the period between two days. Raises Refused, but for whole months that are over."""
        if not may(caller.role, "figures"):
            raise Refused(403, "role")
        try:
            period = Period(day(first), day(last))
        except ValueError:
            raise Refused(400, "request") from None
        if not over(period, self._clock(), self._zone) or len(period.months) > MOST_MONTHS:
            raise Refused(400, "period")
        return period
