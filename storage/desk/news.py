"""The cases that changed lately, by the custody log."""

from sqlalchemy import text
from sqlmodel import func, select

from storage.custody.directory import CHAINS
from storage.custody.links import LOG
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase
from storage.tables.custody import StoredLink
from storage.tables.desk import StoredCaseMark
from storage.waiting.deadlines import RunningDeadlines

OVERLAP = 3_000 << 20
"""Ids of three seconds: links of several servers may be committed in another order than that of their ids."""
MOST = 1_000
_QUIET = ("opened", "not-opened", "exported", "not-exported", "unmasked")
_l, _c, _m = StoredLink.__table__.c, StoredCase.__table__.c, StoredCaseMark.__table__.c


class News:
    """Reads which cases changed, in one transaction."""

    def __init__(self, transaction: Transaction, deadlines: RunningDeadlines) -> None:
        self._transaction = transaction
        self._deadlines = deadlines

    def newest(self) -> int:
        """Return the id of the newest link; 0 where there is none."""
        return int(self._transaction.rows(select(func.max(_l.id)))[0][0] or 0)

    def since(self, after: int) -> dict[int, str]:
        """Return the links after this one, and those of three seconds before: the case of each by its id.

        Links that change no case have an empty text.
        """
        wanted = select(_l.id, _l.chain, _l.event).where(_l.id > after - OVERLAP)
        rows = self._transaction.rows(wanted.order_by(_l.id.desc()).limit(MOST))
        quiet = (*CHAINS, LOG)
        return {row.id: "" if row.event in _QUIET or row.chain in quiet else str(row.chain) for row in rows}

    def come_back(self, after: float, now: float) -> dict[str, list[str]]:
        """Return the cases that were put off until a moment since `after` (seconds), by officer."""
        found: dict[str, list[str]] = {}
        back = select(_m.officer, _c.reference).join(StoredCase, _m.case_id == _c.id)
        # Worded whole, so that SQLite takes the partial index.
        back = back.where(text("case_marks.snoozed > 0"), _m.snoozed > after, _m.snoozed <= now)
        for officer, reference in self._transaction.rows(back.limit(MOST)):
            found.setdefault(officer, []).append(reference)
        return found

    def grown_old(self, after: float, now: float) -> list[str]:
        """Return the cases whose deadline ended since `after`."""
        over = self._deadlines.overdue
        ended = select(_c.reference).where(_c.id.in_(over(now)), _c.id.not_in(over(after)))
        return [*self._transaction.values(ended.limit(MOST))]

    def with_event(self, event: str, since: float, most: int) -> list[str]:
        """Return the cases with such an act since then (seconds), the newest act first."""
        wanted = select(_l.chain).where(_l.id > int(since * 1000) << 20, _l.event == event)
        found = self._transaction.rows(wanted.order_by(_l.id.desc()).limit(most))
        return [*dict.fromkeys(str(row.chain) for row in found)]
