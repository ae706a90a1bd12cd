"""The limits of several servers together: each reserves slices of them in the database, and spends these.

A limit is a token bucket in the database, a budget, by its kind and a token of its key. A server reserves a
slice of it, gives that away without asking, and returns after `LAPSE` seconds what is left. A small share of
its own is given without being reserved, so that ordinary people cost no statement: by all servers' shares,
`SHARE` of the limit, it may be exceeded. While the database does not answer, each server counts for itself.
"""

import asyncio
import math
import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, takewhile

from cachetools import LRUCache

from flows.record import record

SHARE = 1 / 8
"""A slice is at most this share of the limit; all servers' own shares together are as much."""
LAPSE = 2.0
"""Seconds after which what is left of a slice is given back."""
PAUSE, LONGEST = 0.05, 1.0
"""Seconds: after the database had nothing left, it is asked again after so long at least, and at most."""
AWAY = 5.0
"""Seconds for which each server counts for itself after the database did not answer."""
PATIENCE = 2.0
"""Seconds for which a call or a thread waits for an answer, before it looks again."""
MOST = 10_000
"""Keys of one kind of which a server remembers its slice and its own share."""
AT_ONCE = 100
"""Budgets in one statement."""


@record
class Ask:
    """So many tokens are `wanted` now, up to `many` are to be reserved, and `back` are returned before.

    A `back` below zero was given away without being reserved. The budget holds `burst` and fills by
    `per_second`.
    """

    kind: str
    key: str
    burst: float
    per_second: float
    wanted: float
    many: float
    back: float


class Answer:
    """The answer to an ask, for all who wait for it: calls in the event loop, and turns on threads."""

    def __init__(self, *, is_there: bool = False) -> None:
        self._in_loop = asyncio.Event()
        self._on_threads = threading.Event()
        if is_there:
            self.come()

    def come(self) -> None:
        """Let all go on. Called in the event loop."""
        self._in_loop.set()
        self._on_threads.set()

    @property
    def is_there(self) -> bool:
        """Whether it has come."""
        return self._on_threads.is_set()

    async def heard(self) -> None:
        """Return once it has come, or after `PATIENCE`; other calls go on meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._in_loop.wait()

    def block(self) -> None:
        """Return once it has come; blocks, and never for longer than `PATIENCE`."""
        self._on_threads.wait(PATIENCE)


_HERE = Answer(is_there=True)


@record
class Granted:
    """So many tokens are reserved, and `level` are left for all servers."""

    amount: float
    level: float


@dataclass(slots=True, eq=False)
class _Slice:
    """This server's part of a budget: `left` tokens of a slice that had `granted`, and its `own` share.

    The own share is as it was at the time `since`. `owed` tokens were given away, and the database does not
    know of them yet. The slice is given back at the time `lapses`.
    """

    kind: str
    key: str
    own: float
    since: float
    left: float = 0.0
    granted: float = 0.0
    owed: float = 0.0
    lapses: float = math.inf
    ask_from: float = -math.inf
    """The database had too little, and is not asked again before this time; it has more at the time `due`."""
    due: float = 0.0
    wanted: float = 0.0
    asked: Answer | None = None


Asks = Mapping[_Slice, Ask]
"""An ask for each slice."""


class Sharing:
    """The budgets' slices of this server. Any thread may call.

    `token` hides a key, `clock` gives seconds, `nodes` the number of servers, and `begun` is called when
    there is something to ask for, or to give back in time.
    """

    def __init__(
        self,
        token: Callable[[str], str] = str,
        clock: Callable[[], float] = time.monotonic,
        *,
        nodes: Callable[[], int] = lambda: 1,
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self._token = token
        self._clock = clock
        self._nodes = nodes
        self._begun = begun
        self._lock = threading.Lock()
        self._rates: dict[str, tuple[float, float]] = {}
        self._slices: dict[str, LRUCache[str, _Slice]] = {}
        self._held: dict[_Slice, None] = {}
        """Slices with something left, in the order in which they lapse."""
        self._asking: dict[_Slice, None] = {}
        self._away = -math.inf

    @property
    def on(self) -> bool:
        """Whether there are other servers."""
        return self._nodes() > 1

    @property
    def holds(self) -> bool:
        """Whether something is to be given back in time."""
        return bool(self._held)

    def fills(self, kind: str, burst: float, per_second: float) -> None:
        """Note what the budgets of this kind hold, and by how many tokens a second they fill.

        Of budgets that do not fill (0.0) a server has no own share.
        """
        self._rates[kind] = burst, per_second
        self._slices[kind] = LRUCache(MOST)

    def spend(self, kind: str, key: str, amount: float = 1.0) -> float:
        """Take from what this server has; return 0.0, or the seconds until there may be some."""
        with self._lock:
            now = self._clock()
            mine = self._slice(kind, key, now)
            if now < self._away:
                mine.owed = min(self._rates[kind][0], mine.owed + amount)
                return 0.0
            if mine.left >= amount:
                mine.left -= amount
                if 4 * amount <= mine.granted and mine.left < mine.granted / 2 and now >= mine.ask_from:
                    self._ask(mine, amount)  # before the next one would have to wait
                return 0.0
            if mine.own >= amount:
                mine.own -= amount
                return 0.0
            return max(mine.due - now, PAUSE)

    def asked(self, kind: str, key: str, amount: float = 1.0) -> Answer | None:
        """Ask for more, and return what is done once there is an answer; None where asking is of no use."""
        with self._lock:
            now = self._clock()
            mine = self._slice(kind, key, now)
            if amount <= max(mine.left, mine.own) or now < self._away:
                return _HERE  # since it was refused
            return None if now < mine.ask_from else self._ask(mine, amount)

    async def taken(self, kind: str, key: str, amount: float = 1.0) -> bool:
        """Take from the budget; return False where nothing is left for any server."""
        while self.on and self.spend(kind, key, amount):
            asked = self.asked(kind, key, amount)
            if asked is None:
                return False
            await asked.heard()
        return True

    def give(self, kind: str, key: str, amount: float = 1.0) -> None:
        """Return what was taken and is not used."""
        with self._lock:
            mine = self._slice(kind, key, self._clock())
            own = min(amount, self._share(kind) - mine.own)
            mine.own += own
            if own < amount:
                mine.left += amount - own
                self._hold(mine)
                self._begun()

    def owe(self, kind: str, key: str, amount: float) -> None:
        """Note what this server gave away while it was alone; the database hears of it with the next ask."""
        with self._lock:
            self._slice(kind, key, self._clock()).owed += amount

    def asks(self, *, ending: bool = False) -> dict[_Slice, Ask]:
        """Return what is to be asked for and given back now; everything, where this server is `ending`."""
        with self._lock:
            now = self._clock()
            lapsed = dict.fromkeys(takewhile(lambda mine: ending or mine.lapses <= now, self._held))
            asks: dict[_Slice, Ask] = {}
            named: set[tuple[str, str]] = set()
            for mine in islice(self._asking | lapsed, AT_ONCE):
                name = mine.kind, mine.key
                if name not in named:  # else one of the two was forgotten since, and is told next
                    named.add(name)
                    asks[mine] = self._told(mine, asks=mine in self._asking, lapsed=mine in lapsed)
            for mine in asks:  # only now: whatever raises before changes nothing
                self._asking.pop(mine, None)
                mine.owed = 0.0
                if mine in lapsed:
                    mine.left = 0.0
                    del self._held[mine]
        return asks

    def answered(self, asks: Asks, granted: Mapping[tuple[str, str], Granted]) -> None:
        """Take what was reserved."""
        with self._lock:
            now = self._clock()
            for mine, ask in asks.items():
                given = granted[ask.kind, ask.key]
                if given.amount:
                    mine.left += given.amount
                    mine.granted = mine.left
                    self._hold(mine)
                if given.amount < ask.wanted:
                    lacks = (1 - given.level) / ask.per_second if ask.per_second else LONGEST
                    mine.due = now + lacks
                    mine.ask_from = now + min(max(lacks, PAUSE), LONGEST)
            answers = self._answers(asks)
        for answer in answers:
            answer.come()

    def failed(self, asks: Asks) -> None:
        """Keep what these asks gave back and told: the database did not take it, and hears of it later."""
        with self._lock:
            for mine, ask in asks.items():
                mine.owed += max(0.0, -ask.back)
                if ask.back > 0:
                    mine.left += ask.back
                    self._hold(mine)

    def away(self, asks: Asks, seconds: float = AWAY) -> None:
        """Count alone for some time, for the database does not answer."""
        with self._lock:
            self._away = self._clock() + seconds
            answers = self._answers([*asks, *self._asking])
            self._asking = {}
        for answer in answers:
            answer.come()

    def _slice(self, kind: str, key: str, now: float) -> _Slice:
        share, slices, per_second = self._share(kind), self._slices[kind], self._rates[kind][1]
        mine = slices.get(key)
        if mine is None:
            mine = slices[key] = _Slice(kind, key, share, now)
        filled = (now - mine.since) * per_second
        mine.own = min(share, mine.own + filled * SHARE / max(1, self._nodes()))
        mine.owed = max(0.0, mine.owed - filled)
        mine.since = now
        return mine

    def _share(self, kind: str) -> float:
        """Return the tokens that a server gives of a budget without asking."""
        burst, per_second = self._rates[kind]
        return burst * SHARE / max(1, self._nodes()) if per_second else 0.0

    def _ask(self, mine: _Slice, amount: float) -> Answer:
        if mine.asked is None:
            mine.asked, mine.wanted = Answer(), 0.0
            self._asking[mine] = None
            self._begun()
        mine.wanted += amount
        return mine.asked

    def _told(self, mine: _Slice, *, asks: bool, lapsed: bool) -> Ask:
        burst, per_second = self._rates[mine.kind]
        back = mine.left - mine.owed if lapsed else -mine.owed
        wanted, many = (min(mine.wanted, burst), burst * SHARE) if asks else (0.0, 0.0)
        return Ask(mine.kind, self._token(mine.key), burst, per_second, wanted, many, back)

    def _hold(self, mine: _Slice) -> None:
        self._held.pop(mine, None)
        self._held[mine] = None
        mine.lapses = self._clock() + LAPSE

    def _answers(self, asked: Collection[_Slice]) -> list[Answer]:
        """Return whatever is waited for of these slices, and forget it; the next one asks anew."""
        answers = [mine.asked for mine in asked if mine.asked]
        for mine in asked:
            mine.asked = None
        return answers
