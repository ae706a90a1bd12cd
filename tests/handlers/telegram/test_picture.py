"""A receipt's picture on Telegram: after the text, quiet, and never at the text's expense."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from flows.core.events import Event
from handlers import receipt_link
from handlers.channel import Message
from handlers.telegram.channel import Telegram
from handlers.telegram.settings import TelegramSettings
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.test_receipt_link import TELEGRAM, WEB, receipt
from tests.qr import scanned

CAPTIONS = {"fr": "Une image à garder.", "ar": "صورة", "ary": "تصويرة"}
SECRET = "K7M29QXACDEFGHJKMNPQRTVW"


async def ignore(_: Event) -> None:
    """Events do not matter here."""


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        fake.chat(7).says("/start")
        yield fake


@asynccontextmanager
async def opened(server: FakeTelegram, *, named: bool = True, **more: object) -> AsyncIterator[Telegram]:
    """A channel that has learnt its name, or cannot."""
    if not named:
        server.fails("getMe", status=500, times=10_000)
    bare = TelegramSettings(
        server.token,
        server.url,
        timeout=1,
        backoff=0.01,
        captions=CAPTIONS,
        now=time.time,
        chance=random.uniform,
    )
    channel = Telegram(replace(bare, **more))  # type: ignore[arg-type]  # the settings' own fields
    await channel.start(ignore)
    async with asyncio.timeout(60):
        while named and not channel._me.username:  # noqa: ASYNC110 - it tells nobody that it has learnt it
            await asyncio.sleep(0)
    yield channel
    await channel.stop()


async def sends(channel: Telegram, message: Message, row: int = 1) -> list[str]:
    """As the sender does: the text, then what goes with it; the ids of both."""
    text = await channel.send("telegram:7", message, row)
    return [text, *filter(None, [await channel.accompany("telegram:7", message)])]


async def test_the_picture_follows_the_text_and_opens_this_bot(server, tmp_path):
    async with opened(server) as channel:
        ids = await sends(channel, receipt())
    seen = await server.chat(7).sees()
    picture = server.chat(7).pictures[0]
    assert seen.codes == receipt().codes
    assert ids == [f"{seen.id}", f"{picture.id}"]
    assert seen.id < picture.id
    assert (picture.caption, picture.blurred, picture.silent) == (CAPTIONS["fr"], True, True)
    assert picture.content == receipt_link.draw(TELEGRAM, receipt())
    assert server.refusals == []
    assert scanned(picture.content, tmp_path) == f"{TELEGRAM}{SECRET}"


async def test_every_language_has_its_caption(server):
    async with opened(server) as channel:
        for row, language in enumerate(CAPTIONS):
            await sends(channel, replace(receipt(), language=language), row)
    assert [picture.caption for picture in server.chat(7).pictures] == list(CAPTIONS.values())


async def test_other_messages_have_none(server):
    async with opened(server) as channel:
        await sends(channel, Message("bonjour\nK7M29QXA", codes=("K7M29QXA",)))
    assert server.called("sendPhoto") == []


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({"captions": {}, "case_link": WEB}, None),
        ({"named": False}, None),
        ({"named": False, "case_link": WEB}, WEB),
        ({"case_link": WEB}, TELEGRAM),
    ],
    ids=["switched off", "no name, no site", "no name yet", "both"],
)
async def test_where_the_link_leads(server, more, address):
    async with opened(server, **more) as channel:
        ids = await sends(channel, receipt())
    pictures = [picture.content for picture in server.chat(7).pictures]
    assert pictures == ([receipt_link.draw(address, receipt())] if address else [])
    assert len(ids) == 1 + len(pictures)


FAULTS = [
    {"status": 400, "description": "Bad Request: IMAGE_PROCESS_FAILED"},
    {"status": 403, "description": "Forbidden: bot was blocked by the user"},
    {"status": 500},
    {"status": 504},
    {"retry_after": 5},
    {"drop": True},
    {"drop": True, "accepted": True},
    {"hold": asyncio.Event(), "accepted": True},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: " ".join(fault))
async def test_a_picture_that_fails_costs_the_text_nothing(server, caplog, fault):
    caplog.set_level(logging.DEBUG)
    server.fails("sendPhoto", **fault)
    async with opened(server) as channel:
        ids = await sends(channel, receipt())
        await sends(channel, Message("la suite"), 2)
    first, second = await server.chat(7).sees_all(2)
    assert (ids, second.text) == ([str(first.id)], "la suite")
    assert len(server.called("sendMessage")) == 2
    assert len(server.called("sendPhoto")) <= 1
    assert server.token not in caplog.text
    assert SECRET not in caplog.text


async def test_hiding_takes_the_picture_too(server):
    async with opened(server) as channel:
        ids = await sends(channel, receipt())
        assert await channel.hide("telegram:7", [",".join(ids)], 9) == 2
    assert [message["text"] for message in server.chat(7).messages] == ["/start"]
