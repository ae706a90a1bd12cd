"""Turns that go wrong: nothing half done, nothing lost, the person told."""

import asyncio
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes

import msgspec
import pytest

from bot.turn.effects import Effects
from flows.core.effects import FileCase
from flows.core.events import Codes, Event, Start, Text
from flows.core.receipts import draw
from storage.cases.views import Reporter
from storage.errors import StorageFailed, Unsealable
from tests.product.product import NOW, Product, running, settings

SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"


def event(number: int, body: object, fresh: bytes = b"") -> Event:
    """The next thing that this chat does."""
    return Event(f"web:a:{number}", "web:a", NOW + number, body, str(number), "fr", fresh=fresh)  # type: ignore[arg-type]  # any body


def replies(product: Product) -> int:
    """How many replies were ever written."""
    with product.made.storage.read() as unit:
        return sum(unit.undelivered.states().values())


async def test_two_events_of_one_chat_at_once(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        take = product.app.turns.take
        await asyncio.gather(
            *(take(event(number, Text("encore une chose à dire, la voici"))) for number in range(20))
        )
        with product.made.storage.read() as unit:
            conversation = unit.conversations.get("web:a")
        assert len(conversation.notes) == 19
        await asyncio.gather(*(take(event(number, Text("encore une chose"))) for number in range(20)))
        with product.made.storage.read() as unit:
            assert unit.conversations.get("web:a") == conversation


async def test_a_reference_drawn_before_is_drawn_again(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        take, fresh = product.app.turns.take, token_bytes(24)
        reference, secret = draw(fresh)
        taken = FileCase(
            reference, secret, "other", urgent=False, anonymous=True, place="", answers=(("story", "x"),)
        )
        with product.made.storage.write() as unit:
            unit.filing.open(taken, Reporter("web:b", "fr"), 1.0)
        await take(event(1, Text(SMS)))
        await take(event(2, Text("envoyer"), fresh))
        with product.made.storage.read() as unit:
            assert len(unit.cases.of_chat("web:a", 9)) == 1
            assert unit.dead.count() == 0


async def test_a_turn_that_cannot_be_played_is_kept_and_said(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        take = product.app.turns.take
        await take(event(1, Start()))
        broken = event(2, Text("bonjour"))

        def fails(effects: Effects) -> None:
            raise LookupError("a bug of ours")

        before = replies(product)
        await take(broken, fails)
        with product.made.storage.read() as unit:
            letter = unit.dead.newest(1)[0]
        kind, kept = msgspec.msgpack.decode(letter.body)
        assert (kind, kept["id"], kept["body"]) == ("Text", broken.id, {"text": "bonjour"})
        assert letter.error == "LookupError"
        assert replies(product) == before + 1
        await take(replace(broken), fails)
        assert replies(product) == before + 1


async def test_a_reading_of_a_picture_that_fails_leaves_no_letter_and_says_nothing(tmp_path: Path) -> None:
    """A letter would tie the chat to the file, also after a report without a trace; the file stays."""
    async with running(settings(tmp_path)) as product:
        await product.app.turns.take(event(1, Start()))
        before = replies(product)

        def fails(effects: Effects) -> None:
            raise LookupError("a bug of ours")

        def unseals(effects: Effects) -> None:
            raise Unsealable

        for breaks in (fails, unseals):
            codes = Event("codes:abcd", "web:a", NOW, Codes("abcd", ("http://poste-ma.top",)))
            await product.app.turns.take_reading(codes, breaks)
        with product.made.storage.read() as unit:
            assert unit.dead.count() == 0
        assert replies(product) == before


async def test_what_cannot_be_kept_is_not_acknowledged(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        product.made.database.engine.dispose()

        def fails(effects: Effects) -> None:
            raise StorageFailed("disk full")

        with pytest.raises(StorageFailed):
            await product.app.turns.take(event(1, Text("bonjour")), fails)
        with product.made.storage.read() as unit:
            assert not unit.inbox.seen("web:a:1")
        await product.app.turns.take(event(1, Text("bonjour")))
        assert replies(product) == 1
