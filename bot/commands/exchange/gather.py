"""Collects the indicators that may be shared, by opening as few sealed cases as that takes.

The tokens tell which indicators enough people reported, without their values. The values stand in the sealed
cases alone: for each token of a value the newest case that the key opens is read, and of that case the values
that are to be shared, and no others. Of a case of before it is not known which tokens are of values: it is
opened once in vain at most, and then known.
"""

from collections.abc import Iterable, Iterator

from bot.commands.exchange.shared import SharedIndicator, day, kind_of
from flows.indicators.find import find
from flows.indicators.listed import BORROWED, LISTED_KINDS, Pair
from flows.indicators.traces import of_indicators
from flows.record import record
from storage.campaigns.shareable import Span
from storage.cases.entries import Entry
from storage.errors import Unopened
from storage.unit import Unit


@record
class Wish:
    """The officer's private key, the least number of reporters, and the first day (since the epoch).

    With a `case` only what this case names is gathered, however few reported it: the officer vouches for it.
    """

    identity: str
    least: int
    since: int = 0
    case: str = ""


@record
class Gathered:
    """The indicators to share, and how many cases were opened for them.

    `shut` counts the cases that the key did not open, `unknown` the indicators that none of the opened cases
    names, `own` the numbers of people who write to this line, which were left out.
    """

    indicators: tuple[SharedIndicator, ...]
    opened: int
    shut: int
    unknown: int
    own: int


class Gathering:
    """Opens cases for an export.

    `opened` are the cases that were opened so far, each with the tokens of the values that it tells.
    """

    def __init__(self, unit: Unit, wish: Wish) -> None:
        self._unit, self._wish = unit, wish
        self._confirmed = unit.listed.confirmed()
        spans = (
            unit.shareable.among(unit.shareable.tokens_of(wish.case))
            if wish.case
            else unit.shareable.reported(wish.least) | unit.shareable.among(self._confirmed)
        )
        self._wanted: dict[int, Span] = {
            token: span for token, span in spans.items() if span.last >= wish.since
        }
        self._values: dict[int, Pair] = {}
        self._untold: set[int] = set()
        self._unread: set[int] = set()
        self._shut: set[str] = set()
        self.opened: dict[str, frozenset[int]] = {}

    def gather(self) -> Gathered:
        """Open as few cases as it takes, and return what may be shared. Raises Unopened for the one case."""
        if self._wish.case:
            self._open(self._wish.case)
            if self._shut:
                raise Unopened
            return self._result()
        for token in sorted(self._wanted):
            self._look_for(token)
        return self._result()

    def _look_for(self, token: int) -> None:
        """Open cases that name it, the newest first, until one tells its value, or that it has none."""
        for reference in self._unit.shareable.cases_of(token):
            if token in self._values or token in self._untold:
                return
            if reference not in self.opened and reference not in self._shut:
                self._open(reference)

    def _open(self, reference: str) -> None:
        named = self._unit.shareable.tokens_of(reference)
        try:
            entries = self._unit.cases.contents(reference, self._wish.identity)
        except Unopened:
            self._shut.add(reference)
            self._unread |= named.keys()
            return
        pairs = tuple(pair for pair in dict.fromkeys(_named(entries)) if pair[0] not in BORROWED)
        values = dict(zip(self._unit.tokens.of(pairs), pairs, strict=True))
        self.opened[reference] = frozenset(values)
        self._untold |= {token for token, tells in named.items() if tells is None and token not in values}
        self._values |= {token: values[token] for token in values.keys() & named & self._wanted.keys()}

    def _result(self) -> Gathered:
        """Return the indicators in the order of their kinds.

        A case has no token of its reporter's own details. The number of somebody who writes to this line
        stays here too, whoever reported it, unless an officer confirmed it.
        """
        found = {
            token: SharedIndicator(
                kind=kind_of(pair),
                value=pair[1],
                first=day(self._wanted[token].first),
                last=day(self._wanted[token].last),
                confirmed=bool(self._wish.case) or token in self._confirmed,
            )
            for token, pair in self._values.items()
        }
        kept = [one for token, one in found.items() if token in self._confirmed or not self._is_a_chat(one)]
        return Gathered(
            indicators=tuple(sorted(kept, key=lambda one: (LISTED_KINDS.index(one.kind), one.value))),
            opened=len(self.opened),
            shut=len(self._shut),
            unknown=self._unknown(),
            own=len(found) - len(kept),
        )

    def _unknown(self) -> int:
        """Return how many wanted indicators no opened case told; of one case, all that it tells are known."""
        if self._wish.case:
            return 0
        return len(self._wanted.keys() - self._values.keys() - self._untold - self._unread)

    def _is_a_chat(self, one: SharedIndicator) -> bool:
        """True for the number of somebody who writes to this line on WhatsApp."""
        return one.kind == "phone" and self._unit.whatsapp.is_known_by(one.value)


def _named(entries: Iterable[Entry]) -> Iterator[Pair]:
    """All pairs that a case may name; its tokens decide which of them it does."""
    for entry in entries:
        for question, value in entry.answers:
            if question == "handle":
                name, _, platform = value.partition(" (")
                yield "handle", f"{platform.removesuffix(')')}:{name}"
            elif question == "group":
                yield "group", value
            elif question == "link":
                yield from of_indicators(find(f"https://{value.partition(' ')[0]}"))
            yield from of_indicators(find(value))
