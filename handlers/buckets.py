"""Token buckets in memory: how often one session or one address may ask."""

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from flows.record import record


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
    """A bucket for each key; beyond `most` keys the one unused for longest is forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float], most: int = 50_000) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: LRUCache[str, _Bucket] = LRUCache(most)

    def wait(self, key: str) -> float:
        """Take a token: 0 when there was one, else the seconds until there will be."""
        now = self._clock()
        try:
            bucket = self._buckets[key]
        except KeyError:
            bucket = self._buckets[key] = _Bucket(self._rate.burst, now)
        level = min(self._rate.burst, bucket.level + (now - bucket.since) * self._rate.per_second)
        taken = level >= 1
        bucket.level, bucket.since = level - 1 if taken else level, now
        return 0.0 if taken else (1 - level) / self._rate.per_second

    def short(self, key: str) -> float:
        """Return the seconds until there will be a token; 0 where there is one. Takes none."""
        bucket, level = self._buckets.get(key), self._rate.burst
        if bucket is not None:
            level = bucket.level + (self._clock() - bucket.since) * self._rate.per_second
        return max(0.0, (1 - level) / self._rate.per_second)


class Budget:
    """So many for each network, and so many for all together. An empty network has no share of its own."""

    def __init__(self, network: Rate, overall: Rate, clock: Callable[[], float]) -> None:
        self._networks = Buckets(network, clock)
        self._overall = Buckets(overall, clock)

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
