"""The transport under Twilio's client: time limits, JSON, hosts, credentials, answers of another form."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from handlers.channel import SendError
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.refusals import Broken, Refusal, answered, every
from handlers.whatsapp.settings import HOSTS

ACCOUNT = ("AC" + "0a" * 16, "c0ffee")
MESSAGE = {"to": "whatsapp:+212600000001", "from_": "whatsapp:+14155238886", "body": "salam"}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Answers every request as it is told, and remembers the requests."""

    def __init__(self) -> None:
        self.answer: Answer = self._empty
        self.requests: list[web.Request] = []
        self.url = ""

    async def _empty(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({})

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        await request.read()
        return await self.answer(request)

    def says(self, **answer: object) -> None:
        """The same answer to every request: the arguments of `web.Response`."""

        async def same(request: web.Request) -> web.StreamResponse:
            return web.Response(**answer)  # type: ignore[arg-type]  # arguments of a test

        self.answer = same


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
async def api(server: Server) -> AsyncIterator[TwilioApi]:
    made = TwilioApi((server.url,) * 3, ACCOUNT, 2.0)
    made.open()
    yield made
    await made.close()


async def test_a_call_takes_no_longer_than_its_limit(server, api):
    hold = asyncio.Event()

    async def never(request: web.Request) -> web.StreamResponse:
        await hold.wait()
        return web.Response()

    server.answer = never
    with pytest.raises(Broken) as late:
        await answered(api.limited_to(0.05).messages.create_async(**MESSAGE))
    hold.set()
    assert (late.value.retryable, late.value.maybe, api.state) == (True, True, "connecting")


async def test_contents_go_as_json_and_messages_as_a_form(twilio):
    api = TwilioApi((twilio.url,) * 3, (twilio.account_sid, twilio.auth_token), 2.0)
    api.open()
    text = {"friendly_name": "n", "language": "ar", "types": {"twilio/text": {"body": "سلام & +1"}}}
    contents = api.client.content.v1.contents
    request = contents.ContentCreateRequest(text)
    made = await answered(contents.create_async(request))
    await answered(api.client.messages.create_async(**MESSAGE | {"body": "سلام & +1=é"}))
    await api.close()
    assert twilio.contents.made[made.sid]["types"] == text["types"]
    assert twilio.called("send")[0]["Body"] == "سلام & +1=é"
    assert twilio.refusals == []


@pytest.mark.parametrize("name", ["TWILIO_REGION", "TWILIO_EDGE"])
async def test_the_librarys_own_variables_move_no_host(server, api, monkeypatch, name):
    monkeypatch.setenv(name, "ie1")
    again = TwilioApi((server.url,) * 3, ACCOUNT, 2.0)
    assert again.client.get_hostname(f"{HOSTS[0]}/x") == f"{HOSTS[0]}/x"


@pytest.mark.parametrize("host", [*HOSTS])
def test_twilios_hosts_are_replaced_one_by_one(host):
    given = ("http://a", "http://b", "http://c")
    api = TwilioApi(given, ACCOUNT, 2.0)
    assert api.address(f"{host}/v1?x=%20") == f"{given[HOSTS.index(host)]}/v1?x=%20"
    assert api.address(f"{given[0]}/y") == f"{given[0]}/y"


@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "https://api.twilio.com.evil.example/x", "file:///x"]
)
async def test_credentials_go_to_no_other_host(server, api, url):
    with pytest.raises(SendError, match="foreign_address") as refused:
        await answered(api.client.request_async("GET", url))
    assert not refused.value.retryable
    assert server.requests == []


async def test_a_redirect_is_a_refusal_and_is_not_followed(server, api):
    server.says(status=307, headers={"Location": f"{server.url}/elsewhere"})
    with pytest.raises(Refusal, match="307"):
        await answered(api.client.messages.create_async(**MESSAGE))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"\xff",
        b"",
        b"[]",
        b"3",
        b'{"messages": 3, "uri": ""}',
        b'{"messages": [3]}',
        b'{"a": 1, "b": 2}',
    ],
)
async def test_an_answer_of_another_form_is_malformed(server, api, body):
    server.says(body=body)
    with pytest.raises(SendError, match="malformed"):
        await every(api.client.messages.page_async())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"code": 63016, "message": "+212600000001"}', "window_closed"),
        (b'{"type": "t", "title": "+212600000001", "status": 400, "code": 21610}', "stopped"),
        (b'{"code": "x"}', "400"),
        (b'{"code": []}', "400"),
        (b"\xff", "400"),
        (b"[1]", "400"),
    ],
)
async def test_a_refusal_keeps_its_code_and_no_word_of_its_message(server, api, body, reason):
    server.says(status=400, body=body)
    messages = api.client.messages
    for call in (lambda: messages.create_async(**MESSAGE), messages.page_async):
        with pytest.raises(Refusal) as refused:
            await answered(call())
        assert refused.value.reason == reason
        error: BaseException | None = refused.value
        while error is not None:
            assert "2126" not in f"{error!r}{error}"
            error = error.__context__


async def test_a_list_that_names_a_page_twice_ends(server, api):
    async def page(request: web.Request) -> web.StreamResponse:
        return web.json_response({"messages": [{"sid": "SM1"}], "next_page_uri": "/again.json?Page=1"})

    server.answer = page
    assert len(await every(api.client.messages.page_async())) == 2


async def test_a_closed_line_says_so(server, api):
    await api.close()
    with pytest.raises(SendError, match="closed") as closed:
        await answered(api.client.messages.create_async(**MESSAGE))
    assert closed.value.retryable


async def test_the_login_is_in_the_header_alone(server, api):
    await answered(api.client.api.v2010.accounts(ACCOUNT[0]).fetch_async())
    (request,) = server.requests
    assert request.headers["Authorization"] == aiohttp.encode_basic_auth(*ACCOUNT)
    assert ACCOUNT[1] not in f"{request.url}"
