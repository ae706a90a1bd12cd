"""Without a trace and forget me, from the phone to the disk."""

import asyncio
from pathlib import Path

from sqlalchemy import select

from storage.audit.verify import verify
from storage.errors import Unopened
from storage.tables.base import metadata
from tests.fakes.telegram.chat import Chat, Seen
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import Product, running, serving, settings

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(4000)


def data(seen: Seen, option: str) -> str:
    """The button of this option."""
    return next(found for row in seen.rows for _, found in row if found.rpartition(":")[2] == option)


def traces(product: Product, chat: str) -> list[str]:
    """The tables in which something tells of this chat."""
    token = product.made.storage.vault.chat(chat)
    with product.made.storage.read() as unit:
        held = {table.name: repr(unit.transaction.rows(select(table))) for table in metadata.sorted_tables}
    return [name for name, rows in held.items() if token in rows or chat in rows]


def waiting(product: Product) -> int:
    with product.made.storage.read() as unit:
        return unit.undelivered.states().get("queued", 0)


async def files_without_a_trace(someone: Chat) -> tuple[str, Seen]:
    """A guided report with a photo; the receipt's code and the last message."""
    someone.says("autre chose")
    await someone.sees()
    someone.says("Voilà ce qui s'est passé hier")
    await someone.sees()
    someone.sends_photo(PHOTO)
    await someone.sees()
    for _ in range(3):
        someone.says("passer" if _ else "fini")
        asked = await someone.sees()
    someone.taps(data(asked, "traceless"))
    someone.taps(data(await someone.sees(), "send"))
    receipt, last = await someone.sees_all(2)
    return receipt.codes[1], last


async def test_without_a_trace_once_the_receipt_is_delivered(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone, elsewhere = telegram.chat(7), telegram.chat(8)
        code, last = await files_without_a_trace(someone)
        await telegram.settled()
        await product.app.flushed()
        assert waiting(product) == 0
        assert traces(product, "telegram:7") == []
        with product.made.storage.read() as unit:
            case = unit.cases.newest(1)[0]
            assert case.chat == ""
            assert [piece.state for piece in unit.evidence.of_case(case.reference)] == ["stored"]
        assert verify(product.made.storage, product.made.store("evidence")) == []

        elsewhere.says(code)
        assert case.reference in (await elsewhere.sees()).codes

        someone.taps(data(last, "hide"))
        await someone.sees()
        await telegram.until(lambda: telegram.called("deleteMessages"))
        await telegram.settled()
        await product.app.flushed()
        assert len(someone.messages) == 1, "only that it was hidden"
        assert traces(product, "telegram:7") == []
        assert not telegram.refusals


async def test_a_photo_fetched_after_parting_tells_nothing_either(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        telegram.fails("getFile", retry_after=1, times=3)
        someone = telegram.chat(7)
        await files_without_a_trace(someone)
        with product.made.storage.read() as unit:
            case = unit.cases.newest(1)[0]
            assert [piece.state for piece in unit.evidence.of_case(case.reference)] == ["expected"]
        await product.app.flushed()
        with product.made.storage.read() as unit:
            assert [piece.state for piece in unit.evidence.of_case(case.reference)] == ["stored"]
        assert traces(product, "telegram:7") == []


async def test_a_photo_lost_after_parting_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        telegram.fails("getFile", retry_after=1, times=1)
        telegram.fails("getFile", status=400, description="Bad Request: file is too big", times=1)
        someone = telegram.chat(7)
        await files_without_a_trace(someone)
        told = await someone.sees()
        assert told.text
        await product.app.flushed()
        assert traces(product, "telegram:7") == []


async def test_a_receipt_that_waits_for_telegram_is_sent_after_a_restart(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7)
        async with running(settings(tmp_path, telegram)) as product:
            someone.says("autre chose")
            await someone.sees()
            for said in ("Voilà ce qui s'est passé hier", "passer", "passer", "passer"):
                someone.says(said)
                asked = await someone.sees()
            someone.taps(data(asked, "traceless"))
            review = await someone.sees()
            telegram.fails("sendMessage", status=500, times=1000)
            someone.taps(data(review, "send"))
            await telegram.until(lambda: telegram.calls[-1].status == 500)
            assert traces(product, "telegram:7") == []
            async with asyncio.timeout(60):
                while waiting(product) != 2:  # noqa: ASYNC110 - outcomes are recorded a moment later
                    await asyncio.sleep(0.01)
        telegram.faults.clear()
        async with running(settings(tmp_path, telegram)) as product:
            codes = [code for seen in await someone.sees_all(2) for code in seen.codes]
            assert len(codes) == 3
            await product.app.flushed()
            assert traces(product, "telegram:7") == []


async def test_forget_me_on_telegram(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone, other = telegram.chat(7), telegram.chat(8)
        for chat in (someone, other):
            chat.sends_photo(PHOTO)
            chat.taps(data(await chat.sees(), "send"))
        reference = (await someone.sees_all(2))[0].codes[0]
        kept = (await other.sees_all(2))[0].codes[0]
        someone.says("nouveau")
        someone.taps(data(await someone.sees(), "fraud"))
        await someone.sees()
        someone.sends_document(b"%PDF-1.7 a draft")
        await someone.sees()
        await telegram.settled()
        await product.app.flushed()
        backup = list((tmp_path / "evidence").glob("??/*"))
        assert len(backup) == 3
        sealed = {path.name: path.read_bytes() for path in backup}

        someone.says("/forget")
        asked = await someone.sees()
        assert reference in asked.codes
        someone.taps(data(asked, "yes"))
        done, last = await someone.sees_all(2)
        assert reference in done.codes
        await telegram.settled()
        await product.app.flushed()

        assert traces(product, "telegram:7") == []
        with product.made.storage.read() as unit:
            assert unit.cases.by_reference(reference) is None
            assert unit.custody.of_case(reference)[-1].event == "erasure"
            assert unit.cases.by_reference(kept) is not None
            assert unit.retention.shreds() == []
            mine = {piece.id for piece in unit.evidence.of_case(kept)}
        assert {path.name for path in (tmp_path / "evidence").glob("??/*")} == mine
        gone = sealed.keys() - mine
        assert len(gone) == 2
        assert all(unopened(product, piece, sealed[piece]) for piece in gone)
        assert verify(product.made.storage, product.made.store("evidence")) == []

        someone.taps(data(last, "new"))
        assert data(await someone.sees(), "fraud")
        assert not telegram.refusals


def unopened(product: Product, piece: str, sealed: bytes) -> bool:
    """Even with the key that still lies on this server."""
    seals = product.made.storage.seals
    with product.made.storage.read() as unit:
        identity = unit.keys.local_identity()
    try:
        return not list(seals.decrypt_file([sealed], piece, identity))
    except Unopened:
        return True


async def test_forget_me_in_the_web_chat(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, calling(product) as reporter:
        await reporter.posts(text=SMS, language="fr")
        await reporter.taps(await reporter.hears(), "send")
        reference, *_ = (await reporter.hears())["codes"]
        await reporter.hears()
        await reporter.posts(text="mes données")
        held = await reporter.hears()
        assert reference in held["codes"]
        await reporter.hears()
        await reporter.taps(held, "forget")
        await reporter.taps(await reporter.hears(), "yes")
        done, last = await reporter.hears(), await reporter.hears()
        assert reference in done["codes"]
        assert [button["id"] for button in last["buttons"]] == ["-:parted:hide", "-:do:new"]
        with product.made.storage.read() as unit:
            assert unit.cases.newest(1, status="") == []
        await reporter.acknowledges()
        await product.app.flushed()
        chat = reporter.chat
        assert traces(product, chat) == []


async def test_without_a_trace_in_the_web_chat(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, calling(product) as reporter:
        await reporter.posts(text="autre chose", language="fr")
        for said in ("Voilà ce qui s'est passé hier", "passer", "passer", "passer"):
            await reporter.hears()
            await reporter.posts(text=said)
        await reporter.taps(await reporter.hears(), "traceless")
        await reporter.taps(await reporter.hears(), "send")
        receipt, last = await reporter.hears(), await reporter.hears()
        cookies, before = reporter.client.cookies, reporter.rows[-3]
        async with calling(product, after=before, cookies=cookies) as again:
            assert (await again.hears())["codes"] == receipt["codes"], "not collected yet: it is still there"
        await reporter.acknowledges()
        await product.app.flushed()
        assert traces(product, reporter.chat) == []
        await reporter.taps(last, "hide")
        await reporter.hears()
        await reporter.acknowledges()
        await product.app.flushed()
        assert traces(product, reporter.chat) == []
