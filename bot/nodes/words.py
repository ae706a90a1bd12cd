"""The words of this node to the others, and theirs to it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from storage.database.engine import Database
from storage.errors import StorageFailed
from storage.nodes.signals import AGAIN, LONGEST, Signals

GATHERING = 0.005
"""Seconds for which words are gathered, to be told together."""

Hear = Callable[[str], object]
"""Called with what a word is about."""

Carrying = Callable[[Database, Callable[[str], object]], Signals]
"""Makes the signals of a database; they call the function with each word that they hear."""

log = structlog.get_logger()


class Words:
    """A word is a kind and what it is about, without line breaks. Used inside one event loop.

    While no other node runs (`others` is False) nothing is told. `signals` makes what carries the words.
    """

    def __init__(self, database: Database, signals: Carrying = Signals) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()
        self._signals = signals(database, self._arrived)
        self._thread = ThreadPoolExecutor(1, "words")
        self._hear: dict[str, Hear] = {}
        self._again: list[Callable[[], object]] = []
        self._gathered: list[str] = []
        self._told: asyncio.Task[None] | None = None
        self.others = False

    @property
    def alone(self) -> bool:
        """Whether there can be no other node."""
        return self._database.exclusive

    @property
    def connected(self) -> bool:
        """Whether this node hears the others now; true where there are none."""
        return self._database.exclusive or self._signals.connected

    def on(self, kind: str, hear: Hear) -> None:
        """Call `hear` with each word of this kind of another node."""
        self._hear[kind] = hear

    def on_again(self, act: Callable[[], object]) -> None:
        """Call `act` when words may have been missed."""
        self._again.append(act)

    def start(self) -> None:
        """Begin to listen."""
        self._signals.start()

    async def stop(self) -> None:
        """Tell what is gathered, and stop listening."""
        if self._told is not None:
            await asyncio.wait([self._told])
        await asyncio.to_thread(self._signals.stop)

    async def tell(self, kind: str, about: str = "") -> None:
        """Return once the other nodes can hear the word. Raises StorageFailed."""
        if self.others:
            await asyncio.shield(self._tell(kind, about))

    def say(self, kind: str, about: str = "") -> None:
        """Tell the other nodes soon; a failure is only logged."""
        if self.others:
            self._tell(kind, about).add_done_callback(_logged)

    def _tell(self, kind: str, about: str) -> "asyncio.Task[None]":
        word = f"{self._database.ids.node} {kind} {about}"
        if len(word) > LONGEST:
            raise ValueError("too long a word")
        self._gathered.append(word)
        if len(self._gathered) == 1 or self._told is None:
            self._told = asyncio.create_task(self._send())
        return self._told

    async def _send(self) -> None:
        await asyncio.sleep(GATHERING)
        words, self._gathered = self._gathered, []
        await self._loop.run_in_executor(self._thread, self._signals.tell, words)

    def _arrived(self, word: str) -> None:
        """Called on the thread that listens."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, word)

    def _take(self, word: str) -> None:
        if word == AGAIN:
            for act in self._again:
                act()
            return
        node, kind, about = word.split(" ", 2)
        if int(node) != self._database.ids.node and (hear := self._hear.get(kind)):
            hear(about)


def _logged(told: "asyncio.Task[None]") -> None:
    if not told.cancelled() and isinstance(error := told.exception(), StorageFailed):
        log.warning("other nodes not told", error=type(error).__name__)
