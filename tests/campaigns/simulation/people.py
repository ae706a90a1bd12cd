"""Who writes in a simulation: an officer, and reporters whose messages are delivered until they are taken."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random

import detangle

from bot.turn.jobs import Piece, write
from bot.turn.status import change_status
from flows.core.effects import ChangeStatus
from flows.core.events import Body, Due, Event, Media, Start, Text
from flows.core.statuses import STATUS
from storage.delivery.messages import OutboxRow
from storage.errors import StorageError
from storage.unit import Storage, Unit
from tests.campaigns.simulation.database import now
from tests.campaigns.simulation.node import Node
from tests.dialogue import words

DESK = "telegram:900"
"""The chat of an officer, who is told what is due."""
OPEN = ("examined", "referred", "informed", "investigated")
STORY = "Un inconnu me harcèle depuis lundi et veut de l'argent"


@dataclass
class Town:
    """The servers that answer now. `eye` reads their database beside them."""

    eye: Storage
    scheduled: bool
    """A server answers a burst when it is over; where none does, the people's own message does it."""
    nodes: list[Node] = field(default_factory=list)
    back: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False

    def opens(self, node: Node) -> None:
        """Let people come to this server."""
        self.nodes.append(node)
        self.back.set()

    def closes(self, node: Node) -> None:
        """Let no more people come to it."""
        self.nodes = [each for each in self.nodes if each is not node]

    async def answering(self) -> Node:
        """Return any server, once there is one."""
        while not self.nodes:
            self.back.clear()
            await self.back.wait()
        return detangle.choice(self.nodes)


@dataclass
class Reporter:
    """Tells a story in several messages, files it, and adds to it; `told` are its words, each said once."""

    chat: str
    town: Town
    additions: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    told: list[str] = field(default_factory=list)
    pictures: int = 0

    async def report(self) -> None:
        """One report, from the first word to the receipt."""
        await self.says(Start(""))
        await self.says(Text("français"))
        await self.says(Text(f"{STORY} {self._word()}"))
        for _ in range(detangle.randint(0, self.additions)):
            await self.says(Text(f"Il a recommencé hier soir {self._word()}"))
            if detangle.flip(0.5):
                self.pictures += 1
                await self.says(Media("photo", f"{self.chat}-{self.pictures}"))
        await self.says(Text("envoyer"))
        await self.says(Text("non"))

    async def says(self, body: Body) -> None:
        """Send a message, wait for its answer as people do, and let the burst's end pass."""
        await self._delivered(body)
        await asyncio.sleep(detangle.uniform(6, 30, 8))
        while self.town.scheduled and self._owed():  # noqa: ASYNC110 - people look now and then
            await asyncio.sleep(5)
        if self._owed():
            await self._delivered(Due())

    def _word(self) -> str:
        self.told.append(f"mot{len(self.told)}x{self.chat.partition(':')[2]}")
        return self.told[-1]

    async def _delivered(self, body: Body) -> None:
        number = next(self.numbers)
        event = Event(
            f"{self.chat}:{number}",
            self.chat,
            now(),
            body,
            str(number),
            "fr",
            fresh=Random(f"{self.chat}:{number}").randbytes(24),
        )
        twice = detangle.flip(0.2)
        if twice and detangle.flip(0.5):
            await asyncio.gather(self._until_taken(event), self._until_taken(event))
        else:
            await self._until_taken(event)
            if twice:
                await self._until_taken(event)

    async def _until_taken(self, event: Event) -> None:
        """Deliver the event until a server answers that it is kept."""
        while True:
            node = await self.town.answering()
            try:
                if await node.take(event):
                    return
            except StorageError:
                pass
            await asyncio.sleep(detangle.uniform(1, 30, 4))

    def _owed(self) -> bool:
        with self.town.eye.read() as unit:
            return unit.conversations.get(self.chat).owed is not None


@dataclass
class Officer:
    """Changes the status of a case now and then, in the transaction in which the desk does it."""

    town: Town

    async def work(self) -> None:
        """Work through the night."""
        while not self.town.over:
            await asyncio.sleep(detangle.uniform(20, 200, 8))
            node, pick = await self.town.answering(), detangle.randint(0, 9)
            with suppress(StorageError):
                await node.does(self._step(node, pick))

    async def _step(self, node: Node, pick: int) -> None:
        def change(unit: Unit) -> list[OutboxRow]:
            cases = unit.cases.newest(20)
            if not cases:
                return []
            case = cases[pick % len(cases)]
            status = OPEN[pick % len(OPEN)]
            if status not in STATUS[case.status].after:
                return []
            effect = ChangeStatus(case.reference, status, officer="o")
            return change_status(unit, words(), effect, unit.clock())[1]

        await write(node.writer, Piece(change, then=node.accept))
