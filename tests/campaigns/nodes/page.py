"""A page of the web chat behind the balancer, which insists: what is not answered 200 is posted again."""

import asyncio
import json
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

from handlers.webchat.session import COOKIE, chat_of
from tests.campaigns.canary.mouths import File, Mouth, Shown

PATIENCE = 240.0
WAIT = 0.5
PASSING = frozenset({429, 502, 503, 504})
"""Statuses after which the same is posted again: it was refused for now, or nobody knows."""


class Lost(Exception):
    """An answer that no fault explains."""


@dataclass
class Page(Mouth):
    """`again`: seconds after which the stream is opened anew; 0: it stays open. `rows`: shown so far.

    `source` is the address of this machine from which the page comes: a network of its own.
    """

    url: str
    source: str = "127.0.0.1"
    again: float = 0.0
    rows: dict[int, Shown] = field(default_factory=dict)
    acknowledged: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    can = frozenset({"upload"})
    _coming: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)
    _stream: asyncio.Task[None] | None = None
    _owed: list[str] = field(default_factory=list)

    async def opens(self) -> Self:
        """Load the page, and begin to listen. Raises Lost."""
        self._http = aiohttp.ClientSession(
            self.url,
            connector=aiohttp.TCPConnector(local_addr=(self.source, 0)),
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            headers={"Origin": self.url},
            timeout=aiohttp.ClientTimeout(total=60),
        )
        try:
            await self._insists("GET", "/")
        except Lost:
            await self._http.close()
            raise
        (cookie,) = (each.value for each in self._http.cookie_jar if each.key == COOKIE)
        self.chat = chat_of(cookie.partition(".")[0])
        self.listens()
        return self

    def listens(self) -> None:
        """Open the stream, if it is not open."""
        self._stream = self._stream or asyncio.create_task(self._listen())

    async def says(self, text: str) -> None:
        await self._posts({"text": text})

    async def taps(self, button: str) -> None:
        await self._posts({"button": button})

    async def sends(self, file: File) -> None:
        query = {"id": secrets.token_hex(16), "kind": file.kind}
        headers = {"Content-Type": "image/jpeg"}
        await self._insists("POST", "/web/files", params=query, headers=headers, data=file.data)

    async def sees(self, within: float = PATIENCE) -> Shown:
        async with asyncio.timeout(within):
            return await self._coming.get()

    async def leaves(self) -> None:
        await self.rests()
        await self._http.close()

    async def rests(self, *, listens: bool = False) -> None:
        """Close the stream, unless it `listens` still; the session stays."""
        if self._stream and not listens:
            self._stream.cancel()
            await asyncio.gather(self._stream, return_exceptions=True)
            self._stream = None

    async def _posts(self, said: Mapping[str, Any]) -> None:
        await self._insists(
            "POST", "/web/messages", json={"id": secrets.token_hex(16), "language": "fr", **said}
        )

    async def _insists(self, method: str, path: str, **body: Any) -> None:
        """Ask until the answer is 200, always with the same id. Raises Lost."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(aiohttp.ClientError, TimeoutError):
                async with self._http.request(method, path, **body) as answer:
                    if answer.status == 200:
                        return
                    if answer.status not in PASSING:
                        raise Lost(f"{method} {path} was answered {answer.status}")
            await asyncio.sleep(WAIT)
        raise Lost(f"{method} {path} was not answered for {PATIENCE:.0f} s")

    async def _listen(self) -> None:
        while True:
            after = {"after": str(max(self.rows, default=0))}
            with suppress(aiohttp.ClientError, TimeoutError):
                async with asyncio.timeout(self.again or None):
                    async with self._http.get("/web/stream", params=after) as stream:
                        await self._read(stream)
            await asyncio.sleep(WAIT / 5)

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        if stream.status != 200:
            if stream.status not in PASSING:
                self.wrong.append(f"the stream was answered {stream.status}")
            await asyncio.sleep(WAIT)
            return
        if self._owed:
            await self._acknowledge()
        async for line in stream.content:
            if line.startswith(b'data: {"row"'):
                await self._hear(json.loads(line[6:]))

    async def _hear(self, said: dict[str, Any]) -> None:
        """Show the message, once, and acknowledge it."""
        row = int(said["row"])
        if row not in self.rows:
            if self.rows and row < max(self.rows):
                self.wrong.append(f"row {row} came after a later one")
            shown = Shown(said["text"], tuple(button["id"] for button in said["buttons"]))
            self.rows[row] = shown
            self._coming.put_nowait(shown)
        self._owed.append(said["row"])
        await self._acknowledge()

    async def _acknowledge(self) -> None:
        """Say once what was shown; where the answer is lost, the next stream or message says it again."""
        with suppress(aiohttp.ClientError, TimeoutError):
            async with self._http.post("/web/ack", json={"rows": self._owed}) as answer:
                if answer.status == 200:
                    self.acknowledged.update(map(int, self._owed))
                    self._owed.clear()
