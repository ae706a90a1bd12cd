"""The data that the WhatsApp channel needs kept: chats, contents, the high-water mark; and its settings."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.base import Base
from bot.channels.whatsapp_failures import person_wrote
from bot.channels.whatsapp_spending import WhatsAppSpending
from bot.channels.whatsapp_status import NAME, WhatsAppStatus, read
from bot.settings.config import WhatsApp as Rules
from bot.turn.jobs import Piece, write
from bot.turn.missed import announce
from bot.turn.turn import Sent, Turns
from flows.channels import CHANNELS
from flows.core.events import Event, Reachability
from handlers.whatsapp.settings import Sender, WhatsAppAddress, WhatsAppSettings
from locales import LANGUAGES
from storage.cases.files import MEGABYTE
from storage.chats.whatsapp_people import DAY, FORGOTTEN, SILENT
from storage.unit import Storage, Unit
from storage.writer import Writer

WATER = "whatsapp_high_water"
REPORTS_DAYS = 7


class WhatsAppMemory:
    """Keeps the WhatsApp channel's data. `status` takes delivery reports; `spending` limits messages."""

    def __init__(
        self,
        storage: Storage,
        writer: Writer,
        turns: Turns,
        *,
        sent: Sent,
        expect: Callable[[Mapping[str, int]], None],
        rules: Rules,
        zone: ZoneInfo,
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._turns = turns
        self.status = WhatsAppStatus(storage, writer, sent=sent, expect=expect)
        self.spending = WhatsAppSpending(writer, rules, zone, storage.clock)

    async def whose(self, sender: Sender) -> str:
        """The chat id of a sender, whose address becomes the chat's reply address. Raises StorageFailed."""
        names, address = sender.names, sender.address
        known = await read(self._storage, lambda unit: unit.whatsapp.settled(names, address, unit.clock()))
        if known:
            return known
        work = Piece(lambda unit: unit.whatsapp.chat(names, address, unit.clock()), f"{NAME}:{names[0]}")
        return await write(self._writer, work)

    async def address_of(self, chat: str) -> WhatsAppAddress | None:
        """How a chat is reached; None for an unknown chat."""
        return await read(self._storage, lambda unit: unit.whatsapp.address_of(chat))

    async def take(self, event: Event) -> None:
        """Take a person's event, and note when the person wrote. Raises StorageFailed."""
        await self._turns.take(event, partial(person_wrote, event))

    async def content(self, name: str) -> str | None:
        """The ContentSid of a content's name, if one is known."""
        return await read(self._storage, lambda unit: unit.whatsapp.content(name))

    async def remember(self, name: str, sid: str) -> None:
        """Keep the ContentSid of a name; an empty sid forgets it."""
        await write(self._writer, Piece(lambda unit: unit.whatsapp.remember_content(name, sid)))

    async def announced(self, chat: str, row: int) -> None:
        """Keep the message of a row in whose place a template went out, until the person opens it."""
        await write(self._writer, Piece(lambda unit: announce(unit, row, unit.clock()), chat))

    async def high_water(self) -> float:
        """The time up to which every message at Twilio was taken, in seconds; 0 before the first round."""
        kept = await read(self._storage, lambda unit: unit.remembered.get(WATER))
        return float(kept) if kept else 0.0

    async def raise_water(self, mark: float) -> None:
        """Keep the time (seconds) up to which every message at Twilio was taken."""
        await write(self._writer, Piece(lambda unit: unit.remembered.set(WATER, repr(mark))))

    async def tick(self) -> None:
        """Record early reports, and send messages that an earlier day's limit kept back."""
        await self.status.catch_up()
        for chat in await read(self._storage, self.spending.waiting):
            again = Event(
                f"resumed:{self.spending.day()}:{chat}",
                chat,
                self._storage.clock(),
                Reachability(reachable=True),
            )
            await self._turns.take(again)

    async def tidy(self) -> None:
        """Delete old counters, early reports, texts, and names that have long been silent."""
        now = self._storage.clock()
        counters = (
            date.fromisoformat(self.spending.day()) - timedelta(days=CHANNELS[NAME].counted_days)
        ).isoformat()

        def work(unit: Unit) -> None:
            unit.delivery_reports.purge(now - REPORTS_DAYS * DAY)
            unit.delivery_reports.strip(now - DAY)
            unit.spending.purge(counters)
            unit.whatsapp.forget_silent(now - SILENT, now - FORGOTTEN)

        await write(self._writer, Piece(work))

    async def stop(self) -> None:
        """Stop background work; unfinished work waits for the next start."""
        await self.status.stop()


def channel_settings(made: Base, memory: WhatsAppMemory) -> WhatsAppSettings:
    """The channel's settings, from the deployment's; WhatsApp must be on."""
    settings, rules, words = made.settings, made.config.whatsapp, made.catalogue
    token = settings.twilio_auth_token
    return WhatsAppSettings(
        account_sid=settings.twilio_account_sid or "",
        auth_token=token.get_secret_value() if token else "",
        sender=settings.twilio_whatsapp_from or "",
        public_url=settings.public_url or "",
        whose=memory.whose,
        address_of=memory.address_of,
        status=memory.status.report,
        content_sid=memory.content,
        remember_content=memory.remember,
        announced=memory.announced,
        spend=memory.spending.spend,
        high_water=memory.high_water,
        raise_water=memory.raise_water,
        api_url=settings.twilio_api_url or "",
        templates=rules.by_purpose(),
        choose={language: words.label(language, "whatsapp-choose") for language in LANGUAGES},
        max_bytes=settings.max_file_mb * MEGABYTE,
        redact=rules.redact,
        now=made.clock,
        chance=made.chance,
    )
