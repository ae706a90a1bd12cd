"""Token buckets: how often one session or one address may ask."""

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from flows.record import record
from handlers.sharing import Answer, Sharing


@record
class Rate:
    """`burst` at once, then `per_second`."""

    burst: float
    per_second: float


@dataclass(slots=True)
class _Bucket:
    """So many tokens at the time `since`; of those taken, `alone` while there was no other server."""

    level: float
    since: float
    alone: float = 0.0


class Buckets:
    """A bucket for each key; beyond `most` keys the one unused for longest is forgotten.

    Where there are other servers, a token is also taken from the budget of this `kind` that all of them
    have (`sharing`): `wait` takes what this server has reserved of it, `taken` reserves more.
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
        self._sharing.fills(kind, rate.burst, rate.per_second)
        self._buckets: LRUCache[str, _Bucket] = LRUCache(most)

    def wait(self, key: str) -> float:
        """Take a token: 0 when there was one here, else the seconds until there will be."""
        bucket = self._filled(key)
        if bucket.level < 1:
            return (1 - bucket.level) / self._rate.per_second
        if not self._sharing.on:
            bucket.alone += 1
        elif after := self._shared(bucket, key):
            return after
        bucket.level -= 1
        return 0.0

    def asked(self, key: str) -> Answer | None:
        """Reserve more for all that wait, and return what is done then; None where nothing is to be had."""
        if not self._sharing.on or self._filled(key).level < 1:
            return None
        return self._sharing.asked(self._kind, key)

    async def taken(self, key: str) -> float:
        """Take a token: 0 when there was one for all servers, else the seconds until there will be."""
        while (after := self.wait(key)) and (asked := self.asked(key)):
            await asked.heard()
        return after

    def give(self, key: str) -> None:
        """Return a token that was taken."""
        bucket = self._filled(key)
        bucket.level = min(self._rate.burst, bucket.level + 1)
        if self._sharing.on:
            self._sharing.give(self._kind, key)
        else:
            bucket.alone = max(0.0, bucket.alone - 1)

    def _shared(self, bucket: _Bucket, key: str) -> float:
        """Take a token of all servers, once they know of what was taken before."""
        if bucket.alone:
            self._sharing.owe(self._kind, key, min(bucket.alone, self._rate.burst - bucket.level))
            bucket.alone = 0.0
        return self._sharing.spend(self._kind, key)

    def _filled(self, key: str) -> _Bucket:
        """Return the key's bucket as it is now."""
        now, burst = self._clock(), self._rate.burst
        try:
            bucket = self._buckets[key]
        except KeyError:
            bucket = self._buckets[key] = _Bucket(burst, now)
        bucket.level = min(burst, bucket.level + (now - bucket.since) * self._rate.per_second)
        bucket.since = now
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

    async def taken(self, network: str) -> float:
        """Take one: 0 where there was one, else the seconds until there will be."""
        if network and (after := await self._networks.taken(network)):
            return after
        if (after := await self._overall.taken("")) and network:
            self._networks.give(network)
        return after

    async def short(self, network: str) -> float:
        """Return the seconds until there will be one for this network; 0 where there is one. Takes none."""
        after = await self.taken(network)
        if not after:
            self._overall.give("")
            if network:
                self._networks.give(network)
        return after
