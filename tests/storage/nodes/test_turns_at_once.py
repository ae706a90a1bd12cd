"""A turn in a chat at one server, in the moment in which another server changes what the turn goes by."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels import telegram
from bot.turn import alerts
from flows.core.effects import ChangeCampaign, ChangeStatus, Effect
from flows.core.events import Event, Text
from flows.core.statuses import STATUS
from flows.dialogue import notices
from flows.said import NoticeContent
from storage.cases.views import Reporter
from storage.unit import Unit
from tests.product.product import Product, opened, running, settings
from tests.storage.campaigns.test_joining import PHONE, file
from tests.storage.cluster import Cluster
from tests.storage.nodes.waiting import WAITING, overtaken
from tests.storage.sealed import FILED

DESK, OTHER, REPORTER = "web:salma", "web:omar", "web:reporter"
CASE = FILED.reference


@pytest.fixture
async def product(cluster: Cluster, tmp_path: Path) -> AsyncIterator[Product]:
    """A server on Postgres, and a case."""
    url = cluster.prepared()
    async with running(settings(tmp_path, database_url=url)) as product:
        with product.made.storage.write() as unit:
            unit.keys.ensure(time.time())
            unit.filing.open(replace(FILED, urgent=True), Reporter(REPORTER, "fr"), time.time())
        yield product
    cluster.drop(url)


def event(text: str, chat: str) -> Event:
    return Event(f"{chat}:{text}", chat, time.time(), Text(text), language="fr")


@asynccontextmanager
async def changing(product: Product, change: Callable[[Unit], object]) -> AsyncIterator[None]:
    """What is begun inside waits for this change, which commits once somebody waits for its locks."""
    with product.made.storage.write() as unit:
        change(unit)
        unit.transaction.send()
        yield
        async with asyncio.timeout(20):
            while not await asyncio.to_thread(somebody_waits, product):  # noqa: ASYNC110  # in the database
                await asyncio.sleep(0.01)


def somebody_waits(product: Product) -> bool:
    with product.made.database.engine.connect() as connection:
        return bool(connection.execute(WAITING).scalar())


async def acts(product: Product, effect: Effect, change: Callable[[Unit], object]) -> None:
    """An officer's effect, in the middle of another server's change."""
    await product.app.turns.take(event(product.enrolment(), DESK))
    async with changing(product, change):
        turn = product.app.turns.take(event("menu", DESK), lambda effects: effects.apply(effect))
        acting = asyncio.create_task(turn)
    await acting


def officer(product: Product) -> str:
    with product.made.storage.read() as unit:
        return unit.officers.present()[0].id


async def test_a_case_that_is_just_withdrawn_is_not_opened_again(product: Product) -> None:
    def withdraw(unit: Unit) -> None:
        unit.cases.change_status(ChangeStatus(CASE, "withdrawn"), time.time())

    with product.made.storage.write() as unit:
        number = unit.officers.add("Salma", time.time())[0].id
    await acts(product, ChangeStatus(CASE, "examined", officer=number), withdraw)
    with product.made.storage.read() as unit:
        case = unit.cases.by_reference(CASE)
        assert case is not None
        assert (case.status, STATUS[case.status].queued) == ("withdrawn", False)
        assert [change.status for change in unit.cases.history(CASE)] == ["withdrawn"]


async def test_of_two_who_decide_on_a_campaign_at_once_one_is_told_of_the_other(product: Product) -> None:
    storage = product.made.storage
    first, _ = (file(storage, PHONE, chat=chat) for chat in ("web:1", "web:2"))
    with storage.read() as unit:
        code = unit.campaigns.of_case(first)

    def decide(unit: Unit) -> None:
        assert unit.decisions.decide(code, "examined", "", "officer1", time.time())

    decision = ChangeCampaign("decide", "officer2", code, status="examined", seen=0)
    await acts(product, decision, decide)
    with product.made.storage.read() as unit:
        assert [each.officer for each in unit.campaigns.decisions(code)] == ["officer1"]


async def test_of_two_chats_that_use_a_code_at_once_one_is_the_officers(product: Product) -> None:
    code = product.enrolment()
    number = officer(product)
    async with changing(product, lambda unit: unit.officers.enrol(number, OTHER, time.time())):
        entering = asyncio.create_task(product.app.turns.take(event(code, DESK)))
    await entering
    with product.made.storage.read() as unit:
        assert unit.officers.by_chat(DESK) is None
        assert unit.officers.by_chat(OTHER)


async def test_an_alert_that_comes_as_the_gathered_ones_go_out_is_kept(product: Product) -> None:
    now, storage, made = time.time(), product.made.storage, opened(product.made.settings)
    first, second, third = (NoticeContent(f"AC23CD4{number}") for number in range(3))
    with storage.write() as unit:
        assert alerts.alert(unit, "officer1", first, now)
        assert alerts.alert(unit, "officer1", second, now) is None
    said = []

    def gathers(unit: Unit) -> None:
        said.append(alerts.gathered(unit, "officer1", now + alerts.MINUTE))

    with overtaken(storage, made.storage, gathers) as unit:
        assert alerts.alert(unit, "officer1", third, now) is None
    assert said == [notices.gathered(2, (second, third))]
    made.database.close()


async def test_two_servers_that_start_at_once_have_one_webhook_secret(product: Product) -> None:
    made = opened(product.made.settings)
    secrets: list[str] = []

    def starts(unit: Unit) -> None:
        secrets.append(telegram.remembered_secret(unit))

    with overtaken(product.made.storage, made.storage, starts) as unit:
        secrets.append(telegram.remembered_secret(unit))
    assert len(set(secrets)) == 1
    made.database.close()
