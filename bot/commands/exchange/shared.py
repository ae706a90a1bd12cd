"""The indicators of an export, and how each kind is written in the three formats."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.bags import patterns
from flows.indicators.listed import ListedKind, Pair
from flows.record import record

Tlp = Literal["clear", "green", "amber", "amber+strict", "red"]
TLP: tuple[str, ...] = get_args(Tlp)
"""The marks of the Traffic Light Protocol 2.0, the freest first."""

VALID = timedelta(days=365)
"""An indicator is meant to be used for so long after its last report: numbers and domains change hands."""

_EPOCH = date(1970, 1, 1)


@record
class SharedIndicator:
    """An indicator that may leave: several people reported it, or an officer `confirmed` it.

    `value` is as in `flows.indicators.find`, with an account's platform in front (`instagram:@name`); `first`
    and `last` are the days (UTC) of its first and last report.
    """

    kind: ListedKind
    value: str
    first: date
    last: date
    confirmed: bool

    @property
    def name(self) -> str:
        """The name by which people and programs tell indicators apart."""
        return f"{self.kind} {self.value}"


@record
class Export:
    """An export: the institution's name, the fingerprint of its server's key, the mark and the time."""

    organisation: str
    fingerprint: str
    tlp: Tlp
    now: float
    indicators: tuple[SharedIndicator, ...]

    @property
    def time(self) -> datetime:
        """The time of the export, to the second."""
        return datetime.fromtimestamp(int(self.now), UTC)

    def id(self, name: str) -> UUID:
        """The id of something in the export: the same in every export of this server."""
        return uuid5(uuid5(NAMESPACE_URL, f"ballegh:{self.fingerprint}"), name)


def kind_of(pair: Pair) -> ListedKind:
    """The kind of a pair: a link is a domain, or the whole of a shortener's link."""
    kind, value = pair
    if kind == "link":
        return "link" if "/" in value else "domain"
    return kind  # type: ignore[return-value]  # every other kind of pair is listed under its own name


def day(number: int) -> date:
    """The date of a number of days since the epoch."""
    return _EPOCH + timedelta(days=number)


def midnight(at: date) -> datetime:
    """The beginning of a day, UTC."""
    return datetime(at.year, at.month, at.day, tzinfo=UTC)


def address_of(one: SharedIndicator) -> str:
    """The link that opens an account, an invitation or a shortened link; empty where there is none."""
    return patterns.address_of(one.kind, one.value)
