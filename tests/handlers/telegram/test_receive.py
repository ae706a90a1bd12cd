"""Webhook and polling: no update is confirmed before it is durable, and a failed one comes again."""

import asyncio
import io
import logging
import random
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

import aiohttp
import pytest
import structlog
import uvicorn
from starlette.applications import Starlette

from flows.core.events import Event, GroupMessage, Reachability, Start, Tap, Text
from handlers.channel import Button, Health, Message
from handlers.telegram.bot import BotApi
from handlers.telegram.channel import Telegram
from handlers.telegram.settings import TelegramSettings
from tests.fakes.telegram.server import FakeTelegram

SECRET = "s3cret_Token-1"


@dataclass
class Bot:
    """Takes the channel's events: fails as often as told, waits while told, keeps the rest."""

    taken: list[Event] = field(default_factory=list)
    failing: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def take(self, event: Event) -> None:
        """A turn."""
        self.entered.set()
        await self.gate.wait()
        if self.failing:
            self.failing -= 1
            raise OSError("disk full: secret words")
        self.taken.append(event)

    @property
    def bodies(self) -> list[object]:
        """The content of the events, in the order in which they became durable."""
        return [event.body for event in self.taken]


class Held(asyncio.Event):
    """Says when a call waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()

    async def wait(self) -> Literal[True]:
        """As always, and say so first."""
        self.reached.set()
        return await super().wait()


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def settings(server: FakeTelegram) -> TelegramSettings:
    return TelegramSettings(
        server.token, server.url, timeout=20, backoff=0.01, poll=5, now=time.time, chance=random.uniform
    )


@pytest.fixture
async def polling(settings: TelegramSettings, bot: Bot) -> AsyncIterator[Telegram]:
    channel = Telegram(settings)
    await channel.start(bot.take)
    yield channel
    await channel.stop()


class Listening(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As always, and then say so."""
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def listening(settings: TelegramSettings, bot: Bot) -> AsyncIterator[Telegram]:
    """A channel behind a real HTTP server, its webhook set."""
    bound = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{bound.getsockname()[1]}/telegram"
    channel = Telegram(replace(settings, webhook_url=address, webhook_secret=SECRET))
    app = Starlette(routes=channel.routes())
    web = Listening(uvicorn.Config(app, log_level="critical", lifespan="off", access_log=False))
    serving = asyncio.create_task(web.serve([bound]))
    await web.ready.wait()
    await channel.start(bot.take)
    yield channel
    await channel.stop()
    web.should_exit = True
    await serving


@pytest.fixture
async def hooked(settings: TelegramSettings, bot: Bot) -> AsyncIterator[Telegram]:
    async with listening(settings, bot) as channel:
        yield channel


def url_of(channel: Telegram) -> str:
    return channel._settings.webhook_url


async def becomes(channel: Telegram, status: str) -> None:
    """Wait for a status, turn by turn of the event loop. Raises TimeoutError."""
    async with asyncio.timeout(60):
        while channel.status() != status:  # noqa: ASYNC110 - a status is only ever asked, it tells nobody
            await asyncio.sleep(0)


# Polling


async def test_a_dialogue_by_polling(server, bot, polling):
    salma = server.chat(7)
    salma.says("/start")
    salma.says("salam")
    await server.settled()
    await polling.send("telegram:7", Message("q", (Button("1:q:a", "Oui"),)), 1)
    salma.taps("Oui", on=await salma.sees())
    salma.blocks()
    await server.settled()
    assert bot.bodies == [Start(), Text("salam"), Tap("1:q:a"), Reachability(False)]
    assert polling.status() == "connected"
    await server.until(lambda: server.answered)
    assert server.refusals == []


async def test_the_offset_moves_only_after_the_commit(server, bot, polling):
    bot.gate.clear()
    server.chat(7).says("salam")
    await bot.entered.wait()
    assert len(server.delivery.pending) == 1
    bot.gate.set()
    await server.settled()
    server.chat(7).says("again")
    await server.settled()
    assert [call["offset"] for call in server.called("getUpdates")][:2] == [0, 1002]


async def test_what_could_not_be_kept_comes_again_in_order(server, bot, polling):
    bot.failing = 2
    for text in ("1", "2", "3"):
        server.chat(7).says(text)
    await server.settled()
    assert bot.bodies == [Text("1"), Text("2"), Text("3")]


async def test_a_chat_that_fails_holds_nobody_else_up(server, bot, settings):
    server.chat(7).says("1")
    server.chat(8).says("other")
    server.chat(7).says("2")
    bot.failing = 1
    channel = Telegram(settings)
    await channel.start(bot.take)
    await server.settled()
    await channel.stop()
    assert bot.bodies[0] == Text("other")
    assert [event.body for event in bot.taken if event.chat == "telegram:7"] == [Text("1"), Text("2")]


@pytest.mark.parametrize("first", [17, 1_000_000])
async def test_ids_may_begin_anywhere_after_a_quiet_week(server, bot, polling, first):
    server.chat(7).says("1")
    await server.settled()
    server.goes_quiet(then=first)
    for text in ("2", "3"):
        server.chat(7).says(text)
        await server.settled()
    assert bot.bodies == [Text("1"), Text("2"), Text("3")]
    assert [event.id for event in bot.taken] == [
        "telegram:1001",
        f"telegram:{first}",
        f"telegram:{first + 1}",
    ]


async def test_what_could_not_be_kept_comes_again_also_under_lower_ids(server, bot, polling):
    server.chat(7).says("0")
    await server.settled()
    server.goes_quiet(then=17)
    bot.failing = 2
    for text in ("1", "2", "3"):
        server.chat(7).says(text)
    await server.settled()
    assert bot.bodies == [Text("0"), Text("1"), Text("2"), Text("3")]


async def test_an_old_offset_confirms_no_update_that_nobody_saw(server, bot, settings):
    channel = Telegram(replace(settings, poll=0))
    await channel.start(bot.take)
    server.chat(7).says("1")
    await server.settled()
    held = Held()
    server.fails("getUpdates", hold=held)
    await held.reached.wait()
    server.goes_quiet(then=1000)
    for text in ("2", "3", "4"):  # the offset that confirmed the first message lies between their ids
        server.chat(7).says(text)
    held.set()
    await server.until(lambda: len(bot.taken) == 4)
    await channel.stop()
    assert bot.bodies == [Text("1"), Text("2"), Text("3"), Text("4")]


async def test_an_update_that_cannot_be_read_stops_nobody(server, bot, polling, caplog):
    server.delivery.add({"update_id": 999, "message": {"text": "secret"}}, "x")
    server.chat(7).says("salam")
    await server.settled()
    assert bot.bodies == [Text("salam")]


async def test_polling_survives_failures(server, bot, polling):
    server.fails("getUpdates", status=502, times=2)
    server.fails("getUpdates", drop=True, accepted=True)
    server.fails("getUpdates", retry_after=1, times=0)
    for text in ("1", "2"):
        server.chat(7).says(text)
    await server.settled()
    assert [event.id for event in bot.taken] == ["telegram:1001", "telegram:1002"]


async def test_polling_takes_a_webhook_away(server, bot, settings):
    server.delivery.webhook({"url": "https://elsewhere.example/"})
    server.chat(7).says("salam")
    channel = Telegram(settings)
    await channel.start(bot.take)
    await server.until(lambda: bot.taken)
    await channel.stop()
    assert bot.bodies == [Text("salam")]


async def test_stopping_lets_the_open_turn_finish(server, bot, settings):
    channel = Telegram(settings)
    await channel.start(bot.take)
    bot.gate.clear()
    server.chat(7).says("salam")
    await bot.entered.wait()
    stopping = asyncio.create_task(channel.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    bot.gate.set()
    await stopping
    assert bot.bodies == [Text("salam")]
    assert len(server.delivery.pending) == 1  # not confirmed: it comes again, under the same id


async def test_stopping_waits_for_nothing_that_is_told_in_the_background(server, bot, settings):
    held = Held(), Held()
    server.fails("getMe", hold=held[0])
    server.fails("deleteWebhook", hold=held[1])
    channel = Telegram(settings)
    await channel.start(bot.take)
    for each in held:
        await each.reached.wait()
    async with asyncio.timeout(1):
        await channel.stop()


async def test_a_cancelled_call_ends_even_where_its_answer_is_there(settings):
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        writer.write(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
        time.sleep(0.1)  # noqa: ASYNC251 - the loop must not hear of the answer before the task is cancelled
        asking.cancel()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    api = BotApi(f"http://127.0.0.1:{port}", settings.token, 2.0)
    await api.open()
    asking = asyncio.create_task(api.ask(api.bot.get_me))
    with pytest.raises(asyncio.CancelledError):
        await asking
    await api.close()
    listening.close()
    await listening.wait_closed()


async def test_telegram_may_be_down_at_start(server, bot, settings):
    port = int(server.url.rpartition(":")[2])
    await server.stop()
    channel = Telegram(settings)
    await channel.start(bot.take)
    assert channel.status() == "connecting"
    back = FakeTelegram()
    await back.start(port)
    back.chat(7).says("salam")
    await back.settled()
    assert (bot.bodies, channel.status()) == ([Text("salam")], "connected")
    await channel.stop()
    await back.stop()


async def test_a_wrong_token_is_told_as_refused(server, bot, settings, caplog):
    caplog.set_level(logging.DEBUG)
    channel = Telegram(replace(settings, token="9:wrong"))
    await channel.start(bot.take)
    await becomes(channel, "refused")
    assert channel.health == Health("refused", "token")
    await channel.stop()
    assert "9:wrong" not in caplog.text


async def test_a_refused_token_is_said_once(server, settings, bot):
    channel = Telegram(replace(settings, token="9:wrong"))
    with structlog.testing.capture_logs() as lines:
        await channel.start(bot.take)
        await server.until(lambda: len(server.calls) >= 2)
        await becomes(channel, "refused")
        await channel.stop()
    errors = [line for line in lines if line["log_level"] == "error"]
    assert errors == [{"event": "telegram refuses the token", "log_level": "error", "channel": "telegram"}]


async def test_a_second_poller_is_said_once_and_its_end_is_seen(server, settings, bot):
    channel = Telegram(settings)
    with structlog.testing.capture_logs() as lines:
        conflict = "Conflict: terminated by other getUpdates request"
        faults = server.fails("getUpdates", times=3, status=409, description=conflict)
        await channel.start(bot.take)
        await server.until(lambda: faults.times == 0)
        assert channel.health == Health("refused", "conflict")
        server.chat(8).known = True
        await channel.send("telegram:8", Message("q"), 1)
        assert channel.health == Health("refused", "conflict")
        server.chat(7).says("salam")
        await server.settled()
        assert channel.health == Health("connected")
        await channel.stop()
    errors = [line["event"] for line in lines if line["log_level"] == "error"]
    assert errors == ["telegram: another program receives the updates"]


async def test_a_polling_channel_has_no_route(polling):
    assert polling.routes() == ()


async def test_groups(server, bot, polling):
    group = server.group(-100, by=server.chat(7))
    group.invites()
    group.says("bonjour")
    group.says("@ballegh_bot ?")
    await server.settled()
    invited = GroupMessage(invited=True)
    assert bot.bodies == [invited, invited, GroupMessage("@ballegh_bot ?")]


async def test_a_mention_that_waited_for_the_start_is_heard(server, bot, settings):
    group = server.group(-100, by=server.chat(7))
    group.invites()
    group.says("@ballegh_bot ?")
    server.fails("getMe", accepted=True, delay=0.3)
    channel = Telegram(settings)
    await channel.start(bot.take)
    await server.settled()
    await channel.stop()
    assert bot.bodies[-1] == GroupMessage("@ballegh_bot ?")


# Webhook


async def test_a_dialogue_by_webhook(server, bot, hooked):
    salma = server.chat(7, language="ar")
    salma.says("/start AB12")
    await server.settled()
    await hooked.send("telegram:7", Message("q", (Button("1:q:a", "Oui"),)), 1)
    salma.taps("Oui", on=await salma.sees())
    await server.settled()
    assert bot.bodies == [Start("AB12"), Tap("1:q:a")]
    assert [event.language for event in bot.taken] == ["ar", "ar"]
    assert server.answered == ["tap-1"]
    assert len(server.called("answerCallbackQuery")) == 1
    assert (server.refusals, hooked.status()) == ([], "connected")


async def test_the_webhook_is_set_with_all_it_needs(server, hooked):
    await server.until(lambda: server.called("setWebhook"))
    [request] = server.called("setWebhook")
    assert request == {
        "url": url_of(hooked),
        "secret_token": SECRET,
        "max_connections": 100,
        "allowed_updates": ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"],
    }


async def test_200_comes_only_after_the_commit(server, bot, hooked):
    bot.gate.clear()
    server.chat(7).says("salam")
    await bot.entered.wait()
    assert (server.delivery.attempts, len(server.delivery.pending)) == ([], 1)
    bot.gate.set()
    await server.settled()
    assert [attempt.status for attempt in server.delivery.attempts] == [200]


async def test_what_could_not_be_kept_is_answered_503_and_comes_again(server, bot, hooked, caplog):
    bot.failing = 2
    server.chat(7).says("1")
    server.chat(7).says("2")
    await server.settled()
    assert bot.bodies == [Text("1"), Text("2")]
    assert [attempt.status for attempt in server.delivery.attempts] == [503, 503, 200, 200]
    assert "secret words" not in caplog.text


async def test_by_webhook_too_a_mention_waits_for_the_name(server, bot, settings):
    asked = server.fails("getMe", accepted=True, hold=asyncio.Event())
    async with listening(settings, bot):
        server.group(-100, by=server.chat(7)).says("@ballegh_bot ?")
        server.chat(7).says("salam")
        await server.until(lambda: 503 in [attempt.status for attempt in server.delivery.attempts])
        await server.until(lambda: bot.bodies)
        assert bot.bodies == [Text("salam")], "a chat of one's own waits for no name"
        asked.hold.set()
        await server.settled()
    assert bot.bodies == [Text("salam"), GroupMessage("@ballegh_bot ?")]


async def test_without_a_name_groups_do_not_wait_for_ever(server, bot, settings):
    server.fails("getMe", status=401)
    async with listening(settings, bot):
        server.group(-100, by=server.chat(7)).says("/help")
        await server.settled()
    assert bot.bodies == [GroupMessage("/help")]


async def test_setting_the_webhook_is_tried_again(server, bot, settings):
    server.fails("setWebhook", status=500, times=2)
    address = "https://ballegh.example/telegram"
    channel = Telegram(replace(settings, webhook_url=address, webhook_secret=SECRET))
    await channel.start(bot.take)
    await server.until(lambda: server.delivery.url == address)
    await channel.stop()
    assert len(server.called("setWebhook")) == 3


async def test_a_webhook_that_telegram_refuses(server, bot, settings):
    channel = Telegram(
        replace(settings, webhook_url="http://ballegh.example/telegram", webhook_secret=SECRET)
    )
    await channel.start(bot.take)
    await becomes(channel, "refused")
    assert channel.health == Health("refused", "webhook")
    await channel.stop()


UPDATE = b'{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"x"}}'
SIGNED = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
POSTS = [
    (UPDATE, SIGNED, 200),
    (UPDATE, {}, 403),
    (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": ""}, 403),
    (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"}, 403),
    (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": "é"}, 403),
    (b"", SIGNED, 400),
    (b"{", SIGNED, 400),
    (b'{"update_id":5,"message":{"text":3}}', SIGNED, 400),
    (UPDATE.replace(b'"text":', b'"\xff":'), SIGNED, 400),
    (UPDATE.replace(b'"text"', b'"forward_origin":{"date":1%b},"text"' % (b"0" * 400)), SIGNED, 200),
    (b'{"update_id":5,"something_new":{}}', SIGNED, 200),
    (b" " * 1_048_577, SIGNED, 413),
]


@pytest.mark.parametrize(("body", "headers", "status"), POSTS)
async def test_what_is_posted(bot, hooked, body, headers, status):
    async with (
        aiohttp.ClientSession() as session,
        session.post(url_of(hooked), data=io.BytesIO(body), headers=headers) as answer,
    ):
        assert answer.status == status
        assert await answer.read() == b""
    assert bot.bodies == ([Text("x")] if status == 200 and b'"text":"x"' in body else [])


async def test_other_methods_are_not_allowed(hooked):
    async with aiohttp.ClientSession() as session, session.get(url_of(hooked)) as answer:
        assert answer.status == 405


async def test_once_stopped_telegram_is_asked_to_come_again(bot, hooked):
    await hooked.stop()
    async with (
        aiohttp.ClientSession() as session,
        session.post(url_of(hooked), data=UPDATE, headers=SIGNED) as answer,
    ):
        assert answer.status == 503
