"""The line for long polling: closing the connection of a call that is given up is what aiohttp does best.

A module of its own, because aiohttp takes 8 MB that a webhook does without.
"""

import aiohttp

from handlers.telegram.transport import JSON, KEPT_OPEN, Answer, Unanswered


class Line:
    """Open it inside a running loop; close it when no call is under way."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(keepalive_timeout=KEPT_OPEN), headers=JSON, trust_env=False
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()

    async def post(self, url: str, body: bytes, seconds: float) -> Answer:
        """JSON to a method; ends when it is cancelled. Raises Unanswered."""
        limits = aiohttp.ClientTimeout(total=seconds, connect=min(10.0, seconds / 2))
        try:
            async with self._session.post(url, data=body, timeout=limits, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unanswered(type(error).__name__, ambiguous=not _before(error)) from None


def _before(error: Exception) -> bool:
    """Whether it came before a connection stood, so that nothing can have gone out."""
    return isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
