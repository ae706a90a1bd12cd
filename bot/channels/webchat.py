"""The web chat's settings for this deployment, and its access to the outbox and to the uploads."""

import asyncio
import time

from bot.base import Base
from bot.intake.uploads import Uploads
from bot.observe import metrics
from bot.turn.jobs import Piece, write
from bot.turn.render import decode
from flows.channels import channel_of
from handlers.channel import Message
from handlers.webchat.settings import WebSettings
from storage.cases.files import MEGABYTE
from storage.unit import Storage
from storage.writer import Writer


class WebOutbox:
    """The replies that pages collect."""

    def __init__(self, storage: Storage, writer: Writer) -> None:
        self._storage = storage
        self._writer = writer

    async def pending(self, chat: str, after: int) -> list[tuple[int, Message]]:
        """The replies above this row id that the chat's page has not shown yet, with their row ids."""

        def read() -> list[tuple[int, Message]]:
            with self._storage.read() as unit:
                return [(row.id, decode(row.body)) for row in unit.outbox.pending(chat, after)]

        return await asyncio.to_thread(read)

    async def acknowledge(self, chat: str, up_to: int) -> None:
        """Note that the chat's page has shown every reply up to this row id."""
        now = time.time()
        done = await write(self._writer, Piece(lambda unit: unit.outbox.acknowledge(chat, up_to, now), chat))
        metrics.ended(channel_of(chat), "delivered", done)


def web_settings(base: Base, writer: Writer, uploads: Uploads) -> WebSettings:
    """The settings of the web chat."""
    settings, outbox = base.settings, WebOutbox(base.storage, writer)
    return WebSettings(
        organisation=settings.organisation,
        max_bytes=settings.max_file_mb * MEGABYTE,
        secure=(settings.public_url or "").startswith("https:"),
        texts=base.catalogue.web_texts(),
        pending=outbox.pending,
        acknowledge=outbox.acknowledge,
        incoming=uploads.open,
        read=uploads.read,
        forget=uploads.forget,
        origin=settings.public_url or "",
        case_link=base.case_link,
    )
