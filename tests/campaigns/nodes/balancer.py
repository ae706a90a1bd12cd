"""A load balancer: each request goes to the next node, and none that is not ready is asked.

Only a request that no node has begun to read is tried at another node: of others nobody knows what became.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

import aiohttp
from aiohttp import web

from tests.campaigns.kill.line import HOP

LOOK, SLOW = 1.0, 3.0
"""Seconds between two looks at `/ready`, and how long its answer may take."""
PATIENCE = 20.0
"""Seconds until an answer must have begun."""
SILENT = 60.0
"""Seconds of silence after which an answer counts as broken off."""
STREAM = "/web/stream"


@dataclass
class Target:
    """A node's address."""

    url: str
    up: bool = True


@dataclass
class Balancer:
    """Listens at `port`. `seen` counts the nodes' answers by status; `cut`, `late`, `none` are its own."""

    port: int
    targets: Sequence[Target]
    seen: Counter[str] = field(default_factory=Counter)
    _turn: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        whole = aiohttp.ClientTimeout(total=None, sock_read=SILENT, sock_connect=SLOW)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=whole, auto_decompress=False
        )
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self._looks = [asyncio.create_task(self._look(target)) for target in self.targets]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._looks:
            task.cancel()
        await asyncio.gather(*self._looks, return_exceptions=True)
        await self._runner.cleanup()
        await self._session.close()

    async def _look(self, target: Target) -> None:
        while True:
            try:
                timeout = aiohttp.ClientTimeout(total=SLOW)
                async with self._session.get(f"{target.url}/ready", timeout=timeout) as answer:
                    target.up = answer.status == 200
            except (aiohttp.ClientError, TimeoutError, OSError):
                target.up = False
            await asyncio.sleep(LOOK)

    def _order(self) -> list[Target]:
        """The nodes that are ready, the next one first; all where none is."""
        self._turn += 1
        at = self._turn % len(self.targets)
        turned = [*self.targets[at:], *self.targets[:at]]
        return [target for target in turned if target.up] or turned

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.read()
        except (aiohttp.ClientError, OSError):
            return web.Response(status=400)
        for target in self._order():
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await self._ask(request, body, target)
            except aiohttp.ClientConnectorError:
                target.up = False
                continue
            except TimeoutError:
                return self._refused("late", 504)
            except (aiohttp.ClientError, OSError):
                return self._refused("cut", 502)
            async with answer:
                return await self._answered(request, answer)
        return self._refused("none", 503)

    def _refused(self, why: str, status: int) -> web.Response:
        self.seen[why] += 1
        return web.Response(status=status)

    async def _ask(self, request: web.Request, body: bytes, target: Target) -> aiohttp.ClientResponse:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP}
        headers |= {"X-Real-IP": request.remote or "", "Host": request.host}
        return await self._session.request(
            request.method,
            f"{target.url}{request.raw_path}",
            data=body,
            headers=headers,
            allow_redirects=False,
        )

    async def _answered(self, request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
        """Pass the answer on as it comes; one that breaks off breaks off here too."""
        self.seen[str(answer.status)] += 1
        told = web.StreamResponse(status=answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in HOP:
                told.headers.add(name, value)
        await told.prepare(request)
        try:
            async for chunk in answer.content.iter_any():
                await told.write(chunk)
            await told.write_eof()
        except (aiohttp.ClientError, TimeoutError, OSError):
            with suppress(AttributeError):
                request.transport.abort()  # type: ignore[union-attr]  # none where the person has left
        return told
