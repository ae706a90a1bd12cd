"""The whole product in a flood: made-up cookies, open streams, silent connections, alerts by the dozen."""

import asyncio
import resource
import secrets
import time
from pathlib import Path

import httpx
import pytest

from bot.observe.metrics import registry
from bot.serve import connections
from bot.serve.connections import most_connections, raise_file_limit
from bot.turn.render import decode
from flows.core.events import Event, Tap, Text
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import limited_site, running, serving, settings

DANGER = "au secours il est devant ma porte avec un couteau"


async def test_made_up_cookies_are_nothing(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product:
        headers = {"Origin": product.url}
        async with httpx.AsyncClient(base_url=product.url, headers=headers) as client:
            for number in range(50):
                given = {"Cookie": f"ballegh={secrets.token_urlsafe(32)}"}
                said = {"id": f"message-{number}", "text": DANGER}
                answer = await client.post("/web/messages", json=said, headers=given)
                assert answer.status_code == 401
        with product.made.storage.read() as unit:
            assert unit.cases.newest(1) == []
            assert sum(unit.undelivered.states().values()) == 0


async def test_beyond_the_budget_the_stream_of_an_honest_visitor_still_answers(tmp_path: Path) -> None:
    """More pages than the line has room for are open; one that is let in is answered."""
    config = tmp_path / "limits.toml"
    config.write_text("[limits]\nweb_streams = 8\n")
    async with serving(settings(tmp_path, config_file=config)) as product, calling(product) as someone:
        await someone.posts(hello=True, language="fr")
        await someone.hears()
        async with httpx.AsyncClient(base_url=product.url) as flooding:
            statuses = []
            for _ in range(20):
                cookie = (await flooding.get("/")).headers["set-cookie"].partition(";")[0]
                request = flooding.build_request("GET", "/web/stream", headers={"Cookie": cookie})
                flooding.cookies.clear()
                statuses.append((await flooding.send(request, stream=True)).status_code)
            assert statuses.count(200) == 5
            assert set(statuses) == {200, 429}
            await someone.posts(text="bonjour")
            assert (await someone.hears())["text"]
        assert (registry.get_sample_value("ballegh_refused_total", {"reason": "streams"}) or 0) >= 15


async def test_alerts_of_a_minute_reach_an_officer_as_one(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        now = time.time()
        officer = telegram.chat(900, language="fr")
        officer.says(product.enrolment())
        await officer.sees()
        for number in range(20):
            chat = f"web:{number}"
            await product.app.intake.take(Event(f"{number}:1", chat, now, Text(DANGER), "1", "fr"))
            with product.made.storage.read() as unit:
                said = [decode(row.body) for row in unit.outbox.pending(chat, 0)]
            send = next(one.id for each in said for one in each.buttons if one.id.endswith(":send"))
            await product.app.intake.take(Event(f"{number}:2", chat, now, Tap(send), "2"))
        await product.app.flushed()
        urgent = [seen.text for seen in officer.unseen if "⚠️" in seen.text]
        assert len(urgent) == 1
        await product.app.scheduled.alerts.tick()
        await product.app.scheduled.alerts.tick(later=61.0)
        await product.app.scheduled.alerts.tick(later=61.0)
        await product.app.flushed()
        urgent = [seen.text for seen in officer.unseen if "⚠️" in seen.text]
        assert len(urgent) == 2
        assert "19" in urgent[1]


async def test_more_connections_than_there_is_room_for_are_closed_and_the_others_served(monkeypatch) -> None:
    """Silent ones go too, after a while."""
    monkeypatch.setattr(connections, "most_connections", lambda: 20)
    monkeypatch.setattr(connections, "SILENT", 0.5)

    site, task = await limited_site()
    port = site.servers[0].sockets[0].getsockname()[1]
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(40)]
    async with asyncio.timeout(60):
        for reader, _ in silent:
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await reader.readexactly(1)
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"http://127.0.0.1:{port}/")).status_code == 200
    for _, writer in silent:
        writer.close()
    site.should_exit = True
    await task


def test_the_server_may_open_as_many_files_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, before[1]))
        assert most_connections() == 172
        raise_file_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
