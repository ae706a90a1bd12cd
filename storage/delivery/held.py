"""The rows of the outbox that this server knows to have, to send them from memory.

A line to the database that breaks during a commit leaves it open whether rows were leased to this server. If
they were, the server does not have them in memory, and must not send newer rows of their lanes before them.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import tuple_, update

from storage.database.transaction import Transaction
from storage.delivery.outbox_statements import QUEUED, TABLE

_BUSY = (
    "SELECT lane FROM outbox WHERE state = 'queued' AND lane = ANY(%s) "
    "AND (node <> %s OR id <> ALL(%s::bigint[]))"
)
_UNHELD = (
    "SELECT id, lease FROM outbox WHERE state = 'queued' AND node = %s AND lease > 0 "
    "AND id <> ALL(%s::bigint[])"
)
LOOKS = 10
"""Looks for rows that are not held after a commit of which nobody knows whether it happened."""
_o = TABLE.c


class Held:
    """The rows whose leases were committed for certain, by lane. Any thread may call.

    `looks`: how many looks for other rows of this server are left. `unheld`: those that the last look found,
    with the ends of their leases.
    """

    def __init__(self) -> None:
        self.looks = 0
        self.unheld: set[tuple[int, float]] = set()
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

    def look_again(self) -> None:
        """Have the next looks made."""
        with self._lock:
            self.looks = LOOKS

    def begin_look(self) -> bool:
        """Count a look; False where none is left."""
        with self._lock:
            if not self.looks:
                return False
            self.looks -= 1
            return True

    def all(self) -> list[int]:
        """Return all rows."""
        with self._lock:
            return [*self._lanes]

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

    def failed(self) -> None:
        """Look for rows of this server that it does not hold: the transaction may be durable all the same."""
        if self._changes:
            self._held.look_again()

    def release_unheld(self, node: int) -> None:
        """Release the rows leased to this server, `node`, that it held neither at the last look nor now.

        A row that was committed a moment ago may not be held yet, so it needs two looks.
        """
        held = self._held
        if not held.begin_look():
            return
        found = {(row[0], row[1]) for row in self._transaction.peek(_UNHELD, (node, held.all()))}
        if lost := found & held.unheld:
            mine = update(TABLE).where(QUEUED, _o.node == node, tuple_(_o.id, _o.lease).in_(lost))
            self._transaction.execute(mine.values(lease=0.0, resent=True, node=0))
        held.unheld = found

    def busy(self, lanes: Sequence[str], node: int) -> set[str]:
        """Return those of these lanes in which a row waits that this server, `node`, does not hold."""
        values = [*lanes], node, self._held.of(lanes)
        return {row[0] for row in self._transaction.peek(_BUSY, values)} if lanes else set()
