"""POST /whatsapp and POST /whatsapp/status: verify, decode, make durable, and only then answer.

The signature covers the public address and every field, blank ones included; `fields.py` checks the rest.
The address is taken from the settings, not from a proxy's headers.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from urllib.parse import parse_qsl

import structlog
from starlette.datastructures import ImmutableMultiDict
from starlette.types import Receive, Scope, Send
from twilio.request_validator import RequestValidator

from handlers.asgi import body
from handlers.channel import BadRequest
from handlers.whatsapp.refusals import REASONS

log = structlog.get_logger()

SIGNATURE = b"x-twilio-signature"
NOTHING = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "undeliverable",
    "undelivered": "undeliverable",
    "canceled": "undeliverable",
}
"""Twilio's message states that are recorded; queued, accepted, scheduled and sending are not."""

T = TypeVar("T")
Fields = ImmutableMultiDict[str, str]
Handle = Callable[[Fields], Awaitable[None]]


class Signed:
    """A route for Twilio alone. `handle` returns when everything is durable, or raises."""

    def __init__(self, address: str, token: str, handle: Handle) -> None:
        self._address = address
        self._validator = RequestValidator(token)
        self._handle = handle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            fields = parsed(await body(receive))
            self._verify(scope, fields)
            await self._handle(fields)
        except BadRequest as error:
            await respond(send, error.status)
        except Exception as error:  # not durable: Twilio sends the request again
            log.error("whatsapp event not taken", error=type(error).__name__)
            await respond(send, 503)
        else:
            await respond(send, 200, NOTHING)

    def _verify(self, scope: Scope, fields: Fields) -> None:
        """Raises BadRequest (403) unless Twilio signed the request."""
        query = scope["query_string"].decode("latin-1")
        address = f"{self._address}?{query}" if query else self._address
        shown = next((value for name, value in scope["headers"] if name == SIGNATURE), b"")
        if not self._validator.validate(address, fields, shown.decode("latin-1")):
            raise BadRequest(403)


class InOrder:
    """Lets the messages of one sender through in the order they came, however long each one is looked up."""

    def __init__(self) -> None:
        self._last: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def after_earlier(self, sender: str, lookup: Awaitable[T]) -> AsyncIterator[T]:
        """Await `lookup`, and then the end of the sender's earlier messages; the result of `lookup`."""
        earlier, ended = self._last.get(sender), asyncio.Event()
        self._last[sender] = ended
        try:
            found = await lookup
            if earlier is not None:
                await earlier.wait()
            yield found
        finally:
            ended.set()
            if self._last[sender] is ended:
                del self._last[sender]


def parsed(raw: bytes) -> Fields:
    """A form's fields, blank ones included. Raises BadRequest if a field comes twice."""
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=500)
    except ValueError:  # not ASCII, or more fields than a message has
        raise BadRequest from None
    fields = ImmutableMultiDict(pairs)
    if len(fields) < len(pairs):
        raise BadRequest
    return fields


def delivery_report(fields: Fields) -> tuple[str, str, str] | None:
    """A callback as (message, state, reason), or None if its state is not recorded. Raises BadRequest."""
    sid = fields.get("MessageSid") or fields.get("SmsSid")
    shown = fields.get("MessageStatus") or fields.get("SmsStatus")
    if not sid or not shown:
        raise BadRequest
    state = STATES.get(shown)
    return None if state is None else (sid, state, cause(fields) if state == "undeliverable" else "")


def cause(fields: Fields) -> str:
    """The recorded reason why a message was not delivered."""
    code = fields.get("ErrorCode", "")
    known = REASONS.get(int(code)) if code.isascii() and code.isdecimal() and len(code) < 10 else None
    return known or code[:10] or fields.get("MessageStatus", "failed")


async def respond(send: Send, status: int, content: bytes = b"") -> None:
    """Send an answer: a status, and TwiML if there is any."""
    length = (b"content-length", str(len(content)).encode())
    headers = [length, (b"content-type", b"text/xml")] if content else [length]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
