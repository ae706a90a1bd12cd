"""The bot on WhatsApp, in a process of its own or in this one, known to a fake Twilio.

While the product does not tie the channel to its turns, outbox, sender and site by itself, that is done here,
in this process: what a deployment keeps beside a conversation (addresses, contents, the ceiling) is then in
memory, and the channel's times are short.
"""

import asyncio
import time
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import aiohttp
import uvicorn

from bot.app import App, Base
from handlers.channel import Channel
from handlers.whatsapp import WhatsApp
from storage.outbox import Delivery
from tests.bot.product import Site, opened, settings
from tests.campaigns.process import Process
from tests.fakes import twilio_kept
from tests.fakes.twilio import FakeTwilio

NAME = "whatsapp"
TIMEOUT = 1.5


@dataclass
class Memory(twilio_kept.Kept):
    """What is kept beside the product's own database. Everyone wrote a moment ago."""

    made: Base | None = None
    budget: int = 1_000_000

    async def last_inbound(self, chat: str) -> float:
        return time.time()

    async def status(self, sid: str, state: str, reason: str) -> None:
        """Twilio's word on a message, into the outbox."""
        await asyncio.to_thread(self._told, Delivery(sid, state, reason))

    def _told(self, word: Delivery) -> None:
        assert self.made
        with self.made.shelf.write() as unit:
            unit.outbox.status(word, time.time())


@dataclass
class Deployment:
    """Where a bot keeps its things, from one start to the next. `api_url` is what it takes for Twilio."""

    folder: Path
    twilio: FakeTwilio
    api_url: str = ""
    kept: Memory = field(default_factory=Memory)

    @property
    def environment(self) -> dict[str, str]:
        """Its settings."""
        return {
            "BALLEGH_PUBLIC_URL": self.twilio.delivery.public,
            "TWILIO_ACCOUNT_SID": self.twilio.account_sid,
            "TWILIO_AUTH_TOKEN": self.twilio.auth_token,
            "TWILIO_WHATSAPP_FROM": self.twilio.sender,
            "TWILIO_API_URL": self.api_url or self.twilio.url,
        }

    def app(self, made: Base) -> App:
        """The product, which has the channel or is given it."""
        app = App(made)
        if NAME not in app.channels:
            self.kept.made = made
            own = twilio_kept.settings(
                self.twilio, self.kept, api_url=self.api_url or self.twilio.url, timeout=TIMEOUT
            )
            cast("MutableMapping[str, Channel]", app.channels)[NAME] = WhatsApp(own)
        return app


@dataclass
class House:
    """A bot in this process. `data` is its folder; `status` how it ended."""

    made: Base
    app: App
    data: Path
    url: str = ""
    status: int = 0

    @property
    def channel(self) -> WhatsApp:
        """WhatsApp's."""
        found = self.app.channels[NAME]
        assert isinstance(found, WhatsApp)
        return found


@asynccontextmanager
async def house(at: Deployment) -> AsyncIterator[House]:
    """The bot in this process, from start to stop."""
    given: Any = {name.lower().removeprefix("ballegh_"): value for name, value in at.environment.items()}
    made = opened(settings(at.folder, **given))
    app = at.app(made)
    site = Site(uvicorn.Config(app.site, port=0, lifespan="off", log_config=None, access_log=False))
    await app.start()
    task = asyncio.create_task(site.serve())
    await site.listening.wait()
    url = f"http://127.0.0.1:{site.servers[0].sockets[0].getsockname()[1]}"
    at.twilio.serves(url, at.twilio.delivery.public)
    try:
        yield House(made, app, at.folder, url)
    finally:
        await app.hush()
        site.should_exit = True
        await task
        await app.stop()


@asynccontextmanager
async def answering(at: Deployment) -> AsyncIterator[Process | House]:
    """The product in a process of its own, where it takes WhatsApp's calls; in this one otherwise."""
    async with Process(at.folder, at.environment) as bot:
        if await takes_whatsapp(bot.url):
            at.twilio.serves(bot.url, at.twilio.delivery.public)
            yield bot
            return
    async with house(at) as made:
        yield made


async def takes_whatsapp(url: str) -> bool:
    """Whether a bot has the address that Twilio calls: a GET is refused there, and not found elsewhere."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/whatsapp") as answer:
        return answer.status == 405


def described(bot: Process | House) -> str:
    """For the terminal."""
    return (
        "the product" if isinstance(bot, Process) else "the channel and the rest, tied together in a process"
    )
