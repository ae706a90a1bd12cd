"""The channel `relay` was added: a message comes in over HTTP, an answer goes out."""

import asyncio
from typing import Any

from httpx import ASGITransport, AsyncClient

from bot.app import App
from bot.base import base, bring_up
from bot.settings.load import load_settings
from tests.house.adding.play import check_keys, file, house, reporter


async def answered() -> str:
    """The language of the first answer to a message that came in through the channel."""
    made = base(load_settings())
    bring_up(made)
    app = App(made)
    await app.start()
    relay: Any = app.channels["relay"]
    async with AsyncClient(transport=ASGITransport(app.site), base_url="http://relay") as client:
        assert (await client.post("/relay/7", content="Bonjour")).status_code == 200
    chat, message = await asyncio.wait_for(relay.sent.get(), 60)
    await app.stop()
    assert chat == "relay:7"
    return str(message.language)


check_keys()
assert asyncio.run(answered()) == "fr"
built = house()
assert "hide" in reporter(built, "relay:1").says("menu").options
assert "hide" not in reporter(built, "whatsapp:1").says("menu").options
person = file(reporter(built, "relay:2").taps("fraud"))
assert any("stays-relay" in seen.keys for seen in person.messages)
