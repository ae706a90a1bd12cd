"""Files and texts at Twilio: fetched and read, and deleted once they are kept here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from flows.core.events import Contact
from flows.record import record
from handlers.channel import SendError
from handlers.retry import until_done
from handlers.vcard import contacts
from handlers.waits import Waits
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.decode import MEDIA, File, plain_type
from handlers.whatsapp.refusals import Refusal, answered, every, unless_gone

CARD_BYTES, CARD_SECONDS = 262_144, 2.0
"""A card is read before its webhook is answered, which Twilio waits for only so long."""
GRACE = 5.0
"""Seconds that `stop` waits for errands under way."""
MOST = 10_000
SIDE_BY_SIDE = 8

log = structlog.get_logger()


@record
class Files:
    """The media of one account. An address that is not one of these media is never asked for."""

    api: TwilioApi
    limit: int

    def place(self, ref: str) -> tuple[str, str]:
        """The message id and the media id of an address. Raises SendError on any other address."""
        found = MEDIA.search(ref)
        if found is None or ref != self.url(found[1], found[2]):
            raise SendError("foreign_address", retryable=False)
        return found[1], found[2]

    def url(self, message: str, media: str) -> str:
        """The address of a file, as webhooks name it."""
        return f"{self.api.root}/Messages/{message}/Media/{media}"

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Yield a file's bytes. Raises SendError."""
        self.place(ref)
        async for chunk in self.api.download(ref, self.limit):
            yield chunk

    async def delete(self, ref: str) -> None:
        """Delete Twilio's copy, which may be gone already. Raises SendError."""
        message, media = self.place(ref)
        await unless_gone(self.api.client.messages(message).media(media).delete_async())

    async def listed(self, message: str) -> tuple[File, ...]:
        """The files of a message; none where the message was deleted meanwhile. Raises SendError."""
        try:
            found = await every(self.api.client.messages(message).media.page_async())
        except Refusal as error:
            if error.status == 404:
                return ()
            raise
        return tuple(File(self.url(message, each.sid), plain_type(each.content_type or "")) for each in found)

    async def cards(self, files: tuple[File, ...]) -> Mapping[str, Contact]:
        """The contacts in the card files that can be read now, by media id."""
        found = {file.sid: await self._card(file) for file in files if file.is_card}
        return {sid: card for sid, card in found.items() if card is not None}

    async def _card(self, file: File) -> Contact | None:
        try:
            self.place(file.ref)
            chunks = [chunk async for chunk in self.api.download(file.ref, CARD_BYTES, CARD_SECONDS)]
        except SendError as error:
            log.info("whatsapp card not read", reason=error.reason)
            return None
        found = contacts(b"".join(chunks))
        return replace(found[0], others=found[1:]) if found else None


class Errands:
    """Calls that nobody waits for, each tried until Twilio takes it or says that it never will."""

    def __init__(self, api: TwilioApi, waits: Waits) -> None:
        self._messages = api.client.messages
        self._typing = api.client.messaging.v2.typing_indicator
        self._waits = waits
        self._tasks: set[asyncio.Task[None]] = set()
        self._limit = asyncio.Semaphore(SIDE_BY_SIDE)

    async def empty(self, sid: str) -> None:
        """Delete a message's text at Twilio; the message stays. Raises SendError."""
        await unless_gone(self._messages(sid).update_async(body=""))

    async def typing(self, sid: str) -> None:
        """Show a message as read, and that an answer is being written. Raises SendError."""
        await answered(self._typing.create_async(channel="whatsapp", message_id=sid))

    def later(self, errand: Callable[[], Awaitable[object]], *, insist: bool = True) -> None:
        """Do an errand in the background; only one try unless `insist`."""
        if len(self._tasks) >= MOST:
            log.warning("whatsapp errand dropped")
            return
        task = asyncio.create_task(self._do(errand, insist))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, errand: Callable[[], Awaitable[object]], insist: bool) -> None:
        try:
            async with self._limit:
                await (until_done(errand, self._waits) if insist else errand())
        except SendError as error:
            log.info("whatsapp errand not done", reason=error.reason)

    async def stop(self) -> None:
        """Wait a moment for errands under way; the others are dropped, and their data stays at Twilio."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
