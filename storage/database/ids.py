"""Ids made in this process.

They rise with time and never fall, even over a restart or when a clock is set back.
"""

import secrets
import threading
import time
from collections.abc import Callable


class Ids:
    """Makes 63-bit ids: milliseconds since the epoch, 10 bits of this process, 10 bits of a counter.

    `clock` gives the seconds since the epoch.
    """

    def __init__(self, last: int = 0, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._node = secrets.randbelow(1024) << 10
        self._tick = last >> 20
        self._count = 1023 if last else -1
        self._lock = threading.Lock()

    def after(self, last: int) -> None:
        """Make only ids above `last` from now on."""
        with self._lock:
            if last >> 20 >= self._tick:
                self._tick, self._count = last >> 20, 1023

    def reach(self, moment: float) -> None:
        """Make no more ids that are older than this moment, in seconds since the epoch."""
        tick = int(moment * 1000)
        with self._lock:
            if tick > self._tick:
                self._tick, self._count = tick, -1

    def next(self) -> int:
        """Return the next id.

        When the ids of a millisecond are used up, those of the next one are used early.
        """
        now = int(self._clock() * 1000)
        with self._lock:
            if now > self._tick:
                self._tick, self._count = now, -1
            elif self._count == 1023:
                self._tick, self._count = self._tick + 1, -1
            self._count += 1
            return self._tick << 20 | self._node | self._count
