"""Ids made in this process.

They rise with time and never fall, even over a restart or when a clock is set back.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

_TICKS = 1000 << 10
"""Ticks a second: each millisecond has 1024 of them."""


def lock_key(chat: str) -> int:
    """Return the number under which a chat is locked in Postgres."""
    return int.from_bytes(hashlib.blake2b(chat.encode(), digest_size=8).digest(), "big", signed=True)


def session_of(node: int) -> str:
    """Return the name by which Postgres knows the sessions of this process."""
    return f"ballegh {node}"


class Ids:
    """Makes 63-bit ids: milliseconds since the epoch, 10 bits of a finer time, 10 bits of this process.

    `clock` gives the seconds since the epoch, `node` is the number of this process, from 1 to 1023.
    """

    def __init__(self, last: int = 0, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.node = secrets.randbelow(1023) + 1
        self._tick = last >> 10
        self._lock = threading.Lock()

    def after(self, last: int) -> None:
        """Make only ids above `last` from now on."""
        with self._lock:
            self._tick = max(self._tick, last >> 10)

    def reach(self, moment: float) -> None:
        """Make only ids from this moment on, in seconds since the epoch."""
        with self._lock:
            self._tick = max(self._tick, int(moment * _TICKS) - 1)

    def next(self) -> int:
        """Return the next id. When ids are made faster than time goes, those of later ticks come early."""
        now = int(self._clock() * _TICKS)
        with self._lock:
            self._tick = max(self._tick + 1, now)
            return self._tick << 10 | self.node
