"""Token buckets in memory: how often one session or one address may ask."""

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from flows.record import record
from handlers.sharing import Sharing


@record
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(slots=True)
class _Bucket:
    """So many tokens at the time `since`."""

    level: float
    since: float


class Buckets:
    """A bucket for each key; beyond `most` keys the one unused for longest is forgotten.

    What other servers took from the buckets of this `kind` is taken here too (`sharing`).
    """

    def __init__(
        self,
        rate: Rate,
        clock: Callable[[], float],
        most: int = 50_000,
        *,
        sharing: Sharing | None = None,
        kind: str = "",
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._sharing, self._kind = sharing or Sharing(), kind
        self._sharing.refills(kind, rate.per_second)
        self._buckets: LRUCache[str, _Bucket] = LRUCache(most)

    def wait(self, key: str) -> float:
        """Take a token: 0 when there was one, else the seconds until there will be."""
        bucket = self._filled(key)
        if bucket.level < 1:
            return (1 - bucket.level) / self._rate.per_second
        bucket.level -= 1
        self._sharing.took(self._kind, key)
        return 0.0

    def short(self, key: str) -> float:
        """Return the seconds until there will be a token; 0 where there is one. Takes none."""
        if key not in self._buckets and not self._sharing.on:
            return max(0.0, (1 - self._rate.burst) / self._rate.per_second)
        return max(0.0, (1 - self._filled(key).level) / self._rate.per_second)

    def _filled(self, key: str) -> _Bucket:
        """Return the key's bucket as it is now."""
        now, burst = self._clock(), self._rate.burst
        try:
            bucket = self._buckets[key]
        except KeyError:
            bucket = self._buckets[key] = _Bucket(burst, now)
        level = min(burst, bucket.level + (now - bucket.since) * self._rate.per_second)
        if self._sharing.on:
            level = max(level - self._sharing.owed(self._kind, key), -burst)
        bucket.level, bucket.since = level, now
        return bucket


class Budget:
    """So many for each network, and so many for all together. An empty network has no share of its own."""

    def __init__(
        self,
        network: Rate,
        overall: Rate,
        clock: Callable[[], float],
        *,
        sharing: Sharing | None = None,
        kind: str = "",
    ) -> None:
        self._networks = Buckets(network, clock, sharing=sharing, kind=f"{kind} of a network")
        self._overall = Buckets(overall, clock, sharing=sharing, kind=kind)

    def wait(self, network: str) -> float:
        """Take one: 0 where there was one, else the seconds until there will be."""
        if after := max(self.short(network), self._overall.short("")):
            return after
        if network:
            self._networks.wait(network)
        return self._overall.wait("")

    def short(self, network: str) -> float:
        """Return the seconds until there will be one for this network; 0 where there is one. Takes none."""
        own = self._networks.short(network) if network else 0.0
        return max(own, self._overall.short(""))
