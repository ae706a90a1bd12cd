"""Looks at a night step by step: a promise that is broken is found where it is, and not in the morning."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import detangle
from sqlalchemy import select

from storage.delivery.messages import BEFORE
from storage.tables.custody import StoredLink
from storage.tables.messages import Outbox
from storage.unit import Storage
from tests.campaigns.simulation.database import now
from tests.campaigns.simulation.provider import Taken

_o, _c = Outbox.__table__.c, StoredLink.__table__.c
_ROWS = select(_o.id, _o.lane, _o.kind, _o.state, _o.attempts, _o.resent, _o.node, _o.lease)
_LINKS = select(_c.chain, _c.seq, _c.previous, _c.hash).order_by(_c.chain, _c.seq)
_NEWEST = """
SELECT greatest((SELECT max(xmin::text::bigint) FROM outbox), (SELECT max(xmin::text::bigint) FROM custody)),
    (SELECT node FROM leases), (SELECT token FROM leases)
"""
"""The newest transaction that wrote rows or links, and the one lease."""
Row = Any
"""A row that SQLAlchemy read."""


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
        """Look at what a commit left."""
        database = self.eye.database
        with database.engine.connect() if self.several else database.read() as connection:
            if self.several:
                connection.execution_options(isolation_level="AUTOCOMMIT")  # nobody else commits meanwhile
                newest, *lease = connection.exec_driver_sql(_NEWEST).fetchall()[0]
                self.found += self._fenced(*lease)
                if newest == self._looked:
                    return
                self._looked = newest
            rows, links = connection.execute(_ROWS).all(), connection.execute(_LINKS).all()
        self.found += [*self._forward(rows), *self._grown(links)]
        self.rows = {row.id: row for row in rows}

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

    def _forward(self, rows: Sequence[Row]) -> Iterator[str]:
        gone = self.rows.keys() - {row.id for row in rows}
        if gone:
            yield f"L4: rows {sorted(gone)} are gone"
        for row in rows:
            before = self.rows.get(row.id)
            if before is None or before == row:
                continue
            if before.state != row.state and not _may_become(before.state, row.state):
                yield f"L4: row {row.id} went from {before.state} to {row.state}"
            if before.resent > row.resent:
                yield f"L4: row {row.id} was in doubt, and is no more"
            if before.attempts > row.attempts:
                yield f"L4: row {row.id} had {before.attempts} tries, and has {row.attempts}"

    def _grown(self, links: Sequence[Row]) -> Iterator[str]:
        if len(links) < sum(map(len, self._links.values())):
            yield "L5: links of the custody log are gone"
        chains: dict[str, list[str]] = defaultdict(list)
        for link in links:
            chain = chains[link.chain]
            if link.previous != (chain[-1] if chain else ""):
                yield f"L5: link {link.seq} of {link.chain} does not follow the one before"
            chain.append(link.hash)
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
