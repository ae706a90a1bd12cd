"""The Bot API client: python-telegram-bot's `Bot` over our transport, with its errors as `SendError`.

`Bot.initialize()` is never called: it waits for Telegram, and its error repeats the token.
"""

import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import ParamSpec, TypeVar

import msgspec
import structlog
import telegram
from telegram import InputFile
from telegram.error import InvalidToken, TelegramError

from handlers.channel import SendError
from handlers.telegram.encode import encode_json
from handlers.telegram.refusals import TOO_BIG, malformed, refusal
from handlers.telegram.transport import BEYOND_POLL, Lost, PollRequest, Transport
from handlers.telegram.updates import ALLOWED_UPDATES, SendMessage, SentReply

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()

_sent = msgspec.json.Decoder(SentReply)

LOOKING = 5.0
"""Seconds that `accepted` waits for Telegram."""
TALKATIVE = ("telegram", "httpx", "httpcore")
"""Loggers that write addresses (with the token) or content."""


class Bot(telegram.Bot):
    """`telegram.Bot` with three calls whose answers stay raw.

    PTB's objects of an answer cost more than the call: a receipt's picture and a file come with every case.
    """

    __slots__ = ()

    async def raw_updates(self, offset: int, seconds: int) -> list[msgspec.Raw]:
        """`getUpdates` without PTB's objects, so that `decode.py` is the only decoder."""
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
        updates: list[msgspec.Raw] = await self._post("getUpdates", asked, read_timeout=seconds + BEYOND_POLL)
        return updates

    async def send_picture(self, chat: int, picture: bytes, caption: str) -> str:
        """`sendPhoto`, silent, and blurred until it is tapped; the message's id."""
        asked = {"chat_id": chat, "photo": InputFile(picture, "image.png"), "caption": caption}
        quiet = {"has_spoiler": True, "disable_notification": True}
        message = await self._post("sendPhoto", asked | quiet)
        return str(int(message["message_id"]))

    async def locate_file(self, ref: str) -> tuple[str, int]:
        """`getFile`; the address of a file, empty where Telegram gives none, and its size in bytes or 0."""
        file = await self._post("getFile", {"file_id": ref})
        path, size = str(file.get("file_path") or ""), int(file.get("file_size") or 0)
        return f"{self.base_file_url}/{path}" if path else "", size


class BotApi:
    """One bot's calls. Open it inside the running loop; close it when no call is under way.

    `state` is how the last call went: connected, connecting (no answer) or refused (the token).
    """

    def __init__(self, api_url: str, token: str, timeout: float, *, polling: bool = False) -> None:
        root = api_url.rstrip("/")
        os.environ.setdefault("PTB_TIMEDELTA", "true")  # or each 429 warns of PTB's change to timedelta
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._transport = Transport(timeout)
        self._waiting = PollRequest() if polling else self._transport
        self.bot = Bot(token, f"{root}/bot", f"{root}/file/bot", self._transport, self._waiting)
        self._sending = f"{self.bot.base_url}/sendMessage"
        self.state = "connecting"

    async def open(self) -> None:
        """Make the HTTP clients; no request is sent yet."""
        await self._transport.initialize()
        await self._waiting.initialize()

    async def close(self) -> None:
        """Close every connection."""
        await self._waiting.shutdown()
        await self._transport.shutdown()

    async def ask(self, method: Callable[P, Awaitable[T]], *args: P.args, **named: P.kwargs) -> T:
        """The result of a method of `bot`. Raises SendError."""
        try:
            result = await method(*args, **named)
        except TelegramError as error:
            self._note(error)
            raise refusal(error) from None
        except (msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError):
            raise malformed() from None  # an answer from which PTB cannot build its objects
        self.state = "connected"
        return result

    async def send(self, request: SendMessage) -> str:
        """`sendMessage`, a hot call and so without PTB's objects; the message's id. Raises SendError."""
        return await self.ask(self._send, encode_json(request))

    async def download(self, url: str, limit: int) -> AsyncIterator[bytes]:
        """A file's bytes, at most `limit` of them. Raises SendError.

        The address lives for an hour; where it is refused, another try asks for a new one.
        """
        taken = 0
        try:
            async for chunk in self._transport.stream(url):
                taken += len(chunk)
                if taken > limit:
                    raise SendError(TOO_BIG, retryable=False)
                yield chunk
        except Lost as error:
            raise SendError(error.reason) from None

    async def _send(self, body: bytes) -> str:
        reply = await self._transport.post_encoded(self._sending, body)
        return str(_sent.decode(reply).result.message_id)

    def _note(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            if self.state != "refused":
                log.error("telegram refuses the token", channel="telegram")
            self.state = "refused"
        else:
            self.state = "connecting" if isinstance(error, Lost) else "connected"


async def accepted(api_url: str, token: str) -> str:
    """Whether Telegram takes the token now: connected, refused or connecting (it cannot be reached)."""
    api = BotApi(api_url, token, LOOKING)
    await api.open()
    try:
        await api.ask(api.bot.get_me)
    except SendError:
        return api.state
    finally:
        await api.close()
    return api.state


async def bot_name(api_url: str, token: str) -> str:
    """The bot's name without @; empty where Telegram refuses the token or cannot be reached."""
    api = BotApi(api_url, token, LOOKING)
    await api.open()
    try:
        return str((await api.ask(api.bot.get_me)).username or "")
    except SendError:
        return ""
    finally:
        await api.close()
