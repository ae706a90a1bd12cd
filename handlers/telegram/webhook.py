"""POST /telegram: verify, decode, make durable, and only then answer.

A bare ASGI application: at thousands of updates a second the request and response objects of a
framework would cost more than the decoding.
"""

import hmac
import time
from collections.abc import Callable

from starlette.types import Receive, Scope, Send

from flows.core.events import Event
from handlers.channel import BadRequest, Take
from handlers.telegram.bot import encode
from handlers.telegram.decode import parse
from handlers.telegram.updates import AnswerTap, Update

LARGEST = 1_048_576
SECRET = b"x-telegram-bot-api-secret-token"

Events = Callable[[bytes, Update, float], list[Event]]


class Webhook:
    """Telegram's end of the line. Until the channel has started it asks Telegram to try again."""

    def __init__(self, secret: str, events: Events) -> None:
        self._secret = secret.encode()
        self._events = events
        self.take: Take | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._verify(scope)
            raw = await body(receive)
            update = parse(raw)
            events = self._events(raw, update, time.time())
        except BadRequest as error:
            await respond(send, error.status)
            return
        if not await self._durable(events):
            await respond(send, 503)
        elif update.callback_query is not None:
            await respond(send, 200, encode(AnswerTap(update.callback_query.id)))
        else:
            await respond(send, 200)

    def _verify(self, scope: Scope) -> None:
        """The secret that Telegram was given, compared in constant time."""
        shown = next((value for name, value in scope["headers"] if name == SECRET), b"")
        if not self._secret or not hmac.compare_digest(shown, self._secret):
            raise BadRequest(403)

    async def _durable(self, events: list[Event]) -> bool:
        if self.take is None:
            return not events
        try:
            for event in events:
                await self.take(event)
        except Exception:  # whatever kept it from being durable, Telegram brings it again
            return False
        return True


async def body(receive: Receive) -> bytes:
    """The whole body, at most 1 MB of it. Raises BadRequest."""
    message = await receive()
    whole: bytes = message.get("body", b"")
    while message.get("more_body", False) and len(whole) <= LARGEST:
        message = await receive()
        whole += message.get("body", b"")
    if message["type"] == "http.disconnect":
        raise BadRequest
    if len(whole) > LARGEST:
        raise BadRequest(413)
    return whole


async def respond(send: Send, status: int, content: bytes = b"") -> None:
    """A status, perhaps with JSON."""
    length = (b"content-length", str(len(content)).encode())
    headers = [length, (b"content-type", b"application/json")] if content else [length]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
