"""Requests to the Bot API over one aiohttp session, and what its refusals mean.

Sending, tapping and polling call it with msgspec; the rare methods go through `telegram.Bot`, whose
objects cost too much for the rest, over the same session. Addresses hold the token: none of them
reaches an exception or a log.
"""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

import aiohttp
import msgspec
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from handlers import telegram_wire as wire
from handlers.channel import SendError

T = TypeVar("T")

CHUNK = 65_536
TOO_BIG = "too_big"
JSON = {"Content-Type": "application/json"}
PATIENCE = 10.0
"""Seconds that an upload may take: the chat's next messages wait for it."""
GONE = re.compile(r"chat not found|user not found|peer_id_invalid|deactivated|bot was kicked", re.IGNORECASE)
PASSING = re.compile(r"temporarily", re.IGNORECASE)

encode = msgspec.json.Encoder().encode
_failures = msgspec.json.Decoder(wire.Failure)
_replies: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])


class Refusal(SendError, TelegramError):
    """A SendError that `telegram.Bot` lets pass as it is: it rewraps whatever is not its own kind."""


def refusal(status: int, body: bytes) -> Refusal:
    """What an answer other than success means to the sender."""
    try:
        failure = _failures.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        failure = wire.Failure()
    parameters = failure.parameters or wire.Parameters()
    if status == 429:
        return Refusal("429", after=parameters.retry_after or 1.0)
    if status in (401, 404):  # the token, not the message: worth trying again once it is set right
        return Refusal(str(status), after=60.0)
    if status == 403 or (status == 400 and GONE.search(failure.description)):
        return Refusal(str(status), unreachable=True)
    if status == 400 and "file is too big" in failure.description:
        return Refusal(TOO_BIG, retryable=False)
    if parameters.migrate_to_chat_id is not None:
        return Refusal("migrated", retryable=False)
    passing = status >= 500 or status == 409 or bool(PASSING.search(failure.description))
    return Refusal(str(status), retryable=passing, ambiguous=status == 504)


def broken(error: Exception) -> Refusal:
    """What a failed exchange means: before a connection stood nothing can have gone out, after it all may."""
    before = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    return Refusal(type(error).__name__, ambiguous=not before)


class BotApi:
    """One bot's calls. Open it inside a running loop; close it when no call is under way.

    `state` tells how the last exchange went: connected, connecting (no answer), refused (the token).
    """

    def __init__(self, api_url: str, token: str, timeout: float) -> None:
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self.state = "connecting"
        # Its debug lines hold parameters, its errors payloads.
        logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
        request = SessionRequest(self)
        self.bot = Bot(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            base_file_url=f"{api_url.rstrip('/')}/file/bot",
            request=request,
            get_updates_request=request,
        )

    def open(self) -> None:
        """Make the session; no request is sent yet."""
        connector = aiohttp.TCPConnector(limit=100, keepalive_timeout=15)
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=self._limits(self._timeout), trust_env=False
        )

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises SendError (retryable) before start and after stop."""
        if self._session is None:
            raise Refusal("closed")
        return self._session

    async def call(self, method: str, body: bytes, seconds: float | None = None) -> bytes:
        """POST JSON to a method; the whole answer comes back. Raises SendError."""
        return await self.post(f"{self._root}/{method}", body, seconds)

    async def upload(self, method: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """POST a form, whose type the headers tell. Raises SendError."""
        seconds = min(PATIENCE, self._timeout)
        return await self.post(f"{self._root}/{method}", body, seconds, headers=headers)

    async def post(
        self, url: str, body: bytes, seconds: float | None = None, *, headers: Mapping[str, str] = JSON
    ) -> bytes:
        """The same for a full address, which holds the token."""
        limits = self._limits(seconds or self._timeout)
        session = self.session
        try:
            async with session.post(
                url, data=body, headers=headers, timeout=limits, allow_redirects=False
            ) as answer:
                payload = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.state = "connecting"
            raise broken(error) from None
        self.state = "refused" if answer.status in (401, 404) else "connected"
        if answer.status != 200:
            raise refusal(answer.status, payload)
        return payload

    @staticmethod
    async def ask(asked: Awaitable[T]) -> T:
        """What a method of `bot` answers. Raises SendError, also where it fits none of its objects."""
        try:
            return await asked
        except SendError:
            raise
        except (TelegramError, TypeError, KeyError, ValueError, AttributeError):
            raise Refusal("malformed", retryable=False) from None

    async def download(self, path: str, limit: int) -> AsyncIterator[bytes]:
        """A file's bytes, at most `limit` of them. Raises SendError."""
        limits = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=self._timeout)
        session, taken = self.session, 0
        try:
            async with session.get(path, timeout=limits, allow_redirects=False) as answer:
                if answer.status != 200:  # an address lives for an hour; another try asks for a new one
                    raise Refusal(str(answer.status))
                async for chunk in answer.content.iter_chunked(CHUNK):
                    taken += len(chunk)
                    if taken > limit:
                        raise Refusal(TOO_BIG, retryable=False)
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Refusal(type(error).__name__) from None

    @staticmethod
    def _limits(seconds: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=seconds, connect=min(10.0, seconds / 2))


class SessionRequest(BaseRequest):
    """The transport of `telegram.Bot`: JSON over the session that everything shares."""

    __slots__ = ("_api",)

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float | None:
        """Not used: the session's own limits hold."""
        return None

    async def initialize(self) -> None:
        """Nothing: the session is opened and closed with the channel."""

    async def shutdown(self) -> None:
        """Nothing, as above."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Strict, and without the base class's logging of what it cannot read."""
        try:
            return _replies.decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Refusal("malformed", ambiguous=True) from None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Success or a SendError; the base class sees no failing status."""
        body = encode(request_data.parameters if request_data is not None else {})
        return 200, await self._api.post(url, body)
