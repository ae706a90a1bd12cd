"""The client over its two transports: requests on the wire, cancelled calls, logs."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
import telegram

from handlers.channel import SendError
from handlers.telegram.bot import BotApi, accepted
from handlers.telegram.updates import LinkPreview, SendMessage
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.wire import answer, answering


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        fake.chat(7).says("/start")
        yield fake


@pytest.fixture
async def api(server: FakeTelegram) -> AsyncIterator[BotApi]:
    opened = BotApi(server.url, server.token, 2.0, polling=True)
    await opened.open()
    yield opened
    await opened.close()


async def test_a_cancelled_poll_ends_and_its_connection_closes():
    asked, closed = asyncio.Event(), asyncio.Event()

    async def keep_waiting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"allowed_updates")
        asked.set()
        await reader.read()
        closed.set()
        writer.close()

    listening = await asyncio.start_server(keep_waiting, "127.0.0.1", 0)
    api = BotApi(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", "1:x", 2.0, polling=True)
    await api.open()
    async with asyncio.timeout(60):
        polling = asyncio.create_task(api.ask(api.bot.raw_updates, 0, 50))
        await asked.wait()
        polling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await polling
        await closed.wait()
        await api.close()
    listening.close()
    await listening.wait_closed()


async def test_updates_come_as_they_were_sent(server, api):
    sent = server.chat(7).says("سلام 😀")
    updates = await api.ask(api.bot.raw_updates, 0, 1)
    assert bytes(updates[-1]).decode().count('"update_id"') == 1
    assert len(updates) == 2
    assert str(sent["update_id"]).encode() in bytes(updates[-1])


async def test_a_poll_that_is_refused_or_lost(server, api):
    server.fails("getUpdates", status=409, description="Conflict: terminated by other getUpdates request")
    server.fails("getUpdates", status=502)
    server.fails("getUpdates", drop=True)
    server.fails("getUpdates", retry_after=3)
    reasons = []
    for _ in range(4):
        with pytest.raises(SendError) as failed:
            await api.ask(api.bot.raw_updates, 0, 1)
        reasons.append((failed.value.reason, failed.value.after))
    assert reasons[:2] == [("409", None), ("502", None)]
    assert reasons[2][0].endswith("Error")
    assert reasons[3] == ("429", 3)


async def test_lists_go_as_lists_and_files_as_a_form(server, api):
    await api.ask(api.bot.delete_messages, 7, [1, 2])
    assert server.called("deleteMessages") == [{"chat_id": 7, "message_ids": [1, 2]}]
    assert server.refusals == []


async def test_the_fake_reads_forms_with_lists_as_text(server):
    async with telegram.request.HTTPXRequest(httpx_kwargs={"trust_env": False}) as own:
        bot = telegram.Bot(server.token, f"{server.url}/bot", request=own, get_updates_request=own)
        await bot.set_my_commands([telegram.BotCommand("start", "7")], language_code="fr")
        await bot.delete_messages(7, [1, 2])
        await bot.send_message(7, "[1]")
        with pytest.raises(telegram.error.BadRequest):
            await bot.delete_messages(7, "[1")  # type: ignore[arg-type]  # a text that spells no list
    assert server.profile["commands", "fr"] == [{"command": "start", "description": "7"}]
    assert server.called("deleteMessages")[0] == {"chat_id": 7, "message_ids": [1, 2]}
    assert server.called("sendMessage") == [{"chat_id": 7, "text": "[1]"}]


@pytest.mark.parametrize("polling", [False, True])
async def test_neither_token_nor_content_is_logged(server, caplog, polling):
    caplog.set_level(logging.DEBUG)
    api = BotApi(server.url, server.token, 2.0, polling=polling)
    await api.open()
    await api.ask(api.bot.get_me)
    await api.send(SendMessage(7, "secret words", LinkPreview()))
    await api.ask(api.bot.raw_updates, 0, 1)
    server.fails("getMe", status=404, description="Not Found")
    server.fails("getUpdates", drop=True)
    for call in (api.bot.get_me(), api.bot.raw_updates(0, 1)):
        with pytest.raises(SendError):
            await api.ask(lambda call=call: call)  # type: ignore[misc]  # mypy infers no default of a lambda
    await api.close()
    assert server.token not in caplog.text
    assert "secret" not in caplog.text


async def test_an_answer_that_is_not_json_is_not_logged(caplog):
    caplog.set_level(logging.DEBUG)
    async with answering(answer(200, b"secret words")) as url:
        api = BotApi(url, "1:x", 2.0, polling=True)
        await api.open()
        for call in (api.bot.get_me, lambda: api.bot.raw_updates(0, 1)):
            with pytest.raises(SendError) as failed:
                await api.ask(call)
            assert failed.value.reason == "malformed"
        await api.close()
    assert "secret" not in caplog.text


async def test_whether_telegram_takes_a_token(server):
    assert await accepted(server.url, server.token) == "connected"
    assert await accepted(server.url, "9:wrong") == "refused"
    await server.stop()
    assert await accepted(server.url, server.token) == "connecting"
