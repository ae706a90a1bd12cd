"""The outbox as its operator sees it: which rows wait or fail, and why; never the chat, never the words.

The operator's changes leave alone a row whose lease runs: the row is in the memory of a running server.
"""

from typing import Any, Literal

from sqlalchemy import ColumnElement, func, literal_column, select, update

from flows.record import record
from storage.database.transaction import Transaction
from storage.delivery.messages import FAILED
from storage.tables.messages import Outbox

Verdict = Literal["done", "busy", "erased", "settled", "absent"]
"""The result of a change: `done`, or why the row stays as it was.

A server is sending the row (`busy`), its words are deleted (`erased`), the row was sent (`settled`), or there
is no such row (`absent`).
"""

_o = Outbox.__table__.c
_queued = _o.state == literal_column("'queued'")
_failed: ColumnElement[bool] = literal_column("state IN ('undeliverable', 'unknown')")
_tried: ColumnElement[bool] = literal_column("attempts > 0")
_SHOWN = (_o.id, _o.channel, _o.kind, _o.priority, _o.state, _o.reason, _o.attempts, _o.resent, _o.created)
_REST = (_o.due, _o.lease, _o.body.is_not(None))


@record
class Pile:
    """How many rows of a channel are waiting, failing, undeliverable or unknown; when the oldest was made."""

    channel: str
    state: str
    count: int
    oldest: float


@record
class Entry:
    """A row of the outbox.

    `due` is the time of the next try. A server holds the row until `lease`. `kept`: the row has its words.
    """

    id: int
    channel: str
    kind: str
    priority: int
    state: str
    reason: str
    attempts: int
    resent: bool
    created: float
    due: float
    lease: float
    kept: bool


class Undelivered:
    """Reads and changes rows that were not delivered, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def piles(self) -> list[Pile]:
        """Return the undelivered rows, counted by channel and state. Reads partial indexes only."""
        counted = (func.count(), func.min(_o.created))
        waiting = select(_o.channel, _tried, *counted).where(_queued).group_by(_o.channel, _tried)
        given_up = select(_o.channel, _o.state, *counted).where(_failed).group_by(_o.channel, _o.state)
        queued = [
            Pile(row[0], "failing" if row[1] else "waiting", row[2], row[3])
            for row in self._transaction.rows(waiting)
        ]
        return sorted(
            [*queued, *(Pile(*row) for row in self._transaction.rows(given_up))],
            key=lambda pile: (pile.channel, pile.state),
        )

    def states(self) -> dict[str, int]:
        """Return the number of rows by state."""
        counted = select(_o.state, func.count()).group_by(_o.state)
        return {row[0]: row[1] for row in self._transaction.rows(counted)}

    def failing(self, limit: int) -> list[Entry]:
        """Return rows that failed and will be tried again, the next try first."""
        return self._some(_queued & _tried, limit, _o.due)

    def given_up(self, limit: int) -> list[Entry]:
        """Return rows that will not be tried again, newest first."""
        return self._some(_failed, limit, _o.id.desc())

    def retry(self, number: int, now: float) -> Verdict:
        """Try a row now, and the rows behind it in its lane; a given-up row starts with its first try."""
        entry = self._entry(number)
        verdict = _verdict(entry, now)
        if verdict != "done" or entry is None:
            return verdict
        if not entry.kept:
            return "erased"
        fresh = {} if entry.state == "queued" else {"attempts": 0, "settled": 0.0}
        again = (
            update(Outbox.__table__).where(self._free(number, now)).values(state="queued", due=now, **fresh)
        )
        return self._done(again, number, now)

    def drop(self, number: int, reason: str, now: float) -> Verdict:
        """End a row with this reason and delete its words. A row that may have been sent ends as unknown."""
        entry = self._entry(number)
        verdict = _verdict(entry, now)
        if verdict != "done" or entry is None:
            return verdict
        if not entry.kept:
            return "erased"
        doubt = entry.state == "unknown" or entry.resent or entry.lease > 0
        state = "unknown" if doubt else "undeliverable"
        ended = {"state": state, "reason": f"dropped: {reason}", "body": None, "settled": now}
        return self._done(update(Outbox.__table__).where(self._free(number, now)).values(ended), number, now)

    def _free(self, number: int, now: float) -> ColumnElement[bool]:
        return (_o.id == number) & (_o.lease <= now) & _o.state.in_(("queued", *FAILED))

    def _done(self, change: Any, number: int, now: float) -> Verdict:
        if not self._transaction.execute(change):
            return "busy"
        lane = select(_o.lane).where(_o.id == number).scalar_subquery()
        behind = update(Outbox.__table__).where(_queued, _o.lane == lane, _o.lease <= now)
        self._transaction.execute(behind.values(due=now))
        return "done"

    def _entry(self, number: int) -> Entry | None:
        found = self._some(_o.id == number, 1, _o.id)
        return found[0] if found else None

    def _some(self, which: ColumnElement[bool], limit: int, order: Any) -> list[Entry]:
        query = select(*_SHOWN, *_REST).where(which).order_by(order).limit(limit)
        return [Entry(*row) for row in self._transaction.rows(query)]


def _verdict(entry: Entry | None, now: float) -> Verdict:
    if entry is None:
        return "absent"
    if entry.state not in ("queued", *FAILED):
        return "settled"
    return "busy" if entry.state == "queued" and entry.lease > now else "done"
