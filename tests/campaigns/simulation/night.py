"""A night of the line: people report, an officer works, servers fail; then all is checked."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import detangle
from sqlalchemy import select

from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.cases.officers import Officer as OfficerRow
from storage.errors import StorageError
from storage.sealing.vault import Vault
from storage.tables.messages import Outbox
from tests.campaigns.simulation.database import START, Ground, kept_in, machine_clock, opened
from tests.campaigns.simulation.machines import Machines
from tests.campaigns.simulation.monitor import Monitor, watched
from tests.campaigns.simulation.node import KEY, Machine, Node, World
from tests.campaigns.simulation.people import DESK, Officer, Reporter, Town
from tests.campaigns.simulation.promises import broken
from tests.campaigns.simulation.provider import GENTLE, ROUGH, Odds, Provider

REST = 48 * 3600.0
"""Seconds after which everything that can end has ended: longer than all tries of a message together."""
DAY = 86400.0
SHORT, LONG = (1.0, 10.0), (35.0, 120.0)
"""Seconds for which a machine stands still or is cut off: shorter than leases, or longer."""


@dataclass(frozen=True)
class Plan:
    """What a night holds: so many servers at a time, with so many faults for each.

    A reporter adds up to `additions` messages to a story; up to `after` seconds pass once all are filed.
    `kinds` are the faults that a server among others meets; a single one is killed. `servers` makes a server.
    """

    reporters: int = 3
    additions: int = 2
    after: float = 120.0
    faults: int = 3
    odds: Odds = ROUGH
    disk_fails: float = 0.01
    nodes: int = 1
    kinds: Sequence[str] = ("kill", "stop", "cut")
    servers: type[Node] = Node


SIZES = {
    "small": (0.7, Plan(reporters=1, additions=1, after=40.0, faults=1)),
    "medium": (0.25, Plan(reporters=2, faults=2)),
    "large": (0.05, Plan(reporters=5, additions=4, faults=5)),
}
"""The sizes of nights, with the part of all nights that has each."""
SEVERAL = 40
"""Of so many nights one has several servers."""


@dataclass(frozen=True, order=True)
class Kind:
    """A kind of night: its size, the number of its servers, and their database."""

    size: str
    nodes: int
    postgres: bool

    @property
    def plan(self) -> Plan:
        """The plan of such a night."""
        return replace(SIZES[self.size][1], nodes=self.nodes)

    @property
    def options(self) -> str:
        """The options that play this kind alone."""
        return (
            f"--size {self.size} --nodes {self.nodes} --database {'postgres' if self.postgres else 'sqlite'}"
        )


@dataclass(frozen=True)
class Nights:
    """The nights of a campaign, from `first` on. Those without `size`, `nodes` or `database` differ in it."""

    seed: int
    runs: int
    nodes: int | None = None
    database: str = ""
    first: int = 0
    size: str = ""

    def kind(self, number: int) -> Kind:
        """The kind of a night."""
        several = self.database == "postgres" if self.database else number % SEVERAL == 0
        nodes = self.nodes or (2 + number // SEVERAL % 2 if several else 1)
        return Kind(self.size or self._size(number), nodes, several or nodes > 1)

    def _size(self, number: int) -> str:
        shares = [share for share, _ in SIZES.values()]
        return Random(f"{self.seed}:{number}").choices([*SIZES], shares)[0]

    @property
    def need_postgres(self) -> bool:
        """Whether any of them is on Postgres."""
        some = range(self.first, self.first + min(self.runs, SEVERAL))
        return any(self.kind(number).postgres for number in some)


class PromiseBroken(AssertionError):
    """A promise does not hold; the message names each."""


async def night(plan: Plan, ground: Ground) -> None:
    """One night. Raises PromiseBroken and AssertionError."""
    with TemporaryDirectory(dir=_memory()) as folder:
        await Night(plan, ground.fresh(Path(folder)), Path(folder)).passes()


class Night:
    """A town with its people, over one folder and one database."""

    def __init__(self, plan: Plan, url: str, folder: Path) -> None:
        self._plan = plan
        self._numbers = count(1)
        self._provider = Provider(plan.odds)
        self._disk_fails = plan.disk_fails
        self._eye = kept_in(opened(url, folder, machine_clock()), Vault(KEY))
        self._monitor = Monitor(self._eye, several=plan.nodes > 1)
        self._provider.took = self._monitor.took
        self._world = World(url, folder, self._provider, self._monitor, lambda: self._disk_fails, Machines())
        self._town = Town(self._eye, scheduled=bool(url))
        self._reporters = [
            Reporter(f"telegram:{number}", self._town, plan.additions)
            for number in range(1, plan.reporters + 1)
        ]

    async def passes(self) -> None:
        """Let everybody act, heal what is broken, wait until all is at rest, and check the promises."""
        if self._town.scheduled:
            self._enrol()
        watched(self._monitor)
        powers = [asyncio.create_task(self._power()) for _ in range(self._plan.nodes)]
        officer = asyncio.create_task(Officer(self._town).work())
        await asyncio.gather(*(reporter.report() for reporter in self._reporters))
        await asyncio.sleep(detangle.uniform(0, self._plan.after, 8))
        self._town.over = True
        await officer
        self._provider.odds, self._disk_fails = GENTLE, 0.0
        await self._at_rest()
        files = EvidenceStore(self._world.folder / "evidence", self._eye.seals, FileLimits(MEGABYTE, 0))
        found = list(broken(self._eye, files, self._provider, self._reporters))
        for power in powers:
            power.cancel()
        for each in [*self._town.nodes]:
            self._end(each)
        self._monitor.close()
        self._eye.database.close()
        if found:
            raise PromiseBroken("; ".join(found))

    def _enrol(self) -> None:
        with self._eye.write() as unit:
            # With an id of its own making the same night would not go the same way twice.
            officer = unit.officers._add(OfficerRow("salma", "Salma", "", "", START - DAY, 0.0, 0.0), "")
            unit.officers.enrol(officer.id, DESK, START - DAY, language="fr")

    async def _power(self) -> None:
        """Run one server after the other on a place, with faults until there were enough."""
        left = self._plan.faults
        while True:
            node = self._plan.servers(self._world, self._machine())
            serving = detangle.spawn(node.serve(partial(self._town.opens, node)), host=node.host)
            while not serving.done():
                longest = detangle.uniform(1, 200, 32) if left > 0 and not self._town.over else None
                await asyncio.wait({serving}, timeout=longest)
                left -= 1
                if not serving.done() and not await self._survives(node):
                    break
            self._end(node)
            if (
                serving.done()
                and not serving.cancelled()
                and not isinstance(serving.exception(), StorageError)
            ):
                serving.result()
            await asyncio.sleep(detangle.uniform(0.5, 40, 8))

    def _machine(self) -> Machine:
        number = next(self._numbers)
        if self._plan.nodes == 1:
            return Machine(number)
        sends = any(node.machine.role == "all" for node in self._town.nodes)
        role = "serve" if number > 1 and detangle.flip(0.2) and sends else "all"
        return Machine(number, role, detangle.choice((0.0, DAY, -DAY)))

    async def _survives(self, node: Node) -> bool:
        """Let something happen to a server; False where it is killed."""
        fault = detangle.choice(self._plan.kinds) if self._plan.nodes > 1 else "kill"
        seconds = detangle.uniform(*detangle.choice((SHORT, LONG)), 16)
        if fault == "stop":
            self._world.machines.stop(node.host)
            await asyncio.sleep(seconds)
            self._world.machines.go_on(node.host)
        elif fault == "cut":
            node.lines.cut = True
            await asyncio.sleep(seconds)
            node.lines.cut = False
        return fault != "kill"

    def _end(self, node: Node) -> None:
        self._town.closes(node)
        if not self._world.url:
            self._doubt()
        node.kill()

    def _doubt(self) -> None:
        """Note which rows the killed server may have sent without a word about it in the database."""
        self._provider.doubts.update(self._queued())

    def _queued(self) -> Iterator[int]:
        with self._eye.read() as unit:
            yield from (row.id for row in unit.transaction.rows(_QUEUED))

    async def _at_rest(self) -> None:
        """Return once no row waits. Raises PromiseBroken where one still does after REST."""
        end = detangle.now() + REST
        while detangle.now() < end:
            await asyncio.sleep(10)
            if self._town.nodes and not [*self._queued()]:
                await asyncio.sleep(30)
                return
        raise PromiseBroken("L4: rows still wait")


_QUEUED = select(Outbox.__table__.c.id).where(Outbox.__table__.c.state == "queued")


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own in it
