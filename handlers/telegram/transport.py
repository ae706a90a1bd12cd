"""HTTP to the Bot API: the two request objects that python-telegram-bot is given.

`Transport` (pyreqwest) makes every call but one. pyreqwest finishes a call that was cancelled, and a long
poll that nobody reads would hold updates back. So `PollRequest` (httpx) waits for updates: httpx closes the
connection of a cancelled call.

Addresses hold the token: no error raised here repeats an address.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Any, TypedDict

import httpx
import msgspec
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import DetailedPyreqwestError, PyreqwestError
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.request import RequestBuilder
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

JSON = {"Content-Type": "application/json"}
CONNECTIONS = 512
CONNECTING = timedelta(seconds=10)
FETCHING = timedelta(minutes=10)
UPLOADING = timedelta(seconds=10)
"""Short, because a chat's next messages wait for an upload."""
KEPT_OPEN = timedelta(seconds=15)
"""Time until an idle connection is closed."""
BEYOND_POLL = 15.0
"""Seconds that an answer to `getUpdates` may be late."""
EXPLAINED = frozenset((400, 401, 403, 404, 409, 429))
"""Statuses for which python-telegram-bot has an error class."""

Answer = tuple[int, bytes]
"""Status and body."""


class Lost(NetworkError):
    """No answer came, or one that is not Telegram's: `reason` is its status or an exception's name.

    `maybe_sent`: the request may have been carried out all the same.
    """

    def __init__(self, reason: str, *, maybe_sent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.maybe_sent = maybe_sent


class Page(TypedDict, total=False):
    """An answer to `getUpdates`: its updates stay as they came. The other fields explain a refusal."""

    ok: bool
    result: list[msgspec.Raw]
    description: str
    parameters: dict[str, Any]


_answers = msgspec.json.Decoder(dict[str, Any])
_pages = msgspec.json.Decoder(Page)
_json = msgspec.json.Encoder().encode


class Transport(BaseRequest):
    """Requests over pyreqwest; `timeout` in seconds. Initialize it inside the running loop."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timedelta(seconds=timeout)
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        """The longest wait for an answer, in seconds."""
        return self._timeout.total_seconds()

    async def initialize(self) -> None:
        """Make the client; no request is sent yet."""
        builder = ClientBuilder().http1_only().no_proxy().follow_redirects(False).default_headers(JSON)
        builder = builder.connect_timeout(min(CONNECTING, self._timeout / 2))
        builder = builder.max_connections(CONNECTIONS).pool_idle_timeout(KEPT_OPEN)
        self._client = builder.timeout(self._timeout).read_timeout(self._timeout).build()

    async def shutdown(self) -> None:
        """Close every connection."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a mapping. Raises TelegramError; the error and the log do not repeat the answer."""
        return _parsed(_answers, payload)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | bytes | Answer | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> Answer:
        """Status and body of one call. The timeouts are this object's own. Raises Lost, RetryAfter.

        A cancelled call ends as cancelled, unless its body is bytes (`post_encoded`): a message that was sent
        must not be sent again because its id was dropped.
        """
        if isinstance(request_data, tuple):
            return request_data  # a refusal that was received already: PTB makes its error of it
        request = self._filled(self._opened().request(method, url), request_data)
        try:
            answer = await request.build().send()
            return checked(answer.status, (await answer.bytes()).to_bytes())
        except (PyreqwestError, OSError) as error:
            raise _lost(error) from None
        finally:
            if not isinstance(request_data, bytes):
                _raise_if_cancelled()

    async def post_encoded(self, url: str, body: bytes) -> bytes:
        """POST a JSON body as given; the answer's body. Raises TelegramError by the rules of `post`."""
        answer = await self.do_request(url, "POST", body)
        if answer[0] == HTTPStatus.OK:
            return answer[1]
        return await self._request_wrapper(
            url,
            "POST",
            answer,  # type: ignore[arg-type]  # handed through to `do_request`, which takes an answer too
        )

    async def stream(self, url: str) -> AsyncIterator[bytes]:
        """A file's bytes as they come. Raises Lost."""
        try:
            async with self._opened().get(url).timeout(FETCHING).build_streamed() as answer:
                if answer.status != 200:
                    raise Lost(str(answer.status))
                while (chunk := await answer.body_reader.read_chunk()) is not None:
                    yield chunk.to_bytes()
        except (PyreqwestError, OSError) as error:
            raise _lost(error) from None

    def _opened(self) -> Client:
        if self._client is None:
            raise Lost("closed")
        return self._client

    def _filled(self, request: RequestBuilder, data: RequestData | bytes | None) -> RequestBuilder:
        if data is None or isinstance(data, bytes):
            return request.body_bytes(data or b"")
        if data.contains_files:
            form = _form(data)
            kind = f"multipart/form-data; boundary={form.boundary}"  # or the client's JSON header stays
            request = request.header("Content-Type", kind).timeout(min(UPLOADING, self._timeout))
            return request.multipart(form)
        return request.body_bytes(_json(data.parameters))


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that httpx trusts, read once."""
    return httpx.create_ssl_context(trust_env=False)


class PollRequest(HTTPXRequest):
    """The request object for `getUpdates` alone: one connection, closed when a call is cancelled."""

    def __init__(self) -> None:
        super().__init__(
            connection_pool_size=1,
            connect_timeout=CONNECTING.total_seconds(),
            read_timeout=BEYOND_POLL,
            httpx_kwargs={
                "trust_env": False,
                "verify": _trusted(),
            },  # no proxy from the environment, as for `Transport`
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer, each update in it still raw: one bad update must not spoil the others."""
        return _parsed(_pages, payload)

    async def do_request(self, *args: Any, **named: Any) -> Answer:
        """As httpx does it; its errors as Lost, without their text."""
        try:
            return checked(*await super().do_request(*args, **named))
        except Lost:
            raise
        except NetworkError as error:
            raise Lost(type(error.__cause__ or error).__name__, maybe_sent=True) from None


def checked(status: int, payload: bytes) -> Answer:
    """The answer, where Telegram gave one. Raises Lost at a status that Telegram does not explain.

    A 504 may have been carried out. A 429 without a time is answered with one second.
    """
    if status >= 300 and status not in EXPLAINED:
        raise Lost(str(status), maybe_sent=status == 504)
    if status == 429 and b"retry_after" not in payload:
        raise RetryAfter(timedelta(seconds=1))
    return status, payload


def _parsed(decoder: msgspec.json.Decoder[Any], payload: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = decoder.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise TelegramError("malformed") from None
    return answer


def _form(data: RequestData) -> FormBuilder:
    form = FormBuilder()
    for name, value in data.json_parameters.items():
        form = form.text(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        whole = content if isinstance(content, bytes) else content.read()
        form = form.part(name, PartBuilder.from_bytes(whole).file_name(filename).mime(mime))
    return form


def _raise_if_cancelled() -> None:
    """pyreqwest forgets that a task was cancelled where the answer came first."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _lost(error: Exception) -> Lost:
    return Lost(type(error).__name__, maybe_sent=not _before_connection(error))


def _before_connection(error: Exception) -> bool:
    """Whether no connection stood, so that nothing can have gone out.

    pyreqwest has one name for a connection that never stood and one that broke during an answer; the causes
    tell them apart.
    """
    if isinstance(error, DetailedPyreqwestError) and error.details:
        return any(cause["message"] == "client error (Connect)" for cause in error.details["causes"] or ())
    return False
