"""Ids made in process: they rise with time, and never fall, not even over a restart or a clock set back."""

import secrets
import threading
import time


class Ids:
    """63-bit ids: milliseconds since the epoch, then 10 bits of this process, then 10 of a counter."""

    def __init__(self, last: int = 0) -> None:
        self._node = secrets.randbelow(1024) << 10
        self._tick = last >> 20
        self._count = 1023 if last else -1
        self._lock = threading.Lock()

    def after(self, last: int) -> None:
        """From now on only ids above `last`."""
        with self._lock:
            if last >> 20 >= self._tick:
                self._tick, self._count = last >> 20, 1023

    def next(self) -> int:
        """The next id; when a millisecond's ids are used up the next millisecond's are taken early."""
        now = time.time_ns() // 1_000_000
        with self._lock:
            if now > self._tick:
                self._tick, self._count = now, -1
            elif self._count == 1023:
                self._tick, self._count = self._tick + 1, -1
            self._count += 1
            return self._tick << 20 | self._node | self._count
