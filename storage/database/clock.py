"""The clock of an installation: one time for all of its nodes, however wrong a machine's own clock is."""

import time
from collections.abc import Callable

NOW = "SELECT extract(epoch FROM clock_timestamp())::float8"
"""The question to Postgres for the time."""
SLACK = 0.02
"""Seconds that this clock may be late by: an answer of the database takes some time to arrive."""


class Clock:
    """Called as a function: the seconds since the epoch.

    On Postgres every transaction of the writer tells the database's time, which counts for all nodes. From
    then on `steady` counts the seconds, which nobody sets: a machine's clock that jumps changes nothing. With
    SQLite there is one node, and its own clock counts, which is `read`. Any thread may call. Spans of time
    are measured by `steady`.
    """

    def __init__(
        self, read: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._read = read
        self.steady = steady
        self._start: float | None = None
        """The database's time when `steady` stood at 0."""

    def __call__(self) -> float:
        start = self._start
        return self._read() if start is None else start + self.steady()

    def follow(self, moment: float) -> float:
        """Keep to this time, which the database just told, and return it.

        The clock may be late, but is never early.
        """
        start = moment - self.steady()
        if self._start is None or not self._start <= start <= self._start + SLACK:
            self._start = start
        return moment
