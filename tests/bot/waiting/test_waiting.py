"""The scheduled look at what waits, in the running product: at the desk, in chats, across a restart."""

import time
from pathlib import Path

from flows.core.events import Event, Tap, Text
from tests.bot.desk.conftest import Line
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, configured, running, serving, settings

TOML = '[duty]\nhours = ["daily 00:00-00:00"]\nanswer_within = "5m"\n'
CHAT, DANGER = "web:1", "au secours il est devant ma porte"


async def hears(officer: Chat, words: str) -> None:
    """The officer's next messages, up to one with these words."""
    while words not in (await officer.sees(20)).text:
        pass


async def takes(product: Product, number: int, body: object) -> None:
    await product.app.intake.take(Event(f"1:{number}", CHAT, time.time(), body, str(number), "fr"))  # type: ignore[arg-type]  # any body


async def test_a_person_waits_on_the_page_until_the_time_is_over_and_hears_it_once(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", configured(tmp_path / "set", TOML)
    async with FakeTelegram() as telegram:
        given = settings(folder, telegram, config_file=file)
        async with serving(given) as product:
            said = product.made.catalogue.text
            line = Line(product)
            salma = telegram.chat(900, language="fr")
            salma.says(product.enrolment("Yassine"))
            await salma.sees()
            browser = await line.enters()
            await takes(product, 1, Text(DANGER))
            await takes(product, 2, Text("envoyer"))
            with product.made.storage.read() as unit:
                case = unit.cases.of_chat(CHAT, 1)[0].reference
            await takes(product, 3, Tap(f"-:person:{case}"))
            await hears(salma, said("fr", "person-wanted", {"count": 5}))
            listed = (await browser.get("cases?queue=person")).json()
            assert (listed["count"], listed["counts"]["person"]) == (1, 1)
            assert [row["reference"] for row in listed["cases"]] == [case]
            assert time.time() - 60 < listed["cases"][0]["person"] <= time.time()
            waiting = product.app.scheduled.waiting
            await waiting.persons(later=4 * 60)
            await waiting.persons(later=6 * 60)
            await hears(salma, said("fr", "person-unanswered", {"count": 6}))
            log = (await browser.get(f"cases/{case}")).json()["log"]
            assert {"person-asked", "person-late"} <= {link["event"] for link in log}
            await browser.close()
        async with running(given) as product:
            await product.app.scheduled.waiting.persons(later=7 * 60)
            with product.made.storage.write() as unit:
                unit.cases.work.take(case, unit.officers.on_duty()[0].id, time.time())
            await product.app.scheduled.waiting.deadlines(later=30 * 86_400)
            await hears(salma, said("fr", "deadline-escalated", {"count": 1}))
            with product.made.storage.read() as unit:
                assert unit.waiting.persons.late(time.time() + 3600) == []
                assert unit.desk.overdue(time.time() + 30 * 86_400) == 1
            await product.app.scheduled.waiting.deadlines(later=31 * 86_400)
            await product.app.flushed()
            assert not salma.unseen
