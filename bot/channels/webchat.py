"""The web chat's settings for this deployment, and its access to the outbox and to the uploads."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict

from bot.base import Base
from bot.intake.uploads import Uploads
from bot.observe import metrics
from bot.serve.connections import most_connections
from bot.settings.config import Config
from bot.settings.environment import Settings
from bot.turn.jobs import Piece, write
from bot.turn.render import decode
from flows.channels import channel_of
from handlers.channel import Message
from handlers.networks import Networks
from handlers.webchat.settings import Elsewhere, WebLimits, WebSettings, minutely
from storage.cases.files import MEGABYTE
from storage.unit import Storage, Unit
from storage.writer import Writer


class WebOutbox:
    """The replies that pages collect, and the chats that are known."""

    def __init__(self, storage: Storage, writer: Writer) -> None:
        self._storage = storage
        self._writer = writer

    async def pending(self, chat: str, after: int) -> list[tuple[int, Message | None]]:
        """The replies above this row id that the chat's page has not shown yet, with their row ids.

        None in place of a reply stands for the word to clear the page.
        """

        def read() -> list[tuple[int, Message | None]]:
            with self._storage.read() as unit:
                rows = unit.outbox.pending(chat, after)
                return [(row.id, decode(row.body) if row.kind == "reply" else None) for row in rows]

        return await asyncio.to_thread(read)

    async def known(self, chat: str) -> bool:
        """Return whether this chat has a conversation, a case or a reply that waits."""

        def read() -> bool:
            with self._storage.read() as unit:
                begun = unit.conversations.get(chat).updated > 0
                return begun or bool(unit.cases.of_chat(chat, 1) or unit.outbox.pending(chat, 0))

        return await asyncio.to_thread(read)

    async def acknowledge(self, chat: str, shown: Sequence[int], up_to: int) -> None:
        """Note that the chat's page has shown these rows, and every row up to an id."""

        def settle(unit: Unit) -> int:
            return unit.outbox.acknowledge(chat, shown, unit.clock(), up_to=up_to)

        done = await write(self._writer, Piece(settle, chat))
        metrics.ended(channel_of(chat), "delivered", done)


def elsewhere(settings: Settings, telegram: str) -> tuple[Elsewhere, ...]:
    """The other channels that a page names which cannot begin. `telegram` is the bot's address, if known."""
    number = re.sub(r"\D", "", settings.twilio_whatsapp_from or "")
    known = {"WhatsApp": number and f"https://wa.me/{number}", "Telegram": telegram}
    return tuple(Elsewhere(name, address) for name, address in known.items() if address)


def web_settings(
    base: Base,
    writer: Writer,
    uploads: Uploads,
    networks: Networks,
    telegram: Callable[[], str] = str,
) -> WebSettings:
    """The settings of the web chat. `telegram` gives the bot's address once it is known."""
    settings, outbox = base.settings, WebOutbox(base.storage, writer)
    secure = (settings.public_url or "").startswith("https:")
    return WebSettings(
        organisation=settings.organisation,
        max_bytes=settings.max_file_mb * MEGABYTE,
        secure=secure,
        texts=base.catalogue.web_texts(),
        pending=outbox.pending,
        acknowledge=outbox.acknowledge,
        incoming=uploads.open,
        read=uploads.read,
        forget=uploads.forget,
        key=base.vault.secret("web sessions"),
        known=outbox.known,
        networks=networks,
        free=uploads.free,
        refused=lambda reason: metrics.refused.labels(reason).inc(),
        limits=web_limits(base.config),
        lines=[line for line in asdict(base.config.lines).values() if line],
        elsewhere=lambda: elsewhere(settings, telegram()),
        origin=settings.public_url or "",
        embed_sites=base.config.embed.sites if secure else (),
        leave_to=settings.quick_exit_url,
        case_link=base.case_link,
        now=base.clock,
    )


def web_limits(config: Config) -> WebLimits:
    """The limits of the web chat. Half of the files that the process may open are kept for all else."""
    limits = config.limits
    streams = min(limits.web_streams, most_connections() // 2)
    return WebLimits(
        all_streams=streams,
        network_streams=min(limits.web_streams_per_network, streams // 2),
        sessions=minutely(limits.web_sessions_per_minute),
        network_sessions=minutely(limits.web_sessions_per_network),
        filings=minutely(limits.web_filings_per_minute),
        network_filings=minutely(limits.web_filings_per_network),
        proofs=minutely(limits.web_proofs_per_minute),
        network_proofs=minutely(limits.web_proofs_per_network),
        unfiled=limits.unfiled_megabytes * MEGABYTE,
        network_unfiled=limits.unfiled_megabytes_per_network * MEGABYTE,
        unfiled_seconds=float(config.reminders.expire_after),
    )
