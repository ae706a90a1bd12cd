"""From a person's phone to an officer's and back, through a Bot API server."""

import asyncio
import time
from pathlib import Path

import msgspec
import pytest

from bot.delivery.carriers import CHUNK, FILES_AT_ONCE
from bot.turn.jobs import FetchOrder
from storage.audit.bundle import Opened, open_bundle
from storage.audit.export import Order, export
from storage.audit.verify import verify
from storage.delivery.messages import OutboxRow
from storage.sealing.age import fresh_key
from tests.bot.previews import hostile
from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import running, settings, stored
from tests.qr import scanned

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(4000)


def data(seen, option: str) -> str:
    """The button of this option."""
    return next(found for row in seen.rows for _, found in row if found.rpartition(":")[2] == option)


async def test_forward_send_status_and_back(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma, yassine = telegram.chat(7, language="fr"), telegram.chat(8, language="ar")
        salma.says(f"/start {product.enrolment()}")
        desk = await salma.sees()

        yassine.forwards(SMS)
        offered = await yassine.sees()
        assert "+212612345678" in offered.codes
        yassine.taps(data(offered, "send"))
        filed, _ = await yassine.sees_all(2)
        reference, receipt, _ = filed.codes

        salma.taps(data(desk, "new"))
        opened = await salma.sees()
        assert reference in opened.text
        assert "8" not in {word for word in opened.text.split() if word == str(yassine.id)}
        salma.taps(data(opened, "status"))
        salma.taps(data(await salma.sees(), "referred"))
        await salma.sees()
        salma.says("/skip")
        await salma.sees()

        told = await yassine.sees()
        assert reference in told.codes
        yassine.says(receipt)
        assert reference in (await yassine.sees()).codes
        await telegram.settled()
        assert not telegram.refusals


async def test_the_receipts_picture_opens_the_case_from_another_account(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)):
        reporter, other = telegram.chat(7), telegram.chat(8)
        reporter.forwards(SMS)
        reporter.taps(data(await reporter.sees(), "send"))
        filed, after = await reporter.sees_all(2)
        await telegram.until(lambda: reporter.pictures)
        (picture,) = reporter.pictures
        assert filed.id < picture.id < after.id
        link = scanned(picture.content, tmp_path)
        payload = link.removeprefix(f"https://t.me/{telegram.username}?start=")
        assert payload == filed.codes[1].replace("-", "")
        other.says(f"/start {payload}")
        assert filed.codes[0] in (await other.sees()).codes
        assert not telegram.refusals


async def test_a_lost_picture_delays_and_doubles_nothing(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        reporter = telegram.chat(7)
        telegram.fails("sendPhoto", drop=True, accepted=True)
        reporter.forwards(SMS)
        reporter.taps(data(await reporter.sees(), "send"))
        await reporter.sees_all(2)
        await telegram.settled()
        await product.app.flushed()
        assert len(telegram.called("sendMessage")) == 3
        assert len(telegram.called("sendPhoto")) == 1
        with product.made.storage.read() as unit:
            assert unit.undelivered.states() == {"sent": 3}


async def test_a_receipt_is_recorded_as_sent_before_its_picture_is_tried(tmp_path: Path) -> None:
    """So a crash at the picture doubles no receipt."""
    async with FakeTelegram() as telegram:
        reporter = telegram.chat(7)
        held = telegram.fails("sendPhoto", hold=asyncio.Event(), accepted=True)
        async with running(settings(tmp_path, telegram)) as product:
            reporter.forwards(SMS)
            reporter.taps(data(await reporter.sees(), "send"))
            filed = await reporter.sees()
            await telegram.until(lambda: reporter.pictures)
            await product.app._outbox.flush()
            with product.made.storage.read() as unit:
                assert str(filed.id) in unit.outbox.sent_messages(f"telegram:{reporter.id}", 0.0)
            assert held.hold is not None
            held.hold.set()


async def test_hiding_takes_the_picture_along(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)):
        reporter = telegram.chat(7)
        reporter.forwards(SMS)
        reporter.taps(data(await reporter.sees(), "send"))
        await reporter.sees_all(2)
        reporter.says("/hide")
        await telegram.until(lambda: telegram.called("deleteMessages"))
        assert not [message for message in reporter.messages if "photo" in message]


@pytest.mark.long
async def test_pictures_can_be_switched_off(tmp_path: Path) -> None:
    config = tmp_path / "ballegh.toml"
    config.write_text("[receipts]\nlink = false\n")
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram, config_file=config)):
        reporter = telegram.chat(7)
        reporter.forwards(SMS)
        reporter.taps(data(await reporter.sees(), "send"))
        filed, _ = await reporter.sees_all(2)
        assert len(filed.codes) == 3
        assert telegram.called("sendPhoto") == []


async def test_photo_is_kept_as_it_was(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.sends_photo(PHOTO, caption="Une arnaque aux faux colis, encore une fois")
        someone.taps(data(await someone.sees(), "send"))
        await someone.sees_all(2)
        await telegram.until(lambda: telegram.called("getFile"))
        with product.made.storage.read() as unit:
            case = unit.cases.newest(1)[0]
        piece = await stored(product, case.reference)
        assert piece.media_type == "image/jpeg"
        assert b"".join(product.made.store("evidence").read(piece.id)) == PHOTO


async def test_files_wait_for_one_another_and_people_do_not(tmp_path: Path) -> None:
    """Each that is on its way takes memory and a thread: hundreds of videos at once must not end us."""
    hold, many = asyncio.Event(), FILES_AT_ONCE + 4
    held = Fault("file", hold=hold, times=many)
    async with FakeTelegram(faults=[held]) as telegram, running(settings(tmp_path, telegram)) as product:
        for chat in range(1, many + 1):
            telegram.chat(chat).sends_video(bytes(4 * CHUNK))
        await telegram.until(lambda: len(telegram.called("file")) == FILES_AT_ONCE)
        someone = telegram.chat(many + 1)
        someone.forwards(SMS)
        someone.taps(data(await someone.sees(), "send"))
        assert (await someone.sees()).codes
        assert len(telegram.called("getFile")) == FILES_AT_ONCE
        hold.set()
        await product.app.flushed()
        with product.made.storage.read() as unit:
            assert [piece.state for piece in unit.evidence.stale(2e10)] == ["stored"] * many


async def test_a_file_fetched_again_after_a_crash_stays_the_recorded_one(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.sends_photo(PHOTO)
        someone.taps(data(await someone.sees(), "send"))
        filed = await someone.sees()
        piece = await stored(product, filed.codes[0])
        order = FetchOrder(piece.id, piece.provider_ref)
        chat = f"telegram:{someone.id}"
        body = msgspec.json.encode(order)
        await product.app.carriers.fetch(OutboxRow(1, chat, chat, "fetch", 0, body, 1, True, 1.0))
        assert verify(product.made.storage, product.made.store("evidence")) == []
        assert product.made.store("evidence").digest(piece.id) == piece.sha256


LINK = "https://poste-ma.top/colis?x=1"


def opened_by_an_officer(product, reference: str, key: str, folder: Path) -> Opened:
    """The case, as it leaves the server and opens with the officer's key alone."""
    (folder / "case.tar").unlink(missing_ok=True)
    export(
        product.made.storage,
        product.made.store("evidence"),
        Order(reference, folder / "case.tar", "command", time.time()),
    )
    return open_bundle(folder / "case.tar", key, None)


@pytest.mark.parametrize("late", [False, True], ids=["in the draft", "after filing"])
async def test_the_code_in_a_picture_reaches_the_officer(tmp_path: Path, late: bool) -> None:
    hold, key, public = asyncio.Event(), *fresh_key()
    held = Fault("file", hold=hold)
    async with FakeTelegram(faults=[held]) as telegram, running(settings(tmp_path, telegram)) as product:
        with product.made.storage.write() as unit:
            unit.keys.add("officer1", public, time.time())
        someone = telegram.chat(7)
        someone.sends_photo(hostile.saved(hostile.qr(LINK), "PNG"))
        offered = await someone.sees()
        if late:
            someone.taps(data(offered, "send"))
        else:
            hold.set()
            offered = await someone.sees()
            assert "poste-ma.top/colis?x=1" in offered.codes
            someone.taps(data(offered, "send"))
        filed, _ = await someone.sees_all(2)
        hold.set()
        await telegram.until(lambda: telegram.called("file"))
        await product.app.flushed()
        said = await codes_of(product, filed.codes[0], key, tmp_path)
        assert said == [("code", LINK), ("link", "poste-ma.top/colis?x=1")]
        assert verify(product.made.storage, product.made.store("evidence")) == []
        assert not telegram.refusals


async def codes_of(product, reference: str, key: str, folder: Path) -> list[tuple[str, str]]:
    """All that was said in the case, once anything was."""
    async with asyncio.timeout(60):
        while True:
            entries = opened_by_an_officer(product, reference, key, folder).entries
            if said := [answer for entry in entries for answer in entry.answers]:
                return said
            await asyncio.sleep(0.05)


async def test_file_over_the_limit_is_told(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram, max_file_mb=1)) as product:
        someone = telegram.chat(7)
        someone.sends_document(bytes(1_100_000), name="video.mp4")
        await someone.sees()
        told = await someone.sees()
        assert told.text
        with product.made.storage.read() as unit:
            assert unit.evidence.stale(2e10)[0].state == "fetch_failed"


async def test_a_limited_chat_delays_no_other(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)):
        slow, quick = telegram.chat(7), telegram.chat(8)
        telegram.limits(7, seconds=5)
        slow.says("/start")
        quick.says("/start")
        await quick.sees()
        assert not slow.unseen
        await slow.sees()


async def test_a_blocked_bot_gives_up_with_the_reason(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone = telegram.chat(7)
        someone.says("/start")
        await someone.sees()
        telegram.fails("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
        someone.says("bonjour")
        await telegram.settled()
        await telegram.until(lambda: any(call.status == 403 for call in telegram.calls))
        await product.app.flushed()
        with product.made.storage.read() as unit:
            assert unit.undelivered.states()["undeliverable"] == 1


async def test_what_was_not_sent_is_sent_after_a_restart(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7)
        telegram.fails("sendMessage", status=500, times=1000)
        async with running(settings(tmp_path, telegram)):
            someone.says("/start")
            await telegram.until(lambda: telegram.called("sendMessage"))
            await telegram.settled()
        telegram.faults.clear()
        async with running(settings(tmp_path, telegram)):
            assert (await someone.sees()).text


async def test_hide_deletes_both_sides(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)):
        someone = telegram.chat(7)
        someone.says("/start")
        await someone.sees()
        someone.says("/hide")
        await someone.sees()
        await telegram.until(lambda: telegram.called("deleteMessages"))
        assert len(someone.messages) == 1
