"""The words of several servers to each other about limits: how much was taken from which bucket.

They are told as it happens and kept nowhere. A key is named by a token, which only the servers of the
installation can make.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable

from cachetools import LRUCache

from flows.record import record

MOST = 50_000
"""Keys of one kind of which a server remembers what was taken elsewhere."""


@record
class Spent:
    """An amount that was taken from the bucket of this kind and this key's token."""

    kind: str
    key: str
    amount: float


class Sharing:
    """Gathers what is taken here, and keeps what was taken elsewhere until it is asked for, or over.

    `token` hides a key, `clock` gives seconds, `others` says whether there are other servers, and `begun` is
    called when something was taken of which the last call of `taken` did not tell. Any thread may call.
    """

    def __init__(
        self,
        token: Callable[[str], str] = str,
        clock: Callable[[], float] = time.monotonic,
        *,
        others: Callable[[], bool] = lambda: False,
        begun: Callable[[], object] = lambda: None,
    ) -> None:
        self._token = token
        self._clock = clock
        self._others = others
        self._begun = begun
        self._lock = threading.Lock()
        self._rates: dict[str, float] = {}
        self._taken: dict[tuple[str, str], float] = defaultdict(float)
        self._elsewhere: dict[str, LRUCache[str, tuple[float, float]]] = {}

    @property
    def on(self) -> bool:
        """Whether there are other servers."""
        return self._others()

    def refills(self, kind: str, per_second: float) -> None:
        """Note how fast the buckets of this kind fill again: what was taken elsewhere is over as soon."""
        with self._lock:
            self._rates[kind] = per_second

    def took(self, kind: str, key: str, amount: float = 1.0) -> None:
        """Note what was taken here."""
        if self.on:
            with self._lock:
                first = not self._taken
                self._taken[kind, key] += amount
            if first:
                self._begun()

    def owed(self, kind: str, key: str) -> float:
        """Return how much was taken elsewhere since the last call, and is not over yet."""
        with self._lock:
            there = self._elsewhere.get(kind)
            return self._left(kind, there.pop(self._token(key), (0.0, 0.0))) if there else 0.0

    def taken(self) -> list[Spent]:
        """Return what was taken here since the last call."""
        with self._lock:
            taken, self._taken = self._taken, defaultdict(float)
        return [Spent(kind, self._token(key), amount) for (kind, key), amount in taken.items()]

    def spent(self, elsewhere: Iterable[Spent]) -> None:
        """Note what was taken elsewhere."""
        with self._lock:
            for each in elsewhere:
                there = self._elsewhere.setdefault(each.kind, LRUCache(MOST))
                before = self._left(each.kind, there.get(each.key, (0.0, 0.0)))
                there[each.key] = (before + each.amount, self._clock())

    def _left(self, kind: str, noted: tuple[float, float]) -> float:
        amount, since = noted
        return max(0.0, amount - (self._clock() - since) * self._rates.get(kind, 0.0))
