"""A house around the web chat: outbox and uploads in memory, a real server on loopback."""

import asyncio
import re
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import uvicorn
from starlette.applications import Starlette

from flows.core.events import Event
from handlers.channel import Message
from handlers.webchat.channel import TooLarge, WebChat, WebSettings
from handlers.webchat.settings import Elsewhere

LOCALES = Path(__file__).parents[2] / "locales"
KEY = b"k" * 32
LINES = {
    "police": "19",
    "police_mobile": "112",
    "gendarmerie": "177",
    "children": "2511",
    "platform": "www.e-blagh.ma",
    "consulate": "www.consulat.ma",
    "trafficking": "0800004747",
}
Answer = Callable[[Event], list[Message]]


def texts(folder: Path = LOCALES) -> dict[str, dict[str, str]]:
    """The page's own texts, of every language."""
    plain = re.compile(r"^(web-[a-z-]+) = (.+)$", re.M)
    words = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))}
    for name, line in LINES.items():
        words = {language: text.replace("{ $" + name + " }", line) for language, text in words.items()}
    return {language: dict(plain.findall(_with_terms(text))) for language, text in words.items()}


def _with_terms(text: str) -> str:
    """The text of a file with each term of one line written out where it is named."""
    for name, said in re.findall(r"^(-[a-z-]+) = (.+)$", text, re.M):
        text = text.replace("{ " + name + " }", said)
    return text


class DiskFull(Exception):
    """The store's own error, which the channel does not know."""


class Upload:
    """An upload in memory; what became of it stays to be looked at."""

    def __init__(self, house: "House") -> None:
        self.house = house
        self.content = b""
        self.state = "open"
        house.uploads.append(self)

    def write(self, chunk: bytes) -> None:
        if self.house.full:
            raise DiskFull
        if len(self.content) + len(chunk) > self.house.quota:
            raise TooLarge
        self.content += chunk

    def finish(self) -> str:
        self.state = "finished"
        ref = f"upload-{len(self.house.files)}"
        self.house.files[ref] = self.content
        return ref

    def abort(self) -> None:
        self.state = "aborted"
        self.house.aborted.set()


@dataclass
class House:
    """Takes events once each, answers through `answer`, keeps what no page has acknowledged."""

    answer: Answer = lambda event: []
    events: list[Event] = field(default_factory=list)
    outbox: dict[str, dict[int, Message | None]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)
    aborted: threading.Event = field(default_factory=threading.Event)
    quota: int = 10**9
    full: bool = False
    refusing: bool = False
    rows: int = 0
    before_answer: Callable[[], Awaitable[None]] | None = None
    channel: WebChat = field(init=False)

    def settings(self) -> WebSettings:
        return WebSettings(
            organisation="Ballegh",
            max_bytes=1_000_000,
            secure=False,
            texts=texts(),
            pending=self.pending,
            acknowledge=self.acknowledge,
            incoming=lambda: Upload(self),
            read=self.read,
            forget=self.files.pop,
            key=KEY,
            known=self.known,
            now=time.time,
            lines=list(LINES.values()),
            elsewhere=lambda: (Elsewhere("WhatsApp", "https://wa.me/14155238886"),),
        )

    async def known(self, chat: str) -> bool:
        return chat in self.outbox or any(event.chat == chat for event in self.events)

    def open(self, **changes) -> WebChat:
        self.channel = WebChat(replace(self.settings(), **changes))
        return self.channel

    def read(self, ref: str) -> Iterator[bytes]:
        if ref not in self.files:
            raise FileNotFoundError(ref)
        for start in range(0, len(self.files[ref]), 1000):
            yield self.files[ref][start : start + 1000]

    async def pending(self, chat: str, after: int) -> list[tuple[int, Message | None]]:
        return [(row, message) for row, message in self.outbox.get(chat, {}).items() if row > after]

    async def acknowledge(self, chat: str, shown: Sequence[int], up_to: int) -> None:
        for row in [row for row in self.outbox.get(chat, {}) if row in shown or row <= up_to]:
            del self.outbox[chat][row]

    async def take(self, event: Event) -> None:
        if self.refusing:
            raise RuntimeError("a secret of the reporter")
        if event.id in {known.id for known in self.events}:
            return
        self.events.append(event)
        if self.before_answer:
            await self.before_answer()
        for message in self.answer(event):
            await self.say(event.chat, message)

    async def say(self, chat: str, message: Message) -> int:
        self.rows += 1
        self.outbox.setdefault(chat, {})[self.rows] = message
        await self.channel.send(chat, message, self.rows)
        return self.rows

    async def hide(self, chat: str) -> int:
        self.rows += 1
        self.outbox.setdefault(chat, {})[self.rows] = None
        await self.channel.hide(chat, ["1"], self.rows)
        return self.rows


T = TypeVar("T")


@dataclass
class Site:
    """A served house: its address, and a way into its event loop."""

    house: House
    address: str
    loop: asyncio.AbstractEventLoop

    def do(self, work: Awaitable[T]) -> T:
        """Run something in the server's loop and return its result."""

        async def run() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(10)


class Server(uvicorn.Server):
    """Tells when it serves, and lets the pages go before it waits for them."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self.serving = threading.Event()
        self.house = house

    async def startup(self, sockets=None) -> None:
        await self.house.channel.start(self.house.take)
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.serving.set()

    async def shutdown(self, sockets=None) -> None:
        await self.house.channel.stop()
        await super().shutdown(sockets)


@contextmanager
def served(house: House, port: int = 0, **changes) -> Iterator[Site]:
    """Serve a house in a thread of its own, on this port or on a free one."""
    channel = house.open(**changes)
    app = Starlette(routes=list(channel.routes()))
    server = Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"), house)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert server.serving.wait(10)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Site(house, f"http://127.0.0.1:{port}", server.loop)
    finally:
        server.should_exit = True
        thread.join(10)
