"""What the WhatsApp channel needs kept: who is who, what Twilio said of messages, what they cost.

Where a day's messages are used up the line goes on taking reports in silence. What it could not say is owed,
and said when the new day begins, at eight in the morning: before a draft expires and within the 24 hours.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

import structlog

from bot.channels.whatsapp_failures import Told, came, failed, told
from bot.made import Made
from bot.observe import metrics
from bot.settings.config import WhatsApp as Rules
from bot.turn.jobs import Piece, write
from bot.turn.owed import CEILING, collected
from bot.turn.render import encode
from bot.turn.turn import Sent, Turns
from flows.core.events import Event
from flows.record import record
from handlers.whatsapp.settings import Reach, WhatsAppSettings
from locales import LANGUAGES
from storage.cases.files import MEGABYTE
from storage.chats.whatsapp_people import DAY, SILENT
from storage.delivery.messages import NOTICE, DeliveryReport, OutboxRow, Outcome
from storage.unit import Storage, Unit
from storage.writer import Writer

NAME = "whatsapp"
MORNING = 8
"""The hour at which a day of spending begins, in the deployment's time zone."""
WATER = "whatsapp_high_water"
COUNTERS_DAYS = 35
AT_ONCE = 200
MOST_EARLY = 10_000
TASKS = 2
"""One that works, and one that will see what came meanwhile."""
FINAL = frozenset({"delivered", "undeliverable"})
T = TypeVar("T")

log = structlog.get_logger()


@record
class Ties:
    """What it works with: `sent` is given rows once durable, `expect` the lanes of rows in the outbox."""

    storage: Storage
    writer: Writer
    turns: Turns
    sent: Sent
    expect: Callable[[Mapping[str, int]], None]


class Line(Protocol):
    """What is asked of the channel itself."""

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str]) -> None:
        """Look for this row at Twilio before sending it."""

    def redact(self, message: str) -> None:
        """The words of this message may go at Twilio."""


class Keeping:
    """Everything that a WhatsApp channel needs kept."""

    def __init__(self, ties: Ties, rules: Rules, zone: ZoneInfo) -> None:
        self._ties = ties
        self._rules = rules
        self._zone = zone
        self.line: Line | None = None
        self._early: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        self._silent = ""
        """The day on which it was last said that messages are used up."""

    # People

    async def whose(self, names: Sequence[str], address: str) -> str:
        """The chat of whoever goes by these names. Raises StorageFailed."""
        known = await self._read(lambda unit: unit.whatsapp.settled(names, address, time.time()))
        if known:
            return known
        work = Piece(lambda unit: unit.whatsapp.chat(names, address, time.time()), f"{NAME}:{names[0]}")
        return await write(self._ties.writer, work)

    async def reach(self, chat: str) -> Reach | None:
        """How the chat is reached."""
        found = await self._read(lambda unit: unit.whatsapp.address_of(chat))
        if found is None:
            return None
        return Reach(found.address, found.inbound, found.closed > 0, found.stopped > 0)

    async def take(self, event: Event) -> None:
        """A person's event; what is owed to them is said before its answer. Raises StorageFailed."""
        await self._ties.turns.take(event, partial(came, event))

    # What became of messages

    async def status(self, sid: str, state: str, reason: str) -> bool:
        """A word of Twilio's; whether the message is known. Kept for later where it is not yet."""
        delivery = DeliveryReport(sid, state, reason)
        work = Piece(lambda unit: told(unit, delivery), then=partial(self._after_word, sid))
        followed: Told = await write(self._ties.writer, work)
        if followed.known:
            metrics.ended(NAME, state)
        return followed.known

    async def undelivered(self, row: OutboxRow, reason: str) -> None:
        """A row was given up, for this reason."""
        if row.chat.startswith(f"{NAME}:"):
            await self._write(lambda unit: Told(True, failed(unit, row, reason, time.time())), row.chat)

    def _after_word(self, sid: str, followed: Told) -> None:
        if not followed.known and len(self._early) < MOST_EARLY:
            self._early.add(sid)
        self._after(followed)

    def recorded(self, outcomes: Sequence[Outcome]) -> None:
        """Messages became known: words on some of them may have come before."""
        early = self._early and any(outcome.provider_id in self._early for outcome in outcomes)
        if early and len(self._tasks) < TASKS:
            task = asyncio.create_task(self._catch_up())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _write(self, work: Callable[[Unit], Told], chat: str = "") -> Told:
        return await write(self._ties.writer, Piece(work, chat, then=self._after))

    def _after(self, followed: Told) -> None:
        if followed.lanes:
            self._ties.expect(followed.lanes)
        self._ties.sent(followed.rows)

    async def look(self, row: OutboxRow) -> None:
        """A row may have gone out before: have Twilio asked, knowing what else its chat was sent."""
        known = await self._read(lambda unit: unit.outbox.sent_messages(row.chat, row.created - DAY))
        if self.line:
            self.line.doubt(row.chat, row.id, row.created, known)

    # Contents, money, the high-water mark

    async def content(self, name: str) -> str | None:
        """A content's sid."""
        return await self._read(lambda unit: unit.whatsapp.content(name))

    async def remember(self, name: str, sid: str) -> None:
        """A content was made, or is no more (an empty sid)."""
        await write(self._ties.writer, Piece(lambda unit: unit.whatsapp.remember_content(name, sid)))

    async def spend(self, chat: str) -> bool:
        """Whether one more message may go to this chat; officers are never kept waiting."""
        day = self.day()
        most = (self._rules.daily_ceiling, self._rules.daily_per_chat)

        def work(unit: Unit) -> bool:
            return unit.officers.by_chat(chat) is not None or unit.spending.spend(chat, day, most)

        may = await write(self._ties.writer, Piece(work, chat))
        metrics.whatsapp_messages.labels("counted" if may else "kept_back").inc()
        if not may and self._silent != day:
            self._silent = day
            log.warning("whatsapp messages kept back", channel=NAME, reason=CEILING)
        return may

    async def high_water(self) -> float:
        """Until when everything that Twilio has was taken; 0 where nothing ever was."""
        kept = await self._read(lambda unit: unit.remembered.get(WATER))
        return float(kept) if kept else 0.0

    async def raise_water(self, mark: float) -> None:
        """Everything before this was taken."""
        await write(self._ties.writer, Piece(lambda unit: unit.remembered.set(WATER, repr(mark))))

    def day(self) -> str:
        """The day of spending that it is."""
        return self._begun().date().isoformat()

    def _begun(self) -> datetime:
        """When it began."""
        now = datetime.now(self._zone)
        morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        return morning if now >= morning else morning - timedelta(days=1)

    # What comes with the clock

    async def tick(self) -> None:
        """Words that came too early, and what yesterday had no money for."""
        await self._catch_up()
        for chat in await self._read(self._waiting):
            await self._write(partial(self._resumed, chat=chat), chat)

    async def _catch_up(self) -> None:
        """Words on messages that have become known since."""
        async with self._turn:
            for word in await self._read(lambda unit: unit.delivery_reports.due()):
                self._early.discard(word.provider_id)
                await self.status(word.provider_id, word.state, word.reason)
                if self.line and word.state in FINAL:
                    self.line.redact(word.provider_id)

    def _waiting(self, unit: Unit) -> list[str]:
        """Chats that were kept waiting on an earlier day, where this one has money for them."""
        if unit.spending.spent(self.day()) >= self._rules.daily_ceiling:
            return []
        return unit.owed.waiting(CEILING, self._begun().timestamp(), AT_ONCE)

    def _resumed(self, unit: Unit, chat: str) -> Told:
        hushed = unit.conversations.get(chat).hushed
        message = collected(unit, chat, replies=not hushed)
        if message is None:
            return Told(True)
        return Told(True, (unit.outbox.post(chat, "reply", encode(message), time.time(), priority=NOTICE),))

    async def stop(self) -> None:
        """What is not caught up with stays for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def tidy(self) -> None:
        """Let go of what is no longer needed."""
        now = time.time()
        counters = (date.fromisoformat(self.day()) - timedelta(days=COUNTERS_DAYS)).isoformat()

        def work(unit: Unit) -> None:
            unit.delivery_reports.purge(now - 7 * DAY)
            unit.delivery_reports.strip(now - DAY)
            unit.owed.purge(now - SILENT)
            unit.spending.purge(counters)
            unit.whatsapp.forget_silent(now - SILENT, now - DAY)

        await write(self._ties.writer, Piece(work))

    async def _read(self, work: Callable[[Unit], T]) -> T:
        def read() -> T:
            with self._ties.storage.read() as unit:
                return work(unit)

        return await asyncio.to_thread(read)


def channel_settings(made: Made, keeping: Keeping) -> WhatsAppSettings:
    """The channel's, from the deployment's; WhatsApp must be on."""
    settings, rules, words = made.settings, made.config.whatsapp, made.catalogue
    token = settings.twilio_auth_token
    return WhatsAppSettings(
        account_sid=settings.twilio_account_sid or "",
        auth_token=token.get_secret_value() if token else "",
        sender=settings.twilio_whatsapp_from or "",
        public_url=settings.public_url or "",
        whose=keeping.whose,
        reach=keeping.reach,
        status=keeping.status,
        content_sid=keeping.content,
        remember_content=keeping.remember,
        spend=keeping.spend,
        high_water=keeping.high_water,
        raise_water=keeping.raise_water,
        api_url=settings.twilio_api_url or "",
        templates=rules.by_purpose(),
        choose={language: words.label(language, "whatsapp-choose") for language in LANGUAGES},
        max_bytes=settings.max_file_mb * MEGABYTE,
        redact=rules.redact,
    )
