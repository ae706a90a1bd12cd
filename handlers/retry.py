"""Trying again: waits that double, spread at random, and are never shorter than the provider asks."""

import random
from collections.abc import Awaitable, Callable

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_exponential

from handlers.channel import SendError

LONGEST = 60.0


async def until_done(attempt: Callable[[], Awaitable[object]], first: float) -> None:
    """Repeat until the attempt succeeds, after `first` seconds at the most and then ever more slowly.

    Raises SendError where trying again cannot help.
    """
    async for trial in AsyncRetrying(retry=retry_if_exception(_worthwhile), wait=_waits(first), reraise=True):
        with trial:
            await attempt()


def _worthwhile(error: BaseException) -> bool:
    return isinstance(error, SendError) and error.retryable


def _waits(first: float) -> Callable[[RetryCallState], float]:
    doubling = wait_exponential(first, max=LONGEST)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, SendError) else None
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 (spreads load, guards nothing)
        return max(asked or 0.0, doubling(state) * jitter)

    return wait
