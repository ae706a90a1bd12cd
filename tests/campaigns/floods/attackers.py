"""The flood: made-up cookies, urgent reports from fresh sessions, open streams, uploads, wrong codes."""

import asyncio
import random
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

import aiohttp

from tests.campaigns.floods.visitors import DANGER, Page, address, message, visiting

UPLOAD = b"\xff\xd8\xff\xe0" + bytes(1_000_000)
ASKED_FOR_WORK = 428
PATIENCE = 60.0
"""Seconds more at most, until a slow machine has taken so many sessions that work is asked for."""


@dataclass
class Flood:
    """Attackers in a few networks, for so many seconds and until they were asked for work.

    Each pauses after each session. `seen` counts the answers by status.
    """

    port: int
    dice: random.Random
    networks: list[str]
    streams: int
    seconds: float
    pause: float
    seen: Counter[int] = field(default_factory=Counter)
    opened: int = 0
    late: bool = False
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, each: int) -> None:
        """Play every kind of attack, `each` attackers of every kind."""
        kinds = (self.made_up, self.urgent, self.urgent, self.uploads, self.codes)
        playing = [self._over_and_over(kind) for kind in kinds for _ in range(each)]
        loop = asyncio.get_running_loop()
        loop.call_later(self.seconds, self._over)
        loop.call_later(self.seconds + PATIENCE, self.stopped.set)
        await asyncio.gather(self.open_streams(), self.workers(), *playing)

    def _over(self) -> None:
        """The time is over: stop now, or with the first answer that asks for work."""
        self.late = True
        self._counted(Counter())

    def _counted(self, answers: Counter[int]) -> None:
        self.seen += answers
        if self.late and self.seen[ASKED_FOR_WORK]:
            self.stopped.set()

    async def _over_and_over(self, attack: Callable[[Page], Awaitable[None]], *, works: bool = False) -> None:
        while not self.stopped.is_set():
            source = address(self.dice, self.dice.choice(self.networks))
            with suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with asyncio.timeout(60), visiting(self.port, source, works=works) as page:
                    try:
                        await attack(page)
                    finally:
                        self._counted(page.seen)
            await asyncio.sleep(self.pause)

    async def workers(self) -> None:
        """One attacker that shows the work, from one network."""
        await self._over_and_over(self.urgent, works=True)

    async def made_up(self, page: Page) -> None:
        """Messages under cookies that no server gave."""
        for _ in range(20):
            page.client.headers["Cookie"] = f"__Host-ballegh={secrets.token_urlsafe(32)}"
            await page.post("/web/messages", message(text=DANGER))

    async def urgent(self, page: Page) -> None:
        """An urgent report, filed at once."""
        for _ in range(2):
            await page.post("/web/messages", message(text=DANGER))
        await page.post("/web/messages", message(text="envoyer"))

    async def uploads(self, page: Page) -> None:
        """A megabyte that is never filed."""
        path = f"/web/files?id={secrets.token_hex(16)}&kind=photo"
        await page.post(path, UPLOAD, "image/jpeg")

    async def codes(self, page: Page) -> None:
        """Wrong receipts."""
        for _ in range(10):
            code = "".join(self.dice.choices("ACDEFGHJKMNPQRTVWXY3479", k=24))
            await page.post("/web/messages", message(text="-".join((code[:8], code[8:12], code[12:16]))))

    async def open_streams(self) -> None:
        """So many streams at the same time, held until the end."""
        async with AsyncExitStack() as stack:
            numbers = iter(range(self.streams))
            await asyncio.gather(*(self._streams(stack, numbers) for _ in range(8)))
            await self.stopped.wait()

    async def _streams(self, stack: AsyncExitStack, numbers: Iterator[int]) -> None:
        for number in numbers:
            source = address(self.dice, self.networks[number % len(self.networks)])
            with suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with asyncio.timeout(60):
                    page = await stack.enter_async_context(visiting(self.port, source))
                    answer = await page.client.get("/web/stream")
                self.seen[answer.status] += 1
                self.opened += answer.status == 200
            if self.stopped.is_set():
                return


def played(port: int, seed: int, networks: list[str], *sizes: float) -> tuple[Counter[int], int]:
    """Play a flood of so many streams and attackers of each kind; return its answers and open streams."""
    streams, each, seconds, pause = sizes
    flood = Flood(port, random.Random(seed), networks, int(streams), seconds, pause)
    asyncio.run(flood.run(int(each)))
    return flood.seen, flood.opened
