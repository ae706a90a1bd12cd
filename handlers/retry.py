"""Trying again: exponential waits with jitter, and never sooner than the provider allows."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from handlers.channel import SendError

LONGEST = 60.0


class Backoff:
    """The waits between tries: doubling from `first` seconds, each shortened by up to a half at random."""

    def __init__(self, first: float) -> None:
        self._first = first
        self._next = first

    def reset(self) -> None:
        """A try succeeded."""
        self._next = self._first

    async def wait(self, error: SendError | None = None) -> None:
        """Sleep before the next try."""
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 (spreads load, guards nothing)
        asked = error.after if error is not None and error.after is not None else 0.0
        await asyncio.sleep(max(asked, self._next * jitter))
        self._next = min(self._next * 2, LONGEST)


async def until_done(attempt: Callable[[], Awaitable[object]], backoff: Backoff) -> None:
    """Repeat until it succeeds. Raises SendError where trying again cannot help."""
    while True:
        try:
            await attempt()
        except SendError as error:
            if not error.retryable:
                raise
            await backoff.wait(error)
        else:
            return
