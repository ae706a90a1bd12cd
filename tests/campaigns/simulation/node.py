"""One life of a server in a simulation: the product's own parts, from turns to leases and schedules."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import detangle
from pydantic import SecretStr

from bot.base import Base
from bot.delivery.carriers import Carriers
from bot.delivery.giving_up import GivingUp
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import Carry, Sender
from bot.intake.daily_quota import DailyQuota
from bot.nodes.node import ThisNode
from bot.settings.config import Config
from bot.settings.environment import Settings
from bot.turn.effects import TurnRules
from bot.turn.jobs import Piece, write
from bot.turn.turn import Turns
from bot.upkeep.scheduled import ScheduledWork
from bot.upkeep.tidy import Tidying
from flows.core.events import Event
from flows.deadlines import CALM, FIRST_LOOK, Deadlines
from handlers.channel import Message
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.delivery.messages import OutboxRow
from storage.sealing.vault import Vault
from tests.campaigns.simulation.database import Lines, kept_in, machine_clock, opened
from tests.campaigns.simulation.machines import Machines
from tests.campaigns.simulation.monitor import Monitor
from tests.campaigns.simulation.provider import Provider
from tests.campaigns.simulation.scheduler import VirtualScheduler
from tests.campaigns.simulation.signals import Air
from tests.campaigns.simulation.stepped import SteppedWriter
from tests.dialogue import engine, words

KEY = bytes(32)
PATIENCE = 20.0
"""Seconds for which people wait for a server's answer."""
POLLS = (4.0, 10.0, 30.0)
"""Seconds between two looks into the outbox, of which a server alone has one: more than the product's.

Among others it has the first: those that look seldom would seldom take what one that stands still has.
"""
SIGNS = 4.0
"""Seconds between two signs of life: twice the product's, and less than a lead lasts without one."""
DEADLINES = Deadlines(calm={**CALM, FIRST_LOOK: 120.0}, remind_before=30.0, escalate_after=60.0)
"""Officers are told soon of a case that none of them has taken; reporters hear of changes alone."""


@dataclass
class World:
    """What all servers of a night share: a database's address, a folder of files, what lies between."""

    url: str
    folder: Path
    provider: Provider
    monitor: Monitor
    disk_fails: Callable[[], float]
    machines: Machines
    air: Air = field(default_factory=Air)


@dataclass(frozen=True)
class Machine:
    """Where a server runs. Its clock is `wrong` by so many seconds; its number tells it from all others."""

    number: int
    role: str = "all"
    wrong: float = 0.0

    @property
    def host(self) -> str:
        """Its name in the simulation."""
        return f"node-{self.number}"


@dataclass
class Node:
    """A server on a machine. `senders` makes its sender."""

    senders: ClassVar[type[Sender]] = Sender
    world: World
    machine: Machine
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        world = self.world
        self.host = self.machine.host
        self.lines = Lines(world.disk_fails, world.monitor.committed)
        clock = machine_clock(self.machine.wrong)
        self.database = opened(world.url, world.folder, clock, self.lines)
        self.database.ids.node = self.machine.number
        self.storage = kept_in(self.database, Vault(KEY), deadlines=DEADLINES, sends=self._sends)
        self.writer = SteppedWriter(self.storage)
        rules = TurnRules(engine(), words(), Config().limits)
        self.turns = Turns(rules, self.writer, self.accept)
        self.outbox = OutboxWriter(self.writer)
        self.files = EvidenceStore(world.folder / "evidence", self.storage.seals, FileLimits(MEGABYTE, 0))
        self.base = Base(
            _settings(world.folder, self.machine.role, world.url),
            Config(),
            self.database,
            self.storage.vault,
            self.storage,
            words,
            detangle.uniform,
        )
        self.this = ThisNode(self.base, world.air.ear(self.host, self.lines))
        self.this.membership.every = SIGNS
        self.sender = self._sending()
        if not self.database.exclusive:
            self.schedule = self._scheduled(rules).schedule

    @property
    def leads(self) -> bool:
        """Whether this server does the scheduled work now."""
        return not self.lines.dead and self.this.membership.leads()

    @property
    def _sends(self) -> bool:
        return self.machine.role != "serve"

    async def serve(self, ready: Callable[[], None]) -> None:
        """Start as the product does, let people come, and send until killed. Raises StorageFailed."""
        self.files.sweep()
        if self.database.exclusive:
            self.database.migrate()
            await write(self.writer, Piece(lambda unit: unit.outbox.release_leases()))
            self.sender.expect(await write(self.writer, Piece(lambda unit: unit.outbox.backlog())))
        await self.this.start()
        self.world.monitor.alive.append(self)
        ready()
        if not self.database.exclusive:
            self.schedule.start()
        if self._sends:
            await self.sender.run()
        await self.ended.wait()

    async def take(self, taken: Event) -> bool:
        """Take an event; False where no answer came. Raises StorageFailed and Stopped."""
        return await self.does(self.turns.take(taken))

    async def does(self, work: Coroutine[Any, Any, object]) -> bool:
        """Do some work on this server; False where no answer came. Raises StorageFailed and Stopped."""
        if self.lines.dead:
            work.close()
            return False
        doing = detangle.spawn(work, host=self.host)
        death = asyncio.ensure_future(self.ended.wait())
        await asyncio.wait({doing, death}, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
        death.cancel()
        if not doing.done() or doing.cancelled():
            return False
        doing.result()
        return True

    def kill(self) -> None:
        """End at once, as by kill -9: nothing is finished, and nothing more is written."""
        self.lines.dead = True
        self.writer.kill()
        self.ended.set()
        detangle.network().crash(self.host)
        self.world.machines.go_on(self.host)
        self.database.close()
        self.world.monitor.alive = [each for each in self.world.monitor.alive if each is not self]

    def accept(self, rows: Sequence[OutboxRow]) -> None:
        """Send rows that are durable, or tell those who send."""
        if self._sends:
            self.sender.accept(rows)
        elif rows:
            self.this.wrote()

    def _sending(self) -> Sender:
        provider = self.world.provider
        carriers = Carriers(
            channels={provider.name: NodesChannel(provider, self)},
            turns=self.turns,
            storage=self.storage,
            store=self.files,
            quota=DailyQuota(1000, 1000 * MEGABYTE, self.base.clock, self.this.limits.sharing),
            outbox=self.outbox,
        )
        giving_up = GivingUp(storage=self.storage, writer=self.writer, turns=self.turns)
        limit = RateLimit(clock=detangle.now)
        sender = self.senders(
            carry={
                "reply": self._sure(carriers.reply),
                "fetch": carriers.fetch,
                "release": carriers.release,
                "hide": carriers.hide,
                "shred": carriers.shred,
            },
            give_up={"reply": giving_up.lost, "fetch": carriers.fetch_failed},
            outbox=self.outbox,
            limit=limit,
            clock=self.base.clock,
            chance=detangle.uniform,
            shared=not self.database.exclusive,
            may_send=self.this.membership.is_heard,
        )
        sender.poll = detangle.choice(POLLS) if self.database.exclusive else POLLS[0]
        self.this.connect(sender, limit)
        return sender

    def _sure(self, carry: Carry) -> Carry:
        """Note how often the machine had stood still when the sender made sure of a row."""
        self.stops: dict[int, int] = {}

        async def carries(row: OutboxRow) -> Any:  # Any: what the product's own function returns
            self.stops[row.id] = self.world.machines.stops[self.host]
            return await carry(row)

        return carries

    def _scheduled(self, rules: TurnRules) -> ScheduledWork:
        return ScheduledWork(
            self.base,
            writer=self.writer,
            turns=self.turns,
            rules=rules,
            sent=self.accept,
            tidying=Tidying(
                storage=self.storage,
                writer=self.writer,
                files=self.files,
                uploads=EvidenceStore(self.world.folder / "uploads", self.storage.seals, FileLimits(0, 0)),
                retention=Config().retention,
                draft_seconds=Config().reminders.expire_after,
            ),
            files=self.files,
            leads=self.this.membership.leads,
            scheduler=VirtualScheduler(),
        )


@dataclass
class NodesChannel:
    """The provider, as a node calls it."""

    provider: Provider
    node: Node

    def __getattr__(self, name: str) -> Any:  # Any: whatever the provider has
        return getattr(self.provider, name)

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send a message, and let the monitor know. Raises SendError."""
        node = self.node
        stopped = node.stops.get(row) != node.world.machines.stops[node.host]
        node.world.monitor.sends(row, node.database.ids.node, stopped=stopped)
        return await self.provider.send(chat, message, row)


@cache
def _default() -> Settings:
    return Settings()  # type: ignore[call-arg]  # each has its default


def _settings(folder: Path, role: str, url: str) -> Settings:
    address = SecretStr(url or f"sqlite:///{folder / 'ballegh.db'}")
    changed = {"data_dir": folder, "evidence_url": str(folder / "evidence"), "role": role}
    return _default().model_copy(update=changed | {"database_url": address})
