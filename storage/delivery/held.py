"""The rows of the outbox that this server knows to have, to send them from memory.

A line to the database that breaks during a commit leaves it open whether rows were leased to this server. If
they were, the server does not have them in memory, and must not send newer rows of their lanes before them.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

from storage.database.transaction import Transaction

_BUSY = (
    "SELECT lane FROM outbox WHERE state = 'queued' AND lane = ANY(%s) "
    "AND (node <> %s OR id <> ALL(%s::bigint[]))"
)


class Held:
    """The rows whose leases were committed for certain, by lane. Any thread may call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lanes: dict[int, str] = {}
        self._rows: dict[str, set[int]] = defaultdict(set)

    def note(self, changes: Iterable[tuple[int, str]]) -> None:
        """Note, in their order, rows that were leased to this server, with their lanes, and rows (with an
        empty lane) whose lease ended.
        """
        with self._lock:
            for row, lane in changes:
                self._drop(row)
                if lane:
                    self._lanes[row] = lane
                    self._rows[lane].add(row)

    def of(self, lanes: Iterable[str]) -> list[int]:
        """Return the rows of these lanes."""
        with self._lock:
            return [row for lane in lanes for row in self._rows.get(lane, ())]

    def _drop(self, row: int) -> None:
        if lane := self._lanes.pop(row, ""):
            self._rows[lane].discard(row)
            if not self._rows[lane]:
                del self._rows[lane]


class Leases:
    """The leases that a transaction gives to this server and ends."""

    def __init__(self, transaction: Transaction, held: Held) -> None:
        self._transaction = transaction
        self._held = held
        self._changes: list[tuple[int, str]] = []

    def take(self, row: int, lane: str) -> None:
        """Note a row that is leased to this server, unless its job is dropped."""
        self._changes.append((row, lane))
        self._transaction.on_drop(self._changes.pop)

    def end(self, row: int) -> None:
        """Note a row whose lease ends, unless its job is dropped."""
        self.take(row, "")

    def committed(self) -> None:
        """Hold what was taken: the transaction is durable."""
        self._held.note(self._changes)

    def busy(self, lanes: Sequence[str], node: int) -> set[str]:
        """Return those of these lanes in which a row waits that this server, `node`, does not hold."""
        values = [*lanes], node, self._held.of(lanes)
        return {row[0] for row in self._transaction.peek(_BUSY, values)} if lanes else set()
