"""POST /telegram: verify, decode, make durable, and only then answer."""

import hmac
from collections.abc import Callable

from starlette.types import Receive, Scope, Send

from flows.core.events import Event
from handlers.asgi import body, respond
from handlers.channel import BadRequest, Take
from handlers.telegram.decode import parse
from handlers.telegram.encode import encode_json
from handlers.telegram.updates import AnswerTap, Update

SECRET = b"x-telegram-bot-api-secret-token"

Events = Callable[[bytes, Update, float], list[Event]]


class Webhook:
    """The route that Telegram delivers to. Until the channel has started, Telegram is told to try again.

    So it is for a group's message until the bot's name was `asked`: only what names the bot is meant for it.
    """

    def __init__(
        self, secret: str, events: Events, asked: Callable[[], bool], now: Callable[[], float]
    ) -> None:
        self._secret = secret.encode()
        self._events = events
        self._asked = asked
        self._now = now
        self.take: Take | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._verify(scope)
            raw = await body(receive)
            update = parse(raw)
            early = may_name_the_bot(update) and not self._asked()
            events = [] if early else self._events(raw, update, self._now())
        except BadRequest as error:
            await respond(send, error.status)
            return
        if early or not await self._durable(events):
            await respond(send, 503)
        elif update.callback_query is not None:
            await respond(send, 200, encode_json(AnswerTap(update.callback_query.id)))
        else:
            await respond(send, 200)

    def _verify(self, scope: Scope) -> None:
        """Compare the secret that Telegram was given, in constant time. Raises BadRequest (403)."""
        shown = next((value for name, value in scope["headers"] if name == SECRET), b"")
        if not self._secret or not hmac.compare_digest(shown, self._secret):
            raise BadRequest(403)

    async def _durable(self, events: list[Event]) -> bool:
        if self.take is None:
            return not events
        try:
            for event in events:
                await self.take(event)
        except Exception:  # of any kind: Telegram brings the update again
            return False
        return True


def may_name_the_bot(update: Update) -> bool:
    """Whether the update is a message of a group or a channel, which is for the bot only if it names it."""
    message = update.message or update.channel_post
    return message is not None and message.chat.type != "private"
