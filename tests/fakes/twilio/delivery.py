"""Twilio's posts to the bot: signed, repeated on failure, in no promised order."""

import asyncio
import base64
import hmac
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from tests.fakes.twilio.rules import Json

if TYPE_CHECKING:
    from tests.fakes.twilio.server import FakeTwilio

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE = 60.0
"""Seconds that Twilio waits for an answer."""


@dataclass(frozen=True)
class Attempt:
    """One post: its path, its message, and the status of the answer (0: no answer)."""

    path: str
    message: str
    status: int


@dataclass
class Delivery:
    """`public` is the address that is signed, `bot` the real one; `retries` as in `#rc=3&rp=all`."""

    server: "FakeTwilio"
    public: str = "https://ballegh.example"
    bot: str = ""
    retries: int = 3
    pause: float = 0.01
    down: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    lanes: dict[str, asyncio.Lock] = field(default_factory=dict)
    session: aiohttp.ClientSession | None = None

    def webhook(self, fields: Json) -> None:
        """Post an inbound message; the messages of one person keep their order."""
        self._start(self._insist(fields))

    def callback(self, url: str, fields: list[Json]) -> None:
        """Post status callbacks, which are not repeated."""
        assert url.startswith(self.public), "a callback to somewhere else"
        path = url.removeprefix(self.public)
        for each in fields:
            self._start(self._once(path, each))

    def _start(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled():
            self.server.wake()

    async def _insist(self, fields: Json) -> None:
        async with self.lanes.setdefault(fields["From"], asyncio.Lock()):
            for _ in range(1 + self.retries):
                if 200 <= await self.post("/whatsapp", fields) < 300:
                    return
                await asyncio.sleep(self.pause)

    async def _once(self, path: str, fields: Json) -> None:
        await self.post(path, fields)

    async def post(self, path: str, fields: Json, headers: Mapping[str, str] | None = None) -> int:
        """Post a form; the status, or 0. Without `headers` the form is signed as Twilio signs."""
        signed = {"X-Twilio-Signature": self.signature(f"{self.public}{path}", fields)}
        status, answer = 0, b""
        self.session = self.session or aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE))
        try:
            if not self.down:
                sent = {**FORM, **(signed if headers is None else headers)}
                form = io.BytesIO(urlencode(fields).encode())
                async with self.session.post(f"{self.bot}{path}", data=form, headers=sent) as response:
                    status, answer = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError):
            pass
        self.attempts.append(Attempt(path, fields.get("MessageSid", ""), status))
        self.answers.append(answer)
        return status

    def signature(self, url: str, fields: Json) -> str:
        """Twilio's signature of an address and every field, in order of the names."""
        told = url + "".join(name + fields[name] for name in sorted(fields))
        mac = hmac.new(self.server.auth_token.encode(), told.encode(), sha1)
        return base64.b64encode(mac.digest()).decode()

    async def stop(self) -> None:
        """Stop delivering."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.session is not None:
            await self.session.close()
