"""`main.py dead`: an event that failed is shown without its content, takes effect again once, or goes."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import update

from bot.base import Base
from bot.commands.answer import Refused
from bot.commands.checks.finding import WARN
from bot.commands.operations import dead
from bot.commands.operations.doctor import findings
from bot.turn.dead_letters import BODIES, event_of
from bot.turn.effects import Effects
from flows.core.events import (
    Codes,
    Contact,
    Due,
    Edited,
    Event,
    Fetched,
    GroupMessage,
    Media,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
    Words,
)
from flows.said import Origin
from storage.chats.dead_letters import Letter
from storage.tables.messages import StoredConversation
from tests.product.product import NOW, Product, opened, running, settings

CHAT = "web:zineb-4455"
WORDS = "Il me demande 2000 dirhams"


def fails(_: Effects) -> None:
    """A mistake of ours."""
    raise LookupError(WORDS)


async def failed(product: Product, body: object, number: int = 2) -> int:
    """An event that becomes a dead letter; the letter's id."""
    event = Event(f"{CHAT}:{number}", CHAT, NOW, body, "7", "fr", Origin("Salma", 1.5))  # type: ignore[arg-type]  # any body
    await product.app.turns.take(event, fails)
    with product.made.storage.read() as unit:
        return unit.dead.newest(1)[0].id


def told(product: Product) -> list[str]:
    """The answers that the conversation holds."""
    with product.made.storage.read() as unit:
        return [answer.value for answer in unit.conversations.get(CHAT).answers]


def left(made: Base) -> int:
    """How many dead letters there are."""
    with made.storage.read() as unit:
        return unit.dead.count()


def kinds(product: Product) -> list[tuple[str, str, str]]:
    """Kind, state and reason of what the outbox could not carry out."""
    with product.made.storage.read() as unit:
        return [(row.kind, row.state, row.reason) for row in unit.undelivered.given_up(9)]


async def until(holds: Callable[[], object]) -> None:
    """Returns when that is so; the sender looks into the database once a second."""
    async with asyncio.timeout(60):
        while True:
            if holds():
                return
            await asyncio.sleep(0.02)


async def test_a_letter_takes_effect_once_beside_a_running_server(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        await product.app.turns.take(Event(f"{CHAT}:1", CHAT, NOW, Start(), language="fr"))
        number = await failed(product, Text(WORDS))
        assert told(product) == []
        for _ in range(2):
            assert dead.retried(product.made, number).lines == ("It takes effect as soon as a server runs.",)
        await until(lambda: not left(product.made))
        await product.app.flushed()
        assert told(product).count(WORDS) == 1
        assert kinds(product) == []
        with pytest.raises(Refused, match="there is no such event"):
            dead.retried(product.made, number)


async def test_a_letter_is_taken_up_by_the_next_server(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        number = await failed(product, Text(WORDS))
    made = opened(settings(tmp_path))
    dead.retried(made, number)
    made.database.close()
    async with running(settings(tmp_path)) as product:
        await until(lambda: not left(product.made))
        assert told(product).count(WORDS) == 1


async def test_a_letter_that_fails_again_stays_and_nobody_is_told_twice(tmp_path: Path) -> None:
    """The chat's conversation is damaged in the database, so each turn of the chat fails."""
    async with running(settings(tmp_path)) as product:
        await product.app.turns.take(Event(f"{CHAT}:1", CHAT, NOW, Text("Bonjour"), "6", "fr"))
        number = await failed(product, Text(WORDS))
        await product.app.flushed()
    made = opened(settings(tmp_path))
    with made.database.engine.begin() as connection:
        connection.execute(update(StoredConversation).values(body=b"\0"))
    made.database.close()
    async with running(settings(tmp_path)) as product:
        with product.made.storage.read() as unit:
            before = sum(unit.undelivered.states().values())
        dead.retried(product.made, number)
        await until(lambda: kinds(product))
        assert [(kind, state) for kind, state, _ in kinds(product)] == [("retry", "undeliverable")]
        assert left(product.made) == 1
        with product.made.storage.read() as unit:
            assert sum(unit.undelivered.states().values()) == before + 1, "the retry itself"


async def test_content_is_shown_only_when_asked_for(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        number = await failed(product, Text(WORDS))
        listed = dead.listed(product.made)
        (line,) = listed.lines
        assert [*line.split()[:3], line.split()[-1]] == [str(number), "web", "Text", "LookupError"]
        shown = dead.shown(product.made, number)
        for said in (str(listed), str(shown)):
            assert "zineb" not in said
            assert WORDS not in said
            assert "Salma" not in said
        whole = dead.shown(product.made, number, content=True)
        assert f"  body.text: {WORDS}" in whole.lines
        assert "  origin.name: Salma" in whole.lines
        assert "zineb" not in str(whole)


async def test_a_letter_that_is_dropped_takes_no_effect(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        number = await failed(product, Text(WORDS))
        assert [each.mark for each in findings(product.made) if each.about == "dead"] == [WARN]
        assert dead.dropped(product.made, number).status == 0
        assert left(product.made) == 0
        assert [each for each in findings(product.made) if each.about == "dead"] == []
        with pytest.raises(Refused, match="there is no such event"):
            dead.dropped(product.made, number)
        assert dead.listed(product.made).lines == ("no event failed",)


def test_a_letter_of_another_version_is_refused_and_shown(tmp_path: Path) -> None:
    made = opened(settings(tmp_path))
    with made.storage.write() as unit:
        broken = unit.dead.add(Letter(0, "x", CHAT, b"noise", "ValueError", time.time()))
        newer = msgspec.msgpack.encode(("Hologram", {"body": {}, "origin": None}))
        unknown = unit.dead.add(Letter(0, "y", CHAT, newer, "ValueError", time.time()))
    for number, kind in ((broken, "?"), (unknown, "Hologram")):
        assert f"kind     {kind}" in dead.shown(made, number).lines
        with pytest.raises(Refused, match="another version"):
            dead.retried(made, number)
        with pytest.raises(Refused, match="another version"):
            dead.shown(made, number, content=True)
    assert dead.listed(made, 1).lines[-1] == "and 1 more: --limit"
    made.database.close()


SAMPLES = (
    Text(WORDS),
    Tap("1:confirm:send"),
    Media("photo", "ref", "a.jpg", 3, "image/jpeg", WORDS, "album"),
    Place(33.5, -7.5),
    Contact("Salma", "+212612345678"),
    Start("K7M29QXA"),
    Edited(WORDS),
    Unsupported("poll"),
    Reachability(reachable=False),
    GroupMessage(WORDS, invited=True),
    Fetched("abcd", "too_big", 5),
    Codes("abcd", ("https://poste-ma.top", WORDS)),
    Words((("abcd", WORDS),)),
    Due(),
)


def test_every_kind_of_event_comes_back_as_it_was() -> None:
    assert {type(sample).__name__ for sample in SAMPLES} == BODIES.keys()
    for sample in SAMPLES:
        event = Event("a:1", "web:a", 1.5, sample, "m", "fr", Origin("n", 2.5), b"x" * 24)
        kept = msgspec.msgpack.encode((type(sample).__name__, event))
        assert event_of(Letter(1, "a:1", "web:a", kept, "ValueError", 1.5)) == event
