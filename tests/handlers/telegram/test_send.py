"""Replies and the exact requests they become; what Telegram's refusals mean; files; hiding."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.core.events import Event
from handlers.channel import Button, Message, SendError
from handlers.split import split, units
from handlers.telegram.bot import BotApi
from handlers.telegram.channel import Telegram
from handlers.telegram.settings import Profile, TelegramSettings
from handlers.telegram.updates import LinkPreview, SendMessage
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.wire import answer, answering


async def ignore(_: Event) -> None:
    """Events do not matter here."""


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        fake.chat(7).says("/start")
        yield fake


@pytest.fixture
async def channel(server: FakeTelegram) -> AsyncIterator[Telegram]:
    opened = Telegram(
        TelegramSettings(
            server.token,
            server.url,
            timeout=20,
            backoff=0.01,
            max_bytes=300_000,
            now=time.time,
            chance=random.uniform,
        )
    )
    await opened.start(ignore)
    yield opened
    await opened.stop()


def answers(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"1:q:{number}", label) for number, label in enumerate(labels))


def rows(*labels: list[str]) -> dict[str, object]:
    """A keyboard as sent, each button numbered in order of its label's first letter."""
    keyboard = [[{"text": label, "callback_data": f"1:q:{label[0]}"} for label in row] for row in labels]
    return {"reply_markup": {"inline_keyboard": keyboard}}


def code(offset: int, length: int) -> dict[str, object]:
    return {"offset": offset, "length": length, "type": "code"}


LONG = "1 une étiquette vraiment longue"
NAV = tuple(Button(f"1:q:{letter}", letter, nav=True) for letter in "abcd")
REQUESTS = [
    (Message("سلام"), [{"text": "سلام"}]),
    (
        Message("q", answers("0 oui", "1 non", "2 bof")),
        [{"text": "q", **rows(["0 oui", "1 non"], ["2 bof"])}],
    ),
    (Message("q", answers("0 oui", LONG, "2 bof")), [{"text": "q", **rows(["0 oui"], [LONG], ["2 bof"])}]),
    (
        Message("q", (*NAV[:1], *answers("0 oui"), *NAV[1:])),
        [{"text": "q", **rows(["0 oui"], ["a", "b", "c"], ["d"])}],
    ),
    (
        Message("q", (Button("1:q:0", "0" * 70),)),
        [
            {
                "text": "q",
                "reply_markup": {"inline_keyboard": [[{"text": "0" * 63 + "…", "callback_data": "1:q:0"}]]},
            }
        ],
    ),
    (
        Message("Reçu\nAB12CD34\nfin", codes=("AB12CD34",)),
        [{"text": "Reçu\nAB12CD34\nfin", "entities": [code(5, 8)]}],
    ),
    (Message("😀 19\n19", codes=("19",)), [{"text": "😀 19\n19", "entities": [code(6, 2)]}]),
    (
        Message("A1\nx\nA1\nB", codes=("A1", "A1", "B")),
        [{"text": "A1\nx\nA1\nB", "entities": [code(0, 2), code(5, 2), code(8, 1)]}],
    ),
    (
        Message("a" * 4000 + "\n\n" + "b" * 200 + "\nXY", answers("0 ok"), ("XY",)),
        [
            {"text": "a" * 4000},
            {"text": "b" * 200 + "\nXY", "entities": [code(201, 2)], **rows(["0 ok"])},
        ],
    ),
]


@pytest.mark.parametrize(("message", "expected"), REQUESTS)
async def test_a_message_and_its_requests(server, channel, message, expected):
    ids = await channel.send("telegram:7", message, 1)
    preview = {"link_preview_options": {"is_disabled": True}}
    assert server.called("sendMessage") == [{"chat_id": 7, **preview, **request} for request in expected]
    seen = [await server.chat(7).sees() for _ in expected]
    assert ids == ",".join(str(each.id) for each in seen)
    assert server.refusals == []


@pytest.mark.parametrize(
    "buttons",
    [(Button("x" * 65, "a"),), (Button("", "a"),), (Button("ع" * 33, "a"),), answers(*"a" * 101)],
)
async def test_a_keyboard_that_telegram_would_refuse_is_our_bug(server, channel, buttons):
    with pytest.raises(ValueError, match="button"):
        await channel.send("telegram:7", Message("q", buttons), 1)
    assert server.called("sendMessage") == []


async def test_a_hundred_buttons_are_within_the_limits(server, channel):
    await channel.send("telegram:7", Message("q", answers(*(str(n) for n in range(100)))), 1)
    assert len((await server.chat(7).sees()).labels) == 100


ERRORS = [
    ({"retry_after": 7}, {"reason": "429", "retryable": True, "after": 7}),
    ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, {"unreachable": True}),
    ({"status": 403, "description": "Forbidden: user is deactivated"}, {"unreachable": True}),
    ({"status": 400, "description": "Bad Request: chat not found"}, {"unreachable": True}),
    ({"status": 400, "description": "Bad Request: PEER_ID_INVALID"}, {"unreachable": True}),
    ({"status": 400, "description": "Bad Request: oops"}, {"reason": "400", "retryable": False}),
    ({"status": 401, "description": "Unauthorized"}, {"reason": "401", "retryable": True, "after": 60}),
    ({"status": 500}, {"reason": "500", "retryable": True}),
    ({"status": 502}, {"reason": "502", "retryable": True}),
    ({"status": 504}, {"reason": "504", "retryable": True, "ambiguous": True}),
    ({"drop": True}, {"retryable": True, "ambiguous": True}),
    ({"drop": True, "accepted": True}, {"retryable": True, "ambiguous": True}),
]


@pytest.mark.parametrize(("fault", "meaning"), ERRORS)
async def test_what_a_failure_means(server, channel, fault, meaning):
    server.fails("sendMessage", **fault)
    with pytest.raises(SendError) as failed:
        await channel.send("telegram:7", Message("secret words"), 1)
    error = failed.value
    unset = {"ambiguous": False, "unreachable": False, "after": None, "retryable": False}
    expected = {**unset, **meaning}
    assert {name: getattr(error, name) for name in expected} == expected
    assert server.token not in repr(error)
    assert "secret" not in repr(error)


async def test_no_answer_in_time_is_ambiguous(server):
    channel = Telegram(
        TelegramSettings(server.token, server.url, timeout=1, now=time.time, chance=random.uniform)
    )
    await channel.start(ignore)
    never = server.fails("sendMessage", accepted=True, hold=asyncio.Event())
    with pytest.raises(SendError) as failed:
        await channel.send("telegram:7", Message("q"), 1)
    assert (failed.value.retryable, failed.value.ambiguous) == (True, True)
    assert (await server.chat(7).sees()).text == "q"
    assert never.hold is not None
    never.hold.set()
    await channel.stop()


async def test_no_connection_is_not_ambiguous(server, channel):
    await server.stop()
    with pytest.raises(SendError) as failed:
        await channel.send("telegram:7", Message("q"), 1)
    assert (failed.value.retryable, failed.value.ambiguous) == (True, False)
    assert server.token not in repr(failed.value)


@pytest.mark.parametrize("down", [{"drop": True}, {"status": 504}, {"status": 401}, {"retry_after": 3}])
async def test_what_is_in_doubt_waits_for_a_line_that_works(server, channel, down):
    await server.until(lambda: server.called("getMe"))
    server.fails("sendMessage", drop=True)
    with pytest.raises(SendError) as lost:
        await channel.send("telegram:7", Message("q"), 1)
    assert lost.value.ambiguous
    server.fails("getMe", times=2, **down)
    for _ in range(2):
        with pytest.raises(SendError) as waiting:
            await channel.send("telegram:7", Message("q"), 1)
        assert (waiting.value.retryable, waiting.value.ambiguous) == (True, False)
    assert waiting.value.after == {401: 60.0}.get(down.get("status", 0), down.get("retry_after"))
    assert len(server.called("sendMessage")) == 1
    await channel.send("telegram:7", Message("q"), 1)
    await channel.send("telegram:7", Message("r"), 2)
    assert [seen.text for seen in await server.chat(7).sees_all(2)] == ["q", "r"]
    assert len(server.called("getMe")) == 4


async def test_before_start_nothing_is_sent():
    channel = Telegram(TelegramSettings("1:x", now=time.time, chance=random.uniform))
    with pytest.raises(SendError) as failed:
        await channel.send("telegram:7", Message("q"), 1)
    assert (failed.value.retryable, failed.value.ambiguous) == (True, False)


ODD_ANSWERS = [
    (400, b'{"description":"x","parameters":{"migrate_to_chat_id":-5}}', ("migrated", False, False)),
    (400, b"<html>", ("400", False, False)),
    (400, b'{"description":"Bad Request: temporarily unavailable"}', ("400", True, False)),
    (409, b'{"description":"Conflict: x"}', ("409", True, False)),
    (404, b'{"description":"Not Found"}', ("401", True, False)),
    (413, b"<html>", ("413", True, False)),
    (429, b"<html>", ("429", True, False)),
    (200, b"<html>", ("malformed", True, True)),
    (200, b"{}", ("malformed", True, True)),
    (200, b'{"ok":true,"result":[]}', ("malformed", True, True)),
]


@pytest.mark.parametrize(("status", "body", "expected"), ODD_ANSWERS)
async def test_answers_that_no_fault_produces(status, body, expected):
    """Of a hot call, and of one through the library: both are refused by the same rules."""
    async with answering(answer(status, body)) as url:
        api = BotApi(url, "1:x", 2.0)
        await api.open()
        for call in (
            lambda: api.send(SendMessage(7, "q", LinkPreview())),
            lambda: api.ask(api.bot.send_picture, 7, b"png", "a"),
            lambda: api.ask(api.bot.locate_file, "f"),
        ):
            with pytest.raises(SendError) as failed:
                await call()
            error = failed.value
            assert (error.reason, error.retryable, error.ambiguous) == expected
            assert "1:x" not in f"{error!r} {error.__cause__!r}"
        await api.close()


async def test_a_limited_chat_does_not_hold_up_another(server, channel):
    server.chat(8).says("/start")
    server.limits(7, seconds=3)
    results = await asyncio.gather(
        *(channel.send(f"telegram:{chat}", Message("q"), chat) for chat in (7, 8)), return_exceptions=True
    )
    assert isinstance(results[0], SendError)
    assert (await server.chat(8).sees()).text == "q"


IN_PARTS = Message("\n\n".join(letter * 4000 for letter in "abc"))


async def sends_a_part(server, channel):
    """The next part of the long message goes through, and the one after it does not."""
    server.fails("sendMessage", accepted=True)
    server.fails("sendMessage", status=500)
    with pytest.raises(SendError):
        await channel.send("telegram:7", IN_PARTS, 5)


async def test_a_split_message_goes_on_where_it_stopped(server, channel):
    await sends_a_part(server, channel)
    ids = await channel.send("telegram:7", IN_PARTS, 5)
    seen = await server.chat(7).sees_all(3)
    assert [each.text[0] for each in seen] == ["a", "b", "c"]
    assert ids == ",".join(str(each.id) for each in seen)
    await channel.send("telegram:7", Message("d"), 5)
    assert (await server.chat(7).sees()).text == "d"


@pytest.fixture
async def two(server):
    """Two servers that know the parts which either has noted, and those parts by row."""
    noted: dict[int, list[str]] = {}

    async def note(row: int, sent: Sequence[str]) -> None:
        noted[row] = [*sent]

    async def known(row: int) -> list[str]:
        return [*noted.get(row, ())]

    given = TelegramSettings(
        server.token, server.url, now=time.time, chance=random.uniform, note_parts=note, noted_parts=known
    )
    servers = Telegram(given), Telegram(given)
    for each in servers:
        await each.start(ignore)
    yield *servers, noted
    for each in servers:
        await each.stop()


async def test_a_split_message_goes_on_at_another_server_after_the_last_part_that_it_knows(server, two):
    dying, other, noted = two
    await sends_a_part(server, dying)
    ids = await other.send("telegram:7", IN_PARTS, 5)
    seen = await server.chat(7).sees_all(3)
    assert [each.text[0] for each in seen] == ["a", "b", "c"]
    assert ids == ",".join(str(each.id) for each in seen)
    assert noted[5] == ids.split(",")[:2], "the last part needs no note: its row is settled"


async def test_a_part_that_another_server_sent_meanwhile_is_not_sent_again(server, two):
    """The row goes from a server to another and back; what the first one remembers is older by then."""
    first, other, _ = two
    await sends_a_part(server, first)
    await sends_a_part(server, other)
    await first.send("telegram:7", IN_PARTS, 5)
    assert [each.text[0] for each in await server.chat(7).sees_all(3)] == ["a", "b", "c"]


SPLITS = [
    ("a b", 10, ["a b"]),
    ("", 10, [""]),
    ("one two\n\nthree", 12, ["one two", "three"]),
    ("one two. three", 12, ["one two.", "three"]),
    ("one. two three", 10, ["one. two", "three"]),
    ("هل؟ نعم اكتب", 9, ["هل؟ نعم", "اكتب"]),
    ("call 06 12 34 56", 12, ["call", "06 12 34 56"]),
    ("pay 1 500 dirhams now", 5, ["pay", "1 500", "dirha", "ms", "now"]),
    ("06 12 34 56", 6, ["06 12", "34 56"]),
    ("see http://a.ma/b.c?d=e now", 24, ["see http://a.ma/b.c?d=e", "now"]),
    ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
    ("😀" * 6, 5, ["😀😀", "😀😀", "😀😀"]),
]


@pytest.mark.parametrize(("text", "limit", "parts"), SPLITS)
def test_splitting(text, limit, parts):
    assert split(text, limit) == parts


@given(st.text("a1 .\n😀؟", max_size=200), st.integers(4, 40))
def test_no_part_is_too_long_and_nothing_is_lost(text, limit):
    parts = split(text, limit)
    assert all(units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize("size", [0, 10, 200_000])
async def test_a_file_comes_in_pieces(server, channel, size):
    data = bytes(range(250)) * (size // 250 + 1)
    server.chat(7).sends_document(data)
    pieces = [piece async for piece in channel.fetch("file-1")]
    assert b"".join(pieces) == data
    assert len(pieces) > 1 or size < 65_536  # how large they are depends on how busy the machine is


async def failing_fetch(channel: Telegram, ref: str) -> SendError:
    with pytest.raises(SendError) as failed:
        async for _ in channel.fetch(ref):
            pass
    return failed.value


async def test_files_that_are_too_big(server, channel):
    server.chat(7).sends_document(bytes(300_001))
    server.chat(7).sends_document(bytes(20 * 1024 * 1024 + 1))
    for ref in ("file-1", "file-2"):
        error = await failing_fetch(channel, ref)
        assert (error.reason, error.retryable) == ("too_big", False)


async def test_files_that_fail(server, channel, caplog):
    caplog.set_level(logging.DEBUG)
    server.chat(7).sends_document(b"x" * 1000)
    server.fails("file", drop=True)
    server.fails("file", status=404)
    for ref, retryable in (("file-1", True), ("file-1", True), ("nonsense", False)):
        error = await failing_fetch(channel, ref)
        assert error.retryable is retryable
        assert server.token not in f"{error!r} {error.__cause__!r}"
    assert server.token not in caplog.text


async def test_an_answer_that_fits_nothing_is_an_error_of_the_provider(server, channel):
    server.bot = {"username": "no id"}
    with pytest.raises(SendError) as failed:
        await channel._learn_name()
    assert (failed.value.reason, failed.value.retryable) == ("malformed", False)


async def test_hiding_deletes_both_sides_in_batches(server, channel):
    salma = server.chat(7)
    for number in range(150):
        salma.says(str(number))
    reply = await channel.send("telegram:7", Message("a" * 5000), 1)
    ids = [str(message["message_id"]) for message in salma.messages if message["from"]["id"] == 7]
    assert await channel.hide("telegram:7", [*ids, reply], 9) == 153
    assert salma.messages == []
    assert [len(call["message_ids"]) for call in server.called("deleteMessages")] == [100, 53]


async def test_hiding_leaves_what_is_too_old(server, channel):
    salma = server.chat(7)
    salma.says("old")
    server.passes(hours=49)
    salma.says("new")
    salma.says("newer")
    ids = [str(message["message_id"]) for message in salma.messages]
    assert await channel.hide("telegram:7", ids, 9) == 2
    assert [message["text"] for message in salma.messages] == ["/start", "old"]


async def test_hiding_nothing_asks_nothing(server, channel):
    assert await channel.hide("telegram:7", [], 9) == 0
    assert server.called("deleteMessages") == []


async def test_hiding_honours_limits(server, channel):
    server.fails("deleteMessages", retry_after=4)
    with pytest.raises(SendError) as failed:
        await channel.hide("telegram:7", ["1"], 9)
    assert failed.value.after == 4


async def test_commands_and_descriptions_are_set_in_every_language(server):
    profiles = {
        "": Profile((("start", "ابدأ"),), "وصف", "قصير"),
        "fr": Profile((("start", "Commencer"),), "Description", "Court"),
        "ary": Profile((("start", "x"),), "no such code at Telegram", "x"),
    }
    server.fails("setMyCommands", status=500)
    channel = Telegram(
        TelegramSettings(
            server.token, server.url, profiles=profiles, backoff=0.01, now=time.time, chance=random.uniform
        )
    )
    await channel.start(ignore)
    await server.until(lambda: len(server.profile) == 6)
    await channel.stop()
    assert server.profile["commands", "fr"] == [{"command": "start", "description": "Commencer"}]
    assert server.profile["description", ""] == "وصف"
    assert server.profile["short_description", "fr"] == "Court"
    assert server.refusals == []
