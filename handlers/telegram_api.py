"""Requests to the Bot API, and what its refusals mean.

Sending, tapping, polling and fetching call it with msgspec; the rare methods go through `telegram.Bot`,
whose objects cost too much for the rest. Addresses hold the token: none reaches an exception or a log.
"""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

import msgspec
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from handlers import telegram_wire as wire
from handlers.channel import SendError
from handlers.telegram_http import Answer, Http, Unanswered

T = TypeVar("T")

TOO_BIG = "too_big"
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


class BotApi:
    """One bot's calls. Open it inside a running loop; close it when no call is under way.

    `state` tells how the last exchange went: connected, connecting (no answer), refused (the token).
    """

    def __init__(self, api_url: str, token: str, timeout: float) -> None:
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}"
        self._timeout = timeout
        self._http = Http(timeout)
        self.open, self.close = self._http.open, self._http.close
        self.state = "connecting"
        # Its debug lines hold parameters, its errors payloads.
        logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
        request = SessionRequest(self)
        self.bot = Bot(
            token, base_url=f"{api_url.rstrip('/')}/bot", request=request, get_updates_request=request
        )

    async def call(self, method: str, body: bytes) -> bytes:
        """POST JSON to a method; the whole answer comes back. Raises SendError."""
        return await self._answered(self._http.post(f"{self._root}/{method}", body))

    async def upload(self, method: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """POST a form, whose type the headers tell. Raises SendError."""
        return await self._answered(self._http.upload(f"{self._root}/{method}", body, headers))

    async def poll(self, body: bytes, seconds: float) -> bytes:
        """Wait for updates, `seconds` at most; ends when it is cancelled. Raises SendError."""
        return await self._answered(self._http.poll(f"{self._root}/getUpdates", body, seconds))

    async def post(self, url: str, body: bytes) -> bytes:
        """The same for a full address, which holds the token."""
        return await self._answered(self._http.poll(url, body, self._timeout))

    async def _answered(self, asked: Awaitable[Answer]) -> bytes:
        try:
            status, payload = await asked
        except Unanswered as error:
            self.state = "connecting"
            raise Refusal(error.reason, ambiguous=error.ambiguous) from None
        self.state = "refused" if status in (401, 404) else "connected"
        if status != 200:
            raise refusal(status, payload)
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
        """A file's bytes, at most `limit` of them. Raises SendError.

        Its address lives for an hour; where it is refused, another try asks for a new one.
        """
        taken = 0
        try:
            async for chunk in self._http.get(f"{self._files}/{path}"):
                taken += len(chunk)
                if taken > limit:
                    raise Refusal(TOO_BIG, retryable=False)
                yield chunk
        except Unanswered as error:
            raise Refusal(error.reason) from None


class SessionRequest(BaseRequest):
    """The transport of `telegram.Bot`: JSON over the connections that polling uses."""

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
