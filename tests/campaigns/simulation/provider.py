"""A messaging service in virtual time: late, deaf, hurried or gone, as the seed says."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import detangle

from handlers.channel import Health, Message, SendError

FILE = b"OggS" + bytes(2000)
"""A sound, as far as its first bytes tell: in a picture a program of its own would look for codes."""


@dataclass(frozen=True)
class Odds:
    """How often a request fails, and in which way; the rest of the requests is answered."""

    lost_before: float = 0.04
    """The request never came."""
    lost_after: float = 0.06
    """The request came, and its answer was lost."""
    limited: float = 0.05
    broken: float = 0.05
    file_fails: float = 0.1
    lies: bool = False
    """A lost answer is told as a plain failure, after which nobody doubts that the message is to be sent."""


GENTLE, ROUGH = Odds(0, 0, 0, 0, 0), Odds()


@dataclass
class Taken:
    """A message that was taken, and when (virtual seconds)."""

    row: int
    chat: str
    message: Message
    moment: float


@dataclass
class Provider:
    """A channel's provider. `blocked` are the chats whose people want nothing more.

    `doubts` counts for each row how often the bot could not know whether its message had been taken.
    """

    odds: Odds
    name: str = "telegram"
    taken: list[Taken] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    doubts: Counter[int] = field(default_factory=Counter)
    health: Health = field(default_factory=lambda: Health("connected"))
    took: Callable[[Taken, int], object] = lambda taken, doubts: None
    """Called with each message that was taken, and how often its row was in doubt before."""

    async def start(self, take: object) -> None:
        """Nothing to announce: the people of a simulation come by themselves."""

    async def stop(self) -> None:
        """Nothing to close."""

    def routes(self) -> Sequence[object]:
        """No entry over HTTP."""
        return ()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Take the message, or fail, whatever becomes of its sender meanwhile. Raises SendError."""
        return await asyncio.shield(detangle.spawn(self._answered(chat, message, row), host="provider"))

    async def _answered(self, chat: str, message: Message, row: int) -> str:
        await _network()
        if chat in self.blocked:
            raise SendError("403", retryable=False, unreachable=True)
        if detangle.flip(self.odds.lost_before):
            self.doubts[row] += 1
            raise SendError("ServerDisconnectedError", ambiguous=True)
        if detangle.flip(self.odds.limited):
            raise SendError("429", after=detangle.uniform(1, 60))
        if detangle.flip(self.odds.broken):
            raise SendError("502")
        self.taken.append(Taken(row, chat, message, detangle.now()))
        self.took(self.taken[-1], self.doubts[row])
        if detangle.flip(self.odds.lost_after):
            await asyncio.sleep(30)
            self.doubts[row] += not self.odds.lies
            raise SendError("TimeoutError", ambiguous=not self.odds.lies)
        await _network()
        return str(len(self.taken))

    async def accompany(self, chat: str, message: Message) -> str:
        """Nothing goes with a receipt."""
        return ""

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Yield a picture in two pieces, or break off. Raises SendError."""
        for piece in (FILE[:1000], FILE[1000:] + ref.encode()):
            await _network()
            if detangle.flip(self.odds.file_fails):
                raise SendError("ServerDisconnectedError")
            yield piece

    async def release(self, ref: str) -> None:
        """The provider keeps no copy."""

    async def hide(self, chat: str, messages: Sequence[str], row: int) -> int:
        """Delete nothing."""
        return 0

    def times(self, row: int) -> int:
        """How often this row's message was taken."""
        return sum(each.row == row for each in self.taken)


async def _network() -> None:
    await asyncio.sleep(detangle.uniform(0.005, 1.5, 8))
