"""Trying again: waits that double, spread at random, and are never shorter than the provider asks."""

from collections.abc import Awaitable, Callable

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_exponential

from handlers.channel import SendError
from handlers.waits import Waits

LONGEST = 60.0


async def until_done(attempt: Callable[[], Awaitable[object]], waits: Waits) -> None:
    """Repeat until the attempt succeeds. Raises SendError where trying again cannot help."""
    repeat = AsyncRetrying(retry=retry_if_exception(_worthwhile), wait=_spread(waits), reraise=True)
    async for trial in repeat:
        with trial:
            await attempt()


def _worthwhile(error: BaseException) -> bool:
    return isinstance(error, SendError) and error.retryable


def _spread(waits: Waits) -> Callable[[RetryCallState], float]:
    doubling = wait_exponential(waits.first, max=LONGEST)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, SendError) else None
        return max(asked or 0.0, doubling(state) * waits.chance(0.5, 1.0))

    return wait
