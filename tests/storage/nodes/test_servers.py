"""Two servers on one Postgres: a page hears what the other wrote, work has one doer, roles share a chat."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import Crowded
from flows.core.events import Event, Text
from handlers.sharing import SHARE
from tests.product.calling import Caller, calling
from tests.product.product import NOW, Product, configured, serving, settings
from tests.storage.cluster import Cluster

SOON = 20.0
"""Seconds that a loaded machine may take; a page that heard nothing would wait for ever."""


@asynccontextmanager
async def two(
    cluster: Cluster, folder: Path, *roles: str, toml: str = ""
) -> AsyncIterator[tuple[Product, Product]]:
    """Two servers, each with a role."""
    url, given = cluster.prepared(), configured(folder, toml)
    one, other = (
        settings(folder, database_url=url, role=role, config_file=given) for role in roles or ("all", "all")
    )
    async with serving(one) as first, serving(other) as second:
        await until(first, lambda: first.app.node.membership.count == 2)
        await until(second, lambda: second.app.node.membership.count == 2)
        yield first, second


async def until(product: Product, true: Callable[[], bool]) -> None:
    """Return once this holds, at one of the server's signs of life."""
    membership, beaten = product.app.node.membership, asyncio.Event()
    before = membership.changed

    def changed() -> None:
        before()
        beaten.set()

    membership.changed = changed
    async with asyncio.timeout(SOON):
        while not true():
            await beaten.wait()
            beaten.clear()
    membership.changed = before


async def hears(caller: Caller) -> dict:
    async with asyncio.timeout(SOON):
        return await caller.hears()


async def posts(product: Product, caller: Caller, number: int, **body: object) -> None:
    """Post to this server, wherever the page is open."""
    headers = {"Origin": product.url}
    answer = await caller.client.post(
        f"{product.url}/web/messages", json={"id": f"message-{number}"} | body, headers=headers
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("roles", [("all", "all"), ("work", "serve"), ("serve", "all")])
@pytest.mark.few(2)
async def test_a_page_hears_at_once_what_was_posted_to_the_other_server(cluster, tmp_path, roles):
    async with two(cluster, tmp_path, *roles) as (first, second):
        page, post = (second, second) if roles[0] == "work" else (second, first)
        async with calling(page) as caller:
            for number in range(3):
                await posts(post, caller, number, text=("salam", "menu", "aide")[number])
                said = await hears(caller)
                assert said["text"]
        assert [each.app.node.membership.count for each in (first, second)] == [2, 2]


async def test_a_page_that_was_away_is_cleared_by_the_other_server(cluster, tmp_path):
    async with two(cluster, tmp_path) as (first, second):
        async with calling(first) as caller:
            await posts(first, caller, 1, text="salam")
            before = await hears(caller)
            cookies = caller.client.cookies
            await posts(first, caller, 2, text="cacher")
        async with calling(second, after=before["row"], cookies=cookies) as caller, asyncio.timeout(SOON):
            async for line in caller.stream:
                if line == "event: clear":
                    return


async def test_one_server_does_the_scheduled_work_and_the_other_takes_over(cluster, tmp_path):
    async with two(cluster, tmp_path) as (first, second):
        leads = [each.app.node.membership.leads() for each in (first, second)]
        assert sorted(leads) == [False, True]
        leader, other = (first, second) if leads[0] else (second, first)
        token = leader.app.node.membership.token
        await leader.app.node.stop()
        assert not leader.app.node.membership.leads()
        await until(other, other.app.node.membership.leads)
        assert other.app.node.membership.token > token


def said(number: int, words: str, chat: str) -> Event:
    return Event(f"{chat}:{number}", chat, NOW, Text(words), str(number), "fr", fresh=bytes(24))


async def test_a_flood_at_two_servers_is_one_flood_and_whoever_is_in_danger_is_heard(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Sixteen at once and eight a second, at both together, and an eighth more."""
    async with two(cluster, tmp_path, toml="[limits]\nevents_overall = 8\n") as running:
        began = time.monotonic()
        tries = [
            product.app.intake.take(said(number, words, f"web:{product.url}:{number}"))
            for number, words in enumerate(["bonjour"] * 60 + ["au secours il a un couteau"])
            for product in running
        ]
        *answers, one, other = await asyncio.gather(*tries, return_exceptions=True)
        passed = time.monotonic() - began
        assert {*map(type, answers)} == {type(None), Crowded}
        assert 16 <= answers.count(None) <= (16 + 8 * passed) * (1 + SHARE)
        assert (one, other) == (None, None)
