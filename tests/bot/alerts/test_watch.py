"""The operator is told of each trouble once until it is well again, in a chat and by a webhook."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.alerts.troubles import SAID, troubles
from bot.alerts.watch import WELL, Watch
from bot.observe.metrics import registry
from bot.serve.facts import expose, facts
from storage.backup.manifest import LAST_BACKUP
from storage.chats.dead_letters import Letter
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import NOW, Product, running, settings

OPERATOR = 77


@asynccontextmanager
async def hook(status: list[int]) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """An address that takes alerts, answering the statuses in turn and then 200; what it was given."""
    given: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        answer = status.pop(0) if status else 200
        if answer == 200:
            given.append(await request.json())
        return web.Response(status=answer)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", given
    finally:
        await runner.cleanup()


async def listening(telegram: FakeTelegram) -> Chat:
    """The operator's chat, which has opened the bot."""
    operator = telegram.chat(OPERATOR)
    operator.says("/start")
    await operator.sees()
    return operator


def watch(product: Product) -> Watch:
    assert product.app.watch
    return product.app.watch


def bury(product: Product) -> int:
    with product.made.storage.write() as unit:
        return unit.dead.add(Letter(0, "e", "telegram:7", b"something secret", "KeyError", NOW))


def dig(product: Product) -> None:
    with product.made.storage.write() as unit:
        unit.dead.purge(NOW + 10)


async def test_each_trouble_is_told_once_until_it_is_well_again(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, hook([500]) as (url, posted):
        given = settings(tmp_path, telegram, alert_chat=f"telegram:{OPERATOR}", alert_webhook=url)
        async with running(given) as product:
            operator = await listening(telegram)
            now = NOW
            watch(product)._clock = lambda: now
            for _ in range(5):
                await watch(product).look()
            first = {(await operator.sees()).text for _ in ("unsealed", "no officer")}
            assert first == {f"Ballegh: {SAID[name]}" for name in ("unsealed", "no officer")}
            bury(product)
            for _ in range(5):
                await watch(product).look()
            assert (await operator.sees()).text == f"Ballegh: {SAID['dead letter']}"
            assert not operator.unseen
        async with running(given) as product:
            watch(product)._clock = lambda: now
            for _ in range(3):
                await watch(product).look()
            assert not operator.unseen, "a restart repeats none"
            dig(product)
            await watch(product).look()
            assert not operator.unseen, "it may come back at once"
            now += WELL
            await watch(product).look()
            assert (await operator.sees()).text == "Ballegh: over: dead letter"
            bury(product)
            for _ in range(3):
                await watch(product).look()
            assert (await operator.sees()).text == f"Ballegh: {SAID['dead letter']}"
        told = [(one["trouble"], one["state"]) for one in posted]
        assert sorted(told[:2]) == [("no officer", "begun"), ("unsealed", "begun")]
        assert told[2:] == [("dead letter", state) for state in ("begun", "over", "begun")]
        assert "secret" not in json.dumps(posted)


@pytest.mark.parametrize(
    ("made", "most", "told"), [(0.0, 26, False), (27.0, 26, True), (25.0, 26, False), (900.0, 0, False)]
)
async def test_an_old_backup_is_told_once_one_was_made(
    tmp_path: Path, made: float, most: int, told: bool
) -> None:
    async with running(settings(tmp_path, alert_backup_hours=most)) as product:
        if made:
            with product.made.storage.write() as unit:
                unit.remembered.set(LAST_BACKUP, str(time.time() - made * 3600))
        known = facts(product.made)
        most_seconds = product.made.settings.alert_backup_hours * 3600.0
        assert ("backup" in troubles(await product.app.checks(), known, most_seconds)) is told
        expose(known, ())
        age = registry.get_sample_value("ballegh_backup_age_seconds")
        assert age == pytest.approx(made * 3600, abs=60)


async def test_a_refused_channel_is_told_by_the_other_way(tmp_path: Path) -> None:
    wrong = "9:" + "w" * 35
    async with FakeTelegram() as telegram, hook([]) as (url, posted):
        given = settings(
            tmp_path,
            telegram_api_url=telegram.url,
            telegram_bot_token=wrong,
            alert_chat="telegram:77",
            alert_webhook=url,
        )
        async with running(given) as product:
            async with asyncio.timeout(60):
                while "telegram" not in (await product.app.checks()).degraded:  # noqa: ASYNC110 - tells nobody
                    await asyncio.sleep(0.01)
            for _ in range(2):
                await watch(product).look()
        (one,) = (each for each in posted if each["trouble"] == "channel telegram")
        assert one["text"] == "Ballegh: telegram: the provider has refused (token)"
        assert wrong not in json.dumps(posted)


async def test_a_passing_trouble_is_not_told(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = settings(tmp_path, telegram, alert_chat=f"telegram:{OPERATOR}")
        async with running(given) as product:
            operator = await listening(telegram)
            for _ in range(2):
                await watch(product).look()
            for _ in ("unsealed", "no officer"):
                await operator.sees()
            for _ in range(3):
                bury(product)
                await watch(product).look()
                dig(product)
                await watch(product).look()
            assert not operator.unseen


async def test_without_a_place_nobody_looks(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        assert product.app.watch is None


@pytest.mark.parametrize(
    "given",
    [
        {"alert_chat": "telegram:77"},
        {"alert_chat": "whatsapp:+212612345678", "telegram_bot_token": "9:" + "w" * 35},
        {"alert_webhook": "http://example.org/hook"},
        {"alert_webhook": "https:///hook"},
    ],
)
def test_a_place_that_cannot_be_told_stops_the_start(tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|is missing"):
        settings(tmp_path, **given)
