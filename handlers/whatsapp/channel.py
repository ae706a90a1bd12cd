"""WhatsApp as a channel, through Twilio: webhooks and reconciliation in, the REST API out."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial

from starlette.routing import BaseRoute, Route

from flows.core.events import Contact
from handlers import receipt_link
from handlers.channel import Message, SendError, Take
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.contents import Contents
from handlers.whatsapp.decode import PREFIX, Inbound, inbound
from handlers.whatsapp.fields import MESSAGE, STATUS, check_whole
from handlers.whatsapp.media import Errands, Files
from handlers.whatsapp.reconcile import Reconciliation, TakenIds
from handlers.whatsapp.send import Outgoing
from handlers.whatsapp.settings import WhatsAppSettings
from handlers.whatsapp.webhook import Fields, Signed, word

FINAL = ("delivered", "undeliverable")


class WhatsApp:
    """See `Channel`. Nothing here waits for Twilio at start: it may be down when we come up."""

    name = "whatsapp"

    def __init__(self, settings: WhatsAppSettings) -> None:
        self._settings = settings
        account = (settings.account_sid, settings.auth_token)
        self._api = TwilioApi(settings.hosts, account, settings.timeout)
        self._contents = Contents(self._api, settings.content_sid, settings.remember_content)
        self._outgoing = Outgoing(self._api, settings, self._contents)
        self._files = Files(self._api, settings.max_bytes)
        self._errands = Errands(self._api, settings.backoff)
        self._taken = TakenIds()
        self._reconciliation = Reconciliation(self._api, self._files, settings, self._taken, self._accept)
        self._take: Take | None = None
        self._rounds: asyncio.Task[None] | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """The two addresses that Twilio calls."""
        base, token = self._settings.public, self._settings.auth_token
        routes = (("/whatsapp", self._arrived), ("/whatsapp/status", self._told))
        return [Route(path, Signed(f"{base}{path}", token, do), methods=["POST"]) for path, do in routes]

    def status(self) -> str:
        """connected, connecting (not yet, or the line is down) or refused (the credentials)."""
        return self._api.state

    async def start(self, take: Take) -> None:
        """Begin to receive, and to look for what the webhook missed."""
        self._api.open()
        self._take = take
        self._rounds = asyncio.create_task(self._reconciliation.run())

    async def stop(self) -> None:
        """Receive no more, let what is under way become durable, close."""
        self._take = None
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.gather(self._rounds, return_exceptions=True)
        await self._contents.stop()
        await self._errands.stop()
        await self._api.close()

    async def reconcile(self) -> int:
        """Take what Twilio has and the webhook did not bring; how many messages. Raises SendError."""
        return await self._reconciliation.round()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; the last part's sid, on which the status callbacks come. Raises SendError."""
        return await self._outgoing.send(chat, receipt_link.spelled(self._settings.case_link, message), row)

    async def accompany(self, chat: str, message: Message) -> str:
        """Nothing: the link is in the text, for a picture would have to lie at a public address."""
        return ""

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str] = ()) -> None:
        """A row that may have been sent since then: look for it at Twilio before sending it.

        `known` are the ids of other messages that this chat was sent, which it cannot be.
        """
        self._outgoing.doubt(chat, row, since, known)

    def redact(self, message: str) -> None:
        """A message of ours has arrived, or never will: its words may go at Twilio, where that is asked."""
        if self._settings.redact:
            self._errands.later(partial(self._errands.empty, message))

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises SendError, `too_big` above what the settings allow."""
        async for chunk in self._files.fetch(ref):
            yield chunk

    async def release(self, ref: str) -> None:
        """Delete Twilio's copy, and the message's words where that is asked for. Raises SendError."""
        message, _ = self._files.place(ref)
        await self._files.delete(ref)
        if self._settings.redact:
            await self._errands.empty(message)

    async def hide(self, chat: str, messages: Sequence[str]) -> int:
        """Nothing goes: a business cannot delete on WhatsApp."""
        return 0

    async def _arrived(self, fields: Fields) -> None:
        """A webhook. Whoever sent a file sees that it was, and that an answer is on its way."""
        check_whole(fields, MESSAGE)
        message = inbound(fields, self._settings.clock())
        if await self._accept(message):
            self._errands.later(partial(self._errands.typing, message.sid), insist=False)

    async def _accept(self, message: Inbound) -> bool:
        """Returns when every event is durable: whether new files are to be fetched. Raises otherwise."""
        if self._take is None:
            raise SendError("closed")
        chat = await self._settings.whose(message.sender)
        cards = await self._files.cards(message.files)
        for event in message.events(chat, cards):
            await self._take(event)
        if message.sid in self._taken:
            return False
        self._taken.add(message.sid)
        self._tidy(message, cards)
        return len(message.files) > len(cards)

    def _tidy(self, message: Inbound, cards: Mapping[str, Contact]) -> None:
        """Once durable: cards were read, and texts are here; files are released one by one later."""
        for file in message.files:
            if file.sid in cards:
                self._errands.later(partial(self._files.delete, file.ref))
        if self._settings.redact and len(message.files) == len(cards):
            self._errands.later(partial(self._errands.empty, message.sid))

    async def _told(self, fields: Fields) -> None:
        """A status callback: any order, repeated, of messages that nobody knows."""
        check_whole(fields, STATUS)
        told = word(fields)
        if told is None:
            return
        known = await self._settings.status(*told)
        sid, state, _ = told
        ours = known or self._outgoing.knows(fields.get("To", "").removeprefix(PREFIX), sid)
        if ours and state in FINAL:
            self.redact(sid)
