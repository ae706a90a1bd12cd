"""Data that the server can read is deleted as soon as possible: replies, copies of uploads, dead letters."""

import asyncio
import os
import time
from dataclasses import dataclass
from pathlib import Path

from bot.turn.render import decode
from flows.core.effects import ChangeStatus
from flows.core.events import Body, Event, Tap, Text
from tests.campaigns.canary.mouths import File, InWeb
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, running, serving, settings
from tests.product.test_telegram import data

STORY = "Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer depuis"
PDF = b"%PDF-1.7\n" + bytes(2000)
HOUR = 3600.0


@dataclass
class Silent:
    """A web chat whose page never says what it showed."""

    product: Product
    name: str = "web:a"
    number: int = 0

    async def does(self, body: Body) -> None:
        """The next thing that happens in it."""
        self.number += 1
        event = Event(f"{self.name}:{self.number}", self.name, time.time(), body, language="fr")
        await self.product.app.turns.take(event)
        await self.product.app.flushed()

    async def taps(self, option: str) -> None:
        """The newest button of this option."""
        ids = [button.id for body in self.waiting for button in body.buttons]
        await self.does(Tap(next(one for one in reversed(ids) if one.endswith(f":{option}"))))

    @property
    def waiting(self):
        """The replies that the server keeps for the page."""
        with self.product.made.storage.read() as unit:
            return [decode(row.body) for row in unit.outbox.pending(self.name, 0)]

    @property
    def words(self) -> str:
        """All that they say."""
        return "\n".join(message.text for message in self.waiting)


async def reviewed(product: Product) -> Silent:
    """Somebody has the whole of their report before them."""
    someone = Silent(product)
    await someone.does(Text(STORY))
    await someone.taps("details")
    while "confirm" not in (button.id for button in someone.waiting[-1].buttons):
        if any(":confirm" in button.id for button in someone.waiting[-1].buttons):
            break
        await someone.does(Text("passer"))
    assert STORY in someone.words
    return someone


async def test_what_was_reviewed_is_not_kept_once_it_is_filed(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        someone = await reviewed(product)
        await someone.taps("send")
        assert STORY not in someone.words
        with product.made.storage.read() as unit:
            case = unit.cases.newest(1)[0]
        assert case.reference in someone.words, "the receipt still waits for the page"


async def test_what_was_reviewed_is_not_kept_once_the_draft_ends(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        someone = await reviewed(product)
        for later in (2 * HOUR, 30 * HOUR):
            await product.app.schedule.drafts(later=later)
            await product.app.flushed()
        assert STORY not in someone.words
        assert len(someone.waiting) == 1, "that it ended still waits for the page"


async def test_an_officers_word_waits_for_the_page_whatever_becomes_of_a_draft(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        someone = await reviewed(product)
        await someone.taps("send")
        with product.made.storage.write() as unit:
            _, code = unit.officers.add("Salma", time.time())
        desk = Silent(product, "web:desk")
        await desk.does(Text(f"officer_{code}"))
        await desk.taps("new")
        await desk.taps("status")
        await desk.taps("examined")
        await desk.does(Text("nous avons bien reçu"))
        waits = product.made.catalogue.text("fr", "notice-waits")
        assert waits in someone.words
        await someone.does(Text("nouveau signalement"))
        await someone.does(Text("encore une chose à signaler, la voici en quelques mots"))
        await someone.taps("send")
        assert waits in someone.words


async def test_a_case_that_is_withdrawn_needs_no_page(tmp_path: Path) -> None:
    """Only the end of a draft deletes replies."""
    async with running(settings(tmp_path)) as product:
        someone = await reviewed(product)
        await someone.taps("send")
        before = len(someone.waiting)
        with product.made.storage.write() as unit:
            unit.cases.change_status(ChangeStatus(unit.cases.newest(1)[0].reference, "withdrawn"), 1.0)
        await someone.does(Text("merci"))
        assert len(someone.waiting) == before + 1


def uploads(folder: Path) -> list[Path]:
    """The files in the folder of uploads, whole or begun."""
    return [path for path in (folder / "uploads").rglob("*") if path.is_file()]


def age(paths: list[Path], hours: float) -> None:
    """As if they lay there for so long."""
    for path in paths:
        os.utime(path, (time.time() - hours * HOUR,) * 2)


async def test_the_copy_of_an_upload_that_was_sent_twice_goes(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product:
        page = await InWeb(product.url, "fr").opens()
        await page.sends(File("document", PDF, "a.pdf", twice=True))
        await page.sees()
        await product.app.flushed()
        left = uploads(tmp_path)
        assert len(left) == 1, "the second copy belongs to nothing"
        await product.app.tidying.stray()
        assert uploads(tmp_path) == left, "it could be on its way"
        age(left, 0.1)
        await product.app.tidying.stray()
        assert uploads(tmp_path) == []
        with product.made.storage.read() as unit:
            assert [piece.state for piece in unit.evidence.stale(2e10)] == ["stored"]
        await page.leaves()


async def test_an_upload_that_is_still_to_be_fetched_stays_however_long_it_takes(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product:
        page = await InWeb(product.url, "fr").opens()
        folder = tmp_path / "evidence" / "incoming"
        folder.rename(tmp_path / "elsewhere")
        await page.sends(File("document", PDF, "a.pdf"))
        await page.sees()
        waiting = uploads(tmp_path)
        age(waiting, 5)
        await product.app.tidying.stray()
        assert uploads(tmp_path) == waiting
        (tmp_path / "elsewhere").rename(folder)
        await product.app.flushed()
        assert uploads(tmp_path) == []
        await page.leaves()


async def test_an_upload_that_a_crash_cut_off_is_gone_at_the_next_start(tmp_path: Path) -> None:
    async with running(settings(tmp_path)):
        pass
    (tmp_path / "uploads" / "incoming" / "abcd.1234").write_bytes(b"half of something")
    async with running(settings(tmp_path)):
        assert uploads(tmp_path) == []


async def test_what_was_discarded_goes_at_the_start_too(tmp_path: Path) -> None:
    """A server that is restarted more often than it tidies would otherwise never tidy."""
    async with FakeTelegram() as telegram:
        async with running(settings(tmp_path, telegram)) as product:
            someone = telegram.chat(7)
            someone.sends_photo(b"\xff\xd8\xff" + bytes(100))
            await someone.sees()
            await telegram.until(lambda: telegram.called("getFile"))
            someone.says("annuler")
            someone.taps(data(await someone.sees(), "yes"))
            await someone.sees()
            await product.app.flushed()
        polls = len(telegram.called("getUpdates"))
        async with running(settings(tmp_path, telegram)):
            await telegram.until(lambda: len(telegram.called("getUpdates")) > polls)
            for _ in range(500):
                if not (left := [path for path in (tmp_path / "evidence").rglob("[!.]*") if path.is_file()]):
                    break
                await asyncio.sleep(0.01)
            assert not left
