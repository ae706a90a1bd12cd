"""Whoever says STOP on Telegram or in the web chat gets no news by themselves, and loses none."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from storage.delivery.messages import FAILED
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import Product, running, serving, settings
from tests.product.test_telegram import SMS, data
from tests.product.whatsapp import rows


def held(product: Product) -> list[str]:
    """The reasons of the messages that are kept for a person's return."""
    return [row.reason for row in rows(product) if row.state in FAILED and row.body is not None]


async def until(holds: Callable[[], object]) -> None:
    """Wait until something is kept that no message tells of."""
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - what is kept is only ever asked, it tells nobody
            await asyncio.sleep(0.01)


async def refers(officer, desk) -> str:
    """The officer refers the one new case; the case's page."""
    officer.taps(data(desk, "new"))
    opened = await officer.sees()
    officer.taps(data(opened, "status"))
    officer.taps(data(await officer.sees(), "referred"))
    await officer.sees()
    officer.says("/skip")
    await officer.sees()
    return str(opened.text)


async def test_stop_on_telegram_holds_news_back_until_the_person_writes(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        label = product.made.catalogue.label
        officer, reporter = telegram.chat(7, language="fr"), telegram.chat(8, language="ar")
        officer.says(f"/start {product.enrolment()}")
        desk = await officer.sees()
        reporter.forwards(SMS)
        reporter.taps(data(await reporter.sees(), "send"))
        filed, _ = await reporter.sees_all(2)
        reporter.says("توقف")
        assert label("fr", "do-start") in [text for row in (await reporter.sees()).rows for text, _ in row]
        assert label("fr", "window-stopped") in await refers(officer, desk)
        await until(lambda: held(product))
        assert held(product) == ["opted_out"]
        reporter.says("menu")
        news, _ = await reporter.sees_all(2)
        assert filed.codes[0] in news.codes
        assert label("fr", "missed-stopped") in news.text
        await telegram.settled()
        assert (held(product), telegram.refusals) == ([], [])


async def test_stop_in_the_web_chat_holds_news_back_until_the_person_is_there(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, serving(settings(tmp_path, telegram)) as product:
        officer = telegram.chat(7, language="fr")
        officer.says(f"/start {product.enrolment()}")
        desk = await officer.sees()
        async with calling(product) as reporter:
            await reporter.posts(text=SMS, language="fr")
            await reporter.taps(await reporter.hears(), "send")
            reference = (await reporter.hears())["codes"][0]
            await reporter.hears()
            await reporter.posts(text="stop", language="fr")
            await reporter.hears()
            await refers(officer, desk)
            await until(lambda: held(product))
            await reporter.posts(text="menu", language="fr")
            assert reference in (await reporter.hears())["codes"], "and nothing came before"
