"""python-telegram-bot as the oracle of the two hot calls: its objects and ours say the same."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import pytest
import telegram
from telegram._utils.defaultvalue import DefaultValue

from handlers.telegram.bot import BotApi
from handlers.telegram.decode import UNSUPPORTED, parse
from handlers.telegram.encode import encode_message
from handlers.telegram.updates import Keys, SendMessage, Update
from tests.fakes.telegram.rules import check_sent
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram import corpus, specified
from tests.handlers.telegram.test_send import REQUESTS

NAMES = {"from": "from_user"}
"""Fields that python-telegram-bot calls otherwise."""
DEEPER = {"UrlButton.url"}
"""Fields below the depth to which the specified updates are filled in; the corpus has them."""


@pytest.fixture(autouse=True)
def spans_as_timedelta(monkeypatch):
    """As `BotApi` sets it: or the library warns of its change to timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def differences(ours: msgspec.Struct, theirs: Any, where: str, seen: Counter[str]) -> Iterator[str]:
    """Fields of ours that say something else than theirs; `seen` counts the fields that say something."""
    for field in msgspec.structs.fields(type(ours)):
        mine, other = getattr(ours, field.name), theirs_of(theirs, field.encode_name)
        place = f"{where}.{field.name}"
        if other is None or other == ():
            if mine not in (field.default, []):
                yield f"{place}: {mine!r} against none"
            continue
        seen[f"{type(ours).__name__}.{field.name}"] += 1
        yield from compared(mine, other, place, seen)


def compared(mine: Any, other: Any, place: str, seen: Counter[str]) -> Iterator[str]:
    """The differences of one field's two values."""
    if isinstance(mine, msgspec.Struct):
        yield from differences(mine, other, place, seen)
    elif isinstance(mine, list):
        if len(mine) != len(other):
            yield f"{place}: {len(mine)} against {len(other)}"
        for one, another in zip(mine, other, strict=False):
            yield from compared(one, another, place, seen)
    elif mine != (int(other.timestamp()) if isinstance(other, datetime) else other):
        yield f"{place}: {mine!r} against {other!r}"


def theirs_of(theirs: Any, name: str) -> Any:
    """A field of one of their objects, or of the mapping in which they keep what is newer than they are."""
    if isinstance(theirs, dict):
        return theirs.get(name)
    found = getattr(theirs, NAMES.get(name, name), None)
    if isinstance(found, DefaultValue):
        found = found.value
    return theirs.api_kwargs.get(name) if found is None else found


def check(update: dict[str, Any], seen: Counter[str]) -> None:
    """Both readings of an update agree, also on the kinds of message that are named but not read."""
    raw = json.dumps(update).encode()
    theirs = telegram.Update.de_json(update, None)
    assert list(differences(parse(raw), theirs, "update", seen)) == []
    keys = msgspec.json.decode(raw, type=Keys).message.keys()
    for kind in UNSUPPORTED:
        assert (kind in keys) == (theirs.message is not None and bool(theirs_of(theirs.message, kind)))


def fields_of(kind: type[msgspec.Struct]) -> Iterator[str]:
    """Every field of a struct and of the structs below it, as `Struct.field`."""
    for field in msgspec.structs.fields(kind):
        yield f"{kind.__name__}.{field.name}"
        for part in parts(field.type):
            yield from fields_of(part)


def parts(kind: Any) -> list[type[msgspec.Struct]]:
    """The structs that a field's type names."""
    inside = [found for each in getattr(kind, "__args__", ()) for found in parts(each)]
    return [kind] if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else inside


def test_updates_are_read_as_the_library_reads_them():
    seen: Counter[str] = Counter()
    for update in corpus.UPDATES:
        check_sent("Update", update)
        check(update, seen)
    assert set(fields_of(Update)) - set(seen) == set()


def test_every_kind_of_update_that_is_specified():
    seen: Counter[str] = Counter()
    for update in specified.updates():
        check_sent("Update", update)
        check(update, seen)
    assert not seen or set(fields_of(Update)) - set(seen) <= DEEPER


async def test_what_the_fake_sends():
    async with FakeTelegram() as server:
        salma, group = server.chat(7), server.group(-100, server.chat(7))
        first = salma.says("/start http://x.ma")
        salma.sends_photo(b"1", "vu", "album")
        salma.sends_document(b"1", album="album")
        salma.sends_video(b"1", "vu")
        salma.sends_voice(b"1")
        salma.shares_contact("Ali", "+212600")
        salma.shares_place(33.5, -7.5)
        for origin in corpus.ORIGINS:
            salma.forwards("lu", origin)
        salma.forwards("http://y.ma")
        salma.edits(first, "v2")
        salma.blocks()
        salma.unblocks()
        group.invites()
        api = BotApi(server.url, server.token, 2.0)
        await api.open()
        await api.send(encode_message(7, REQUESTS[1][0])[0])
        salma.taps("0 oui", await salma.sees())
        await api.close()
        seen: Counter[str] = Counter()
        for update in server.delivery.pending.values():
            check(update, seen)
        assert len(server.delivery.pending) == 18


async def library_sends(bot: telegram.Bot, request: SendMessage) -> telegram.Message:
    """The same message, sent by the library."""
    rows = request.reply_markup.inline_keyboard if request.reply_markup else ()
    keyboard = [
        [telegram.InlineKeyboardButton(each.text, callback_data=each.callback_data) for each in row]
        for row in rows
    ]
    marks = [telegram.MessageEntity(each.type, each.offset, each.length) for each in request.entities or ()]
    return await bot.send_message(
        request.chat_id,
        request.text,
        entities=marks or None,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        reply_markup=telegram.InlineKeyboardMarkup(keyboard) if keyboard else None,
    )


@pytest.mark.parametrize("message", [message for message, _ in REQUESTS])
async def test_a_message_is_sent_as_the_library_sends_it(message):
    async with FakeTelegram() as server:
        server.chat(7).says("/start")
        api = BotApi(server.url, server.token, 2.0)
        await api.open()
        for request in encode_message(7, message):
            ours = await api.send(request)
            theirs = await library_sends(api.bot, request)
            assert int(ours) + 1 == theirs.message_id
        await api.close()
        calls = server.called("sendMessage")
        assert calls[0::2] == calls[1::2]
        assert server.refusals == []
