"""The outbox as its operator sees it: what waits, what fails and why; never to whom, never what it says.
And what a chat was not told, kept for when its person is back.

Beside a running server only what nobody is sending is touched: a row whose lease runs is in that server's
memory, and changing it there is not possible.
"""

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, literal_column, select, update

from flows.record import record
from storage.database.transaction import Transaction
from storage.delivery.messages import FAILED, NOTICE, OutboxRow
from storage.delivery.outbox import OutboxRows
from storage.sealing.vault import Vault
from storage.tables.messages import Outbox

Verdict = Literal["done", "busy", "erased", "settled", "absent"]
"""`busy`: being sent; `erased`: given up with its content; `settled`: it went out; `absent`: not there."""

OUTBOX = Outbox.__table__
_o = OUTBOX.c
_queued = _o.state == literal_column("'queued'")
_failed: ColumnElement[bool] = literal_column("state IN ('undeliverable', 'unknown')")
_tried: ColumnElement[bool] = literal_column("attempts > 0")
_SHOWN = (_o.id, _o.channel, _o.kind, _o.priority, _o.state, _o.reason, _o.attempts, _o.resent, _o.created)
_REST = (_o.due, _o.lease, _o.body.is_not(None))


@record
class Pile:
    """Rows of a channel that wait, fail, are undeliverable or unknown; when the oldest was created."""

    channel: str
    state: str
    count: int
    oldest: float


@record
class Entry:
    """One row. `due` is its next try, `lease` until when somebody has it; `kept`: its content is there."""

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
    """What has not gone out, as one transaction sees it."""

    def __init__(self, transaction: Transaction, vault: Vault, outbox: OutboxRows) -> None:
        self._transaction = transaction
        self._vault = vault
        self._outbox = outbox

    def piles(self) -> list[Pile]:
        """Everything that is not delivered, counted; reads no further than the indexes of it."""
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
        """Every row, counted by its state."""
        counted = select(_o.state, func.count()).group_by(_o.state)
        return {row[0]: row[1] for row in self._transaction.rows(counted)}

    def failing(self, limit: int) -> list[Entry]:
        """What was tried in vain and will be again, the next try first."""
        return self._some(_queued & _tried, limit, _o.due)

    def given_up(self, limit: int) -> list[Entry]:
        """What will not be tried again, the latest first."""
        return self._some(_failed, limit, _o.id.desc())

    def retry(self, number: int, now: float) -> Verdict:
        """Try it now, and what waits behind it; from the beginning where it was given up."""
        entry = self._entry(number)
        verdict = _verdict(entry, now)
        if verdict != "done" or entry is None:
            return verdict
        if not entry.kept:
            return "erased"
        fresh = {} if entry.state == "queued" else {"attempts": 0, "settled": 0.0}
        again = update(OUTBOX).where(self._free(number, now)).values(state="queued", due=now, **fresh)
        return self._done(again, number, now)

    def drop(self, number: int, reason: str, now: float) -> Verdict:
        """It is not to go out, for this reason; its content is erased. What may be out stays unknown."""
        entry = self._entry(number)
        verdict = _verdict(entry, now)
        if verdict != "done" or entry is None:
            return verdict
        if not entry.kept:
            return "erased"
        doubt = entry.state == "unknown" or entry.resent or entry.lease > 0
        state = "unknown" if doubt else "undeliverable"
        ended = {"state": state, "reason": f"dropped: {reason}", "body": None, "settled": now}
        return self._done(update(OUTBOX).where(self._free(number, now)).values(ended), number, now)

    def missed(self, chat: str) -> list[OutboxRow]:
        """Notices that did not reach this chat and are kept for it, oldest first."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.kind == "reply") & (_o.priority == NOTICE)
        kept = mine & _o.state.in_(FAILED) & _o.body.is_not(None)
        found = self._transaction.rows(select(OUTBOX).where(kept).order_by(_o.id))
        return [self._outbox.opened(row) for row in found]

    def passed_on(self, rows: Iterable[OutboxRow]) -> None:
        """What these notices say is told in another message."""
        ids = [row.id for row in rows]
        told = update(OUTBOX).where(_o.id.in_(ids)).values(body=None, reason=_o.reason + ", passed on")
        self._transaction.execute(told)

    def let_go(self, before: float) -> int:
        """What could not be delivered before this is not kept for its person any longer; how many."""
        old = _failed & _o.body.is_not(None) & (_o.settled < before)
        return self._transaction.execute(update(OUTBOX).where(old).values(body=None))

    def _free(self, number: int, now: float) -> ColumnElement[bool]:
        return (_o.id == number) & (_o.lease <= now) & _o.state.in_(("queued", *FAILED))

    def _done(self, change: Any, number: int, now: float) -> Verdict:
        if not self._transaction.execute(change):
            return "busy"
        lane = select(_o.lane).where(_o.id == number).scalar_subquery()
        behind = update(OUTBOX).where(_queued, _o.lane == lane, _o.lease <= now)
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
