"""This process as one of the nodes of an installation: it says that it runs, and learns who else does.

One node has the lease of the scheduled work. Whoever has it keeps it while it runs; when it is silent for
longer than the lease another takes it, with a higher token. A node that stood still notices by its own clock
that its lease is over, before it does anything more under it.
"""

import asyncio
import os
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from bot.base import Base, WrongSetting
from bot.nodes.words import Words
from bot.observe.version import version
from storage.durable import create_file
from storage.errors import StorageError
from storage.nodes.nodes import DEAD, GONE, LEASE, Node
from storage.unit import Unit

EVERY = 2.0
"""Seconds between two signs of life."""
WORK = "scheduled work"
MARK = ".place"
"""The file by which a folder of evidence is known on every machine."""
JOINED = "joined"

log = structlog.get_logger()


class Membership:
    """`count` nodes run, this one included, and `senders` of them send messages; `changed` is called then.

    `every` are the seconds between two signs of life.

    `lost` is called, on another thread, when the others took this node for gone and have what it was to send.
    """

    def __init__(self, base: Base, words: Words) -> None:
        self._storage, self._database = base.storage, base.database
        self._steady = base.clock.steady
        self._base = base
        self._role, self._place = base.settings.role, ""
        self._words = words
        self._thread = ThreadPoolExecutor(1, "membership")
        self._until = self._heard = self._since = 0.0
        self.lost: Callable[[], object] = lambda: None
        self._beating: asyncio.Task[None] | None = None
        self.token, self.every = 0, EVERY
        self.count = self.senders = 1
        self.changed: Callable[[], object] = lambda: None
        words.on(JOINED, lambda _: self._meet())

    def leads(self) -> bool:
        """Whether this node does the scheduled work now; always where there are no others."""
        return self._database.exclusive or self._steady() < self._until

    def is_heard(self) -> bool:
        """Whether the others count on this node: those that are gone lose what they have to send."""
        longest = GONE if self._words.connected else DEAD
        return self._database.exclusive or self._steady() - self._heard < longest / 2

    def delivers(self) -> bool:
        """Whether messages are sent: by this node while it counts, or by another where it sends none."""
        return self.senders > 0 if self._role == "serve" else self.is_heard()

    async def start(self) -> None:
        """Join the others. Raises WrongSetting where their evidence is elsewhere, and StorageFailed."""
        if self._database.exclusive:
            return
        self._place = await asyncio.to_thread(_place, self._base)
        await self._run(self._join)
        self._words.others = True  # whoever runs already must hear of it
        await self._words.tell(JOINED)
        await self.look()
        self._beating = asyncio.create_task(self._go_on())

    async def stop(self) -> None:
        """Leave the others, who then have the work."""
        if self._beating is None:
            return
        self._beating.cancel()
        self._until = 0.0
        try:
            await self._run(self._leave)  # after a sign of life that is under way
        except StorageError as error:
            log.warning("the other nodes learn late that this one ended", error=type(error).__name__)

    async def _run(self, work: Callable[[], object]) -> None:
        """Run this on the node's own thread, which no slow file keeps from it."""
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def look(self) -> None:
        """Give a sign of life now, and learn who else runs. Raises StorageError."""
        await self._run(self._beat)
        self.changed()

    def _meet(self) -> None:
        self._words.others = True
        self.count = max(self.count, 2)

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            try:
                await self.look()
            except StorageError as error:
                self._since = self._steady()
                log.warning("no sign of life", error=type(error).__name__)
            except Exception:  # of any kind: the next sign of life may come through
                self._since = self._steady()
                log.exception("no sign of life")

    def _join(self) -> None:
        joined = False
        while not joined:
            name = f"{socket.gethostname()}:{os.getpid()}"
            with self._storage.write() as unit:
                unit.nodes.hurry()
                now = unit.nodes.now()
                _refuse_elsewhere(unit.nodes.running(now), self._place)
                number = self._database.ids.node
                if unit.nodes.forget(number, now):
                    unit.outbox.release_gone([number])
                joined = unit.nodes.join(Node(number, name, self._role, self._place, version()), now)
            if not joined:
                self._database.renumber(min(1023, int(self._base.chance(1, 1024))))

    def _beat(self) -> None:
        asked = self._steady()
        if asked - self._heard > 3 * self.every:
            self._since = asked  # the database may have been away, for the others too
        with self._storage.write() as unit:
            unit.nodes.hurry()
            alive = self._tell(unit, sure=asked - self._since > DEAD)
        if not alive:
            self._until = self._heard = 0.0
            self.lost()
            self._join()
            return
        self._heard = asked
        if self.token:
            self._until = asked + LEASE / 2
        if self._storage.held.looks:  # apart from the sign of life, which no locked row takes back
            with self._storage.write() as unit:
                unit.nodes.hurry()
                unit.outbox.leases.release_unheld(self._database.ids.node)

    def _tell(self, unit: Unit, *, sure: bool) -> bool:
        """Say in the database that this node runs, and read who else does; False where others missed it.

        Nodes that were killed are missed where this one is `sure` (`Nodes.gone`).
        """
        nodes, number = unit.nodes, self._database.ids.node
        now = nodes.now()
        alive = nodes.beat(number, now)
        running = nodes.running(now)
        self.count = max(1, len(running))
        self._sent_by(sum(node.role != "serve" for node in running))
        self._words.others = self.count > 1
        self.token = nodes.lease(WORK, number, now) if self._role != "serve" and alive else 0
        if self.token and (gone := nodes.gone(now, sure=sure)):
            unit.outbox.release_gone(gone)
        return alive

    def _sent_by(self, senders: int) -> None:
        """Note how many nodes send; a node that serves alone says in the log when none does, and its end."""
        before, self.senders = self.senders, senders
        if self._role != "serve" or bool(before) == bool(senders):
            return
        if senders:
            log.info("a server sends again")
        else:
            log.warning("no server sends: start one with BALLEGH_ROLE=work or all")

    def _leave(self) -> None:
        with self._storage.write() as unit:
            unit.nodes.hurry()
            unit.nodes.leave(self._database.ids.node)


def refuse_elsewhere(base: Base) -> None:
    """Raises WrongSetting where servers run on this database whose files are elsewhere."""
    if not base.database.exclusive:
        with base.storage.read() as unit:
            running = unit.nodes.running(unit.nodes.now())
        _refuse_elsewhere(running, _place(base))


def _refuse_elsewhere(running: list[Node], place: str) -> None:
    for other in running:
        if other.place != place:
            raise WrongSetting(
                f"BALLEGH_EVIDENCE_URL: the server {other.name} on this database has its files elsewhere; "
                "give all of them the same s3:// address or the same folders"
            )


def _place(base: Base) -> str:
    """The mark of the place of evidence and uploads: the same on each node that sees the same files."""
    settings = base.settings
    if settings.evidence_folder is None:
        return f"{settings.s3_endpoint or ''} {settings.evidence_url}"
    folders = (settings.evidence_folder, settings.data_dir)
    marks = (create_file(folder / MARK, secrets.token_hex(8).encode()) for folder in folders)
    return " ".join(mark.decode("ascii", "replace") for mark in marks)
