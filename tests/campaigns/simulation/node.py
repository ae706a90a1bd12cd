"""One life of the server in a simulation: the product's own turns, writer, outbox and sender, no threads."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import detangle
from sqlalchemy import PoolProxiedConnection

from bot.delivery.carriers import Carriers
from bot.delivery.giving_up import GivingUp
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import Sender
from bot.intake.daily_quota import DailyQuota
from bot.settings.config import Config
from bot.turn.effects import TurnRules
from bot.turn.jobs import Piece, write
from bot.turn.turn import Turns
from flows.core.events import Event
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.database.clock import Clock
from storage.database.engine import Database
from storage.delivery.messages import OutboxRow
from storage.errors import Stopped
from storage.sealing.vault import Vault
from storage.unit import Storage
from storage.writer import Job, Writer
from tests.campaigns.simulation.provider import Provider
from tests.dialogue import engine, words

KEY = bytes(32)
EPOCH = 1_735_689_600.0
"""The moment at which every night begins, in seconds since the epoch: 2025-01-01."""


def now() -> float:
    """The virtual time, in seconds since the epoch."""
    return EPOCH + detangle.now()


class SteppedWriter(Writer):
    """The product's writer with a step of the loop in place of each turn of its thread."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage, self._later)
        self._dead = self._stepping = False

    def start(self) -> None:
        """Begin no thread."""

    def submit(self, job: Job) -> None:
        """Queue a job; a batch of all that wait runs after a disk's time. Raises Stopped."""
        if self._dead:
            raise Stopped
        self._lanes[0].queue.put(job)
        self._plan()

    def kill(self) -> None:
        """Run and deliver nothing more; what is committed stays so."""
        self._dead = True
        self._lanes[0].close()

    def _plan(self) -> None:
        if not self._stepping:
            self._stepping = True
            asyncio.get_running_loop().call_later(detangle.uniform(0.001, 0.05, 4), self._step)

    def _step(self) -> None:
        self._stepping = False
        if not self._dead:
            self._lanes[0].batch()
            if self.waiting:
                self._plan()

    def _later(self, deliver: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(0.001, lambda: None if self._dead else deliver())


@dataclass
class Node:
    """A server over the database and the files of `folder`; `host` names it to the simulation."""

    host: str
    folder: Path
    provider: Provider
    disk_fails: Callable[[], float]
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.database = Database("", self.folder, Clock(now))
        self.storage = Storage(self.database, Vault(KEY))
        self.writer = SteppedWriter(self.storage)
        self._bad_disk()
        config = Config()
        self.turns = Turns(TurnRules(engine(), words(), config.limits), self.writer, self._accept)
        self.outbox = OutboxWriter(self.writer)
        self.files = EvidenceStore(self.folder / "evidence", self.storage.seals, FileLimits(MEGABYTE, 0))
        self.carriers = Carriers(
            channels={self.provider.name: self.provider},  # type: ignore[dict-item]  # its routes are none
            turns=self.turns,
            storage=self.storage,
            store=self.files,
            quota=DailyQuota(1000, 1000 * MEGABYTE, now),
            outbox=self.outbox,
        )
        giving_up = GivingUp(storage=self.storage, writer=self.writer, turns=self.turns)
        self.sender = Sender(
            carry={
                "reply": self.carriers.reply,
                "fetch": self.carriers.fetch,
                "release": self.carriers.release,
                "hide": self.carriers.hide,
                "shred": self.carriers.shred,
            },
            give_up={"reply": giving_up.lost, "fetch": self.carriers.fetch_failed},
            outbox=self.outbox,
            limit=RateLimit(clock=detangle.now),
            clock=self.database.clock,
            chance=detangle.uniform,
        )

    async def serve(self, ready: Callable[[], None]) -> None:
        """Start as the product does, let people come, and send until killed. Raises StorageFailed."""
        self.database.migrate()
        self.files.sweep()
        await write(self.writer, Piece(lambda unit: unit.outbox.release_leases()))
        self.sender.expect(await write(self.writer, Piece(lambda unit: unit.outbox.backlog())))
        ready()
        await self.sender.run()

    async def take(self, taken: Event) -> bool:
        """Take an event; False where the server died meanwhile. Raises StorageFailed and Stopped."""
        work = detangle.spawn(self.turns.take(taken), host=self.host)
        death = asyncio.ensure_future(self.ended.wait())
        await asyncio.wait({work, death}, return_when=asyncio.FIRST_COMPLETED)
        death.cancel()
        if not work.done() or work.cancelled():
            return False
        work.result()
        return True

    def kill(self) -> None:
        """End at once, as by kill -9: nothing is finished, and nothing more is written."""
        self.writer.kill()
        self.ended.set()
        detangle.network().crash(self.host)
        self.database.close()

    def _accept(self, rows: Sequence[OutboxRow]) -> None:
        self.sender.accept(rows)

    def _bad_disk(self) -> None:
        """Let commits fail as often as `disk_fails` says, as they do where a disk cannot be written."""
        dialect = self.database.engine.dialect
        committed = dialect.do_commit

        def commit(connection: PoolProxiedConnection) -> None:
            if detangle.flip(self.disk_fails()):
                raise sqlite3.OperationalError("disk I/O error")
            committed(connection)

        dialect.do_commit = commit  # type: ignore[method-assign, assignment]  # the disk is the simulation's
