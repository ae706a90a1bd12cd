"""The web chat as a channel: payload to events, message to what a page is told, and whom it refuses."""

import asyncio
import json
import re
import socket
from contextlib import contextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers, QueryParams
from structlog.testing import capture_logs

from flows.core.events import Event, Media, Start, Tap, Text
from handlers.buckets import Buckets, Rate
from handlers.channel import BadRequest, Button, Message, SendError
from handlers.webchat import session
from handlers.webchat.channel import TEXT_KEYS, WebLimits
from handlers.webchat.intake import Declared, Stamp, declared, message_event
from handlers.webchat.static import FOLDER, preferred
from handlers.webchat.stream import QUEUE, Frame, Stream, message_frame
from tests.fakes.loopback import NO_CERTIFICATES
from tests.fakes.webchat import KEY, House, served

STAMP = Stamp("web:0123", 1000.5, b"f" * 24)
HELLO = Message("Bonjour", (Button("1:a:b", "Oui"), Button("1:nav:back", "Retour", nav=True)), (), "fr")
FRESH = "0f1e2d3c4b5a"
SIGNED = session.Sessions(KEY, secure=False).signed("c" * 43)


@pytest.mark.parametrize(
    ("body", "content", "language"),
    [
        ({"text": "salam, 3afak"}, Text("salam, 3afak"), ""),
        ({"text": "  deux\nlignes "}, Text("  deux\nlignes "), ""),
        ({"text": "a\0b", "language": "ar-MA"}, Text("ab"), "ar-MA"),
        ({"button": "1:category:fraud", "language": "fr"}, Tap("1:category:fraud"), "fr"),
        ({"hello": True, "language": "fr-FR"}, Start(), "fr-FR"),
        ({"hello": True, "language": "C"}, Start(), "C"),
        ({"hello": True, "language": None}, Start(), ""),
        ({"hello": True, "language": "en-US@posix"}, Start(), ""),
        ({"hello": True, "language": "<b>"}, Start(), ""),
        ({"hello": True, "language": "x" * 40}, Start(), ""),
        ({"hello": True, "payload": "K7PM-3XQD"}, Start("K7PM-3XQD"), ""),
    ],
)
def test_a_payload_becomes_an_event(body, content, language):
    """There is no provider: the time of a text is the server's."""
    event = message_event(json.dumps({"id": FRESH} | body).encode(), STAMP)
    told = {"message": FRESH, "language": language, "fresh": b"f" * 24}
    sent = 1000.5 if isinstance(content, Text) else 0.0
    assert event == Event(f"web:0123:{FRESH}", "web:0123", 1000.5, content, **told, sent=sent)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"text": "no id"}',
        b'{"id": "short", "text": "x"}',
        b'{"id": "with space 123", "text": "x"}',
        b'{"id": "0f1e2d3c4b5a"}',
        b'{"id": "0f1e2d3c4b5a", "text": "  "}',
        b'{"id": "0f1e2d3c4b5a", "text": "x", "button": "y"}',
        b'{"id": "0f1e2d3c4b5a", "text": "x", "hello": true}',
        b'{"id": "0f1e2d3c4b5a", "text": "x", "chat": "telegram:1"}',
        b'{"id": "0f1e2d3c4b5a", "text": 5}',
        b'{"id": "0f1e2d3c4b5a", "text": "\\ud800"}',
        b'{"id": "0f1e2d3c4b5a", "text": "\xff"}',
        b'{"id": "0f1e2d3c4b5a", "hello": true, "payload": "a b"}',
        json.dumps({"id": FRESH, "text": "x" * 12_001}).encode(),
        json.dumps({"id": FRESH, "button": "é" * 33}).encode(),
    ],
)
def test_a_broken_payload_is_refused(body):
    with pytest.raises(BadRequest) as refused:
        message_event(body, STAMP)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("query", "given", "name", "claims"),
    [
        (
            "id=0f1e2d3c&kind=photo",
            "image/png",
            "attachment; filename*=UTF-8''%D9%81%20(1).png",
            Declared("0f1e2d3c", "photo", "ف (1).png", "image/png"),
        ),
        (
            "id=0f1e2d3c&kind=voice",
            "audio/webm; codecs=opus",
            "",
            Declared("0f1e2d3c", "voice", "", "audio/webm"),
        ),
        (
            "id=0f1e2d3c&kind=document",
            "nonsense",
            "attachment; filename*=UTF-8''a%00%0Ab",
            Declared("0f1e2d3c", "document", "ab", ""),
        ),
        (
            "id=0f1e2d3c&kind=video",
            "",
            "attachment; filename*=UTF-8''" + "n" * 300,
            Declared("0f1e2d3c", "video", "n" * 200, ""),
        ),
        ("id=0f1e2d3c&kind=photo&name=a.png", "", "attachment", Declared("0f1e2d3c", "photo", "", "")),
        ("id=0f1e2d3c&kind=sticker", "image/png", "", None),
        ("id=../../etc&kind=photo", "image/png", "", None),
        ("kind=photo", "image/png", "", None),
    ],
)
def test_what_is_claimed_of_an_upload(query, given, name, claims):
    headers = Headers({"content-type": given, "content-disposition": name})
    if claims is None:
        with pytest.raises(BadRequest):
            declared(QueryParams(query), headers)
    else:
        assert declared(QueryParams(query), headers) == claims


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            HELLO,
            {
                "text": "Bonjour",
                "buttons": [
                    {"id": "1:a:b", "label": "Oui", "nav": False},
                    {"id": "1:nav:back", "label": "Retour", "nav": True},
                ],
                "codes": [],
                "language": "fr",
            },
        ),
        (
            Message("رقم ملفك:\nK7PM", codes=("K7PM",)),
            {"text": "رقم ملفك:\nK7PM", "buttons": [], "codes": ["K7PM"], "language": "ar"},
        ),
        (
            Message("17", emergency="17 / 112"),
            {"text": "17", "buttons": [], "codes": [], "language": "ar", "emergency": "17 / 112"},
        ),
    ],
)
def test_a_message_becomes_one_frame(message, shown):
    lines = message_frame(42, message, 1000.5).data.decode().split("\n")
    assert lines[0] == "id: 42"
    assert lines[2:] == ["", ""]
    assert json.loads(lines[1].removeprefix("data: ")) == {"row": "42", "time": 1000.5} | shown


@contextmanager
def visiting(house: House, **changes):
    """A browser's session with a served house: its cookie and its origin."""
    with (
        served(house, **changes) as site,
        httpx.Client(base_url=site.address, timeout=10, verify=NO_CERTIFICATES) as client,
    ):
        client.get("/").raise_for_status()
        client.headers["Origin"] = site.address
        yield site, client


@pytest.fixture
def house():
    return House(lambda event: [HELLO] if isinstance(event.body, Text) else [])


def says(client, text="bonjour", given=FRESH):
    return client.post("/web/messages", json={"id": given, "text": text})


def uploads(client, content, **headers):
    query = {"id": FRESH, "kind": "photo"}
    named = {"Content-Type": "image/png", "Content-Disposition": "attachment; filename*=UTF-8''a.png"}
    return client.post("/web/files", params=query, content=content, headers=named | headers)


def frames(stream):
    """What a stream carries, an event at a time; comments and the opening are left out."""
    event: dict[str, object] = {}
    for line in stream.iter_lines():
        name, _, value = line.partition(": ")
        if not line and "data" in event:
            yield event
            event = {}
        elif name in ("id", "event", "data"):
            event[name] = json.loads(value) if name == "data" else value


def chat_of(client):
    return session.chat_of(client.cookies["ballegh"].partition(".")[0])


def test_a_post_is_an_event_of_the_session(house):
    with visiting(house) as (_, client):
        assert says(client).status_code == 200
        chat = chat_of(client)
    (event,) = house.events
    assert (event.id, event.chat, event.body) == (f"{chat}:{FRESH}", chat, Text("bonjour"))
    assert len(event.fresh) == 24
    assert client.cookies["ballegh"] not in repr(event)


def test_what_was_not_kept_is_answered_503_and_counts_once_when_repeated(house):
    with visiting(house) as (_, client):
        house.refusing = True
        with capture_logs() as logs:
            answer = says(client)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert logs == [{"event": "web_event_not_kept", "error": "RuntimeError", "log_level": "warning"}]
        house.refusing = False
        assert [says(client).status_code, says(client).status_code] == [200, 200]
    assert len(house.events) == 1


def test_every_answer_carries_the_security_headers(house):
    with visiting(house) as (_, client):
        page = client.get("/")
        script = re.search(r"/static/\w+/chat\.js", page.text)
        assert script
        for answer in (
            page,
            client.get(script[0]),
            says(client),
            client.post("/web/ack"),
            client.get("/static/x/y"),
        ):
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        for answer in (page, says(client)):
            assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("secure", "named"), [(True, "__Host-ballegh"), (False, "ballegh")])
def test_the_cookie(house, secure, named):
    with served(house, secure=secure) as site:
        given = httpx.get(site.address).headers["set-cookie"]
        name, *flags = given.split("; ")
        assert re.fullmatch(named + r"=[\w-]{43}\.[\w-]{43}", name)
        assert {"HttpOnly", "Path=/", "SameSite=strict", "Max-Age=2592000"} <= set(flags)
        assert ("Secure" in flags) is secure
        again = httpx.get(site.address, headers={"Cookie": name}).headers["set-cookie"]
        assert again.split("; ")[0] == name
        crossing = httpx.get(site.address, headers={"Sec-Fetch-Site": "cross-site"})
        assert "set-cookie" not in crossing.headers


@pytest.mark.parametrize("secure", [True, False])
def test_a_cookie_from_before_they_were_signed_goes_on_once_if_it_is_known(house, secure):
    sessions = session.Sessions(KEY, secure)
    house.outbox[session.chat_of("o" * 43)] = {}
    with served(house, secure=secure) as site:
        for old, goes_on in (("o" * 43, True), ("n" * 43, False)):
            answer = httpx.get(site.address, headers={"Cookie": f"ballegh={old}"})
            given = {each.partition("=")[0]: each for each in answer.headers.get_list("set-cookie")}
            assert (f"{sessions.cookie}={sessions.signed(old)};" in given[sessions.cookie]) is goes_on
            assert ("Max-Age=0" in given["ballegh"]) is secure
    assert house.events == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/web/stream"), ("POST", "/web/messages"), ("POST", "/web/files"), ("POST", "/web/ack")],
)
@pytest.mark.parametrize(
    "cookie",
    [
        *("", "ballegh=short", "other=1", "ballegh=" + "c" * 43, f"ballegh={'c' * 43}.{'d' * 43}"),
        "ballegh=" + session.Sessions(b"another key" * 3, secure=False).signed("c" * 43),
        "__Host-ballegh=" + session.Sessions(KEY, secure=True).signed("c" * 43),
    ],
)
@pytest.mark.few(3)
def test_without_a_session_nothing_is_answered(house, method, path, cookie):
    with served(house) as site:
        headers = {"Origin": site.address, "Cookie": cookie, "Content-Type": "application/json"}
        answer = httpx.request(method, site.address + path, headers=headers, content=b"{}")
    assert answer.status_code == 401
    assert house.events == []


@pytest.mark.parametrize("path", ["/web/messages", "/web/files", "/web/ack", "/web/leave"])
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", "ftp://{host}", "http://{host}.evil.example", "http://[::1"],
)
@pytest.mark.few(3)
def test_another_site_cannot_post(house, path, origin):
    with visiting(house) as (_, client):
        headers = {"Origin": origin.format(host=client.base_url.netloc.decode())}
        assert client.post(path, json={}, headers=headers).status_code == 403
    assert house.events == []


def test_the_public_origin_may_post_through_a_proxy(house):
    with visiting(house, origin="https://report.example/") as (_, client):
        client.headers["Origin"] = "https://report.example"
        assert says(client).status_code == 200


def test_only_json_and_only_a_little(house):
    with visiting(house) as (_, client):
        assert (
            client.post("/web/messages", content=b"{}", headers={"Content-Type": "text/plain"}).status_code
            == 415
        )
        assert (
            client.post("/web/ack", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
        )
        assert client.post("/web/messages", json={"id": "x" * 70_000}).status_code == 413
        for row in ("-1", "", "9" * 20, 1):
            assert client.post("/web/ack", json={"up_to": row}).status_code == 400


def test_a_session_is_limited_and_told_how_long(house):
    now = [0.0]
    limits = WebLimits(messages=Rate(burst=2, per_second=0.1), files=Rate(burst=1, per_second=0.1))
    with visiting(house, limits=limits, clock=lambda: now[0]) as (site, client):
        assert [says(client, given=f"{FRESH}-{n}").status_code for n in range(2)] == [200, 200]
        refused = says(client, given=f"{FRESH}-3")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
        assert [uploads(client, b"x").status_code for _ in range(2)] == [200, 429]
        with httpx.Client(base_url=site.address, headers={"Origin": site.address}) as other:
            other.get("/")
            assert says(other).status_code == 200
        now[0] = 10.0
        assert says(client, given=f"{FRESH}-3").status_code == 200


async def test_an_address_is_limited_across_its_sessions(house):
    limits = WebLimits(pages=Rate(burst=2, per_second=1), address=Rate(burst=1, per_second=1))
    app = Starlette(routes=list(house.open(limits=limits, clock=lambda: 0.0).routes()))
    await house.channel.start(house.take)
    transport = httpx.ASGITransport(app, client=("203.0.113.7", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://report.example") as client:
        assert [(await client.get("/")).status_code for _ in range(3)] == [200, 200, 429]
        client.headers["Origin"] = "http://report.example"
        answers = [await client.post("/web/ack", json={"up_to": "1"}) for _ in "12"]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_buckets_forget_the_key_unused_for_longest():
    buckets = Buckets(Rate(burst=1, per_second=1), clock=lambda: 0.0, most=2)
    assert [buckets.wait(key) for key in "abab"] == [0, 0, 1, 1]
    assert [buckets.wait(key) for key in "ca"] == [0, 0]


def test_a_stream_tells_what_was_missed_then_what_comes(house):
    with visiting(house) as (site, client):
        chat = chat_of(client)
        for text in ("one", "two"):
            site.do(house.say(chat, Message(text)))
        with client.stream("GET", "/web/stream") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            told = frames(stream)
            assert [next(told)["data"]["text"] for _ in "12"] == ["one", "two"]
            site.do(house.say(chat, Message("three")))
            site.do(house.say("web:another", Message("not ours")))
            site.do(house.say(chat, Message("four")))
            assert [(f["id"], f["data"]["text"]) for f in (next(told), next(told))] == [
                ("3", "three"),
                ("5", "four"),
            ]


@pytest.mark.parametrize(
    ("header", "after", "rows"),
    [("", "", [1, 2, 3]), ("2", "", [3]), ("", "1", [2, 3]), ("1", "2", [3]), ("x", "٣", [1, 2, 3])],
)
@pytest.mark.few(2)
def test_a_reconnect_gets_only_what_it_missed(house, header, after, rows):
    with visiting(house) as (site, client):
        for text in ("one", "two", "three"):
            site.do(house.say(chat_of(client), Message(text)))
        headers = {"Last-Event-ID": header} if header else {}
        with client.stream("GET", "/web/stream", params={"after": after}, headers=headers) as stream:
            told = frames(stream)
            assert [next(told)["data"]["row"] for _ in rows] == [str(row) for row in rows]


def test_what_is_acknowledged_is_not_told_again(house):
    with visiting(house) as (site, client):
        for text in ("one", "two"):
            site.do(house.say(chat_of(client), Message(text)))
        assert client.post("/web/ack", json={"up_to": "1"}).status_code == 200
        with client.stream("GET", "/web/stream") as stream:
            assert next(frames(stream))["data"]["row"] == "2"


def test_a_message_while_the_missed_ones_are_read_comes_once(house):
    async def pending(chat, after):
        await house.say(chat, Message("meanwhile"))
        return await house.pending(chat, after)

    with visiting(house, pending=pending) as (site, client), client.stream("GET", "/web/stream") as stream:
        told = frames(stream)
        assert next(told)["data"]["text"] == "meanwhile"
        site.do(house.say(chat_of(client), Message("later")))
        assert next(told)["data"]["text"] == "later"


def test_a_quiet_stream_beats(house):
    with visiting(house, heartbeat=0.01) as (_, client), client.stream("GET", "/web/stream") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "retry: 2000"
        assert [next(line for line in lines if line) for _ in "12"] == [": ", ": "]


def test_a_session_has_a_few_streams_and_gets_them_back(house):
    with visiting(house, limits=WebLimits(streams=1), heartbeat=0.01) as (_, client):
        with client.stream("GET", "/web/stream") as stream:
            lines = stream.iter_lines()
            next(lines)
            refused = client.get("/web/stream")
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        for _ in range(200):
            with client.stream("GET", "/web/stream") as stream:
                if stream.status_code == 200:
                    return
        raise AssertionError("the closed stream still counts")


async def test_a_page_too_slow_for_its_queue_is_cut_off():
    stream = Stream()
    for row in range(1, QUEUE + 5):
        stream.push(Frame(row, b"x"))
    rows = [frame.row async for frame in stream.frames(heartbeat=1)]
    assert rows == list(range(1, QUEUE + 1))


def test_unreadable_messages_end_the_stream_without_a_word_of_them(house):
    async def pending(chat, after):
        raise RuntimeError("a secret of the reporter")

    with visiting(house, pending=pending) as (_, client), capture_logs() as logs:
        assert client.get("/web/stream").text == "retry: 2000\n\n"
    assert logs == [{"event": "web_pending_not_read", "error": "RuntimeError", "log_level": "warning"}]


def test_hiding_clears_open_pages_and_those_that_come_back(house):
    with visiting(house) as (site, client):
        chat = chat_of(client)
        with client.stream("GET", "/web/stream") as stream:
            lines = stream.iter_lines()
            next(lines)
            site.do(house.say(chat, Message("one")))
            assert any(line.startswith("id: 1") for line in lines)
            site.do(house.hide(chat))
            assert any(line == "event: clear" for line in lines)
    away = House()
    with visiting(away) as (site, client):
        row = str(site.do(away.hide(chat_of(client))))
        site.do(away.say(chat_of(client), Message("one")))
        for expected in ("clear", None):
            with client.stream("GET", "/web/stream", params={"after": 0}) as stream:
                assert next(frames(stream)).get("event") == expected
            assert client.post("/web/ack", json={"rows": [row]}).status_code == 200


def test_a_page_reads_what_another_node_wrote_once(house):
    heard = []

    async def tell(chat, what):
        heard.append(what)

    with visiting(house, tell=tell) as (site, client):
        chat = chat_of(client)
        with client.stream("GET", "/web/stream") as stream:
            told = frames(stream)
            site.do(house.say(chat, Message("here")))
            assert next(told)["data"]["text"] == "here"
            house.outbox[chat][house.rows + 1] = Message("elsewhere")
            house.rows += 1
            for which in (chat, ""):
                site.loop.call_soon_threadsafe(house.channel.hear, which, "look")
            assert next(told)["data"]["text"] == "elsewhere"
            site.do(house.say(chat, Message("last")))
            assert next(told)["data"]["text"] == "last"
            assert [*house.channel.open_chats()] == [chat]
    assert heard == ["look", "look"]


async def test_hiding_says_how_many_went():
    assert await House().open().hide("web:1", ["1", "2"], 3) == 2


async def test_sending_needs_no_open_page():
    assert await House().open().send("web:1", HELLO, 7) == "7"


def test_stopping_lets_the_pages_go_and_takes_nothing_more(house):
    with visiting(house) as (site, client), client.stream("GET", "/web/stream") as stream:
        lines = stream.iter_lines()
        next(lines)
        site.do(house.channel.stop())
        assert says(client).status_code == 503
        assert list(lines) == [""]
    assert house.events == []


def test_an_upload_is_kept_before_it_is_an_event(house):
    content = bytes(range(256)) * 3000
    with visiting(house) as (_, client):
        assert uploads(client, content).status_code == 200
    (event,) = house.events
    assert event.body == Media(
        "photo", "upload-0", name="a.png", size=len(content), declared_type="image/png"
    )
    assert house.files == {"upload-0": content}


def test_an_upload_over_the_limit_is_refused_before_it_is_read(house):
    with visiting(house, max_bytes=1000) as (_, client):
        assert uploads(client, b"x" * 1001).status_code == 413
    assert house.uploads == []


@pytest.mark.parametrize(("max_bytes", "quota"), [(1000, 10**6), (10**6, 1000)])
def test_an_upload_of_unknown_size_is_stopped_at_the_limit(house, max_bytes, quota):
    house.quota = quota
    with visiting(house, max_bytes=max_bytes) as (_, client):
        assert uploads(client, iter([b"x" * 600, b"x" * 600])).status_code == 413
    assert [upload.state for upload in house.uploads] == ["aborted"]
    assert house.events == []


def test_an_empty_upload_is_refused(house):
    with visiting(house) as (_, client):
        assert uploads(client, b"").status_code == 400
    assert [upload.state for upload in house.uploads] == ["aborted"]


def test_a_full_disk_is_answered_503(house):
    house.full = True
    with visiting(house) as (_, client):
        assert uploads(client, b"x").status_code == 503
    assert [upload.state for upload in house.uploads] == ["aborted"]


def test_an_upload_that_breaks_off_leaves_nothing(house):
    with visiting(house) as (_, client):
        request = client.build_request(
            "POST", "/web/files", params={"id": FRESH, "kind": "photo"}, content=b"x" * 900
        )
        lines = [f"{name}: {value}" for name, value in request.headers.items()]
        head = "\r\n".join([f"POST {request.url.raw_path.decode()} HTTP/1.1", *lines, "", ""])
        with socket.create_connection((client.base_url.host, client.base_url.port)) as connection:
            connection.sendall(head.encode() + b"x" * 100)
        assert house.aborted.wait(10)
    assert house.events == []


async def test_an_upload_is_fetched_in_pieces():
    house = House(files={"upload-0": b"x" * 2500})
    pieces = [piece async for piece in house.open().fetch("upload-0")]
    assert [len(piece) for piece in pieces] == [1000, 1000, 500]


async def test_an_upload_that_was_kept_is_released():
    house = House(files={"upload-0": b"x", "upload-1": b"y"})
    await house.open().release("upload-0")
    assert house.files == {"upload-1": b"y"}


async def test_an_upload_that_cannot_be_released_is_tried_again():
    def forget(ref):
        raise PermissionError("a name")

    with pytest.raises(SendError) as failed:
        await House().open(forget=forget).release("upload-0")
    assert (failed.value.retryable, failed.value.reason) == (True, "PermissionError")


@pytest.mark.parametrize(
    ("error", "retryable"), [(FileNotFoundError("a name"), False), (OSError("a name"), True)]
)
async def test_a_file_that_cannot_be_read_is_the_senders_to_decide(error, retryable):
    def read(ref):
        raise error

    with pytest.raises(SendError) as failed:
        await anext(House().open(read=read).fetch("gone"))
    assert (failed.value.retryable, failed.value.reason) == (retryable, type(error).__name__)


def test_leaving_takes_the_cookie_and_all_that_was_kept(house):
    with visiting(house) as (_, client):
        with client.stream("GET", "/web/stream") as stream:
            lines = stream.iter_lines()
            next(lines)
            left = client.post("/web/leave", json={})
            assert any(line == "event: leave" for line in lines)
        assert left.status_code == 200
        assert left.headers["clear-site-data"] == '"cache", "cookies", "storage"'
        assert "Max-Age=0" in left.headers["set-cookie"]
        assert says(client).status_code == 401
        assert client.post("/web/leave", json={}).status_code == 200


def test_files_are_kept_for_ever_under_their_own_version(house):
    with visiting(house) as (_, client):
        found = re.search(r"/static/\w+/chat\.css", client.get("/").text)
        assert found
        packed, plain = client.get(found[0]), client.get(found[0], headers={"Accept-Encoding": "identity"})
        assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.text == plain.text == (FOLDER / "chat.css").read_text("utf-8")
        assert client.get("/static/older/chat.css").headers["cache-control"] == "no-store"
        for missing in ("index.html", "..%2Fwebchat.py", "none.js"):
            assert client.get(f"/static/older/{missing}").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en-US,en", "ar"), ("ar-MA", "ar"), ("en,fr", "fr"), ("", "ar")],
)
def test_the_page_speaks_the_visitors_language(accepted, language):
    assert preferred(accepted, {"fr": {}, "ar": {}, "ary": {}}) == language


def test_a_name_cannot_become_markup(house):
    with visiting(house, organisation="</script><b>Police</b>") as (_, client):
        page = client.get("/", headers={"Accept-Language": "fr"}).text
    assert "<b>" not in page
    assert "&lt;b&gt;Police" in page
    assert "{{" not in page


def test_the_page_asks_for_no_other_text_than_it_is_given():
    sources = "".join(path.read_text("utf-8") for path in FOLDER.iterdir())
    named = set(re.findall(r"[\"{](web-[a-z-]+)[\"}]", sources))
    made = {f"web-{kind}" for kind in ("photo", "video", "voice", "audio", "document")}
    assert named | made == set(TEXT_KEYS)


def test_every_language_has_every_text(house):
    for language, texts in house.settings().texts.items():
        assert set(TEXT_KEYS) <= set(texts), language


async def test_before_the_start_nothing_is_taken():
    app = Starlette(routes=list(House().open().routes()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://a") as client:
        await client.get("/")
        answer = await client.post(
            "/web/messages", json={"id": FRESH, "text": "x"}, headers={"Origin": "http://a"}
        )
    assert answer.status_code == 503


async def test_a_cancelled_upload_is_aborted_after_its_last_write(house):
    channel = house.open()
    app = Starlette(routes=list(channel.routes()))
    await channel.start(house.take)
    reading = asyncio.Event()

    async def content():
        yield b"x" * 600
        reading.set()
        await asyncio.Event().wait()

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/web/files",
        "query_string": f"id={FRESH}&kind=photo".encode(),
        "headers": [(b"host", b"a"), (b"origin", b"http://a"), (b"cookie", b"ballegh=" + SIGNED.encode())],
        "client": None,
    }
    body = content()

    async def receive():
        return {"type": "http.request", "body": await anext(body), "more_body": True}

    async def send(message):
        raise AssertionError("a cancelled request is not answered")

    task = asyncio.create_task(app(scope, receive, send))
    await reading.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [upload.state for upload in house.uploads] == ["aborted"]
