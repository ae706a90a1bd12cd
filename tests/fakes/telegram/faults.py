"""Failures on demand, and the record of the bot's calls."""

import asyncio
from dataclasses import dataclass

from tests.fakes.telegram.rules import Json, Refused


@dataclass
class Fault:
    """A failure of the next `times` calls of a method (of a chat): a refusal, a delay or a cut connection.

    `accepted` lets the call take effect first; `hold` stalls the answer until it is set.
    """

    method: str
    chat: int | None = None
    times: int = 1
    status: int = 0
    description: str = "Internal Server Error"
    retry_after: int = 0
    drop: bool = False
    accepted: bool = False
    delay: float = 0.0
    hold: asyncio.Event | None = None

    def refusal(self) -> Refused:
        """The error this fault answers with."""
        if self.retry_after:
            text = f"Too Many Requests: retry after {self.retry_after}"
            return Refused(429, text, retry_after=self.retry_after)
        return Refused(self.status, self.description)


@dataclass(frozen=True)
class Call:
    """One request of the bot's, as it came; `status` is what it was answered with (0: cut off)."""

    method: str
    params: Json
    status: int
