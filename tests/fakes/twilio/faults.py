"""Failures on demand, and the record of the bot's requests."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from tests.fakes.twilio.rules import Refused


@dataclass
class Fault:
    """A failure of the next `times` calls of this kind: refuse, stall, or cut the line.

    `accepted` lets the call take effect first; `hold` stalls the answer until it is set; `to` picks a person;
    `passing` calls go through before the failure begins.
    """

    method: str
    path: str
    times: int = 1
    status: int = 0
    code: int = 20500
    retry_after: int = 0
    drop: bool = False
    accepted: bool = False
    hold: asyncio.Event | None = None
    to: str = ""
    passing: int = 0

    def fits(self, method: str, path: str, to: str) -> bool:
        """Whether this call is to fail."""
        return self.times > 0 and (self.method, self.path) == (method, path) and self.to in ("", to)

    async def suffer(self) -> None:
        """Stall, then cut the line (ConnectionAbortedError) or refuse (Refused)."""
        if self.hold is not None:
            await self.hold.wait()
        if self.drop:
            raise ConnectionAbortedError
        if self.retry_after:
            raise Refused(429, 20429, "Too Many Requests", self.retry_after)
        if self.status:
            raise Refused(self.status, self.code, "made to fail")


@dataclass(frozen=True)
class Call:
    """One request of the bot's, as it came; `status` is that of the answer (0: cut off)."""

    method: str
    path: str
    sent: Mapping[str, object]
    status: int
