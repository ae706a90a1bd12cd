"""Files at Twilio: fetched with credentials that stay there, deleted once kept here, contact cards read."""

from collections.abc import AsyncIterator, Mapping

import structlog

from flows.core.events import Contact
from flows.record import record
from handlers.channel import SendError
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.decode import MEDIA, File, contact

CARD_BYTES, CARD_SECONDS = 262_144, 2.0
"""A card is read before its webhook is answered, which Twilio waits for only so long."""

log = structlog.get_logger()


@record
class Files:
    """The media of one account; an address that is not one of them is never asked for."""

    api: TwilioApi
    limit: int

    def place(self, ref: str) -> tuple[str, str]:
        """Message and media ids of an address. Raises SendError on anything else."""
        found = MEDIA.search(ref)
        if found is None or ref != self.url(found[1], found[2]):
            raise SendError("foreign_address", retryable=False)
        return found[1], found[2]

    def url(self, message: str, media: str) -> str:
        """Where a file is, as webhooks name it."""
        return f"{self.api.root}/Messages/{message}/Media/{media}"

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Its bytes. Raises SendError."""
        self.place(ref)
        async for chunk in self.api.download(ref, self.limit):
            yield chunk

    async def delete(self, ref: str) -> None:
        """Twilio's copy may go; it may have gone. Raises SendError."""
        self.place(ref)
        await self.api.delete(f"{ref}.json")

    async def cards(self, files: tuple[File, ...]) -> Mapping[str, Contact]:
        """The contact cards among these that can be read now, by media id; others stay files."""
        found = {file.sid: await self._card(file) for file in files if file.is_card}
        return {sid: card for sid, card in found.items() if card is not None}

    async def _card(self, file: File) -> Contact | None:
        try:
            self.place(file.ref)
            chunks = [chunk async for chunk in self.api.download(file.ref, CARD_BYTES, CARD_SECONDS)]
        except SendError as error:
            log.info("whatsapp card not read", reason=error.reason)
            return None
        return contact(b"".join(chunks).decode("utf-8", "replace"))
