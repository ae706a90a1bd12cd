"""A Bot API server on loopback: strict about what is documented, faulty on demand.

    async with FakeTelegram() as telegram:
        salma = telegram.chat(7, language="fr")
        salma.says("/start")
        seen = await salma.sees()
        salma.taps(seen.labels[0])

Nothing here sleeps to wait for the bot: whatever changes wakes those who wait for it.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.delivery import Delivery
from tests.fakes.telegram.faults import Call, Fault
from tests.fakes.telegram.limits import Limits
from tests.fakes.telegram.methods import Methods
from tests.fakes.telegram.requests import parameters
from tests.fakes.telegram.rules import PARAMETERS, Json, Refused, check_request, check_sent


@dataclass
class FakeTelegram:
    """One bot's server. `url` is what the bot takes for Telegram's address."""

    token: str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    username: str = "ballegh_bot"
    retry: float = 0.01
    url: str = ""
    skew: float = 0.0
    limits_kept: Limits | None = None
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bot: Json = {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Ballegh",
            "username": self.username,
        }
        self.changed = asyncio.Condition()
        self.delivery = Delivery(self)
        self.methods = Methods(self)
        self.taps: dict[str, float] = {}
        self._numbers: Counter[str] = Counter()
        self._wakers: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; the port can be given to come back where one was before."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.*}", self._serve_file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound: int = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{bound}"

    async def stop(self) -> None:
        """Close; a bot that is polling is cut off."""
        await self.delivery.stop()
        for task in self._wakers:
            task.cancel()
        await self._runner.cleanup()

    # What a test does

    def chat(self, id: int, language: str = "fr", name: str = "Salma") -> Chat:
        """A person's private chat with the bot; the same one for the same id."""
        person = {"id": id, "is_bot": False, "first_name": name, "language_code": language}
        shown = {"id": id, "type": "private", "first_name": name}
        return self.chats.setdefault(id, Chat(self, person, shown))

    def group(self, id: int, by: Chat, title: str = "Groupe") -> Chat:
        """A group that this person writes in; the bot is not in it until `invites`."""
        shown = {"id": id, "type": "supergroup", "title": title}
        return self.chats.setdefault(id, Chat(self, by.person, shown, inside=False))

    def fails(self, method: str, **how: Any) -> Fault:
        """Add a fault; see `Fault` for what can be asked of it."""
        fault = Fault(method, **how)
        self.faults.append(fault)
        return fault

    def limits(self, chat: int, seconds: int, times: int = 1) -> Fault:
        """429 for this chat's next messages."""
        return self.fails("sendMessage", chat=chat, retry_after=seconds, times=times)

    def passes(self, hours: float) -> None:
        """Let Telegram's clock run on."""
        self.skew += hours * 3600

    def goes_quiet(self, then: int) -> None:
        """No update for a week: ids go on with any number, also a lower one."""
        self.passes(7 * 24)
        self.delivery.next_id = then

    def now(self) -> float:
        """Telegram's clock."""
        return time.time() + self.skew

    def called(self, method: str) -> list[Json]:
        """The parameters of every call of a method so far, refused ones included."""
        return [call.params for call in self.calls if call.method == method]

    @property
    def refusals(self) -> list[Call]:
        """Calls that broke a documented rule."""
        return [call for call in self.calls if call.status == 400]

    async def until(self, holds: Callable[[], object], within: float = 60.0) -> None:
        """Wait until something holds, looking whenever anything happened. Raises TimeoutError."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: bool(holds()))

    async def settled(self, within: float = 60.0) -> None:
        """Wait until the bot has confirmed every update."""
        await self.until(lambda: not self.delivery.pending, within)

    # What chats and deliveries use

    def number(self, what: str) -> int:
        """The next number of a sequence: messages, files, taps."""
        self._numbers[what] += 1
        return self._numbers[what]

    def update(self, kind: str, content: Json, lane: str) -> Json:
        """Something happened that the bot is told of; `lane` is what it keeps its order in."""
        update = {"update_id": self.delivery.number(), kind: content}
        check_sent("Update", update)
        self.delivery.add(update, lane)
        self.wake()
        return update

    def keep(self, content: bytes) -> Json:
        """A file that the bot can fetch: its ids and size."""
        number = self.number("file")
        self.files[f"file-{number}"] = content
        return {"file_id": f"file-{number}", "file_unique_id": f"u{number}", "file_size": len(content)}

    def wake(self) -> None:
        """Something changed."""
        task = asyncio.get_running_loop().create_task(self._notify())
        self._wakers.add(task)
        task.add_done_callback(self._wakers.discard)

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    # The wire

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params: Json = {}
        try:
            params = await self._read(request, method)
            answer = await self.perform(method, params)
        except Refused as refused:
            self.record(method, params, refused.status)
            return web.json_response(refused.body, status=refused.status)
        except ConnectionAbortedError:
            self.record(method, params, 0)
            cut(request)
            return web.Response(status=500)
        return web.json_response({"ok": True, "result": answer})

    async def _read(self, request: web.Request, method: str) -> Json:
        if request.match_info["token"] != self.token:
            raise Refused(401, "Unauthorized")
        if method not in PARAMETERS:
            raise Refused(404, "Not Found")
        return await parameters(request)

    async def perform(self, method: str, params: Json) -> Any:
        """One call, from the wire or a webhook's answer. Raises Refused, ConnectionAbortedError (cut)."""
        fault = self._fault(method, params.get("chat_id"))
        if fault is not None and not fault.accepted:
            await self._suffer(fault)
        check_request(method, params)
        if self.limits_kept is not None and method == "sendMessage":
            self.limits_kept.take(params["chat_id"], time.monotonic())
        result = getattr(self.methods, method)(params)
        if asyncio.iscoroutine(result):
            result = await result
        if fault is not None and fault.accepted:
            await self._suffer(fault)
        self.record(method, params, 200)
        return result

    def _fault(self, method: str, chat: object) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.method == method and fault.chat in (None, chat):
                fault.times -= 1
                return fault
        return None

    async def _suffer(self, fault: Fault) -> None:
        await asyncio.sleep(fault.delay)
        if fault.hold is not None:
            await fault.hold.wait()
        if fault.drop:
            raise ConnectionAbortedError
        if fault.status or fault.retry_after:
            raise fault.refusal()

    def record(self, method: str, params: Json, status: int) -> None:
        self.calls.append(Call(method, params, status))
        self.wake()

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        content = self.files.get(request.match_info["path"].rpartition("/")[2])
        fault = self._fault("file", None)
        if request.match_info["token"] != self.token or content is None or (fault and fault.status):
            return web.Response(status=fault.status if fault and fault.status else 404)
        answer = web.StreamResponse(headers={"Content-Length": str(len(content))})
        await answer.prepare(request)
        await answer.write(content[: len(content) // 2])
        self.record("file", {}, 200)
        if fault is not None and fault.hold is not None:
            await fault.hold.wait()
        if fault is not None and fault.drop:
            cut(request)
            return answer
        await answer.write(content[len(content) // 2 :])
        return answer


def cut(request: web.Request) -> None:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
