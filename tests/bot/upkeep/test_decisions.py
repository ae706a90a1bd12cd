"""A decision on a campaign reaches every reporter once, by the way of any change of status."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from bot.upkeep.decisions import DecisionWork
from flows.indicators.find import find
from flows.indicators.traces import of_indicators, of_texts
from storage.cases.views import Reporter
from storage.tables.campaigns import StoredDecidedCase
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import NOW, Product, running, settings
from tests.storage.sealed import FILED

SMS = "Barid Al-Maghrib: votre colis {} est en attente. Payez 19 DH de frais sur poste-ma{}.xyz/p"


async def report(someone: Chat, number: int) -> str:
    """Forward a copy of the scam and send it; the reference."""
    someone.says(SMS.format(number, number))
    await someone.sees()
    someone.says("envoyer")
    filed = (await someone.sees_all(2))[0]
    return filed.codes[0]


def again(product: Product, chat: str) -> None:
    """The same chat reports the same scam once more."""
    text = SMS.format(9, 9)
    effect = replace(FILED, traces=(*of_indicators(find(text)), *of_texts((text,))))
    with product.made.storage.write() as unit:
        unit.filing.open(effect, Reporter(chat, "fr"), NOW)


def decide(product: Product, status: str, note: str = "") -> int:
    with product.made.storage.write() as unit:
        code = unit.campaigns.listed(0.0, 5)[0][0].code
        return unit.decisions.decide(code, status, note, "officer1", 1.0)


def helped(product: Product) -> str:
    return product.made.catalogue.text("fr", "notice-helped")


async def told(telegram: FakeTelegram, product: Product, someone: Chat) -> list[str]:
    """What this person was sent since they last looked."""
    await product.app.flushed()
    await telegram.settled()
    return [seen.text for seen in await someone.sees_all(len(someone.unseen))]


@pytest.mark.parametrize("times", [1, 3])
async def test_each_reporter_hears_once_and_is_thanked_once(tmp_path: Path, times: int) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        people = [telegram.chat(number) for number in (1, 2, 3)]
        for number, someone in enumerate(people):
            await report(someone, number)
        again(product, "telegram:1")
        people[2].says("STOP")
        await people[2].sees()
        assert decide(product, "referred") == 4
        for _ in range(times):
            await product.app.scheduled.decisions.tick()
        heard = [await told(telegram, product, someone) for someone in people]
        assert [len(texts) for texts in heard] == [1, 1, 0]
        assert all(helped(product) in text for texts in heard for text in texts)
        with product.made.storage.read() as unit:
            assert {case.status for case in unit.cases.newest(9, status="")} == {"referred"}
        decide(product, "investigated")
        await product.app.scheduled.decisions.tick()
        heard = [await told(telegram, product, someone) for someone in people]
        assert [len(texts) for texts in heard] == [1, 1, 0]
        assert not any(helped(product) in text for texts in heard for text in texts)
        people[2].says("START")
        await people[2].sees()
        await product.app.flushed()


async def test_a_decision_that_helps_nobody_thanks_nobody(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        people = [telegram.chat(number) for number in (1, 2)]
        for number, someone in enumerate(people):
            await report(someone, number)
        decide(product, "examined", "Avez-vous le numéro ?")
        await product.app.scheduled.decisions.tick()
        for someone in people:
            (text,) = await told(telegram, product, someone)
            assert helped(product) not in text
            assert "numéro" not in text, "an officer's words are not in a notice"


async def test_work_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    """The server stops after the decision, and another process reaches some of the cases meanwhile."""
    async with FakeTelegram() as telegram:
        people = [telegram.chat(number) for number in (1, 2, 3)]
        async with running(settings(tmp_path, telegram)) as product:
            for number, someone in enumerate(people):
                await report(someone, number)
            decide(product, "referred")
            work = product.app.scheduled.decisions
            assert isinstance(work, DecisionWork)
            with product.made.storage.read() as unit:
                first, *_ = unit.decisions.waiting(9)
            with product.made.storage.write() as unit:
                rows = work._reach(unit, first, 1.0)
            assert len(rows) == 1
        async with running(settings(tmp_path, telegram)) as product:
            await product.app.scheduled.decisions.tick()
            heard = [await told(telegram, product, someone) for someone in people]
            assert sorted(map(len, heard)) == [1, 1, 1]
            with product.made.storage.read() as unit:
                states = {row.state for row in unit.transaction.found(select(StoredDecidedCase))}
            assert states == {"told"}
