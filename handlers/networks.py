"""The networks that chats of the web page come from: for limits, in memory alone, and never written down.

A network is the first three numbers of an IPv4 address, or the first 48 bits of an IPv6 address.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from cachetools import LRUCache
from starlette.requests import Request

from handlers.buckets import Buckets, Rate
from handlers.sharing import Sharing

CHATS = 50_000
WRONG_CODES = Rate(burst=50, per_second=50 / 3600)
"""Wrong receipt and enrolment codes from one network."""


def a_day(count: int) -> Rate:
    """Return the rate of so many in a day, all of them at once too."""
    return Rate(burst=count, per_second=count / 86400)


CHECKS = a_day(10), a_day(100)
"""Questions about a number or a link, from one chat and from one network."""


class Networks:
    """Remembers networks of chats and the chats that have filed; counts wrong codes and checks.

    Any thread may call.
    """

    def __init__(
        self,
        wrong_codes: Rate = WRONG_CODES,
        clock: Callable[[], float] = time.monotonic,
        checks: tuple[Rate, Rate] = CHECKS,
        sharing: Sharing | None = None,
    ) -> None:
        self.sharing = sharing or Sharing()
        self._lock = threading.Lock()
        self._of: LRUCache[str, str] = LRUCache(CHATS)
        self._wrong = Buckets(wrong_codes, clock, sharing=self.sharing, kind="wrong codes")
        self._checks, self._network_checks = (
            Buckets(rate, clock, sharing=self.sharing, kind=kind)
            for rate, kind in zip(checks, ("checks", "checks of a network"), strict=True)
        )
        self._filed: deque[str] = deque(maxlen=CHATS)

    def note(self, chat: str, network: str) -> None:
        """Remember the network that this chat comes from now."""
        with self._lock:
            self._of[chat] = network

    def of(self, chat: str) -> str:
        """Return the network of a chat; empty where none is known."""
        with self._lock:
            return str(self._of.get(chat, ""))

    def wrong_code(self, chat: str) -> bool:
        """Count a wrong code from this chat; return False once its network has shown too many."""
        network = self.of(chat)
        return not network or self._taken(self._wrong, network)

    def check(self, chat: str) -> bool:
        """Count a question about a scam; return False once the chat or its network has asked too often."""
        network = self.of(chat)
        return self._taken(self._checks, chat) and (not network or self._taken(self._network_checks, network))

    def _taken(self, buckets: Buckets, key: str) -> bool:
        """Count one; blocks while all servers' budget is asked for more. Not called by the event loop."""
        while True:
            with self._lock:
                after = buckets.wait(key)
                asked = buckets.asked(key) if after else None
            if asked is None:
                return not after
            asked.block()

    def filed(self, chat: str) -> None:
        """Note that this chat has filed a report."""
        self._filed.append(chat)

    def filings(self) -> list[str]:
        """Return the chats that have filed since the last call."""
        return [self._filed.popleft() for _ in range(len(self._filed))]


def network_of(request: Request) -> str:
    """Return the network of the visitor; empty where only a proxy on this machine is known.

    A proxy on this machine or in a private network names the visitor in `X-Real-IP`; from any other peer the
    header is not believed.
    """
    peer = _parsed(request.client.host if request.client else "")
    if peer is None:
        return ""
    if peer.is_loopback or peer.is_private:
        if named := _parsed(request.headers.get("x-real-ip", "")):
            return prefix(named)
        return "" if peer.is_loopback else prefix(peer)
    return prefix(peer)


def prefix(address: IPv4Address | IPv6Address) -> str:
    """Return the first 24 bits of an IPv4 address, or the first 48 of an IPv6 address."""
    plain = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
    return plain.exploded[:14] if isinstance(plain, IPv6Address) else str(plain).rpartition(".")[0]


def _parsed(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.strip())
    except ValueError:
        return None
