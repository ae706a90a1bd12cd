"""Ending in order: what is under way is finished, what waits is left for the next start."""

import asyncio
import time
from pathlib import Path

from sqlalchemy import select

from storage.tables.messages import Outbox
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import limited_site, opened, running, settings


def outbox(folder: Path) -> list[tuple[str, bool]]:
    """State and mark of each row that is left."""
    made = opened(settings(folder))
    with made.storage.read() as unit:
        found = unit.transaction.rows(select(Outbox.__table__.c.state, Outbox.__table__.c.resent))
    made.database.close()
    return [(row[0], bool(row[1])) for row in found]


async def test_a_message_on_its_way_is_answered_before_the_line_is_closed(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7)
        answer = asyncio.Event()
        telegram.fails("sendMessage", accepted=True, hold=answer)
        async with running(settings(tmp_path, telegram)):
            someone.says("/start")
            await telegram.until(lambda: someone.unseen)
            asyncio.get_running_loop().call_later(0.3, answer.set)
        assert outbox(tmp_path) == [("sent", False)]
        async with running(settings(tmp_path, telegram)):
            someone.says("/help")
            await telegram.until(lambda: len(someone.unseen) == 2)
        assert len(telegram.called("sendMessage")) == 2


async def test_a_message_that_waits_for_its_next_try_holds_nothing_up(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7)
        telegram.limits(7, seconds=60)
        async with running(settings(tmp_path, telegram)):
            someone.says("/start")
            await telegram.until(lambda: telegram.called("sendMessage"))
            await telegram.settled()
            began = time.monotonic()
        assert time.monotonic() - began < 30
        assert outbox(tmp_path) == [("queued", False)]


async def test_a_request_on_its_way_when_the_server_ends_is_answered() -> None:
    site, task = await limited_site()
    listening = site.servers[0]
    reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
    while not site.server_state.connections:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0)
    site.should_exit = True
    while listening.is_serving():  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0)
    writer.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n")
    answer = await reader.read()  # to its end: it is closed after the answer
    writer.close()
    await task
    assert answer.startswith(b"HTTP/1.1 200")
