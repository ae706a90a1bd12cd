"""A bad line between the bot and a provider: a proxy that cuts, stalls, refuses and lies, from a seed.

What happens to a request follows from the seed, from what the request is about (its `key`: the messages to
one chat, say) and from how many of those came before. A campaign with the same seed meets the same faults,
in whatever order its chats come along.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

import aiohttp
from aiohttp import web

HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "host"})
"""Headers that concern one connection; each side has its own."""

FAILING = (500, 502, 503, 504)
IN_A_ROW = 4
"""Faults about the same thing: beyond, a sender's waits would be all that is played."""
SHORT, LONG = (1, 1, 2, 3), 22
"""Seconds after which a 429 says to come back; the seldom, long one is beyond what a sender sits out."""


class Fault(StrEnum):
    """What the line does to a request."""

    CUT_BEFORE = "cut before it went through"
    CUT_AFTER = "cut after it went through"
    STALL_BEFORE = "stalled, never went through"
    STALL_AFTER = "stalled, went through"
    LIMITED = "429, not passed on"
    REFUSED = "5xx, not passed on"
    LIED = "5xx, though passed on"


PASSING = frozenset({None, Fault.CUT_AFTER, Fault.STALL_AFTER, Fault.LIED})
STALLS = frozenset({Fault.STALL_BEFORE, Fault.STALL_AFTER})

ODDS: Mapping[Fault, float] = {
    Fault.CUT_BEFORE: 0.04,
    Fault.CUT_AFTER: 0.04,
    Fault.STALL_BEFORE: 0.003,
    Fault.STALL_AFTER: 0.004,
    Fault.LIMITED: 0.06,
    Fault.REFUSED: 0.06,
    Fault.LIED: 0.04,
}
QUICK: Mapping[Fault, float] = {fault: odds for fault, odds in ODDS.items() if fault not in STALLS}
"""Without stalls, which last as long as the bot's patience."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose line it is. `key` says of (method, path, body) what the request is about: what begins with
    `send:` is a message to a chat; `limited` is this provider's 429, with its waiting time in seconds."""

    key: Callable[[str, str, bytes], str]
    limited: Callable[[int], web.Response]


@dataclass(slots=True)
class Passage:
    """A request on the line. `status` is what the bot was answered, 0 for nothing; `after` what a 429 asked
    for, in seconds; `at` and `ended` are moments of the monotonic clock."""

    key: str
    fault: Fault | None
    at: float
    status: int = 0
    after: int = 0
    ended: float = 0.0

    @property
    def doubtful(self) -> bool:
        """Whether the bot cannot know what became of the request."""
        return self.fault not in (None, Fault.LIMITED)

    @property
    def silent(self) -> bool:
        """Doubtful without a word: cut, stalled, or a 504, which says that nobody knows."""
        return self.doubtful and self.status in (0, 504)


@dataclass
class Line:
    """From the bot, which is given `url`, to the provider's real address. `dead`: everything is cut."""

    target: str
    provider: Provider
    seed: int
    odds: Mapping[Fault, float] = field(default_factory=lambda: ODDS)
    long: int = LONG
    url: str = ""
    dead: bool = False
    passages: list[Passage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._streaks: Counter[str] = Counter()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(), auto_decompress=False
        )
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._carry)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
        await self._session.close()

    def about(self, key: str) -> list[Passage]:
        """The requests whose key begins so, in the order they came."""
        return [passage for passage in self.passages if passage.key.startswith(key)]

    async def _carry(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        key = self.provider.key(request.method, request.path_qs, body)
        dice, passage = self._begin(key)
        self.passages.append(passage)
        try:
            return await self._suffer(request, body, (dice, passage))
        finally:
            passage.ended = time.monotonic()

    def _begin(self, key: str) -> tuple[random.Random, Passage]:
        if self.dead:
            return random.Random(0), Passage(key, Fault.CUT_BEFORE, time.monotonic())
        self._counts[key] += 1
        dice = random.Random(f"{self.seed}:{key}:{self._counts[key]}")
        fault = self._thrown(dice)
        if self._streaks[key] == IN_A_ROW or (fault in STALLS and not key.startswith("send:")):
            fault = None
        self._streaks[key] = self._streaks[key] + 1 if fault else 0
        return dice, Passage(key, fault, time.monotonic())

    def _thrown(self, dice: random.Random) -> Fault | None:
        thrown, odds = dice.random(), 0.0
        for fault, share in self.odds.items():
            odds += share
            if thrown < odds:
                return fault
        return None

    async def _suffer(
        self, request: web.Request, body: bytes, what: tuple[random.Random, Passage]
    ) -> web.StreamResponse:
        dice, passage = what
        answer = await self._pass_on(request, body) if passage.fault in PASSING else web.Response()
        match passage.fault:
            case None:
                pass
            case Fault.CUT_BEFORE | Fault.CUT_AFTER:
                return await self._cut(request, answer, halfway=dice.random() < 0.3)
            case Fault.STALL_BEFORE | Fault.STALL_AFTER:
                await asyncio.Event().wait()  # until the bot hangs up
            case Fault.LIMITED:
                passage.after = self.long if dice.random() < 0.02 else dice.choice(SHORT)
                answer = self.provider.limited(passage.after)
            case Fault.REFUSED | Fault.LIED:
                answer = failing(dice)
        passage.status = answer.status
        return answer

    async def _pass_on(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP}
        async with self._session.request(
            request.method,
            f"{self.target}{request.raw_path}",
            data=body,
            headers=headers,
            allow_redirects=False,
        ) as answer:
            told = {name: value for name, value in answer.headers.items() if name.lower() not in HOP}
            return web.Response(status=answer.status, body=await answer.read(), headers=told)

    async def _cut(self, request: web.Request, answer: web.Response, *, halfway: bool) -> web.StreamResponse:
        """Without a word, or in the middle of one."""
        content = answer.body if isinstance(answer.body, bytes) else b""
        if halfway and content:
            begun = web.StreamResponse(headers={"Content-Length": str(len(content))})
            await begun.prepare(request)
            await begun.write(content[: len(content) // 2])
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


def failing(dice: random.Random) -> web.Response:
    """A 5xx such as a gateway gives, or a program."""
    status = dice.choice(FAILING)
    if dice.random() < 0.5:
        return web.Response(status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html")
    return web.json_response({"ok": False, "error_code": status, "description": "failed"}, status=status)
