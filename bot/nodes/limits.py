"""The limits of people, networks and all together, over all nodes: each reserves slices in the database.

One statement at a time asks for everything that is wanted, and gives back what was not used. While the
database does not answer, each node counts for itself, and nobody waits.
"""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple

import structlog

from handlers.sharing import LAPSE, Asks, Granted, Sharing
from storage.database.engine import Database
from storage.nodes.budgets import Budgets

TIMEOUT = 1.0
"""Seconds after which the database counts as away. People wait for its answer."""
ENDING = 3.0
"""Seconds for which a node that ends waits for the database to take back what is left."""

log = structlog.get_logger()


class SharedLimits:
    """`sharing` is given to everything that counts: by the seconds of `steady`, among so many `nodes`."""

    def __init__(
        self,
        database: Database,
        token: Callable[[str], str],
        steady: Callable[[], float],
        nodes: Callable[[], int],
    ) -> None:
        self._budgets, self._is_alone = Budgets(database), database.exclusive
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, "limits")
        self._wanted = asyncio.Event()
        self._asking: asyncio.Task[None] | None = None
        self._is_away = self._ended = False
        self.sharing = Sharing(token, steady, nodes=nodes, begun=self._begun)

    def start(self) -> None:
        """Begin to ask the database, as soon as there is something to ask for."""
        if not self._is_alone:
            self._asking = asyncio.create_task(self._go_on())
            self._asking.add_done_callback(self._over)

    async def stop(self) -> None:
        """Give everything back; from now on this node counts for itself."""
        if self._asking is None:
            return
        self._ended = True
        self._wanted.set()
        await asyncio.wait({self._asking}, timeout=ENDING)
        self._asking.cancel()
        self.sharing.away({}, math.inf)

    def _begun(self) -> None:
        """Called on any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wanted.set)

    async def _go_on(self) -> None:
        while not self._ended:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAPSE if self.sharing.holds else None):
                    await self._wanted.wait()
            self._wanted.clear()
            await self._ask()
        await self._ask(ending=True)

    async def _ask(self, *, ending: bool = False) -> None:
        """Ask until there is nothing more to ask for, or the database does not answer."""
        asks: Asks = {}
        try:
            while asks := self.sharing.asks(ending=ending):
                self.sharing.answered(asks, await self._granted(asks))
                self._is_away = False
        except Exception as error:  # of any kind: nobody may wait for ever
            self._alone(asks, type(error).__name__)

    async def _granted(self, asks: Asks) -> dict[tuple[str, str], Granted]:
        given = [astuple(ask) for ask in asks.values()]
        asking = self._loop.run_in_executor(self._thread, self._budgets.reserve, given)
        while not (await asyncio.wait({asking}, timeout=TIMEOUT))[0]:
            self._alone(asks, "TimeoutError")
        if asking.exception():
            self.sharing.failed(asks)
        return {which: Granted(*each) for which, each in asking.result().items()}

    def _over(self, asking: asyncio.Task[None]) -> None:
        """Count here from now on if the task that asks ended by an error."""
        if not asking.cancelled() and (error := asking.exception()):
            log.error("limits are no longer asked for", error=type(error).__name__)
            self.sharing.away({}, math.inf)

    def _alone(self, asks: Asks, error: str) -> None:
        """Count here for a while, and let go who waits."""
        if not self._is_away:
            log.warning("limits are counted by each server for itself", error=error)
        self._is_away = True
        self.sharing.away(asks)
