"""The clock of an installation: one time for all of its nodes, however wrong a machine's own clock is."""

import time
from collections.abc import Callable

NOW = "SELECT extract(epoch FROM clock_timestamp())::float8"
"""The question to Postgres for the time."""
SLACK = 0.02
"""Seconds that this clock may be late by: an answer of the database takes some time to arrive."""


class Clock:
    """Called as a function: the seconds since the epoch. `ahead`: how far this machine's clock is ahead.

    On Postgres every transaction of the writer tells the database's time, which counts for all nodes. With
    SQLite there is one node, and its own clock counts. `read` is the machine's clock. Any thread may call.
    """

    def __init__(self, read: Callable[[], float] = time.time) -> None:
        self._read = read
        self.ahead = 0.0

    def __call__(self) -> float:
        return self._read() - self.ahead

    def follow(self, moment: float) -> float:
        """Keep to this time, which the database just told, and return it.

        The clock may be late, but is never early.
        """
        ahead = self._read() - moment
        if not self.ahead - SLACK <= ahead <= self.ahead:
            self.ahead = ahead
        return moment
