"""Telegram's updates and the events they become."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.core.events import (
    Contact,
    Edited,
    Event,
    GroupMessage,
    Media,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
)
from flows.said import Origin
from handlers.channel import BadRequest
from handlers.telegram.decode import Decoding, Me, parse

ME = Me(42, "ballegh_bot")
SALMA = {"id": 7, "is_bot": False, "first_name": "Salma", "language_code": "fr"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Salma"}
GROUP = {"id": -100, "type": "supergroup", "title": "Quartier"}
CHANNEL = {"id": -200, "type": "channel", "title": "Offres", "username": "offres"}
BOT = {"id": 42, "is_bot": True, "first_name": "Ballegh", "username": "ballegh_bot"}


def decode(update: object, me: Me = ME) -> list[Event]:
    raw = json.dumps(update).encode()
    return Decoding(raw, parse(raw), 1700.5, me).events()


def message(chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 5, "from": SALMA, "chat": chat, "date": 1600, **content}


def bodies(kind: str, content: object) -> list[object]:
    return [event.body for event in decode({"update_id": 9, kind: content})]


def photo(id: str, width: int, size: int = 10) -> dict[str, Any]:
    return {"file_id": id, "file_unique_id": id, "width": width, "height": width, "file_size": size}


def file(**more: Any) -> dict[str, Any]:
    return {"file_id": "f", "file_unique_id": "f", **more}


def hidden_link(url: str) -> list[dict[str, Any]]:
    return [{"type": "text_link", "offset": 0, "length": 4, "url": url}]


SAID: list[tuple[dict[str, Any], object]] = [
    ({"text": "سلام"}, Text("سلام")),
    ({"text": "/start"}, Start()),
    ({"text": "/start AB12-cd"}, Start("AB12-cd")),
    ({"text": "/start@ballegh_bot AB12"}, Start("AB12")),
    ({"text": "/started"}, Text("/started")),
    ({"text": "/help@ballegh_bot"}, Text("/help")),
    ({"text": "/help@ballegh_bot now"}, Text("/help now")),
    ({"text": "see @ballegh_bot"}, Text("see @ballegh_bot")),
    ({"text": "here", "entities": hidden_link("http://x.ma/a")}, Text("here\nhttp://x.ma/a")),
    ({"text": "http://x.ma", "entities": hidden_link("http://x.ma")}, Text("http://x.ma")),
    ({"photo": [photo("s", 90), photo("l", 1280, 99), photo("m", 320)], "caption": "vu"},
     Media("photo", "l", size=99, declared_type="image/jpeg", caption="vu", unique="l")),
    ({"photo": [photo("s", 90)], "media_group_id": "g1"},
     Media("photo", "s", size=10, declared_type="image/jpeg", album="g1", unique="s")),
    ({"photo": [photo("s", 90)], "live_photo": file()},
     Media("photo", "s", size=10, declared_type="image/jpeg", unique="s")),
    ({"photo": [photo("s", 90)], "caption": "ici", "caption_entities": hidden_link("http://y.ma")},
     Media("photo", "s", size=10, declared_type="image/jpeg", caption="ici\nhttp://y.ma", unique="s")),
    ({"document": file(file_name="a.pdf", mime_type="application/pdf", file_size=3)},
     Media("document", "f", "a.pdf", 3, "application/pdf", unique="f")),
    ({"animation": file(mime_type="video/mp4"), "document": file(mime_type="video/mp4")},
     Media("document", "f", declared_type="video/mp4", unique="f")),
    ({"video": file(mime_type="video/mp4", duration=3)},
     Media("video", "f", declared_type="video/mp4", unique="f")),
    ({"video_note": file(length=240)}, Media("video", "f", declared_type="video/mp4", unique="f")),
    ({"voice": file(duration=2)}, Media("voice", "f", declared_type="audio/ogg", unique="f")),
    ({"audio": file(title="t", mime_type="audio/mpeg")},
     Media("audio", "f", declared_type="audio/mpeg", unique="f")),
    ({"contact": {"phone_number": "+212600", "first_name": "Ali", "last_name": "B"}},
     Contact("Ali B", "+212600")),
    ({"location": {"latitude": 33.5, "longitude": -7}}, Place(33.5, -7.0)),
    ({"location": {"latitude": 33.5, "longitude": -7.5}, "venue": {"title": "Gare", "address": "x",
      "location": {"latitude": 33.5, "longitude": -7.5}}}, Place(33.5, -7.5, "Gare")),
    ({"sticker": file()}, Unsupported("sticker")),
    ({"poll": {"id": "1"}}, Unsupported("poll")),
    ({"dice": {"value": 3, "emoji": "x"}}, Unsupported("dice")),
    ({"game": {"title": "x"}}, Unsupported("game")),
    ({"story": {"id": 1}}, Unsupported("story")),
    ({"text": "ici", "reply_markup": {"inline_keyboard": [[{"url": "http://b.ma"}, {"text": "y"}]]}},
     Text("ici\nhttp://b.ma")),
    ({"text": "voir X.ma", "link_preview_options": {"url": "https://x.ma/"}}, Text("voir X.ma")),
    ({"text": "voir", "link_preview_options": {"url": "https://x.ma/p"}}, Text("voir\nhttps://x.ma/p")),
    ({"text": "voir", "link_preview_options": {"is_disabled": True}}, Text("voir")),
    ({"hologram": {"depth": 3}}, Unsupported("other")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "body"), SAID)
def test_what_a_person_sends(content, body):
    assert bodies("message", message(**content)) == [body]


def test_an_event_in_full():
    assert decode({"update_id": 9, "message": message(text="salam")}) == [
        Event("telegram:9", "telegram:7", 1700.5, Text("salam"), message="5", language="fr", sent=1600.0)
    ]


FORWARDED = [
    ({"type": "user", "sender_user": {**SALMA, "id": 8, "last_name": "B", "username": "sb"}}, "Salma B @sb"),
    ({"type": "user", "sender_user": SALMA}, ""),
    ({"type": "hidden_user", "sender_user_name": "Salma"}, ""),
    ({"type": "hidden_user", "sender_user_name": "+212611"}, "+212611"),
    ({"type": "chat", "sender_chat": GROUP, "author_signature": "Chef"}, "Quartier Chef"),
    ({"type": "channel", "chat": CHANNEL, "message_id": 3}, "Offres @offres"),
    ({"type": "oracle", "temple": {"name": "x"}}, ""),
]


@pytest.mark.parametrize(("forwarded", "name"), FORWARDED)
def test_a_forward_keeps_its_origin(forwarded, name):
    update = {
        "update_id": 9,
        "message": message(text="Amazon recrute", forward_origin={**forwarded, "date": 8}),
    }
    [event] = decode(update)
    assert (event.body, event.origin) == (Text("Amazon recrute"), Origin(name, 8.0))


ODD: list[dict[str, Any]] = [
    *({"from": {**SALMA, "language_code": code}} for code in (5, None, ["fr"], "x" * 5000)),
    *({"date": date} for date in (10**15, 10**400, -1, "hier", None)),
    {"entities": [{"url": 5}]},
    {"entities": [5]},
    {"entities": {}},
    {"entities": None},
    {"link_preview_options": []},
    {"reply_to_message": 7, "quote": 5, "edit_date": "x", "media_group_id": 9, "caption": None},
    {"contact": {"first_name": "sans numéro"}},
    {"forward_origin": "x"},
    {"unheard_of": "x" * 1_000_000},
]
"""Fields around a text that are not as documented."""


@pytest.mark.parametrize("odd", ODD, ids=",".join)
def test_no_field_around_the_words_refuses_a_message(odd):
    (event,) = decode({"update_id": 9, "message": message(text="au secours", **odd)})
    assert (event.body, event.chat) == (Text("au secours"), "telegram:7")
    assert 0 <= event.sent < 10**12


@pytest.mark.parametrize("size", [-9, 10**30, "9", None])
def test_an_odd_size_is_an_unknown_size(size):
    assert bodies("message", message(document=file(file_size=size))) == [Media("document", "f", unique="f")]


@pytest.mark.parametrize("date", [10**400, 10**15, -1, "x"])
def test_an_odd_time_of_an_origin_is_an_unknown_time(date):
    forwarded = {"type": "hidden_user", "sender_user_name": "V", "date": date}
    (event,) = decode({"update_id": 9, "message": message(text="lu", forward_origin=forwarded)})
    assert event.origin == Origin("V", None)


@pytest.mark.parametrize(
    "broken", [{"chat": 5}, {"chat": {}}, {"message_id": "x"}, {"message_id": None, "chat": None}]
)
def test_a_message_of_no_chat_is_no_message(broken):
    with pytest.raises(BadRequest):
        decode({"update_id": 9, "message": {**message(text="x"), **broken}})


QUOTED = {"origin": {"type": "hidden_user", "sender_user_name": "Vendeur", "date": 8}}
QUOTES: list[tuple[dict[str, Any], list[object]]] = [
    ({"quote": {"text": "paie ici", "position": 0}}, [Text("paie ici")]),
    ({}, [Unsupported("quote")]),
    ({"external": {"photo": [photo("s", 90)]}, "quote": {"text": "vu"}},
     [Media("photo", "s", "", 10, "image/jpeg", "vu", unique="s")]),
    ({"external": {"contact": {"phone_number": "06", "first_name": "A"}}}, [Contact("A", "06")]),
    ({"external": {"location": {"latitude": 33.5, "longitude": -7.5}}, "quote": {"text": "ici"}},
     [Place(33.5, -7.5), Text("ici")]),
    ({"external": {"link_preview_options": {"url": "http://x.ma"}}}, [Text("http://x.ma")]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "quoted"), QUOTES)
def test_a_message_quoted_from_another_chat_is_evidence(given, quoted):
    more = {name: value for name, value in given.items() if name != "external"}
    reply = {"external_reply": {**QUOTED, **given.get("external", {})}, **more}
    own, *others = decode({"update_id": 9, "message": message(text="c'est lui", **reply)})
    assert (own.id, own.body, own.origin) == ("telegram:9", Text("c'est lui"), None)
    assert [event.body for event in others] == quoted
    assert [event.id for event in others] == [f"telegram:9:{number + 1}" for number in range(len(others))]
    assert {event.origin for event in others} == {Origin("Vendeur", 8.0)}


def test_an_edited_message_has_the_time_of_its_edit():
    (event,) = decode({"update_id": 9, "edited_message": message(text="v2", edit_date=1650)})
    assert event.sent == 1650.0


def test_a_forwarded_command_is_evidence_and_not_obeyed():
    origin = {"type": "hidden_user", "sender_user_name": "x", "date": 8}
    assert bodies("message", message(text="/start abc", forward_origin=origin)) == [Text("/start abc")]


def member(chat: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    standing = {
        "old_chat_member": {"status": old, "user": BOT},
        "new_chat_member": {"status": new, "user": BOT},
    }
    return {"chat": chat, "from": SALMA, "date": 1, **standing}


def tap(**content: Any) -> dict[str, Any]:
    return {"id": "q", "from": SALMA, "chat_instance": "1", **content}


OTHER_KINDS: list[tuple[str, dict[str, Any], list[object]]] = [
    ("edited_message", message(text="v2", edit_date=3), [Edited("v2")]),
    (
        "edited_message",
        message(caption="v2", photo=[photo("s", 90)]),
        [Edited("v2", Media("photo", "s", "", 10, "image/jpeg", "v2", unique="s"))],
    ),
    (
        "edited_message",
        message(photo=[photo("s", 90)]),
        [Edited("", Media("photo", "s", "", 10, "image/jpeg", unique="s"))],
    ),
    ("edited_message", message(location={"latitude": 1, "longitude": 2}), []),
    ("edited_message", message(GROUP, text="v2"), []),
    ("callback_query", tap(message=message(), data="3:category:fraud"), [Tap("3:category:fraud")]),
    ("callback_query", tap(message={"message_id": 5, "date": 0, "chat": PRIVATE}, data="x"), [Tap("x")]),
    ("callback_query", tap(inline_message_id="i", data="x"), []),
    ("callback_query", tap(message=message(), game_short_name="g"), []),
    ("my_chat_member", member(PRIVATE, "member", "kicked"), [Reachability(False)]),
    ("my_chat_member", member(PRIVATE, "kicked", "member"), [Reachability(True)]),
    ("my_chat_member", member(GROUP, "left", "member"), [GroupMessage(invited=True)]),
    ("my_chat_member", member(GROUP, "member", "administrator"), []),
    ("my_chat_member", member(GROUP, "member", "left"), []),
    ("message", message(GROUP, new_chat_members=[SALMA, BOT]), [GroupMessage(invited=True)]),
    ("message", message(GROUP, new_chat_members=[SALMA]), []),
    ("message", message(GROUP, text="bonjour"), []),
    ("message", message(GROUP, sticker=file()), []),
    ("message", message(GROUP, text="/start abc"), [GroupMessage("/start abc")]),
    ("message", message(GROUP, text="/help@Ballegh_Bot"), [GroupMessage("/help")]),
    ("message", message(GROUP, text="/help@other_bot"), []),
    ("message", message(GROUP, text="et @Ballegh_bot ?"), [GroupMessage("et @Ballegh_bot ?")]),
    (
        "message",
        message(GROUP, caption="@ballegh_bot", photo=[photo("s", 1)]),
        [GroupMessage("@ballegh_bot")],
    ),
    (
        "message",
        message(GROUP, text="oui", reply_to_message={**message(), "from": BOT}),
        [GroupMessage("oui")],
    ),
    ("message", message(GROUP, text="oui", reply_to_message=message()), []),
    ("channel_post", {"message_id": 1, "chat": CHANNEL, "date": 1, "text": "/id"}, [GroupMessage("/id")]),
    ("channel_post", {"message_id": 1, "chat": CHANNEL, "date": 1, "text": "promo"}, []),
    ("message", message(pinned_message=message()), []),
    ("message", message(message_auto_delete_timer_changed={"message_auto_delete_time": 60}), []),
    ("message", {**message(text="x"), "from": BOT}, []),
    ("message_reaction", {"chat": PRIVATE}, []),
    ("something_new", {"a": 1}, []),
]


@pytest.mark.parametrize(("kind", "content", "expected"), OTHER_KINDS)
def test_other_kinds(kind, content, expected):
    assert bodies(kind, content) == expected


def test_a_tap_names_the_message_it_was_on():
    [event] = decode({"update_id": 9, "callback_query": tap(message=message(), data="x")})
    assert event.sent == 0, "the message is the bot's own, and older than the tap"
    assert (event.message, event.chat, event.language) == ("5", "telegram:7", "fr")


def test_until_the_name_is_known_every_group_command_counts():
    update = {"update_id": 9, "message": message(GROUP, text="/help@whoever")}
    assert [event.body for event in decode(update, Me(42))] == [GroupMessage("/help")]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"{}", b'{"update_id":"x"}', b'{"update_id":1,"message":3}', b"\xff\xfe",
     b'{"update_id":1,"message":{"message_id":1,"chat":{"id":1},"text":5}}',
     b'{"update_id":1,"message":{"message_id":1}}', b'{"update_id":1,"x":' + b"[" * 100_000],
)  # fmt: skip
def test_what_is_not_an_update(raw):
    with pytest.raises(BadRequest) as refused:
        parse(raw)
    assert refused.value.status == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FULL: list[dict[str, Any]] = [message(**content) for content, _ in SAID]
FULL += [content for _, content, _ in OTHER_KINDS]


@given(st.sampled_from(FULL), st.dictionaries(st.text(max_size=8), JSON, max_size=3))
def test_a_future_field_never_breaks_decoding(content, future):
    named = {f"future_{name}": value for name, value in future.items()}
    for kind in ("message", "edited_message", "channel_post"):
        if "message_id" in content:
            decode({"update_id": 9, **named, kind: {**named, **content}})


@given(st.sampled_from(FULL), st.data())
def test_a_wrong_shape_is_refused_and_nothing_worse(content, data):
    name = data.draw(st.sampled_from(sorted(content)))
    kind = data.draw(st.sampled_from(("message", "edited_message", "callback_query", "my_chat_member")))
    try:
        events = decode({"update_id": 9, kind: {**content, name: data.draw(JSON)}})
    except BadRequest:
        return
    assert all(event.id == "telegram:9" for event in events)
