"""The way of updates to the bot: kept until confirmed, polled or pushed, in order within each lane."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.fakes.telegram.rules import Json, Refused, bad

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram


@dataclass
class Attempt:
    """One webhook delivery: which update, and what was answered (0: nothing)."""

    update: int
    status: int


@dataclass
class Delivery:
    """The queue of one bot. A lane is a chat's messages or its taps: taps may overtake."""

    server: "FakeTelegram"
    url: str = ""
    secret: str = ""
    pending: dict[int, Json] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    lanes: dict[str, list[Json]] = field(default_factory=dict)
    workers: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    session: aiohttp.ClientSession | None = None
    next_id: int = 1001
    poller: object = None

    def number(self) -> int:
        """The id of a new update."""
        self.next_id += 1
        return self.next_id - 1

    def add(self, update: Json, lane: str) -> None:
        """A new update."""
        self.pending[update["update_id"]] = update
        self.lanes.setdefault(lane, []).append(update)
        if self.url:
            self._push(lane)

    async def poll(self, params: Json) -> list[Json]:
        """`getUpdates`: the offset confirms the updates before it; a newer poll ends an older one."""
        if self.url:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self._confirm(params.get("offset", 0))
        self.poller = mine = object()
        self.server.wake()
        with suppress(TimeoutError):
            await self.server.until(lambda: self.pending or self.poller is not mine, params.get("timeout", 0))
        if self.poller is not mine:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        return list(self.pending.values())[: params.get("limit", 100)]

    def _confirm(self, offset: int) -> None:
        """Forget the updates before the offset; none where it is ahead of the queue, as on Telegram."""
        if offset < 0:
            offset = [*self.pending][offset:][0] if self.pending else 0
        if offset > self.next_id:
            return
        for id in [id for id in self.pending if id < offset]:
            self._done(id)

    def _done(self, id: int) -> None:
        update = self.pending.pop(id)
        for lane in self.lanes.values():
            if update in lane:
                lane.remove(update)
        self.server.wake()

    def webhook(self, params: Json) -> None:
        """`setWebhook`, and `deleteWebhook` with an empty address. Plain HTTP is for loopback only."""
        url = params["url"]
        if url and not url.startswith(("https://", "http://127.0.0.1:")):
            raise bad("bad webhook: HTTPS URL must be provided for webhook")
        self.url, self.secret = url, params.get("secret_token", "")
        if url:
            for lane in self.lanes:
                self._push(lane)

    def redeliver(self, update: Json, lane: str = "again") -> None:
        """Bring an update once more, as happens when an answer gets lost."""
        self.add(update, lane)
        self.server.wake()

    async def stop(self) -> None:
        """Deliver no more."""
        for worker in self.workers.values():
            worker.cancel()
        await asyncio.gather(*self.workers.values(), return_exceptions=True)
        if self.session is not None:
            await self.session.close()

    def _push(self, lane: str) -> None:
        if lane not in self.workers or self.workers[lane].done():
            self.workers[lane] = asyncio.get_running_loop().create_task(self._work(lane))

    async def _work(self, lane: str) -> None:
        """At once, then ever more slowly, until the update is taken; only then the lane's next."""
        wait = self.server.retry
        while self.url and (queue := self.lanes[lane]):
            update = queue[0]
            if await self._deliver(update):
                self._done(update["update_id"])
                wait = self.server.retry
            else:
                await asyncio.sleep(wait)
                wait = min(wait * 2, 100 * self.server.retry)

    async def _deliver(self, update: Json) -> bool:
        status, answer = 0, b""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        self.session = self.session or aiohttp.ClientSession()
        try:
            async with self.session.post(self.url, json=update, headers=headers) as response:
                status, answer = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError):
            pass
        self.attempts.append(Attempt(update["update_id"], status))
        self.server.wake()
        if 200 <= status < 300 and answer:
            await self._obey(json.loads(answer))
        return 200 <= status < 300

    async def _obey(self, call: dict[str, Any]) -> None:
        """The one method call that a webhook's answer may carry; its result is never told."""
        method = call.pop("method")
        try:
            await self.server.perform(method, call)
        except Refused as refused:
            self.server.record(method, call, refused.status)
        except ConnectionAbortedError:
            self.server.record(method, call, 0)
