"""The composition root: the parts are built and connected here, and only here."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

import structlog
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot.alerts.targets import targets
from bot.alerts.watch import EVERY, Watch
from bot.base import Base
from bot.channels.made import MadeChannels
from bot.channels.whatsapp import WhatsAppMemory
from bot.channels.whatsapp_status import NAME as WHATSAPP
from bot.delivery.carriers import Carriers
from bot.delivery.dead_letters import RETRY, Retries
from bot.delivery.giving_up import GivingUp
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import Sender
from bot.delivery.sending_rates import replaced_providers, sending_rates
from bot.desk.made import MadeDesk
from bot.digests.posting import MAIL
from bot.digests.work import Letters, mail_settings
from bot.intake.daily_quota import DailyQuota
from bot.intake.intake import Intake
from bot.intake.uploads import Uploads
from bot.nodes.node import ThisNode
from bot.nodes.pages import SECONDS
from bot.observe import metrics
from bot.previews.words import languages
from bot.rules import turn_rules
from bot.serve.ready import Checks
from bot.serve.site import application
from bot.settings.config import Limits
from bot.turn.jobs import Piece, write
from bot.turn.turn import Turns
from bot.upkeep.schedule import TICK, TIDY
from bot.upkeep.scheduled import ScheduledWork
from bot.upkeep.tidy import Tidying
from flows.channels import channel_of
from flows.core.events import Event
from handlers.buckets import Rate
from handlers.networks import Networks, a_day
from handlers.sharing import Sharing
from storage.cases.files import MEGABYTE
from storage.delivery.messages import OutboxRow
from storage.errors import StorageError
from storage.shredding import shred
from storage.writer import Writer

log = structlog.get_logger()


def _networks(limits: Limits, sharing: Sharing) -> Networks:
    return Networks(
        Rate(limits.guesses_per_network, limits.guesses_per_network / 3600),
        checks=(a_day(limits.checks_per_chat), a_day(limits.checks_per_network)),
        sharing=sharing,
    )


class App:
    """The running product; `start` and `stop` once each, inside one event loop."""

    _running: asyncio.Task[None] | None = None
    _drained = False

    def __init__(self, made: Base) -> None:
        self._base = made
        self._writer = Writer(
            made.storage, asyncio.get_running_loop().call_soon_threadsafe, metrics.committed
        )
        self._files = made.store("evidence")
        self._arriving = made.store("uploads")
        self._uploads = Uploads(self._arriving)
        limits = made.config.limits
        self.node = ThisNode(made)
        sharing = self.node.limits.sharing
        self._networks = _networks(limits, sharing)
        rules = turn_rules(made, self._networks)
        self.turns = Turns(rules, self._writer, self._accept)
        most = limits.megabytes_per_day * MEGABYTE
        self._quota = DailyQuota(limits.pieces_per_day, most, made.clock, sharing)
        self.keeping = self._kept()
        self.channels = MadeChannels(
            made, self._writer, self._uploads, self._networks, self.node, self.keeping
        ).made()
        self.intake = self._intake()
        self._outbox = OutboxWriter(self._writer, self.keeping.status.recorded if self.keeping else None)
        self._sender = self._sending()
        self.checks = self._checks()
        self.tidying = self._tidying()
        self.scheduled = ScheduledWork(
            made,
            writer=self._writer,
            turns=self.turns,
            rules=rules,
            sent=self._accept,
            tidying=self.tidying,
            files=self._files,
            mail=self.letters.server,
            leads=self.node.membership.leads,
        )
        self.schedule = self.scheduled.schedule
        self.watch = self._watch()
        self._desk = MadeDesk(made, self._writer, self._accept, sharing)
        self._plan()

    def _plan(self) -> None:
        """Add the ticks of the parts made here to the schedule."""
        self.schedule.also(self.node.pages.tick, SECONDS, everywhere=True)
        if self.watch:
            self.schedule.also(self.watch.look, EVERY)
        if self.keeping:
            self.schedule.also(self.keeping.tick, TICK, everywhere=True)
            self.schedule.also(self.keeping.tidy, TIDY)

    @cached_property
    def letters(self) -> Letters:
        """The way of letters to the mail server."""
        return Letters(mail_settings(self._base.settings))

    @cached_property
    def site(self) -> ASGIApp:
        """The routes that the HTTP server serves, with what each counts of those who ask too often."""
        routes: list[BaseRoute] = []
        if self._base.answers:
            routes += [route for channel in self.channels.values() for route in channel.routes()]
            routes += self._desk.routes()
        return application(routes, self.checks, self.checks.measure)

    async def start(self) -> None:
        """Start storage, then the sender, then the channels."""
        self._files.sweep()
        self._arriving.sweep()
        await asyncio.to_thread(shred, self._base.storage, self._files)
        await self.scheduled.empty_log()
        self._writer.start()
        if self._base.database.exclusive:
            await write(self._writer, Piece(lambda unit: unit.outbox.release_leases()))
            self._sender.expect(await write(self._writer, Piece(lambda unit: unit.outbox.backlog())))
        await self.node.start()
        if self._base.sends:
            self._running = asyncio.create_task(self._sender.run())
        for channel in self.channels.values():
            await channel.start(self.intake.take)
        self.schedule.start()

    async def drain(self) -> None:
        """Let open pages go and finish what is being sent. Events are taken until `stop`."""
        if not self._drained:
            self._drained = True
            self.schedule.stop()
            self._desk.end()
            self.node.pages.end()
            await self._sender.stop()

    async def stop(self) -> None:
        """Drain, then close everything. Turns under way are finished; unsent messages stay in the outbox.

        The sender stops first: a channel that closes its connections would cut off messages under way.
        """
        await self.drain()
        await self.intake.close()
        for channel in self.channels.values():
            await channel.stop()
        await self.carriers.stop()
        with suppress(StorageError):  # told in the log; those messages are in doubt at the next start
            await self._outbox.flush()
        if self.keeping:
            await self.keeping.stop()
        if self._running:
            self._running.cancel()
        await self.node.stop()
        await asyncio.to_thread(self._writer.stop)
        self._base.database.close()

    async def flushed(self) -> None:
        """Return once the outcome of every message so far is recorded."""
        await self._sender.idle()
        await self._outbox.flush()

    def _take(self, event: Event) -> Awaitable[None]:
        """Take an event in a turn; on WhatsApp, note when the person wrote."""
        if self.keeping and channel_of(event.chat) == WHATSAPP:
            return self.keeping.take(event)
        return self.turns.take(event)

    def _accept(self, rows: Sequence[OutboxRow]) -> None:
        if self._base.sends:
            self._sender.accept(rows)
        elif rows:
            self.node.wrote()

    def _expect(self, waiting: Mapping[str, int]) -> None:
        self._sender.expect(waiting)

    def _intake(self) -> Intake:
        made = self._base
        return Intake(
            turns=self.turns,
            take=self._take,
            writer=self._writer,
            disk=made.disk_space(made.config.limits.least_megabytes),
            quota=self._quota,
            channels=self.channels,
            catalogue=made.catalogue,
            limits=made.config.limits,
            sharing=self.node.limits.sharing,
        )

    def _rate_limit(self) -> RateLimit:
        elsewhere, pace = replaced_providers(self._base.settings), self._base.config.pace
        return RateLimit(self.letters.rates(pace) | sending_rates(self.channels, pace, elsewhere))

    def _sending(self) -> Sender:
        carriers = self.carriers = Carriers(
            channels=self.channels,
            turns=self.turns,
            storage=self._base.storage,
            store=self._files,
            quota=self._quota,
            outbox=self._outbox,
            reads_codes=self._base.settings.read_pictures == "auto",
            reads_words=self._base.settings.read_pictures == "auto" and bool(languages()),
        )
        giving_up = GivingUp(storage=self._base.storage, writer=self._writer, turns=self.turns)
        if self.keeping:
            carriers.looks[WHATSAPP] = self.keeping.status.look
            giving_up.failed[WHATSAPP] = self.keeping.status.undelivered
        limit = self._rate_limit()
        sender = Sender(
            carry={
                "reply": carriers.reply,
                "fetch": carriers.fetch,
                "hide": carriers.hide,
                "release": carriers.release,
                "shred": carriers.shred,
                RETRY: Retries(self._base.storage, self.turns).carry,
                MAIL: self.letters.carry,
            },
            give_up={"reply": giving_up.lost, "fetch": carriers.fetch_failed, MAIL: self.letters.lost},
            outbox=self._outbox,
            limit=limit,
            clock=self._base.clock,
            chance=self._base.chance,
            shared=not self._base.database.exclusive,
            may_send=self.node.membership.is_heard,
        )
        carriers.is_mine = sender.is_mine
        self.node.connect(sender, limit)
        return sender

    def _checks(self) -> Checks:
        return Checks(
            base=self._base,
            writer=self._writer,
            sender=self._sender,
            turns=self.turns,
            channels={**self.channels, **self.letters.servers},
            disk=self._base.disk_space(self._base.config.limits.least_megabytes),
            files=self._base.disk_space(),
            delivers=self.node.membership.delivers,
        )

    def _watch(self) -> Watch | None:
        """The operator's alert, where the settings name a place for it."""
        told = targets(self._base.settings, self.channels)
        if not told:
            return None
        return Watch(base=self._base, checks=self.checks, writer=self._writer, targets=told)

    def _tidying(self) -> Tidying:
        return Tidying(
            storage=self._base.storage,
            writer=self._writer,
            files=self._files,
            uploads=self._arriving,
            retention=self._base.config.retention,
            draft_seconds=self._base.config.reminders.expire_after,
        )

    def _kept(self) -> WhatsAppMemory | None:
        """The keeper of WhatsApp's data, where WhatsApp is on."""
        made = self._base
        if not made.settings.whatsapp:
            return None
        return WhatsAppMemory(
            made.storage,
            self._writer,
            self.turns,
            sent=self._accept,
            expect=self._expect,
            rules=made.config.whatsapp,
            zone=made.settings.timezone,
        )
