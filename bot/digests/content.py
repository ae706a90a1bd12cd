"""The content of one officer's digest of one period, read in a transaction."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.base import Base
from bot.digests.periods import Clock, Period, spans
from bot.turn.officer_lookups import overview, technical
from flows.core.found import DigestContent
from flows.desk.roles import ever
from flows.record import record
from storage.cases.officers import Officer
from storage.digests.choices import DigestChoice
from storage.digests.counts import Scope
from storage.unit import Unit

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = timedelta(days=35).total_seconds()
"""A digest looks back so far at most, after a pause."""
LANGUAGE = "ar"
"""The language of an officer who has told none."""


@record
class Reader:
    """An officer with the digest that they chose."""

    officer: Officer
    choice: DigestChoice

    @property
    def language(self) -> str:
        """The language of the digest."""
        return self.choice.language or self.officer.language or LANGUAGE

    @property
    def since(self) -> float:
        """The moment from which on they are to be sent digests: enrolled, or chosen."""
        return self.choice.changed if self.choice.email else max(self.officer.enrolled, self.choice.changed)


@record
class Rules:
    """The deployment's clock."""

    clock: Clock
    zone: ZoneInfo

    @classmethod
    def of(cls, base: Base) -> "Rules":
        """The rules of a deployment."""
        settings = base.settings
        clock = Clock(settings.digest_time, WEEKDAYS.index(settings.digest_weekday))
        return cls(clock, settings.timezone)

    def zone_of(self, choice: DigestChoice) -> ZoneInfo:
        """The officer's time zone; the deployment's where this machine does not know it."""
        try:
            return ZoneInfo(choice.zone) if choice.zone else self.zone
        except (ZoneInfoNotFoundError, ValueError):
            return self.zone


@record
class Content:
    """A digest's content with times for the deployment's clock, and the counts of its trend."""

    said: DigestContent
    since: float
    trend: tuple[int, ...]


def content(unit: Unit, reader: Reader, period: Period, rules: Rules, now: float) -> Content:
    """Read it. Who may see no case is told none, only what the technical team is to know."""
    since = max(reader.choice.sent or period.before, now - LONGEST)
    scope = Scope(reader.officer.id, now, reader.choice)
    zone = rules.zone_of(reader.choice)
    sees = ever(reader.officer.role, "see")
    found = overview(unit, scope, since) if sees else technical(unit, since)
    said = replace(
        found,
        weekly=period.weekly,
        since=_on_the_wall(since, zone, rules.zone),
        oldest=found.oldest and _on_the_wall(found.oldest, zone, rules.zone),
    )
    trend = _trend(unit, scope, spans(now, weekly=period.weekly, zone=zone)) if sees else ()
    return Content(said, since, trend)


def _on_the_wall(moment: float, zone: ZoneInfo, shown_in: ZoneInfo) -> float:
    """The moment at which clocks of `shown_in` show what those of `zone` show now: texts know one zone."""
    return datetime.fromtimestamp(moment, zone).replace(tzinfo=shown_in).timestamp()


def _trend(unit: Unit, scope: Scope, bounds: list[float]) -> tuple[int, ...]:
    times = sorted(unit.digest_counts.filed(scope, bounds[0]))
    places = [bisect_left(times, bound) for bound in bounds]
    return tuple(later - earlier for earlier, later in pairwise(places))
