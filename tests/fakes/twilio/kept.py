"""The two sides of the channel in its tests: a deployment's memory, and a real HTTP server in front."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import uvicorn
from starlette.applications import Starlette

from flows.core.events import Body, Event
from handlers.whatsapp.channel import WhatsApp
from handlers.whatsapp.settings import Sender, WhatsAppSettings
from tests.fakes.twilio.server import FakeTwilio


@dataclass(frozen=True)
class Address:
    """See `WhatsAppAddress`."""

    address: str
    inbound: float
    closed: bool
    stopped: bool


@dataclass
class Kept:
    """A deployment's data, in memory. It outlives a channel, as a database outlives a process.

    `take` keeps each event id once, as the inbox does; it fails as often as told and holds while told.
    """

    taken: list[Event] = field(default_factory=list)
    again: int = 0
    failing: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    chats: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    stopped: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    words: list[tuple[str, str, str]] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)
    announcements: list[tuple[str, int]] = field(default_factory=list)
    budget: int = 1000
    spent: list[str] = field(default_factory=list)
    mark: float = 0.0
    marked: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def take(self, event: Event) -> None:
        """Take an event, as a turn does."""
        self.entered.set()
        await self.gate.wait()
        if self.failing:
            self.failing -= 1
            raise OSError("disk full: secret words")
        if any(event.id == kept.id for kept in self.taken[-2000:]):
            self.again += 1
        else:
            self.taken.append(event)

    @property
    def bodies(self) -> list[Body]:
        """The bodies of the events taken, in order."""
        return [event.body for event in self.taken]

    async def whose(self, sender: Sender) -> str:
        names, address = sender.names, sender.address
        found = next((self.chats[each] for each in names if each in self.chats), f"whatsapp:{names[0]}")
        self.chats |= dict.fromkeys(names, found)
        self.addresses[found] = address
        return found

    async def address_of(self, chat: str) -> Address | None:
        if chat not in self.addresses:
            return None
        wrote = max((event.time for event in self.taken if event.chat == chat), default=0.0)
        return Address(self.addresses[chat], wrote, chat in self.closed, chat in self.stopped)

    async def status(self, sid: str, state: str, reason: str) -> bool:
        self.words.append((sid, state, reason))
        return sid in self.known

    async def content_sid(self, name: str) -> str | None:
        return self.contents.get(name)

    async def remember_content(self, name: str, sid: str) -> None:
        self.contents[name] = sid

    async def announced(self, chat: str, row: int) -> None:
        self.announcements.append((chat, row))

    async def spend(self, chat: str) -> bool:
        self.budget -= 1
        self.spent.append(chat)
        return self.budget >= 0

    async def high_water(self) -> float:
        return self.mark

    async def raise_water(self, mark: float) -> None:
        self.mark = mark
        self.marked.set()


def settings(twilio: FakeTwilio, kept: Kept, **more: Any) -> WhatsAppSettings:
    """A channel's settings, for this server and this memory."""
    made = WhatsAppSettings(
        account_sid=twilio.account_sid,
        auth_token=twilio.auth_token,
        sender=twilio.sender,
        public_url=twilio.delivery.public,
        api_url=twilio.url,
        whose=kept.whose,
        address_of=kept.address_of,
        status=kept.status,
        content_sid=kept.content_sid,
        remember_content=kept.remember_content,
        announced=kept.announced,
        spend=kept.spend,
        high_water=kept.high_water,
        raise_water=kept.raise_water,
        now=twilio.now,
        chance=random.uniform,
        choose={"fr": "Choisir"},
        timeout=20.0,
        backoff=0.01,
        every=3600.0,
    )
    return replace(made, **more)


class Listening(uvicorn.Server):
    """A server that sets `ready` once it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and then set `ready`."""
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def serving(twilio: FakeTwilio, kept: Kept, **more: Any) -> AsyncIterator[WhatsApp]:
    """A channel behind a real HTTP server whose address Twilio knows."""
    channel = WhatsApp(settings(twilio, kept, **more))
    bound = socket.create_server(("127.0.0.1", 0))
    twilio.serves(f"http://127.0.0.1:{bound.getsockname()[1]}", twilio.delivery.public)
    app = Starlette(routes=channel.routes())
    web = Listening(uvicorn.Config(app, log_level="critical", lifespan="off", access_log=False))
    running = asyncio.create_task(web.serve([bound]))
    await web.ready.wait()
    await channel.start(kept.take)
    try:
        yield channel
    finally:
        await channel.stop()
        web.should_exit = True
        await running
