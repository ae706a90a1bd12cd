"""WhatsApp as a channel, through Twilio: webhooks and the message list in, the REST API out."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial

import structlog
from starlette.routing import BaseRoute, Route

from handlers import receipt_link
from handlers.channel import BadRequest, Health, Message, SendError, Take
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.contents import Contents
from handlers.whatsapp.decode import PREFIX, Inbound, inbound, listed
from handlers.whatsapp.fields import MESSAGE, STATUS, check_ours, check_whole
from handlers.whatsapp.media import Errands, Files
from handlers.whatsapp.reconcile import Reconciliation, TakenIds
from handlers.whatsapp.refusals import answered
from handlers.whatsapp.send import Outgoing
from handlers.whatsapp.settings import WhatsAppSettings
from handlers.whatsapp.webhook import Fields, InOrder, Signed, delivery_report

FINAL = ("delivered", "undeliverable")
DATE_SECONDS = 2.0
"""Seconds that a webhook waits for its message's date, of the 15 that Twilio waits for the answer."""

log = structlog.get_logger()


class WhatsApp:
    """See `Channel`. The start does not wait for Twilio, which may be down."""

    name = "whatsapp"

    def __init__(self, settings: WhatsAppSettings) -> None:
        self._settings = settings
        account = (settings.account_sid, settings.auth_token)
        self._api = TwilioApi(settings.hosts, account, settings.timeout)
        self._dates = self._api.limited_to(min(DATE_SECONDS, settings.timeout))
        self._contents = Contents(self._api, settings.content_sid, settings.remember_content)
        self._outgoing = Outgoing(self._api, settings, self._contents)
        self._files = Files(self._api, settings.max_bytes)
        self._errands = Errands(self._api, settings.waits)
        self._taken = TakenIds()
        self._reconciliation = Reconciliation(self._api, self._files, settings, self._taken, self._accept)
        self._order = InOrder()
        self._take: Take | None = None
        self._rounds: asyncio.Task[None] | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """The routes that Twilio calls: for messages, and for delivery reports."""
        base, token = self._settings.public, self._settings.auth_token
        routes = (("/whatsapp", self._arrived), ("/whatsapp/status", self._reported))
        return [Route(path, Signed(f"{base}{path}", token, do), methods=["POST"]) for path, do in routes]

    @property
    def health(self) -> Health:
        """Whether Twilio takes our calls, as the last call went."""
        state = self._api.state
        return Health(state, "credentials" if state == "refused" else "")

    def status(self) -> str:
        """The state of `health`."""
        return self.health.state

    async def start(self, take: Take) -> None:
        """Begin to receive messages, and to look for messages that the webhook missed."""
        self._api.open()
        self._take = take
        self._rounds = asyncio.create_task(self._reconciliation.run())

    async def stop(self) -> None:
        """Stop receiving, wait for calls under way, close the connections."""
        self._take = None
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.gather(self._rounds, return_exceptions=True)
        await self._contents.stop()
        await self._errands.stop()
        await self._api.close()

    async def reconcile(self) -> int:
        """Take messages that the webhook did not bring; how many. Raises SendError."""
        return await self._reconciliation.round()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; the last part's sid, which delivery reports name. Raises SendError."""
        return await self._outgoing.send(chat, receipt_link.spelled(self._settings.case_link, message), row)

    async def accompany(self, chat: str, message: Message) -> str:
        """Send no picture, which Twilio would fetch from a public address; the link is in the text."""
        return ""

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str] = ()) -> None:
        """Look at Twilio before sending this row, which may have gone out at or after `since` (seconds).

        `known`: ids of other messages to this chat, which are not the row.
        """
        self._outgoing.doubt(chat, row, since, known)

    def redact(self, message: str) -> None:
        """Delete the text of our message at Twilio, if the settings ask for that. The message is final."""
        if self._settings.redact:
            self._errands.later(partial(self._errands.empty, message))

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Yield the bytes of a file. Raises SendError, `too_big` above the limit in the settings."""
        async for chunk in self._files.fetch(ref):
            yield chunk

    async def release(self, ref: str) -> None:
        """Delete Twilio's copy of a file, and the message's text if the settings ask. Raises SendError."""
        message, _ = self._files.place(ref)
        await self._files.delete(ref)
        if self._settings.redact:
            await self._errands.empty(message)

    async def hide(self, chat: str, messages: Sequence[str], row: int) -> int:
        """Return 0: a business cannot delete messages on WhatsApp."""
        return 0

    async def _arrived(self, fields: Fields) -> None:
        """Take a message from the webhook. A sender of files sees that an answer is on its way."""
        settings = self._settings
        check_whole(fields, MESSAGE)
        check_ours(fields, {"AccountSid": settings.account_sid, "To": settings.sender})
        message = inbound(fields, settings.now())
        async with self._order.after_earlier(message.sender.address, self._created(message.sid)) as created:
            if created and message.time - created > settings.remembered:
                log.warning("whatsapp post too old")
                raise BadRequest(403)
            if await self._accept(replace(message, sent=created)):
                self._errands.later(partial(self._errands.typing, message.sid), insist=False)

    async def _accept(self, message: Inbound) -> bool:
        """Take a message, and return once it is durable: whether it brings new files to fetch."""
        if self._take is None:
            raise SendError("closed")
        chat = await self._settings.whose(message.sender)
        cards = await self._files.cards(message.files)
        for event in message.events(chat, cards):
            await self._take(event)
        if message.sid in self._taken:
            return False
        self._taken.add(message.sid)
        if self._settings.redact and not message.files:  # a text with files goes when the first is released
            self._errands.later(partial(self._errands.empty, message.sid))
        return bool(message.files)

    async def _created(self, sid: str) -> float:
        """The time of a message at Twilio (seconds), which webhooks do not tell; 0 if it cannot be had."""
        if sid in self._taken:
            return 0.0
        try:
            found = await answered(self._dates.messages(sid).fetch_async())
        except SendError as error:
            log.info("whatsapp message not dated", reason=error.reason)
            return 0.0
        return listed(found).created or 0.0

    async def _reported(self, fields: Fields) -> None:
        """Take a delivery report, which may be repeated, out of order, or about an unknown message."""
        check_whole(fields, STATUS)
        check_ours(fields, {"AccountSid": self._settings.account_sid, "From": self._settings.sender})
        report = delivery_report(fields)
        if report is None:
            return
        known = await self._settings.status(*report)
        sid, state, _ = report
        ours = known or self._outgoing.knows(fields.get("To", "").removeprefix(PREFIX), sid)
        if ours and state in FINAL:
            self.redact(sid)
