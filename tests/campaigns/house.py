"""WhatsApp with the product's own turns, outbox, sender and site, tied together in this process.

The channel asks whoever ties it for what is kept beside the conversation (addresses, contents, the ceiling);
here that is in memory. Times are short, so that a campaign can stall without standing still.
"""

import asyncio
import time
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
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
class House:
    """A bot on WhatsApp. `data` is its folder."""

    made: Base
    app: App
    channel: WhatsApp
    data: Path
    url: str = ""
    status: int = 0


@asynccontextmanager
async def house(
    data: Path, twilio: FakeTwilio, kept: Memory | None = None, **more: Any
) -> AsyncIterator[House]:
    """The bot from start to stop, known to Twilio. `kept` may outlive it; `more` is for the channel."""
    made = opened(settings(data))
    kept = kept or Memory()
    kept.made = made
    channel = WhatsApp(twilio_kept.settings(twilio, kept, **{"timeout": TIMEOUT, **more}))
    app = App(made)
    cast("MutableMapping[str, Channel]", app.channels)["whatsapp"] = channel
    site = Site(uvicorn.Config(app.site, port=0, lifespan="off", log_config=None, access_log=False))
    await app.start()
    task = asyncio.create_task(site.serve())
    await site.listening.wait()
    url = f"http://127.0.0.1:{site.servers[0].sockets[0].getsockname()[1]}"
    twilio.serves(url, twilio.delivery.public)
    try:
        yield House(made, app, channel, data, url)
    finally:
        await app.hush()
        site.should_exit = True
        await task
        await app.stop()


def environment(twilio: FakeTwilio, api_url: str) -> dict[str, str]:
    """A deployment's settings for this account."""
    return {
        "BALLEGH_PUBLIC_URL": twilio.delivery.public,
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_WHATSAPP_FROM": twilio.sender,
        "TWILIO_API_URL": api_url,
    }


@asynccontextmanager
async def answering(folder: Path, twilio: FakeTwilio, api_url: str) -> AsyncIterator[Process | House]:
    """The product in a process of its own, as soon as it takes WhatsApp's calls; a house until then."""
    async with Process(folder, environment(twilio, api_url)) as bot:
        if await takes_whatsapp(bot.url):
            twilio.serves(bot.url, twilio.delivery.public)
            yield bot
            return
    async with house(folder / "house", twilio, api_url=api_url) as made:
        yield made


async def takes_whatsapp(url: str) -> bool:
    """Whether a bot has the address that Twilio calls: a GET is refused there, and not found elsewhere."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/whatsapp") as answer:
        return answer.status == 405
