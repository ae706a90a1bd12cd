"""The whole product, running in this process, with fakes of the providers around it."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.app import App
from bot.base import Base, base
from bot.serve.connections import LimitedProtocol
from bot.settings.environment import Settings
from bot.settings.server_key import environment, key_path
from locales import Catalogue
from storage.cases.evidence import EvidenceRow
from storage.database.clock import Clock
from storage.sealing.vault import Vault
from tests import databases
from tests.fakes.telegram.server import FakeTelegram

NOW = time.time()
"""When events come that a running product takes: what is weeks old it tidies away."""


@dataclass
class Product:
    """A running product. `url` is its address once `serving`.

    `answers` keeps every answer but streams of events, by number and path, where a test has put a dict there.
    """

    made: Base
    app: App
    url: str = ""
    answers: dict[str, bytes] | None = None

    def enrolment(self, name: str = "Salma") -> str:
        """A one-time line that makes a chat an officer's."""
        with self.made.storage.write() as unit:
            _, code = unit.officers.add(name, time.time())
        return f"officer_{code}"


async def stored(product: Product, reference: str) -> EvidenceRow:
    """The first piece of a case, once it is stored."""
    async with asyncio.timeout(60):
        while True:
            with product.made.storage.read() as unit:
                piece = unit.evidence.of_case(reference)[0]
            if piece.state == "stored":
                return piece
            await asyncio.sleep(0.01)


ANSWERED_AT_ONCE = '[reminders]\nburst_quiet = "0s"\n'
"""Files are answered at once, so that a test need not wait; test_bursts.py shows the wait."""


def configured(folder: Path, toml: str = "") -> Path:
    """A configuration file with this text."""
    path = folder / "ballegh.toml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(toml if "[reminders]" in toml else ANSWERED_AT_ONCE + toml, "utf-8")
    return path


def settings(folder: Path, telegram: FakeTelegram | None = None, **more: Any) -> Settings:
    """Settings of a deployment in this folder."""
    given: dict[str, Any] = {"data_dir": folder} | more
    if "database_url" not in given and (url := databases.address(folder)):
        given["database_url"] = url
    if "config_file" not in given:
        given["config_file"] = configured(folder)
    if telegram is not None:
        given |= {"telegram_bot_token": telegram.token, "telegram_api_url": telegram.url}
    return Settings(**given)


@cache
def words(lines: tuple[tuple[str, str | int], ...], organisation: str, zone: str) -> Catalogue:
    """Read once: they never change."""
    return Catalogue.load(dict(lines), organisation, zone)


def opened(given: Settings, clock: Clock | None = None) -> Base:
    """What a server opens first; by a clock of the test's own, if there is one."""
    if given.database_file and not given.database_file.exists():
        Vault.load(key_path(given), environment(given))  # else every table would be looked through first
        databases.file(given.data_dir).close()
    made = base(given, lambda lines, *more: words(tuple(lines.items()), *more))
    made.database.clock = clock or made.database.clock
    made.database.claim_exclusive()
    made.database.migrate()
    return made


@asynccontextmanager
async def running(given: Settings, clock: Clock | None = None) -> AsyncIterator[Product]:
    """The product from start to stop, without HTTP."""
    made = opened(given, clock)
    app = App(made)
    await app.start()
    try:
        yield Product(made, app)
    finally:
        await app.stop()


class Site(uvicorn.Server):
    """A server that says when it listens, and leaves signals to pytest."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


def _kept(product: Product) -> ASGIApp:
    """The product's site; what it answers is in the product's `answers`."""
    site = product.app.site

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        name = ""

        async def keep(message: Message) -> None:
            nonlocal name
            answers, begun = product.answers, message["type"] == "http.response.start"
            if answers is not None:
                if begun and not any(b"event-stream" in value for _, value in message["headers"]):
                    name = f"{len(answers)} {scope['path']}"
                if name:
                    answers[name] = answers.get(name, b"") + message.get("body", b"")
            await send(message)

        await site(scope, receive, keep)

    return app


async def limited_site() -> tuple[Site, asyncio.Task[None]]:
    """A site that answers everything with nothing, over the product's own connections; it listens."""

    async def app(_scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    site = Site(uvicorn.Config(app, port=0, lifespan="off", log_config=None, http=LimitedProtocol))
    task = asyncio.create_task(site.serve())
    await site.listening.wait()
    return site, task


def free_port() -> int:
    """A port that nobody listens on just now, for a site that must know its own address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@asynccontextmanager
async def serving(given: Settings, port: int = 0, clock: Clock | None = None) -> AsyncIterator[Product]:
    """The product with its site on a port of its own, or on this one."""
    async with running(given, clock) as product:
        config = uvicorn.Config(_kept(product), port=port, lifespan="off", log_config=None, access_log=False)
        site = Site(config)
        task = asyncio.create_task(site.serve())
        await site.listening.wait()
        product.url = f"http://127.0.0.1:{site.servers[0].sockets[0].getsockname()[1]}"
        try:
            yield product
        finally:
            await product.app.drain()
            site.should_exit = True
            await task
