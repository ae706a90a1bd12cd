"""Messages on their way out of the whole product: at Telegram's pace, to whoever can be reached."""

import asyncio
import shutil
import time
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.settings.environment import Settings
from bot.turn import alerts
from bot.turn.render import encode
from handlers.channel import Message
from storage.delivery.messages import NOTICE
from storage.tables.messages import Outbox
from tests.fakes.telegram.chat import Chat, Seen
from tests.fakes.telegram.limits import Limits
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, opened, running, serving, settings
from tests.product.test_telegram import data

STORY = "Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer"
MIDNIGHT = time_of_day(0, 0)
PACE = "[pace]\ntelegram = 24\ntelegram_chat = 1\ntelegram_group = 20\n"
"""Somewhat less than what the server takes: a busy machine sends late, and so more at once."""


def paced(folder: Path, telegram: FakeTelegram) -> Settings:
    """A deployment that keeps to Telegram's limits with this server too."""
    config = folder / "ballegh.toml"
    config.write_text(PACE, "utf-8")
    return settings(folder, telegram, config_file=config, digest_time=MIDNIGHT)


def rows(product: Product) -> list[Any]:
    """The whole outbox, oldest first."""
    with product.made.storage.read() as unit:
        return list(unit.transaction.rows(select(Outbox.__table__).order_by(Outbox.__table__.c.id)))


def sends(telegram: FakeTelegram, chat: int) -> list[int]:
    """What each attempt to write to this chat was answered with."""
    return [
        call.status
        for call in telegram.calls
        if call.method == "sendMessage" and call.params["chat_id"] == chat
    ]


def enrolled(product: Product, telegram: FakeTelegram, chats: range) -> list[Chat]:
    """Officers who have been there since long ago."""
    with product.made.storage.write() as unit:
        for chat in chats:
            officer, _ = unit.officers.add(f"Officer {chat}", 1.0)
            unit.officers.enrol(officer.id, f"telegram:{chat}", 1.0, language="fr")
    found = [telegram.chat(chat) for chat in chats]
    for one in found:
        one.known = True
    return found


async def officer_and_reporter(product: Product, telegram: FakeTelegram) -> tuple[Chat, Chat, str]:
    """An officer at the desk, someone with a case, and its reference."""
    salma, yassine = telegram.chat(900), telegram.chat(7)
    salma.says(f"/start {product.enrolment()}")
    await salma.sees()
    yassine.says(STORY)
    await yassine.sees()
    yassine.says("envoyer")
    reference = (await yassine.sees()).codes[0]
    await yassine.sees()
    return salma, yassine, reference


async def decides(salma: Chat, status: str, note: str = "") -> Seen:
    """The officer opens the only case and gives it a status; the case as it was shown."""
    salma.says("bureau")
    salma.taps(data(await salma.sees(), "open"))
    case = await salma.sees()
    salma.taps(data(case, "status"))
    salma.taps(data(await salma.sees(), status))
    await salma.sees()
    salma.says(note or "/skip")
    await salma.sees()
    return case


@pytest.mark.long
async def test_a_digest_to_many_keeps_the_pace_and_holds_up_nobody(tmp_path: Path) -> None:
    async with FakeTelegram(limits_kept=Limits()) as telegram:
        async with running(paced(tmp_path, telegram)) as product:
            officers = enrolled(product, telegram, range(1000, 1070))
            begun = time.monotonic()
            await product.app.scheduled.digests.tick()
            await telegram.until(lambda: len(telegram.called("sendMessage")) >= 10)
            someone, last = telegram.chat(7), officers[-1]
            assert not last.unseen, "officers are written to in the order they came"
            someone.says("/start")
            last.says("bonjour")
            await someone.sees()
            answer = await last.sees()
            assert answer.text != officers[0].unseen[0].text, "an answer, not the digest"
            assert len(telegram.called("sendMessage")) < len(officers)
            for one in officers:
                await one.sees()
            assert time.monotonic() - begun > 2.0
            await product.app.flushed()
        assert telegram.limits_kept is not None
        assert telegram.limits_kept.refused == 0
        assert not telegram.refusals


@pytest.mark.long
async def test_a_group_of_officers_gets_no_more_than_it_may(tmp_path: Path, monkeypatch) -> None:
    """Alerts are not gathered here: it is the pace that is tested."""
    monkeypatch.setattr(alerts, "MINUTE", 0.0)
    async with FakeTelegram(limits_kept=Limits()) as telegram:
        async with running(paced(tmp_path, telegram)) as product:
            group = telegram.group(-100, telegram.chat(8))
            group.invites()
            await group.sees()
            enrolled(product, telegram, range(-100, -99))
            for chat in range(10, 17):
                telegram.chat(chat).says("Il est devant chez moi avec un couteau et menace de me tuer")
                await telegram.chat(chat).sees()
                telegram.chat(chat).says("envoyer")
                await telegram.chat(chat).sees()
            await group.sees_all(5)
        assert telegram.limits_kept is not None
        assert telegram.limits_kept.refused == 0
        moments = telegram.limits_kept.sent[-100]
        assert moments[5] - moments[0] > 3.5


async def test_two_messages_at_once_do_not_wait_for_a_second(tmp_path: Path) -> None:
    async with FakeTelegram(limits_kept=Limits()) as telegram, running(paced(tmp_path, telegram)):
        someone = telegram.chat(7)
        someone.says(STORY)
        await someone.sees()
        someone.says("envoyer")
        await someone.sees_all(2)
        assert telegram.limits_kept is not None
        *_, first, second = telegram.limits_kept.sent[7]
        assert second - first < 0.9


async def test_retry_after_is_obeyed_to_the_second(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        slow, quick = telegram.chat(7), telegram.chat(8)
        telegram.limits(7, seconds=2)
        begun = time.monotonic()
        slow.says("/start")
        await telegram.until(lambda: sends(telegram, 7) == [429])
        for _ in range(3):
            quick.says("/start")
            await quick.sees()
        slow.says("/help")
        await slow.sees_all(2)
        assert time.monotonic() - begun >= 2
        assert sends(telegram, 7) == [429, 200, 200]
        await product.app.flushed()
        assert {row.state for row in rows(product)} == {"sent"}
        assert {row.attempts for row in rows(product)} == {1, 2}


async def test_when_everyone_is_refused_nobody_asks_before_the_time(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        telegram.fails("sendMessage", retry_after=2, times=3)
        begun = time.monotonic()
        for chat in range(1, 4):
            telegram.chat(chat).says("/start")
        async with asyncio.timeout(60):
            while [row.reason for row in rows(product)] != ["429"] * 3:  # noqa: ASYNC110 - a database tells no one
                await asyncio.sleep(0.01)
        telegram.chat(4).says("/start")
        await telegram.chat(4).sees()
        assert time.monotonic() - begun > 2
        for chat in range(1, 4):
            await telegram.chat(chat).sees()
        telegram.chat(5).says("/start")
        await telegram.chat(5).sees()


async def test_block_and_unblock_deliver_what_matters_in_one_message(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma, yassine, reference = await officer_and_reporter(product, telegram)
        yassine.blocks()
        await telegram.settled()
        before = len(sends(telegram, 7))
        case = await decides(salma, "examined", "Merci pour les captures")
        assert "Injoignable" in case.text
        await decides(salma, "referred")
        await telegram.until(lambda: sends(telegram, 7)[before:] == [403, 403])
        await product.app.flushed()
        notices = [row for row in rows(product) if row.priority == NOTICE]
        assert [(row.state, row.reason) for row in notices] == [("undeliverable", "403")] * 2
        assert all(row.body for row in notices)

        yassine.unblocks()
        told = await yassine.sees()
        assert told.codes == (reference,)
        assert "Merci pour les captures" not in told.text, "the person opened the chat, and wrote nothing yet"
        assert "Transmis" in told.text
        assert "Examen" not in told.text
        await telegram.settled()
        await product.app.flushed()
        assert not yassine.unseen
        assert sends(telegram, 7)[before:] == [403, 403, 200]
        answering = next(found for row in told.rows for _, found in row if reference in found)
        yassine.taps(answering)
        assert "Merci pour les captures" in (await yassine.sees()).text
        await telegram.settled()
        await product.app.flushed()
        assert [row.body for row in rows(product) if row.priority == NOTICE] == [None] * 3
        assert "Injoignable" not in (await decides(salma, "insufficient")).text
        assert reference in (await yassine.sees()).codes


async def test_who_writes_again_gets_it_before_the_answer_even_after_a_restart(tmp_path: Path) -> None:
    """Telegram's word that the bot was blocked never came: the refused message tells as much."""
    async with FakeTelegram() as telegram:
        async with running(settings(tmp_path, telegram)) as product:
            salma, yassine, reference = await officer_and_reporter(product, telegram)
            yassine.inside = False
            await decides(salma, "examined")
            await telegram.until(lambda: 403 in sends(telegram, 7))
            await product.app.flushed()
            assert "Injoignable" in (await decides(salma, "referred")).text
            await product.app.flushed()
        async with running(settings(tmp_path, telegram)) as product:
            yassine.inside = True
            yassine.says("statut")
            told, answer = await yassine.sees_all(2)
            assert told.codes == answer.codes == (reference,)
            assert told.text != answer.text
            await product.app.flushed()
            assert not yassine.unseen


async def test_a_lost_answer_is_sent_again_once_and_marked(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        async with running(settings(tmp_path, telegram)) as product:
            telegram.fails("sendMessage", chat=7, drop=True, accepted=True)
            telegram.fails("sendMessage", chat=8, drop=True, accepted=True, times=5)
            for chat in (7, 8):
                telegram.chat(chat).says("/start")
                await telegram.chat(chat).sees_all(2)
            await telegram.settled()
            await product.app.flushed()
            found = {(row.state, row.resent, bool(row.reason)) for row in rows(product)}
            assert found == {("sent", True, False), ("unknown", True, True)}
        async with running(settings(tmp_path, telegram)) as product:
            telegram.chat(9).says("/start")
            await telegram.chat(9).sees()
        assert (sends(telegram, 7), sends(telegram, 8)) == ([0, 200], [0, 0])


async def test_an_orderly_stop_cuts_off_nothing_that_is_being_sent(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        hold = asyncio.Event()
        async with running(settings(tmp_path, telegram)) as product:
            telegram.fails("sendMessage", hold=hold)
            telegram.chat(7).says("/start")
            await telegram.settled()
            stopping = asyncio.create_task(product.app.drain())
            await asyncio.sleep(0.1)
            hold.set()
            await stopping
            await product.app.flushed()
            assert [(row.state, row.resent) for row in rows(product)] == [("sent", False)]
        assert sends(telegram, 7) == [200]
        assert len(telegram.chat(7).unseen) == 1


async def test_the_metrics_tell_depth_age_and_outcomes_by_channel(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, serving(settings(tmp_path, telegram)) as product:
        someone, blocked, slow = telegram.chat(70007), telegram.chat(70008), telegram.chat(70009)
        someone.says("/start")
        await someone.sees()
        before = await counted(product)
        blocked.inside = False
        telegram.limits(70009, seconds=300)
        for chat in (someone, blocked, slow):
            chat.says("/start")
        await someone.sees()
        await telegram.until(lambda: sends(telegram, 70009) and sends(telegram, 70008))
        await product.app.flushed()
        after = await counted(product)
        grown = {name: after[name] - before.get(name, 0.0) for name in after}
        assert grown['ballegh_outcomes_total{channel="telegram",state="sent"}'] == 1
        assert grown['ballegh_outcomes_total{channel="telegram",state="undeliverable"}'] == 1
        assert grown['ballegh_limited_total{channel="telegram"}'] == 1
        assert after['ballegh_outbox_rows{channel="telegram",state="failing"}'] == 1
        assert after['ballegh_outbox_rows{channel="telegram",state="waiting"}'] == 0
        assert after['ballegh_outbox_rows{channel="telegram",state="undeliverable"}'] == 1
        assert after['ballegh_outbox_rows{channel="web",state="failing"}'] == 0
        assert 0 < after['ballegh_outbox_oldest_seconds{channel="telegram"}'] < 60
        assert after['ballegh_outbox_oldest_seconds{channel="web"}'] == 0
        assert not any("7000" in name for name in after)


async def counted(product: Product) -> dict[str, float]:
    """Every series by its name and labels."""
    async with httpx.AsyncClient() as client:
        lines = (await client.get(f"{product.url}/metrics")).text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_a_busy_minute_costs_nothing_where_nothing_is_limited(tmp_path: Path) -> None:
    """A test server takes as much as comes: four hundred chats are answered as fast as they write."""
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)):
        people = [telegram.chat(chat) for chat in range(1, 401)]
        begun = time.monotonic()
        for one in people:
            one.says("/start")
        await asyncio.gather(*(one.sees() for one in people))
        assert time.monotonic() - begun < 400 / 30


@pytest.mark.sqlite("a kill is played by a copy of the folder")
async def test_a_reply_that_two_kills_cut_off_is_not_sent_a_third_time(tmp_path: Path) -> None:
    """The copy of the folder, taken while the second try waits for its answer, is what a kill leaves."""
    folder, killed = tmp_path / "data", tmp_path / "killed"
    async with FakeTelegram() as telegram:
        telegram.chat(7).known = True
        made = opened(settings(folder, telegram))
        with made.storage.write() as unit:
            unit.outbox.post("telegram:7", "reply", encode(Message("salam")), time.time())
        made.database.close()
        answer = asyncio.Event()
        telegram.fails("sendMessage", accepted=True, hold=answer)
        async with running(settings(folder, telegram)) as product:
            await telegram.until(lambda: telegram.chat(7).unseen)
            (row,) = rows(product)
            assert (row.state, row.reason, bool(row.resent)) == ("queued", "last_try", True)
            shutil.copytree(folder, killed)
            answer.set()
            await product.app.flushed()
            assert [row.state for row in rows(product)] == ["sent"]
        async with running(settings(killed, telegram)) as product:
            async with asyncio.timeout(60):
                while rows(product)[0].state == "queued":  # noqa: ASYNC110 - a row tells nobody
                    await asyncio.sleep(0.05)
            (row,) = rows(product)
        assert (row.state, row.reason, bool(row.resent)) == ("unknown", "interrupted", True)
        assert len(sends(telegram, 7)) == 1, "the second of two tries; the third never was"


async def test_a_long_message_that_was_sent_in_part_goes_on_after_a_restart(tmp_path: Path) -> None:
    long = "\n\n".join(letter * 4000 for letter in "abc")
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7)
        async with running(settings(tmp_path, telegram)) as product:
            someone.says("/start")
            await someone.sees()
            await product.app.flushed()
            telegram.fails("sendMessage", accepted=True)
            telegram.fails("sendMessage", retry_after=1, times=1)
            with product.made.storage.write() as unit:
                unit.prefetch((), ["telegram:7"])
                body = encode(Message(long))
                posted = unit.outbox.post("telegram:7", "reply", body, time.time())
            product.app._accept([posted])
            await someone.sees()
            await telegram.settled()
        async with running(settings(tmp_path, telegram)):
            seen = await someone.sees_all(2)
        assert [each.text[0] for each in seen] == ["b", "c"]
