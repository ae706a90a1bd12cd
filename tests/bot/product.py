"""The whole product, running in this process, with fakes of the providers around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from bot.app import App, Base, base
from bot.settings import Settings
from tests.fakes.telegram import FakeTelegram


@dataclass
class Product:
    """A running product. `url` is its address once `serving`."""

    made: Base
    app: App
    url: str = ""

    def enrolment(self, name: str = "Salma") -> str:
        """A one-time line that makes a chat an officer's."""
        with self.made.shelf.write() as unit:
            _, code = unit.officers.add(name, 1.0)
        return f"officer_{code}"


def settings(folder: Path, telegram: FakeTelegram | None = None, **more: Any) -> Settings:
    """Settings of a deployment in this folder."""
    given: dict[str, Any] = {"data_dir": folder} | more
    if telegram is not None:
        given |= {"telegram_bot_token": telegram.token, "telegram_api_url": telegram.url}
    return Settings(**given)


def opened(given: Settings) -> Base:
    """What a server opens first."""
    made = base(given)
    made.database.claim_exclusive()
    made.database.migrate()
    return made


@asynccontextmanager
async def running(given: Settings) -> AsyncIterator[Product]:
    """The product from start to stop, without HTTP."""
    made = opened(given)
    app = App(made)
    await app.start()
    try:
        yield Product(made, app)
    finally:
        await app.stop()


@asynccontextmanager
async def serving(given: Settings) -> AsyncIterator[Product]:
    """The product with its site on a port of its own."""
    import asyncio

    async with running(given) as product:
        config = uvicorn.Config(product.app.site, port=0, lifespan="off", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined,unused-ignore]  # pytest has its own
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        product.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        try:
            yield product
        finally:
            server.should_exit = True
            for channel in product.app.channels.values():
                await channel.stop()
            await task
