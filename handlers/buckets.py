"""Token buckets in memory: how often one session or one address may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

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


def address_key(host: str) -> str:
    """The key of a peer: an IPv6 network counts as one; empty (no limit) for a proxy on this machine.

    Forwarded headers are never trusted, so behind a local proxy the proxy has to limit addresses.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return address.exploded[:19]
    return host
