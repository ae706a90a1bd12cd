"""Urgent cases that nobody takes are told again, ever more rarely, and supervisors are asked in the end."""

import time
from pathlib import Path

from bot.serve.facts import facts
from flows.core.effects import ChangeStatus
from flows.core.events import Event, Text
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, running, settings

DANGER = "au secours il est devant ma porte"
MINUTES = 60.0


async def urgent(product: Product, number: int = 1, minutes_ago: float = 0.0) -> str:
    """Somebody in danger reports; the reference."""
    now = time.time() - minutes_ago * MINUTES
    chat = f"web:{number}"
    await product.app.intake.take(Event(f"{number}:1", chat, now, Text(DANGER), "1", "fr"))
    await product.app.intake.take(Event(f"{number}:2", chat, now, Text("envoyer"), "2", "fr"))
    with product.made.storage.read() as unit:
        return unit.cases.of_chat(chat, 1)[0].reference


async def enrolled(telegram: FakeTelegram, product: Product, number: int) -> Chat:
    officer = telegram.chat(number, language="fr")
    officer.says(product.enrolment(f"Officer {number}"))
    await officer.sees()
    return officer


async def reminded(telegram: FakeTelegram, product: Product, officer: Chat, minutes: float) -> list[str]:
    """The messages of a look so many minutes after the first filing."""
    with product.made.storage.read() as unit:
        filed = unit.cases.newest(9)[-1].created
    await product.app.scheduled.alerts.tick(later=filed + minutes * MINUTES - time.time())
    await product.app.flushed()
    await telegram.settled()
    return [seen.text for seen in await officer.sees_all(len(officer.unseen))]


async def test_officers_are_reminded_ever_more_rarely_and_then_asked_to_give_it_away(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma = await enrolled(telegram, product, 900)
        case = await urgent(product)
        assert [case in text for text in await reminded(telegram, product, salma, 9)] == [True]  # the alert
        (first,) = await reminded(telegram, product, salma, 10.1)
        assert case in first
        assert await reminded(telegram, product, salma, 29) == []
        (second,) = await reminded(telegram, product, salma, 30.2)
        escalated = product.made.catalogue.text("fr", "alert-escalated")
        assert escalated in second
        assert escalated not in first
        assert await reminded(telegram, product, salma, 69) == []
        assert len(await reminded(telegram, product, salma, 70.3)) == 1
        for minutes in (150.4, 310.5, 630.6, 1270.7, 2550.8):
            assert len(await reminded(telegram, product, salma, minutes)) == 1
        assert await reminded(telegram, product, salma, 100_000) == []


async def test_several_cases_are_one_reminder_and_whoever_takes_one_ends_it(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma = await enrolled(telegram, product, 900)
        cases = [await urgent(product, number) for number in range(3)]
        await reminded(telegram, product, salma, 2)
        (told,) = await reminded(telegram, product, salma, 11)
        assert "3" in told
        with product.made.storage.write() as unit:
            officer = unit.officers.present()[0].id
            unit.cases.work.take(cases[0], officer, time.time())
            unit.cases.change_status(ChangeStatus(cases[1], "examined", "", officer), time.time())
        (told,) = await reminded(telegram, product, salma, 33)
        assert cases[2] in told
        assert cases[0] not in told
        assert cases[1] not in told


async def test_a_restart_repeats_no_reminder(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        async with running(settings(tmp_path, telegram)) as product:
            salma = await enrolled(telegram, product, 900)
            await urgent(product)
            await reminded(telegram, product, salma, 11)
        async with running(settings(tmp_path, telegram)) as product:
            assert await reminded(telegram, product, salma, 12) == []


async def test_a_suspended_officer_hears_of_no_case(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma, yassine = [await enrolled(telegram, product, number) for number in (900, 901)]
        with product.made.storage.write() as unit:
            unit.officers.suspend(unit.officers.present()[0].id, time.time())
        await urgent(product)
        assert await reminded(telegram, product, salma, 11) == []
        alert, *reminders = await reminded(telegram, product, yassine, 40)
        assert len(reminders) == 2, alert


async def test_operators_are_told_of_a_case_that_waits_for_too_long(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        await urgent(product, 1, minutes_ago=25)
        assert facts(product.made).untaken == 0
        await urgent(product, 2, minutes_ago=35)
        assert facts(product.made).untaken == 1
