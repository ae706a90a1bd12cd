"""Reading and writing for the desk: each call is one transaction."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.turn.jobs import Piece, write
from bot.turn.turn import Sent
from storage.database.clock import Clock
from storage.delivery.messages import OutboxRow
from storage.unit import Storage, Unit
from storage.writer import Writer

T = TypeVar("T")


class Units:
    """Runs work in a transaction; an error of the work takes all of it back. `sent` gets messages to send."""

    def __init__(self, storage: Storage, writer: Writer, sent: Sent) -> None:
        self.storage = storage
        self._writer = writer
        self._sent = sent

    @property
    def clock(self) -> Clock:
        """Return the installation's clock."""
        return self.storage.clock

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Return what the work reads."""

        def read() -> T:
            with self.storage.read() as unit:
                return work(unit)

        return await asyncio.to_thread(read)

    async def write(self, work: Callable[[Unit], T]) -> T:
        """Return what the work did once that is durable. The work may run more than once."""
        return await write(self._writer, Piece(work))

    async def tell(self, work: Callable[[Unit], tuple[T, Sequence[OutboxRow]]]) -> T:
        """As `write`, for work that posts messages too."""

        def send(done: tuple[T, Sequence[OutboxRow]]) -> None:
            self._sent(done[1])

        return (await write(self._writer, Piece(work, then=send)))[0]
