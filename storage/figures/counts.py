"""Counts cases by what the server knows of them; nothing that was said is read."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from flows.core.statuses import CLOSED
from flows.figures.count import Counted, Taken
from flows.figures.dimensions import Cell
from storage.custody.links import REPORTER, SERVER
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase, StoredStatusChange
from storage.tables.custody import StoredLink
from storage.tables.figures import StoredCaseFacts
from storage.tables.life import StoredFeedback

_c, _s, _l = StoredCase.__table__.c, StoredStatusChange.__table__.c, StoredLink.__table__.c
_f, _h = StoredCaseFacts.__table__.c, StoredFeedback.__table__.c
OUTCOMES = ("identified", *(status for status in CLOSED if status != "withdrawn"))
"""The statuses that tell how a case came out, or that the institution has settled it."""
_SLACK = 3600.0
"""Seconds by which the moment in an id may differ from its row's time."""


class Counts:
    """Counts the cases of a period, from `start` until before `end`, in seconds since the epoch."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, start: float, end: float) -> Counted:
        """Return all counts of the cases that were filed in the period."""
        period = (_c.created >= start) & (_c.created < end)
        return Counted(
            cells=self._cells(period),
            taken=self._taken(period),
            suspects=self._suspects(start, end),
            erased=self._erased(start, end),
        )

    def first(self) -> float:
        """Return when the first case was filed, 0 where there is none."""
        return float(self._transaction.rows(select(func.min(_c.created)))[0][0] or 0.0)

    def _cells(self, period: ColumnElement[bool]) -> list[Cell]:
        known = (
            *(_c.category, _c.place, _f.country),
            *(_c.channel, _c.language, _c.anonymous, _c.urgent, _c.status.label("outcome")),
            *(_f.named_group, _h.helped),
        )
        query = select(*known, func.count().label("cases")).outerjoin_from(
            StoredCase, StoredCaseFacts, _f.reference == _c.reference
        )
        query = query.outerjoin(StoredFeedback, _h.case_id == _c.id)
        return [_cell(row) for row in self._transaction.rows(query.where(period).group_by(*known))]

    def _taken(self, period: ColumnElement[bool]) -> list[Taken]:
        looked = select(_l.chain, func.min(_l.time).label("looked")).join_from(
            StoredCase, StoredLink, _l.chain == _c.reference
        )
        acts = _l.actor.not_in((REPORTER, SERVER))
        first = looked.where(period, acts).group_by(_l.chain).subquery()
        changes = select(
            _s.reference,
            func.min(case((_s.status == "referred", _s.time))).label("referred"),
            func.min(case((_s.status.in_(OUTCOMES), _s.time))).label("ended"),
        ).join_from(StoredCase, StoredStatusChange, _s.reference == _c.reference)
        changed = changes.where(period).group_by(_s.reference).subquery()
        query = (
            select(_c.created, first.c.looked, changed.c.referred, changed.c.ended)
            .outerjoin_from(StoredCase, first, first.c.chain == _c.reference)
            .outerjoin(changed, changed.c.reference == _c.reference)
        )
        return [
            Taken(*(value or 0.0 for value in row)) for row in self._transaction.rows(query.where(period))
        ]

    def _suspects(self, start: float, end: float) -> dict[str, int]:
        """Return how many suspects have a new outcome in the period, by the last of each; from the log.

        The row of a suspect tells the present outcome alone, so that its period's count would change later.
        """
        acts = select(_l.chain, _l.purpose).where(_l.event == "suspect", _l.time >= start, _l.time < end)
        within = acts.where(_l.id >= _id(start - _SLACK), _l.id < _id(end + _SLACK)).order_by(_l.id)
        found = {
            (row.chain, row.purpose.partition(":")[0]): row.purpose.partition(":")[2]
            for row in self._transaction.rows(within)
        }
        return Counter(found.values())

    def _erased(self, start: float, end: float) -> int:
        """Return how many chains began in the period and end with an erasure: chains outlive their cases."""
        first = StoredLink.__table__.alias("first")
        gone = (first.c.chain == _l.chain) & (first.c.seq == 1) & (first.c.event == "received")
        query = select(func.count(_l.chain.distinct())).join_from(StoredLink, first, gone)
        within = (first.c.time >= start) & (first.c.time < end)
        rows: Sequence[Any] = self._transaction.rows(query.where(_l.event == "erasure", within))
        return int(rows[0][0])


def _id(moment: float) -> int:
    """Return the lowest id that is made at this moment."""
    return int(max(moment, 0.0) * 1000) << 20


def _cell(row: Any) -> Cell:  # Any: a row of `_cells`
    return Cell(
        category=row.category,
        place=row.place,
        country=row.country or "",
        channel=row.channel,
        language=row.language,
        named=not row.anonymous,
        urgent=bool(row.urgent),
        outcome=row.outcome,
        group=row.named_group or "",
        helped="" if row.helped is None else "yes" if row.helped else "no",
        count=row.cases,
    )
