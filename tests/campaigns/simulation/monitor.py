"""Looks at a night step by step: a promise that is broken is found where it is, and not in the morning."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import detangle

from storage.delivery.messages import BEFORE
from storage.unit import Storage
from tests.campaigns.simulation.database import now
from tests.campaigns.simulation.provider import Taken

_ROWS = "SELECT id, lane, kind, state, attempts, resent, node, lease FROM outbox"
_LINKS = "SELECT chain, seq, previous, hash FROM custody ORDER BY chain, seq"
_NEWEST = """
SELECT greatest((SELECT max(xmin::text::bigint) FROM outbox), (SELECT max(xmin::text::bigint) FROM custody)),
    (SELECT node FROM leases), (SELECT token FROM leases)
"""
"""The newest transaction that wrote rows or links, and the one lease."""


class Row(NamedTuple):
    """A row of the outbox, as far as it is watched."""

    id: int
    lane: str
    kind: str
    state: str
    attempts: int
    resent: bool
    node: int
    lease: float


Read = Sequence[tuple[Any, ...]]
"""Rows that a driver read."""


class Leading(Protocol):
    """A node, as far as its lead goes."""

    host: str

    @property
    def leads(self) -> bool:
        """Whether it does the scheduled work now, as it knows."""


@dataclass
class Monitor:
    """Reads what each commit wrote, and hears of each message; `check` raises once something is wrong.

    `several`: there may be several nodes, and a message is in doubt where its row says so. `eye` reads the
    database beside the nodes. `alive` are the nodes that run.
    """

    eye: Storage
    several: bool
    alive: list[Leading] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    _line: Any = None  # a driver's connection: SQLAlchemy would take longer than all else
    _read: Read = ()
    _linked: Read = ()
    _links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _lease: tuple[int, int] = (0, 0)
    _looked: int = -1
    _times: Counter[int] = field(default_factory=Counter)
    _newest: Counter[str] = field(default_factory=Counter)
    _receipts: dict[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Raise AssertionError where a promise does not hold; called after each step."""
        if self.several:
            leading = [node.host for node in self.alive if node.leads]
            if len(leading) > 1:
                self.found.append(f"two nodes lead at a time: {', '.join(leading)}")
        assert not self.found, "; ".join(self.found)

    def committed(self) -> None:
        """Look at what a commit left: at all of it, and closely at what is not as it was before."""
        line = self._line = self._line or self._opened()
        if self.several:
            newest, *lease = line.execute(_NEWEST).fetchone()
            self.found += self._fenced(*lease)
            if newest == self._looked:
                return
            self._looked = newest
        read, linked = line.execute(_ROWS).fetchall(), line.execute(_LINKS).fetchall()
        if read != self._read:
            self.found += self._forward(read)
            self._read = read
        if linked != self._linked:
            self.found += self._grown(linked)
            self._linked = linked

    def close(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _opened(self) -> Any:  # Any: a driver's connection, of either kind
        database = self.eye.database
        engine = database.engine if self.several else database._reader
        pooled = engine.raw_connection()
        line: Any = pooled.driver_connection
        pooled.detach()
        if self.several:
            line.autocommit = True  # nobody else commits while it looks
        return line

    def sends(self, row: int, node: int, *, stopped: bool) -> None:
        """A node begins to send a row; `stopped` is whether it stood still since it made sure of the row."""
        there = self.rows.get(row)
        if there is None:
            self.found.append(f"L1: row {row} is sent and not kept")
        elif not self.several or stopped:
            return
        elif there.state != "queued" or there.node != node or there.lease <= now():
            self.found.append(
                f"L4: node {node} sends row {row}, which node {there.node} has for "
                f"{there.lease - now():.1f} s, in state {there.state}"
            )

    def took(self, taken: Taken, doubts: int) -> None:
        """The provider took a message; it said so often that it might have taken the row."""
        row = self.rows.get(taken.row)
        if row is None:
            return
        self._times[row.id] += 1
        times, doubted = self._times[row.id], row.resent if self.several else doubts
        if times > 2 or times > 1 + doubted:
            self.found.append(f"L4: row {row.id} came {times} times, in doubt {int(doubted)} times")
        if times == 1:
            if row.id < self._newest[row.lane]:
                self.found.append(f"L4: in {taken.chat} row {row.id} came after row {self._newest[row.lane]}")
            self._newest[row.lane] = max(row.id, self._newest[row.lane])
        if taken.message.purpose == "receipt":
            code = next(code for code in taken.message.codes if "-" in code)
            if self._receipts.setdefault(taken.chat, code) != code:
                self.found.append(f"L2: {taken.chat} is shown a second receipt for one case")

    def _forward(self, read: Read) -> Iterator[str]:
        gone = self.rows.keys() - {values[0] for values in read}
        if gone:
            yield f"L4: rows {sorted(gone)} are gone"
            for number in gone:
                del self.rows[number]
        for values in read:
            before = self.rows.get(values[0])
            if before == values:
                continue
            row = self.rows[values[0]] = Row(*values)
            if before is None:
                continue
            if before.state != row.state and not _may_become(before.state, row.state):
                yield f"L4: row {row.id} went from {before.state} to {row.state}"
            if before.resent > row.resent:
                yield f"L4: row {row.id} was in doubt, and is no more"
            if before.attempts > row.attempts:
                yield f"L4: row {row.id} had {before.attempts} tries, and has {row.attempts}"

    def _grown(self, links: Read) -> Iterator[str]:
        if len(links) < len(self._linked):
            yield "L5: links of the custody log are gone"
        chains: dict[str, list[str]] = defaultdict(list)
        for name, seq, previous, hashed in links:
            chain = chains[name]
            if previous != (chain[-1] if chain else ""):
                yield f"L5: link {seq} of {name} does not follow the one before"
            chain.append(hashed)
        for name, known in self._links.items():
            if chains[name][: len(known)] != known:
                yield f"L5: {name} was rewritten"
        self._links = chains

    def _fenced(self, node: int, token: int) -> Iterator[str]:
        before, last = self._lease
        if (token or 0) < last or (token == last and node != before):
            yield f"the lease went from node {before} with token {last} to node {node} with {token}"
        self._lease = (node, token or 0)


def _may_become(before: str, after: str) -> bool:
    return before == "queued" or before in BEFORE.get(after, ())


def watched(monitor: Monitor) -> None:
    """Let this monitor check after each step of the simulation."""
    detangle.invariant(monitor.check, "promise")
