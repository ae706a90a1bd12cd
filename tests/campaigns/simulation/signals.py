"""Words between the nodes of a simulation: late, or lost while a node does not hear."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import detangle

from storage.database.engine import Database
from storage.errors import StorageFailed
from storage.nodes.signals import AGAIN, Signals
from tests.campaigns.simulation.database import Lines

DEAF = 0.1
"""How often a word finds a node that does not hear: it is lost, and all others until the node hears again."""


@dataclass
class Air:
    """What carries the words of a night; `ears` are those that listen."""

    ears: list["Ear"] = field(default_factory=list)

    def ear(self, host: str, lines: Lines) -> Callable[[Database, Callable[[str], object]], Signals]:
        """What makes the signals of a node."""
        return lambda database, heard: Ear(self, host, lines, database, heard)


class Ear(Signals):
    """The signals of a node in a simulation."""

    def __init__(
        self, air: Air, host: str, lines: Lines, database: Database, heard: Callable[[str], object]
    ) -> None:  # a node, and what the product gives its signals
        super().__init__(database, heard)
        self._air, self._host, self._lines = air, host, lines

    def start(self) -> None:
        """Listen."""
        self.connected = True
        self._air.ears.append(self)
        self._heard(AGAIN)

    def stop(self) -> None:
        """Stop listening."""
        self.connected = False

    def tell(self, words: Sequence[str]) -> None:
        """Send words to all that listen. Raises StorageFailed."""
        if self._lines.cut or self._lines.dead:
            raise StorageFailed("OperationalError")
        for ear in self._air.ears:
            for word in words:
                detangle.spawn(ear.hear(word), host=ear._host)

    async def hear(self, word: str) -> None:
        """Hear a word, or be deaf for a while."""
        await asyncio.sleep(detangle.uniform(0.001, 2, 8))
        if self._lines.dead or not self.connected:
            return
        if self._lines.cut or detangle.flip(DEAF):
            self.connected = False
            await asyncio.sleep(detangle.uniform(1, 20, 8))
            while self._lines.cut:  # noqa: ASYNC110 - as the product does: it tries again
                await asyncio.sleep(1)
            self.connected = True
            self._heard(AGAIN)
        else:
            self._heard(word)
