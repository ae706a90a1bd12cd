"""The words of several servers to each other about limits: how much was taken from which bucket.

They are told as it happens and kept nowhere. A key is named by a token, which only the servers of the
installation can make.
"""

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
    """Gathers what is taken here, and keeps what was taken elsewhere until it is asked for.

    `on` while there are other servers. `token` hides a key.
    """

    def __init__(self, token: Callable[[str], str] = str) -> None:
        self._token = token
        self._taken: dict[tuple[str, str], float] = defaultdict(float)
        self._elsewhere: dict[str, LRUCache[str, float]] = {}
        self.on = False

    def took(self, kind: str, key: str, amount: float = 1.0) -> None:
        """Note what was taken here."""
        if self.on:
            self._taken[kind, key] += amount

    def owed(self, kind: str, key: str) -> float:
        """Return how much was taken elsewhere since the last call."""
        owed = self._elsewhere.get(kind)
        return float(owed.pop(self._token(key), 0.0)) if owed else 0.0

    def taken(self) -> list[Spent]:
        """Return what was taken here since the last call."""
        taken, self._taken = self._taken, defaultdict(float)
        return [Spent(kind, self._token(key), amount) for (kind, key), amount in taken.items()]

    def spent(self, elsewhere: Iterable[Spent]) -> None:
        """Note what was taken elsewhere."""
        for each in elsewhere:
            owed = self._elsewhere.setdefault(each.kind, LRUCache(MOST))
            owed[each.key] = owed.get(each.key, 0.0) + each.amount
