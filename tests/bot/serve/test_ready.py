"""`/ready` and `/metrics` about a provider that refuses us: the line is open, and says what is degraded."""

import asyncio
from pathlib import Path

import httpx

from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, serving, settings


async def degraded(product: Product, name: str, said: str, within: float = 5.0) -> httpx.Response:
    """The answer of `/ready` once it says this about a part."""
    async with asyncio.timeout(within), httpx.AsyncClient(base_url=product.url) as client:
        while True:
            answer = await client.get("/ready")
            if answer.json()["degraded"].get(name) == said:
                return answer
            await asyncio.sleep(0.01)


async def exported(product: Product) -> dict[str, float]:
    """Every sample of `/metrics`: its name with labels, and its value."""
    async with httpx.AsyncClient(base_url=product.url) as client:
        lines = (await client.get("/metrics")).text.splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


async def test_a_refused_token_is_degraded_while_the_web_chat_goes_on(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = settings(tmp_path, telegram_api_url=telegram.url, telegram_bot_token="9:" + "w" * 35)
        async with serving(given) as product:
            answer = await degraded(product, "telegram", "refused (token)")
            assert (answer.status_code, answer.json()["ready"]) == (200, True)
            found = await exported(product)
            assert found['ballegh_channel_up{channel="telegram"}'] == 0
            assert found['ballegh_channel_up{channel="web"}'] == 1


async def test_a_second_poller_is_degraded_until_it_ends(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        telegram.fails("getUpdates", status=409, description="Conflict: terminated by other", times=1)
        async with serving(settings(tmp_path, telegram)) as product:
            await degraded(product, "telegram", "refused (conflict)")
            telegram.chat(7).says("/start")
            await telegram.chat(7).sees()
            assert (await exported(product))['ballegh_channel_up{channel="telegram"}'] == 1
