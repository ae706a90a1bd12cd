"""The composition root: everything is made and tied together here, and nowhere else."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog
from starlette.types import ASGIApp

from bot.base import Base
from bot.channels.telegram import telegram_settings
from bot.channels.whatsapp import NAME as WHATSAPP
from bot.channels.whatsapp import Keeping, Ties, channel_settings
from bot.delivery.carriers import Carriers, Holding
from bot.delivery.gate import Gate
from bot.delivery.giving_up import Reach
from bot.delivery.ledger import OutboxLedger
from bot.delivery.pace import rates
from bot.delivery.sender import Sender, Work
from bot.intake.door import Behind, Door
from bot.intake.quotas import Quotas
from bot.intake.uploads import Uploads
from bot.observe import metrics
from bot.serve.ready import Checks, Working
from bot.serve.site import application
from bot.turn.jobs import Piece, write
from bot.turn.render import decode
from bot.turn.turn import Kit, Turns
from bot.upkeep.schedule import TICK, TIDY, Plan, Schedule, Stores
from flows.core.events import Event
from flows.core.step import Quota
from flows.dialogue.engine import Engine
from flows.dialogue.flows import FLOWS
from handlers.channel import Channel, Message
from handlers.telegram.channel import Telegram
from handlers.webchat.channel import WebChat
from handlers.webchat.settings import WebSettings
from storage.cases.files import MEGABYTE
from storage.delivery.messages import OutboxRow
from storage.writer import Writer

log = structlog.get_logger()


class App:
    """The running product; `start` and `stop` once each, inside one event loop."""

    def __init__(self, made: Base) -> None:
        self._base = made
        self._loop = asyncio.get_running_loop()
        self._writer = Writer(made.storage, self._loop.call_soon_threadsafe)
        self._files = made.store("evidence")
        self._arriving = made.store("uploads")
        self._uploads = Uploads(self._arriving)
        self.turns = Turns(self._kit(), self._writer, self._accept)
        limits = made.config.limits
        self._quotas = Quotas(limits.pieces_per_day, limits.megabytes_per_day * MEGABYTE, time.time)
        self.keeping = self._kept()
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in self._channels()}
        self.door = self._door()
        self._ledger = OutboxLedger(self._writer, self.keeping.recorded if self.keeping else None)
        self._sender = Sender(self._work(), self._ledger, Gate(rates(made.settings, made.config.pace)))
        working = Working(self._writer, self._sender, self.turns, tuple(self.channels))
        self.checks = Checks(made.storage, working, made.room())
        self.schedule = Schedule(
            self._plan(),
            Stores(made.storage, self._writer, self._files, self._arriving),
            self.turns,
            made.catalogue,
            self._accept,
        )
        if self.keeping:
            self.schedule.also(self.keeping.tick, TICK)
            self.schedule.also(self.keeping.tidy, TIDY)
        self._running: asyncio.Task[None] | None = None
        self._hushed = False

    @property
    def site(self) -> ASGIApp:
        """What the HTTP server serves."""
        routes = [route for channel in self.channels.values() for route in channel.routes()]
        return application(routes, self.checks)

    async def start(self) -> None:
        """Storage first, then what waits in the outbox, then the channels."""
        self._files.sweep()
        self._arriving.sweep()
        await asyncio.to_thread(self._base.storage.shred, self._files)
        self._writer.start()
        if self._base.database.exclusive:
            await write(self._writer, Piece(lambda unit: unit.outbox.release_leases()))
        self._sender.expect(await write(self._writer, Piece(lambda unit: unit.outbox.backlog())))
        self._running = asyncio.create_task(self._sender.run())
        for channel in self.channels.values():
            await channel.start(self.door.take)
        self.schedule.start()

    async def hush(self) -> None:
        """Finish what is being sent, take no more; open pages let go, so that the HTTP server can end.

        The sender goes first: a channel that closes its connections would cut off what is being sent.
        """
        if not self._hushed:
            self._hushed = True
            self.schedule.stop()
            await self._sender.stop()
            await self.door.close()
            for channel in self.channels.values():
                await channel.stop()

    async def stop(self) -> None:
        """In the other order; what was taken is finished, what was not sent stays in the outbox."""
        await self.hush()
        await self._ledger.flush()
        if self.keeping:
            await self.keeping.stop()
        if self._running:
            self._running.cancel()
        await asyncio.to_thread(self._writer.stop)
        self._base.database.close()

    async def flushed(self) -> None:
        """Returns when what became of every message so far is recorded."""
        await self._sender.idle()
        await self._ledger.flush()

    async def _take(self, event: Event) -> None:
        """A turn; on WhatsApp with what is owed to whoever writes."""
        if self.keeping and event.chat.startswith(f"{WHATSAPP}:"):
            await self.keeping.take(event)
        else:
            await self.turns.take(event)

    def _accept(self, rows: Sequence[OutboxRow]) -> None:
        self._sender.accept(rows)

    def _expect(self, waiting: Mapping[str, int]) -> None:
        self._sender.expect(waiting)

    def _kit(self) -> Kit:
        made = self._base
        reminders = made.config.reminders
        limits = made.config.limits
        engine = Engine(
            FLOWS,
            made.catalogue.names(),
            float(reminders.remind_after),
            float(reminders.expire_after),
            Quota(limits.pieces_per_report, limits.megabytes_per_report * MEGABYTE),
        )
        return Kit(engine, made.catalogue, made.config.limits, made.config.retention)

    def _door(self) -> Door:
        made = self._base
        room = made.room(made.config.limits.least_megabytes)
        behind = Behind(
            self.turns, self._take, self._writer, room, self._quotas, self.channels, made.catalogue
        )
        return Door(behind, made.config.limits)

    def _work(self) -> Work:
        kept = Holding(self._base.storage, self._files, self._quotas, self._ledger.flush)
        carriers = self.carriers = Carriers(self.channels, kept, self.turns)
        carry = {
            "reply": carriers.reply,
            "fetch": carriers.fetch,
            "hide": carriers.hide,
            "release": carriers.release,
            "shred": carriers.shred,
        }
        reach = Reach(self._base.storage, self.turns, self.keeping.undelivered if self.keeping else None)
        if self.keeping:
            carriers.looks[WHATSAPP] = self.keeping.look
        return Work(carry, {"reply": reach.lost, "fetch": carriers.fetch_failed})

    def _plan(self) -> Plan:
        settings, config = self._base.settings, self._base.config
        return Plan(settings.digest_time, settings.timezone, config.retention, config.reminders.expire_after)

    def _channels(self) -> list[Channel]:
        channels: list[Channel] = [WebChat(self._web())]
        if self._base.settings.telegram_bot_token:
            channels.append(Telegram(telegram_settings(self._base)))
        if self.keeping:
            channels.append(self._whatsapp(self.keeping))
        return channels

    def _kept(self) -> Keeping | None:
        """What WhatsApp needs kept, where it is on."""
        made = self._base
        ties = Ties(made.storage, self._writer, self.turns, self._accept, self._expect)
        on = made.settings.whatsapp
        return Keeping(ties, made.config.whatsapp, made.settings.timezone) if on else None

    def _whatsapp(self, keeping: Keeping) -> Channel:
        from handlers.whatsapp.channel import WhatsApp  # with aiohttp and twilio: 9 MB that others do without

        keeping.line = channel = WhatsApp(
            replace(channel_settings(self._base, keeping), case_link=self._base.case_link)
        )
        return channel

    def _web(self) -> WebSettings:
        settings = self._base.settings
        return WebSettings(
            organisation=settings.organisation,
            max_bytes=settings.max_file_mb * MEGABYTE,
            secure=(settings.public_url or "").startswith("https:"),
            texts=self._base.catalogue.web_texts(),
            pending=self._pending,
            acknowledge=self._acknowledge,
            incoming=self._uploads.open,
            read=self._uploads.read,
            forget=self._uploads.forget,
            origin=settings.public_url or "",
            case_link=self._base.case_link,
        )

    async def _pending(self, chat: str, after: int) -> list[tuple[int, Message]]:
        def read() -> list[tuple[int, Message]]:
            with self._base.storage.read() as unit:
                return [(row.id, decode(row.body)) for row in unit.outbox.pending(chat, after)]

        return await asyncio.to_thread(read)

    async def _acknowledge(self, chat: str, up_to: int) -> None:
        now = time.time()
        done = await write(self._writer, Piece(lambda unit: unit.outbox.acknowledge(chat, up_to, now), chat))
        metrics.ended("web", "delivered", done)
