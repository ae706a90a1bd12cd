"""Connections to the site: how many there may be, and how long one may stay silent."""

import asyncio
import resource
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.observe import metrics

OWN = 128
"""Files that the program needs for itself: the database, logs, evidence, calls to providers."""
SILENT = 20.0
"""Seconds within which a new connection must have sent a request's head."""
ON_ITS_WAY = 1.0
"""Seconds for which a connection that has asked nothing yet is left open when the server ends."""


def raise_file_limit() -> None:
    """Let the process open as many files as the system allows it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def most_connections() -> int:
    """Return how many connections may be open: what the limit of open files leaves."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 100_000 if allowed == resource.RLIM_INFINITY else max(OWN, allowed - OWN)


class LimitedProtocol(HttpToolsProtocol):
    """Closes a connection at once where there are too many, and one that never asks anything.

    So `accept` never runs out of files, and a provider's webhook finds a place.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._most = most_connections()
        self._silence: asyncio.TimerHandle | None = None
        self._fresh, self._ending = True, False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Take the connection, or close it."""
        if len(self.connections) >= self._most:
            metrics.refused.labels("connections").inc()
            transport.abort()
        super().connection_made(transport)
        self._silence = self.loop.call_later(SILENT, transport.abort)

    def on_message_begin(self) -> None:
        """Begin a request, whose head must be whole in time."""
        self._heard()
        self._silence = self.loop.call_later(SILENT, self.transport.abort)
        super().on_message_begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._heard()
        super().connection_lost(exc)

    def on_headers_complete(self) -> None:
        """Take a request whose head is whole."""
        self._heard()
        super().on_headers_complete()
        self._fresh = False
        if self._ending:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """Close the connection, after the answer to what was asked or is just being asked."""
        if self._fresh and not self._ending:
            self._ending = True
            self.loop.call_later(ON_ITS_WAY, super().shutdown)
        else:
            super().shutdown()

    def _heard(self) -> None:
        if self._silence:
            self._silence.cancel()
            self._silence = None
