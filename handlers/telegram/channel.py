"""Telegram as a channel: by long polling, or by webhook where the deployment has a public address."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence

import msgspec
import structlog
from cachetools import LRUCache
from starlette.routing import BaseRoute, Route

from flows.core.events import Event
from handlers import receipt_link
from handlers.channel import BadRequest, Health, Message, SendError, Take
from handlers.retry import until_done
from handlers.telegram import updates as wire
from handlers.telegram.bot import BotApi
from handlers.telegram.chat_action import Typing
from handlers.telegram.decode import Decoding, Me, parse
from handlers.telegram.encode import encode_message
from handlers.telegram.polling import Polling
from handlers.telegram.profile import delete_webhook, me, present, set_webhook
from handlers.telegram.refusals import TOO_BIG
from handlers.telegram.settings import TelegramSettings
from handlers.telegram.webhook import Webhook

Row = tuple[str, int]
"""A chat and the number of its outbox row."""

PER_DELETION = 100
UNFINISHED = 1000
"""Rows remembered for another try; beyond that the oldest are forgotten."""

log = structlog.get_logger()


class Telegram:
    """See `Channel`. Starting waits for no answer of Telegram's: Telegram may be down then."""

    name = "telegram"

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        polling = not settings.webhook_url
        self._api = BotApi(settings.api_url, settings.token, settings.timeout, polling=polling)
        head = settings.token.partition(":")[0]
        self._me = Me(id=int(head) if head.isdecimal() else 0)
        self._asked_name = asyncio.Event()
        self._webhook = Webhook(settings.webhook_secret, self._events, self._asked_name.is_set, settings.now)
        self._polling = Polling(self._api, self._events, settings)
        self._typing = Typing(self._api)
        self._tasks: list[asyncio.Task[None]] = []
        self._unfinished: LRUCache[Row, list[str]] = LRUCache(UNFINISHED)
        self._doubted: LRUCache[Row, bool] = LRUCache(UNFINISHED)
        self._refused = False

    def decode(self, raw: bytes, now: float) -> list[Event]:
        """The events of one raw update. Raises BadRequest."""
        return self._events(raw, parse(raw), now)

    def _events(self, raw: bytes | msgspec.Raw, update: wire.Update, now: float) -> list[Event]:
        """Raises BadRequest also where a part that the first reading skipped cannot be read."""
        try:
            return Decoding(raw, update, now, self._me).events()
        except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError):
            raise BadRequest from None

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook's route, where there is a webhook."""
        if not self._settings.webhook_url:
            return ()
        return (Route("/telegram", self._webhook, methods=["POST"]),)

    @property
    def health(self) -> Health:
        """Whether Telegram takes our calls and brings updates; a refusal until the refused call succeeds."""
        if self._api.state == "refused":
            return Health("refused", "token")
        if self._refused:
            return Health("refused", "webhook")
        return Health("refused", "conflict") if self._polling.conflict else Health(self._api.state)

    def status(self) -> str:
        """The state of `health`."""
        return self.health.state

    async def start(self, take: Take) -> None:
        """Begin to receive; everything that Telegram must be told is told in the background."""
        await self._api.open()
        take = self._typing.after(take)
        self._webhook.take = take
        receive = self._announce() if self._settings.webhook_url else self._poll(take)
        present_all = present(self._api, self._settings.profiles, self._settings.waits)
        name = until_done(self._learn_name, self._settings.waits)
        self._tasks = [asyncio.create_task(self._guarded(work)) for work in (receive, name, present_all)]

    async def stop(self) -> None:
        """Receive no more, let open turns become durable, close the connections."""
        self._webhook.take = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._polling.finish()
        await self._typing.finish()
        await self._api.close()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; message ids joined by commas. A repeated row goes on after its last sent part.

        Other servers know that part too, but not the one that was on its way when this server died. A row
        whose answer was lost may be sent only once more, so a repeat first waits for a connection that works.
        """
        if (chat, row) in self._doubted:
            await self._check_connection()
            del self._doubted[chat, row]
        sent = self._unfinished.pop((chat, row), [])
        requests = encode_message(number(chat), message)
        if len(requests) > 1:
            sent = max(sent, await self._settings.noted_parts(row), key=len)
        try:
            for request in requests[len(sent) :]:
                sent.append(await self._api.send(request))
                if len(sent) < len(requests):
                    await self._settings.note_parts(row, sent)
        except SendError as error:
            if sent and error.retryable:
                self._unfinished[chat, row] = sent
            if error.ambiguous:
                self._doubted[chat, row] = True
            raise
        return ",".join(sent)

    async def accompany(self, chat: str, message: Message) -> str:
        """Send the receipt's picture; its id, or empty. Raises no error: the text has the code."""
        caption = self._settings.captions.get(message.language)
        picture = receipt_link.draw(self._case_link(), message) if caption else b""
        if not caption or not picture:
            return ""
        try:
            # Silent, and blurred until it is tapped: a notification shows neither code nor picture.
            return await self._api.ask(self._api.bot.send_picture, number(chat), picture, caption)
        except SendError as error:
            log.warning("telegram picture not sent", reason=error.reason)
            return ""

    def _case_link(self) -> str:
        """The address before a receipt's code: this bot's, or the web chat's while the name is unknown."""
        return f"{self.address}?start=" if self.address else self._settings.case_link

    @property
    def address(self) -> str:
        """The bot's own address; empty while its name is unknown."""
        name = self._me.username
        return f"https://t.me/{name}" if name else ""

    async def _check_connection(self) -> None:
        """Raises SendError where Telegram does not answer; never an ambiguous one: no message was sent."""
        try:
            await self._api.ask(self._api.bot.get_me)
        except SendError as error:
            raise SendError(error.reason, after=error.after) from None

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises SendError, `too_big` above what Telegram or the settings allow."""
        address, size = await self._api.ask(self._api.bot.locate_file, ref)
        limit = self._settings.max_bytes
        if not address or size > limit:
            raise SendError(TOO_BIG, retryable=False)
        async for chunk in self._api.download(address, limit):
            yield chunk

    async def release(self, ref: str) -> None:
        """Does nothing: a bot cannot delete Telegram's copy of a file."""

    async def hide(self, chat: str, messages: Sequence[str], row: int) -> int:
        """Delete messages that Telegram still lets go (under 48 h old); how many, as far as it tells."""
        ids = sorted({int(one) for joined in messages for one in joined.split(",") if one.isdecimal()})
        batches = [ids[at : at + PER_DELETION] for at in range(0, len(ids), PER_DELETION)]
        return sum([await self._delete(number(chat), batch) for batch in batches])

    async def _delete(self, chat: int, ids: list[int]) -> int:
        """One message that may not be deleted spoils its whole batch: halve until only such are left."""
        try:
            await self._api.ask(self._api.bot.delete_messages, chat, ids)
        except SendError as error:
            if error.reason != "400":
                raise
        else:
            return len(ids)
        half = len(ids) // 2
        return await self._delete(chat, ids[:half]) + await self._delete(chat, ids[half:]) if half else 0

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        """Log the error that ends a background task."""
        try:
            await work
        except SendError as error:
            log.error("telegram gave up", reason=error.reason)
        except Exception as error:  # our bug: seen in the log, not in silence
            log.error("telegram stopped", error=type(error).__name__)

    async def _announce(self) -> None:
        try:
            await set_webhook(self._api, self._settings)
        except SendError:
            self._refused = True
            raise

    async def _poll(self, take: Take) -> None:
        await delete_webhook(self._api, self._settings.waits)
        await self._asked_name.wait()  # in a group only what names the bot is for it
        await self._polling.run(take, self._settings.waits)

    async def _learn_name(self) -> None:
        try:
            self._me = await me(self._api)
        finally:
            self._asked_name.set()  # whatever came of it: without a name there is still much to receive
        if self._settings.captions:
            await asyncio.to_thread(receipt_link.prepare, self._case_link())


def number(chat: str) -> int:
    """`telegram:123` as Telegram's own 123."""
    return int(chat.partition(":")[2])
