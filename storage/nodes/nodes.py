"""The servers that work on this database, as each of them tells every few seconds."""

from dataclasses import asdict

from sqlalchemy import delete, insert, select, text, tuple_, update

from flows.record import record
from storage.database.clock import NOW, Clock
from storage.database.ids import session_of
from storage.database.transaction import Transaction
from storage.tables.nodes import StoredBudget, StoredLease, StoredNode

GONE = 16.0
"""Seconds without a sign of life after which a node counts as gone: people wait for what it has to send."""
DEAD = 8.0
"""Seconds after which a node counts as gone that has no session with Postgres either: it was killed."""
BEFORE = 30.0
"""The same while a server of another version runs, which sends for longer without a sign of life."""
LEASE = 10.0
"""Seconds for which a node does some work for all."""
_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ANY(%s) "
    "AND datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"
)
"""Postgres itself ends an idle transaction, but not where a node stopped in the middle of sending rows."""
_SESSIONS = "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
_n, _l, _b = (each.__table__.c for each in (StoredNode, StoredLease, StoredBudget))
_HURRY = (
    "SELECT set_config('idle_in_transaction_session_timeout', '5s', true), "
    "set_config('lock_timeout', '2s', true)"
)
_TAKE = text(
    "INSERT INTO leases (name, node, token, until) VALUES (:name, :number, 1, :until) ON CONFLICT (name) "
    "DO UPDATE SET token = leases.token + CASE WHEN leases.node = :number THEN 0 ELSE 1 END, node = :number, "
    "until = :until WHERE leases.node = :number OR leases.until < :now RETURNING token"
)


@record
class Node:
    """A server: its number from 1 to 1023, its name for people, its role, the mark of its evidence."""

    number: int
    name: str
    role: str
    place: str
    version: str


class Nodes:
    """Reads and changes the nodes in one transaction; times are the database's."""

    def __init__(self, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock

    def now(self) -> float:
        """Return the time, for which a shared database is asked now. Raises StorageFailed."""
        if self._transaction.shared:
            self._clock.follow(self._transaction.peek(NOW)[0][0])
        return self._clock()

    def hurry(self) -> None:
        """Let this transaction hold up nobody: it ends where this server stands still or must wait."""
        if self._transaction.shared:
            self._transaction.peek(_HURRY)

    def join(self, node: Node, now: float) -> bool:
        """Tell that this node runs; return False where a node has its number that is not yet forgotten."""
        taken = self._transaction.rows(select(_n.number).where(_n.number == node.number))
        if not taken:
            self._transaction.execute(insert(StoredNode.__table__).values(**asdict(node), seen=now))
        return not taken

    def forget(self, number: int, now: float) -> bool:
        """Forget the node of this number, if it was silent for too long, so that it may join again itself."""
        silent = delete(StoredNode.__table__).where(_n.number == number, _n.seen < now - GONE)
        return bool(self._transaction.execute(silent))

    def beat(self, number: int, now: float) -> bool:
        """Tell that the node still runs; return False where it was gone for the others."""
        alive = update(StoredNode.__table__).where(_n.number == number, _n.seen >= now - GONE)
        return bool(self._transaction.rows(alive.values(seen=now).returning(_n.number)))

    def gone(self, now: float, *, sure: bool = False) -> list[int]:
        """Forget the nodes that were silent for too long, and return their numbers.

        What they had begun to write ends without effect, and what they had locked is free. This node is
        `sure` where Postgres answered it all the time: then a node without a session has ended. While several
        versions run, all are waited for as long as the one before did.
        """
        mixed = len(self._transaction.rows(select(_n.version).distinct())) > 1
        silent = _n.seen < now - (BEFORE if mixed else GONE)
        if sure and not mixed and self._transaction.shared:
            silent |= (_n.seen < now - DEAD) & _n.number.not_in(self._connected())
        gone = [row[0] for row in self._transaction.rows(select(_n.number).where(silent))]
        if gone:
            if self._transaction.shared:
                self._transaction.peek(_END, ([session_of(number) for number in gone],))
            self._transaction.execute(delete(StoredNode.__table__).where(_n.number.in_(gone), silent))
        return gone

    def _connected(self) -> list[int]:
        """Return the numbers of the nodes that have a session with Postgres."""
        names = {row[0] for row in self._transaction.peek(_SESSIONS)}
        numbers = (row[0] for row in self._transaction.rows(select(_n.number)))
        return [number for number in numbers if session_of(number) in names]

    def leave(self, number: int) -> None:
        """Tell that the node ends, and let others have its work."""
        self._transaction.execute(delete(StoredNode.__table__).where(_n.number == number))
        self._transaction.execute(update(StoredLease.__table__).where(_l.node == number).values(until=0.0))

    def running(self, now: float) -> list[Node]:
        """Return the nodes that run, by number."""
        fields = [_n[name] for name in Node.__dataclass_fields__]
        alive = select(*fields).where(_n.seen >= now - GONE).order_by(_n.number)
        return [Node(*row) for row in self._transaction.rows(alive)]

    def lease(self, name: str, number: int, now: float) -> int:
        """Take or keep some work for all; return its fencing token, 0 where another node has the work.

        The token rises whenever the work goes to another node.
        """
        given = {"name": name, "number": number, "now": now, "until": now + LEASE}
        taken = self._transaction.rows(_TAKE, given)
        return int(taken[0][0]) if taken else 0

    def token(self, name: str, number: int, now: float) -> int:
        """Return the fencing token with which this node has the work now; 0 where it has it not."""
        mine = select(_l.token).where(_l.name == name, _l.node == number, _l.until >= now)
        found = self._transaction.rows(mine)
        return int(found[0][0]) if found else 0

    def forget_budgets(self, before: float) -> None:
        """Forget the budgets of which nothing was taken since this time.

        Until the commit nobody can take from them. One that is taken from just now is left alone.
        """
        old = select(_b.kind, _b.key).where(_b.moment < before).order_by(_b.kind, _b.key)
        free = old.with_for_update(skip_locked=True)
        self._transaction.execute(delete(StoredBudget.__table__).where(tuple_(_b.kind, _b.key).in_(free)))
