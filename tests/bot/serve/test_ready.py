"""`/ready` and `/metrics` about a provider that refuses us: the line is open, and says what is degraded."""

import asyncio
from pathlib import Path

import httpx
import pytest

from bot.observe.version import version
from flows.core.effects import FileCase
from storage.cases.views import Reporter
from storage.chats.dead_letters import Letter
from tests.fakes.loopback import NO_CERTIFICATES
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import NOW, Product, serving, settings


async def degraded(product: Product, name: str, said: str, within: float = 60.0) -> httpx.Response:
    """The answer of `/ready` once it says this about a part."""
    async with (
        asyncio.timeout(within),
        httpx.AsyncClient(base_url=product.url, verify=NO_CERTIFICATES) as client,
    ):
        while True:
            answer = await client.get("/ready")
            if answer.json()["degraded"].get(name) == said:
                return answer
            await asyncio.sleep(0.01)


async def exported(product: Product) -> dict[str, float]:
    """Every sample of `/metrics`: its name with labels, and its value."""
    async with httpx.AsyncClient(base_url=product.url, verify=NO_CERTIFICATES) as client:
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


@pytest.mark.sqlite("who writes keeps all others out")
async def test_a_write_that_fails_is_told_apart_from_a_nearly_full_disk(tmp_path: Path) -> None:
    async with (
        serving(settings(tmp_path)) as product,
        httpx.AsyncClient(base_url=product.url, verify=NO_CERTIFICATES) as client,
    ):
        ready = (await client.get("/ready")).json()
        assert ready["write"]
        assert 0 <= ready["last_write_seconds"] < 60
        product.app.checks.probe.written -= 60
        with product.made.database.write():  # another program holds the database, as a hung disk would
            product.app.checks.probe.longest = 0.2
            answer = await client.get("/ready")
            found = answer.json()
            assert (answer.status_code, found["ready"], found["write"]) == (503, False, False)
            assert (found["database"], found["disk"]) == (True, True)
            assert found["last_write_seconds"] > 59
            assert (await exported(product))['ballegh_works{part="write"}'] == 0
        product.app.checks.probe.longest = 10
        assert (await client.get("/ready")).json()["write"]


async def test_metrics_are_fresh_at_every_scrape(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, serving(settings(tmp_path, telegram)) as product:
        before = await exported(product)
        assert before['ballegh_officers{state="enrolled"}'] == before["ballegh_dead_letters"] == 0
        officer = telegram.chat(5)
        officer.says(f"/start {product.enrolment()}")
        await officer.sees()
        someone = telegram.chat(7)
        telegram.fails("getFile", status=400, description="Bad Request: file is too big")
        someone.sends_photo(b"\xff\xd8\xff" + bytes(100))
        await someone.sees()
        await product.app.flushed()
        case = FileCase("AB23CD45", "0" * 28, "fraud", False, True, "", (("story", "x"),))
        with product.made.storage.write() as unit:
            unit.dead.add(Letter(0, "e", "telegram:7", b"", "KeyError", NOW))
            unit.filing.open(case, Reporter("telegram:7", "fr"), NOW - 90_000)
        after = await exported(product)
        assert after['ballegh_officers{state="enrolled"}'] == after["ballegh_dead_letters"] == 1
        assert after['ballegh_cases{channel="telegram"}'] == 1
        failed = 'ballegh_fetch_failures_total{channel="telegram",reason="too_big"}'
        assert after[failed] == before.get(failed, 0) + 1
        assert after["ballegh_sealed"] == 0, "the first key lies on this server"
        assert after["ballegh_database_bytes"] > 100_000
        assert after['ballegh_free_disk_bytes{folder="data"}'] > 0
        assert after[f'ballegh_build_info{{version="{version()}"}}'] == 1
        assert after["ballegh_commit_seconds_count"] > before["ballegh_commit_seconds_count"]
        assert after["ballegh_commit_failures_total"] == before["ballegh_commit_failures_total"]
        assert after["ballegh_last_digest_timestamp_seconds"] == 0
