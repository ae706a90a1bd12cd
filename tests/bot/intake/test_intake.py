"""Floods, quotas and full disks: what is kept out, what is said, and who is heard all the same."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from bot.errors import Crowded
from bot.intake.daily_quota import DAY, DailyQuota
from bot.intake.disk_space import DiskSpace
from bot.settings.environment import Settings
from flows.core.events import Body, Contact, Edited, Event, GroupMessage, Media, Reachability, Text
from handlers.channel import SendError
from storage.errors import DiskFull
from tests.fakes.loopback import NO_CERTIFICATES
from tests.fakes.telegram.server import FakeTelegram
from tests.product.calling import calling
from tests.product.product import NOW, Product, running, serving, settings

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
DANGER = "au secours il est devant ma porte avec un couteau"
SECRET = "s" * 20
GIGABYTES = 10**9
PHOTO = b"\xff\xd8\xff\xe0" + bytes(700_000)


def limited(folder: Path, telegram: FakeTelegram | None = None, /, **limits: int) -> Settings:
    """Settings with these limits in the configuration file."""
    path = folder / "limits.toml"
    path.write_text("[limits]\n" + "".join(f"{name} = {value}\n" for name, value in limits.items()))
    return settings(folder, telegram, config_file=path)


def text(number: int, said: str = "bonjour", chat: str = "telegram:7") -> Event:
    return Event(f"{chat}:{number}", chat, NOW + number, Text(said), str(number), "fr")


def words(product: Product, key: str) -> str:
    return product.made.catalogue.text("fr", key)


async def test_a_flood_is_told_once_and_what_was_said_before_is_kept(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = limited(tmp_path, telegram, events_at_once=10, events_per_minute=1)
        async with running(given) as product:
            flooding, other = telegram.chat(7, language="fr"), telegram.chat(8, language="fr")
            for number in range(60):
                flooding.says(f"{SMS} message {number}")
            other.says(SMS)
            assert words(product, "too-many") not in (await other.sees()).text
            await telegram.settled()
            await product.app.flushed()
            heard = [seen.text for seen in flooding.unseen]
            assert heard.count(words(product, "too-many")) == 1
            assert len(heard) == 11
            with product.made.storage.read() as unit:
                draft = unit.conversations.get("telegram:7")
            assert draft.answer("story") == f"{SMS} message 0"
            assert [note.text for note in draft.notes] == [f"{SMS} message {n}" for n in range(1, 10)]


async def test_a_flood_from_abroad_reads_the_number_for_help_there(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = limited(tmp_path, telegram, events_at_once=10, events_per_minute=1)
        async with running(given) as product:
            flooding = telegram.chat(7, language="fr")
            flooding.says("Je suis en France et on m'a escroqué sur Internet hier soir")
            await flooding.sees()
            for number in range(60):
                flooding.says(f"{SMS} message {number}")
            await telegram.settled()
            await product.app.flushed()
            [told] = [seen.text for seen in flooding.unseen if "arrivent plus vite" in seen.text]
            assert "17 / 112" in told
            assert "19" not in told


async def test_whoever_is_in_need_is_heard_in_the_middle_of_a_flood(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        given = limited(tmp_path, telegram, events_at_once=3, events_per_minute=1)
        async with running(given) as product:
            someone = telegram.chat(7, language="fr")
            for number in range(20):
                someone.says(f"{SMS} message {number}")
            await telegram.settled()
            someone.says(DANGER)
            someone.says("encore un mot qui ne presse pas")
            someone.says("/hide")
            await telegram.until(
                lambda: any(words(product, "hidden") == seen.text for seen in someone.unseen)
            )
            heard = "\n".join(seen.text for seen in someone.unseen)
            assert words(product, "care-danger") in heard
            with product.made.storage.read() as unit:
                draft = unit.conversations.get("telegram:7")
            assert draft.urgent
            assert DANGER in {note.text for note in draft.notes}
            assert "encore un mot qui ne presse pas" not in {note.text for note in draft.notes}


async def test_need_is_no_way_around_the_limit(tmp_path: Path) -> None:
    async with running(limited(tmp_path, events_at_once=1, events_per_minute=1)) as product:
        for number in range(200):
            await product.app.intake.take(text(number, f"{DANGER} {number}"))
        with product.made.storage.read() as unit:
            assert sum(unit.undelivered.states().values()) <= 13


@pytest.mark.long
async def test_a_conversation_forwarded_in_one_go_is_no_flood(tmp_path: Path) -> None:
    """With the limits as they come: a hundred messages and a few words."""
    async with running(settings(tmp_path)) as product:
        await asyncio.gather(*(product.app.intake.take(text(n, f"{SMS} {n}")) for n in range(110)))
        with product.made.storage.read() as unit:
            assert unit.inbox.seen("telegram:7:109")
            assert not [row for row in unit.outbox.claim(2e10, 500) if b"plus vite" in row.body]


async def test_the_web_chat_is_limited_by_itself_alone(tmp_path: Path) -> None:
    async with running(limited(tmp_path, events_at_once=1, events_per_minute=1)) as product:
        for number in range(20):
            await product.app.intake.take(text(number, SMS, "web:a"))
        with product.made.storage.read() as unit:
            assert unit.inbox.seen("web:a:19")


async def test_a_group_is_told_nothing_and_a_block_is_always_noticed(tmp_path: Path) -> None:
    async with running(limited(tmp_path, events_at_once=1, events_per_minute=1)) as product:
        for number in range(9):
            await product.app.intake.take(Event(f"g:{number}", "telegram:-5", 1.0, GroupMessage("salut")))
        with product.made.storage.read() as unit:
            before = sum(unit.undelivered.states().values())
            assert before <= 1
        await product.app.intake.take(text(1))
        await product.app.intake.take(Event("b:1", "telegram:7", 2.0, Reachability(False)))
        with product.made.storage.read() as unit:
            assert not unit.conversations.get("telegram:7").reachable


async def test_beyond_what_everybody_may_send_providers_keep_it(tmp_path: Path) -> None:
    async with running(limited(tmp_path, events_overall=1)) as product:
        take = product.app.intake.take
        await take(text(1, SMS, "web:a"))
        await take(text(1, SMS, "web:b"))
        with pytest.raises(Crowded):
            await take(text(1, SMS, "web:c"))
        await take(text(1, DANGER, "web:d"))
        with product.made.storage.read() as unit:
            assert not unit.inbox.seen("web:c:1")
            assert unit.inbox.seen("web:d:1")
        await asyncio.sleep(1.1)
        await take(text(1, SMS, "web:c"))


async def test_a_queue_too_long_sends_back(tmp_path: Path) -> None:
    async with running(limited(tmp_path, events_waiting=5)) as product:
        some = [product.app.intake.take(text(n, SMS, f"web:{n}")) for n in range(200)]
        done = await asyncio.gather(*some, return_exceptions=True)
        refused = [error for error in done if error is not None]
        assert refused
        assert {type(error) for error in refused} == {Crowded}
        await product.app.intake.take(text(500, SMS, "web:500"))


async def test_files_beyond_the_days_quota_are_declined_and_their_words_kept(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(limited(tmp_path, telegram, pieces_per_day=2)) as product:
        someone = telegram.chat(7, language="fr")
        for _ in range(2):
            someone.sends_photo(PHOTO[:5000])
        someone.sends_photo(PHOTO[:5000], caption="Voilà ce qu'il a écrit hier soir à ma sœur")
        someone.sends_photo(PHOTO[:5000])
        await telegram.settled()
        await product.app.flushed()
        heard = [seen.text for seen in someone.unseen]
        assert heard.count(words(product, "evidence-day-full")) == 1
        with product.made.storage.read() as unit:
            draft = unit.conversations.get("telegram:7")
        assert len(draft.pieces) == 2
        assert "Voilà ce qu'il a écrit hier soir à ma sœur" in [note.text for note in draft.notes]
        assert len(telegram.called("getFile")) == 2


async def test_a_file_within_an_edit_or_a_card_counts_and_its_words_are_kept(tmp_path: Path) -> None:
    async with running(limited(tmp_path, pieces_per_day=1)) as product:
        take, file = product.app.intake.take, Media("document", "ref", declared_type="text/vcard")
        await take(Event("t:0", "telegram:7", 1.0, Text("Voilà ce qu'il a écrit hier soir à ma sœur")))
        bodies: tuple[Body, ...] = (
            Media("photo", "first"),
            Edited("deuxième version", file),
            Edited("", file),
            Contact("Vendeur", "0612345678", file=file),
        )
        for number, body in enumerate(bodies, 1):
            await take(Event(f"t:{number}", "telegram:7", 1.0, body, message=str(number)))
        with product.made.storage.read() as unit:
            draft = unit.conversations.get("telegram:7")
        assert len(draft.pieces) == 1
        said = [note.text for note in draft.notes]
        assert "deuxième version" in said
        assert any("0612345678" in text for text in said)


async def test_megabytes_beyond_the_days_quota_end_as_a_failure_that_is_told(tmp_path: Path) -> None:
    async with (
        FakeTelegram() as telegram,
        running(limited(tmp_path, telegram, megabytes_per_day=1)) as product,
    ):
        someone = telegram.chat(7, language="fr")
        someone.sends_photo(PHOTO)
        await someone.sees()
        await telegram.until(lambda: telegram.called("getFile"))
        await product.app.flushed()
        someone.sends_photo(PHOTO)
        await telegram.until(
            lambda: any(words(product, "evidence-day-full") in seen.text for seen in someone.unseen)
        )
        await product.app.flushed()
        with product.made.storage.read() as unit:
            pieces = sorted(unit.evidence.stale(2e10), key=lambda piece: piece.state)
        ends = [(piece.state, piece.reason) for piece in pieces]
        assert ends == [("fetch_failed", "quota"), ("stored", "")]


@pytest.mark.parametrize("limits", [{"pieces_per_day": 1}, {"megabytes_per_day": 1}])
async def test_an_upload_that_is_not_taken_leaves_nothing(tmp_path: Path, limits: dict[str, int]) -> None:
    async with serving(limited(tmp_path, None, **limits)) as product, calling(product) as reporter:
        await reporter.posts(hello=True, language="fr")
        await reporter.taps(await reporter.hears(), "fr")
        await reporter.hears()
        for number in range(2):
            query = {"id": f"upload-{number}", "kind": "photo"}
            headers = {"Content-Type": "image/jpeg"}
            answer = await reporter.client.post("/web/files", params=query, content=PHOTO, headers=headers)
            assert answer.status_code == 200
        async with asyncio.timeout(60):
            while words(product, "evidence-day-full") not in (await reporter.hears())["text"]:
                pass
            while files(tmp_path / "uploads"):
                await product.app.flushed()
        assert len(files(tmp_path / "evidence")) == 1


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("[!.]*") if path.is_file()]


async def chunks(*given: bytes):
    for chunk in given:
        yield chunk


async def test_what_was_not_fetched_whole_does_not_count() -> None:
    now = 100.0
    quota = DailyQuota(9, 10, lambda: now)
    with pytest.raises(SendError, match="quota"):
        async for _ in quota.counted("a", chunks(b"12345", b"1234567")):
            pass
    assert [chunk async for chunk in quota.counted("a", chunks(b"1234567890"))] == [b"1234567890"]
    assert not await quota.file("a")
    assert await quota.file("b")
    now += DAY
    assert await quota.file("a")


async def test_under_the_last_reserve_nothing_is_taken_and_everything_is_later(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        full = limited(tmp_path, telegram, free_megabytes=GIGABYTES, least_megabytes=GIGABYTES)
        async with serving(full) as product, calling(product) as reporter:
            someone = telegram.chat(7, language="fr")
            someone.says(SMS)
            assert (await someone.sees()).text == words(product, "busy")
            someone.says("bonjour")
            body = {"id": "message-1", "text": SMS}
            assert (await reporter.client.post("/web/messages", json=body)).status_code == 503
            query = {"id": "upload-1", "kind": "photo"}
            assert (await reporter.client.post("/web/files", params=query, content=PHOTO)).status_code == 503
            ready = await reporter.client.get("/ready")
            assert (ready.status_code, ready.json()["disk"]) == (503, False)
            with pytest.raises(DiskFull):
                await product.app.intake.take(text(1))
            with product.made.storage.read() as unit:
                assert unit.undelivered.states() == {}
        assert telegram.delivery.pending
        assert not someone.unseen
        async with running(settings(tmp_path, telegram)) as product:
            assert (await someone.sees()).text
            with product.made.storage.read() as unit:
                assert unit.conversations.get("telegram:7").answer("story") == SMS
            assert (await product.app.checks()).ready


async def test_a_webhook_is_answered_503_while_the_disk_is_full(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        more = {"public_url": "http://127.0.0.1:1", "telegram_webhook_secret": SECRET}
        update = {
            "update_id": 5,
            "message": {
                "message_id": 5,
                "date": 1,
                "text": SMS,
                "chat": {"id": 5, "type": "private", "first_name": "A"},
                "from": {"id": 5, "is_bot": False, "first_name": "A"},
            },
        }
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        for limits, status in (({"free_megabytes": GIGABYTES, "least_megabytes": GIGABYTES}, 503), ({}, 200)):
            given = limited(tmp_path, telegram, **limits).model_copy()
            path = tmp_path / "limits.toml"
            given = settings(tmp_path, telegram, config_file=path, **more)
            async with (
                serving(given) as product,
                httpx.AsyncClient(base_url=product.url, verify=NO_CERTIFICATES) as client,
            ):
                answer = await client.post("/telegram", content=json.dumps(update), headers=headers)
                assert answer.status_code == status


async def test_words_are_taken_where_there_is_no_room_for_files(tmp_path: Path) -> None:
    async with serving(limited(tmp_path, free_megabytes=GIGABYTES)) as product, calling(product) as reporter:
        query = {"id": "upload-1", "kind": "photo"}
        assert (await reporter.client.post("/web/files", params=query, content=PHOTO)).status_code == 503
        await reporter.posts(text=SMS, language="fr")
        assert "+212612345678" in (await reporter.hears())["codes"]
        found = await product.app.checks()
        assert found.ready, "words are taken"
        assert "files" in found.degraded
        ready = await reporter.client.get("/ready")
        assert (ready.status_code, ready.json()["disk"], list(ready.json()["degraded"])) == (
            200,
            True,
            ["files"],
        )


def test_room_is_what_every_disk_has(tmp_path: Path) -> None:
    assert DiskSpace([tmp_path], 1, lambda: 0.0)
    assert not DiskSpace([tmp_path, Path("/")], 1 << 60, lambda: 0.0)
    assert DiskSpace([tmp_path / "not there"], 1 << 60, lambda: 0.0)


async def test_nobody_is_told_aloud_more_than_once_in_a_minute(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        full = limited(tmp_path, telegram, free_megabytes=GIGABYTES, least_megabytes=GIGABYTES)
        async with running(full) as product:
            someone = telegram.chat(7, language="fr")
            someone.says(SMS)
            await someone.sees()
            for number in range(5):
                with pytest.raises(DiskFull):
                    await product.app.intake.take(text(number))
            await product.app.intake.close()
            assert len(telegram.called("sendMessage")) == 1


async def test_who_cannot_be_reached_is_not_told_and_nothing_breaks(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        full = limited(tmp_path, telegram, free_megabytes=GIGABYTES, least_megabytes=GIGABYTES)
        async with running(full) as product:
            telegram.fails("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
            with pytest.raises(DiskFull):
                await product.app.intake.take(text(1))
            await product.app.intake.close()
            with pytest.raises(DiskFull):
                await product.app.intake.take(Event("m:1", "telegram:7", 1.0, Media("photo", "f")))
