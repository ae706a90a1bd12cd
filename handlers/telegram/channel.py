"""Telegram as a channel: by long polling, or by webhook where the deployment has a public address."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import TypeVar

import msgspec
import structlog
from starlette.routing import BaseRoute, Route

from flows.core.events import Event
from flows.record import record
from handlers import receipt_link
from handlers.channel import BadRequest, Message, SendError, Take
from handlers.retry import Backoff, until_done
from handlers.telegram import updates as wire
from handlers.telegram.bot import TOO_BIG, BotApi, encode
from handlers.telegram.decode import Decoding, Me, parse
from handlers.telegram.encode import encode_message
from handlers.telegram.picture import FORM, encode_picture
from handlers.telegram.polling import Polling
from handlers.telegram.profile import Nothing, Profile, SetWebhook, introduced, presenting
from handlers.telegram.webhook import Webhook

V = TypeVar("V")

log = structlog.get_logger()

_sent = msgspec.json.Decoder(wire.SentReply)
_place = msgspec.json.Decoder(wire.FileReply)

PER_DELETION = 100
UNFINISHED = 1000


@record
class TelegramSettings:
    """`webhook_url` is the full public address of the route, empty for polling; times in seconds.

    `profiles` go by two-letter language code, or empty for everyone else. `captions` stand under the picture
    of a receipt, by language; a language without one gets none. `case_link` is the address that a receipt's
    code is put after, until Telegram has told the bot's own name; empty: none.
    """

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    max_bytes: int = 20_000_000
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    case_link: str = ""
    poll: int = 50
    timeout: float = 30.0
    backoff: float = 1.0


class Telegram:
    """See `Channel`. Nothing here waits for Telegram at start: it may be down when we come up."""

    name = "telegram"

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        self._api = BotApi(settings.api_url, settings.token, settings.timeout)
        head = settings.token.partition(":")[0]
        self._me = Me(id=int(head) if head.isdecimal() else 0)
        self._webhook = Webhook(settings.webhook_secret, self._events)
        self._polling = Polling(self._api, self._events, settings.poll)
        self._tasks: list[asyncio.Task[None]] = []
        self._unfinished: OrderedDict[tuple[str, int], list[str]] = OrderedDict()
        self._doubted: OrderedDict[tuple[str, int], None] = OrderedDict()
        self._refused = False

    def decode(self, raw: bytes, now: float) -> list[Event]:
        """The events of one raw update. Raises BadRequest."""
        return self._events(raw, parse(raw), now)

    def _events(self, raw: bytes | msgspec.Raw, update: wire.Update, now: float) -> list[Event]:
        """Raises BadRequest, too, where what the first reading passed over cannot be read."""
        try:
            return Decoding(raw, update, now, self._me).events()
        except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError):
            raise BadRequest from None

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook, where there is one."""
        if not self._settings.webhook_url:
            return ()
        return (Route("/telegram", self._webhook, methods=["POST"]),)

    def status(self) -> str:
        """connected, connecting (not yet, or the line is down) or refused (token or webhook address)."""
        return "refused" if self._refused else self._api.state

    async def start(self, take: Take) -> None:
        """Begin to receive; everything that Telegram must be told is told in the background."""
        self._api.open(polling=not self._settings.webhook_url)
        self._webhook.take = take
        receive = self._announce() if self._settings.webhook_url else self._poll(take)
        name = until_done(self._learn_name, self._backoff())
        self._tasks = [asyncio.create_task(self._guarded(work)) for work in (receive, name, self._present())]

    async def stop(self) -> None:
        """Receive no more, let what is under way become durable, close."""
        self._webhook.take = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._polling.finish()
        await self._api.close()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; message ids joined by commas. A repeated row goes on after its last sent part.

        A row whose answer was lost may be sent again only once: that is not spent on a line that is down.
        """
        if (chat, row) in self._doubted:
            await self._reached()
            del self._doubted[chat, row]
        sent = self._unfinished.pop((chat, row), [])
        requests = encode_message(number(chat), message)
        try:
            for request in requests[len(sent) :]:
                sent.append(await self._send_part(request))
        except SendError as error:
            if sent and error.retryable:
                remember(self._unfinished, (chat, row), sent)
            if error.ambiguous:
                remember(self._doubted, (chat, row), None)
            raise
        return ",".join(sent)

    async def accompany(self, chat: str, message: Message) -> str:
        """The receipt's picture. A failure is not raised: the text with the code is there."""
        caption = self._settings.captions.get(message.language)
        picture = receipt_link.draw(self._case_link(), message) if caption else b""
        if not caption or not picture:
            return ""
        try:
            reply = await self._api.upload("sendPhoto", encode_picture(number(chat), caption, picture), FORM)
            return str(_sent.decode(reply).result.message_id)
        except (SendError, msgspec.MsgspecError) as error:
            reason = error.reason if isinstance(error, SendError) else "malformed"
            log.warning("telegram picture not sent", reason=reason)
            return ""

    def _case_link(self) -> str:
        """What comes before a receipt's code in a link that opens this bot; the web chat's where unknown."""
        name = self._me.username
        return f"https://t.me/{name}?start=" if name else self._settings.case_link

    async def _send_part(self, request: wire.SendMessage) -> str:
        reply = await self._api.call("sendMessage", encode(request))
        try:
            return str(_sent.decode(reply).result.message_id)
        except msgspec.MsgspecError:
            raise SendError("malformed", ambiguous=True) from None

    async def _reached(self) -> None:
        """Whether Telegram answers at all. Raises SendError, never an ambiguous one: nothing was sent."""
        try:
            await self._api.call("getMe", b"{}")
        except SendError as error:
            raise SendError(error.reason, after=error.after) from None

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises SendError, `too_big` above what Telegram or the settings allow."""
        file = await self._file(ref)
        limit = self._settings.max_bytes
        if not file.file_path or (file.file_size or 0) > limit:
            raise SendError(TOO_BIG, retryable=False)
        async for chunk in self._api.download(file.file_path, limit):
            yield chunk

    async def _file(self, ref: str) -> wire.FilePlace:
        try:
            return _place.decode(await self._api.call("getFile", encode({"file_id": ref}))).result
        except msgspec.MsgspecError:
            raise SendError("malformed") from None

    async def release(self, ref: str) -> None:
        """Telegram keeps its copy; a bot cannot delete it."""

    async def hide(self, chat: str, messages: Sequence[str]) -> int:
        """Delete what Telegram still allows (under 48 h); how many it let go, as far as it tells."""
        ids = sorted({int(one) for joined in messages for one in joined.split(",") if one.isdecimal()})
        batches = [ids[at : at + PER_DELETION] for at in range(0, len(ids), PER_DELETION)]
        return sum([await self._delete(number(chat), batch) for batch in batches])

    async def _delete(self, chat: int, ids: list[int]) -> int:
        """One message that may not be deleted spoils its whole batch: halve until only such are left."""
        try:
            await self._api.tell("deleteMessages", wire.DeleteMessages(chat, ids))
        except SendError as error:
            if error.reason != "400":
                raise
        else:
            return len(ids)
        half = len(ids) // 2
        return await self._delete(chat, ids[:half]) + await self._delete(chat, ids[half:]) if half else 0

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        """A background task that ends in an error says so."""
        try:
            await work
        except SendError as error:
            log.error("telegram gave up", reason=error.reason)
        except Exception as error:  # our bug: seen in the log, not in silence
            log.error("telegram stopped", error=type(error).__name__)

    async def _announce(self) -> None:
        """Have Telegram deliver to our address."""
        settings = self._settings
        webhook = SetWebhook(settings.webhook_url, settings.webhook_secret)
        try:
            await until_done(lambda: self._api.tell("setWebhook", webhook), self._backoff())
        except SendError:
            self._refused = True
            raise

    async def _poll(self, take: Take) -> None:
        """Take the webhook away, which would forbid polling, then poll."""
        await until_done(lambda: self._api.tell("deleteWebhook", Nothing()), self._backoff())
        await self._polling.run(take, self._backoff())

    async def _present(self) -> None:
        """Set commands and descriptions in every language that Telegram has a code for."""
        for language, profile in self._settings.profiles.items():
            if len(language) in (0, 2):
                await self._set_profile(language, profile)

    async def _learn_name(self) -> None:
        reply = await self._api.ask("getMe", Nothing())
        try:
            self._me = introduced(reply)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise SendError("malformed", retryable=False) from None
        if self._settings.captions:
            await asyncio.to_thread(receipt_link.prepare, self._case_link())

    async def _set_profile(self, language: str, profile: Profile) -> None:
        for method, parameters in presenting(language, profile):
            try:
                await until_done(partial(self._api.tell, method, parameters), self._backoff())
            except SendError as error:  # the rest may still be taken
                log.warning("telegram profile not set", language=language, reason=error.reason)

    def _backoff(self) -> Backoff:
        return Backoff(self._settings.backoff)


def remember(rows: OrderedDict[tuple[str, int], V], row: tuple[str, int], what: V) -> None:
    """Something about a row that is to be tried again; the oldest is forgotten beyond a thousand."""
    rows[row] = what
    if len(rows) > UNFINISHED:
        rows.popitem(last=False)


def number(chat: str) -> int:
    """`telegram:123` as Telegram's own 123."""
    return int(chat.partition(":")[2])
