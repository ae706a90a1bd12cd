"""The suspects of a case: a number and an outcome each, never a name."""

from sqlalchemy import delete, func, select
from sqlalchemy import text as sql

from flows.core.statuses import SUSPECT_OUTCOMES
from flows.record import record
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.tables.cases import StoredCase
from storage.tables.life import StoredSuspect

MOST = 99
"""Suspects of one case."""
_SET = sql(
    "INSERT INTO suspects (reference, number, outcome, officer, time) "
    "VALUES (:reference, :number, :outcome, :officer, :time) ON CONFLICT (reference, number) "
    "DO UPDATE SET outcome = excluded.outcome, officer = excluded.officer, time = excluded.time"
)
_s, _c = StoredSuspect.__table__.c, StoredCase.__table__.c


@record
class Suspect:
    """A suspect by number, with the last outcome, the officer who recorded it (an id), and when."""

    number: int
    outcome: str
    officer: str
    time: float


class Suspects:
    """Reads and changes suspects in one transaction; each change is an act in the custody log."""

    def __init__(self, transaction: Transaction, custody: Custody) -> None:
        self._transaction = transaction
        self._custody = custody

    def of(self, reference: str) -> list[Suspect]:
        """Return the suspects of a case, by number."""
        query = select(_s.number, _s.outcome, _s.officer, _s.time).where(_s.reference == reference)
        return [Suspect(*row) for row in self._transaction.rows(query.order_by(_s.number))]

    def set(self, reference: str, number: int, outcome: str, officer: str, now: float) -> int:
        """Record the outcome of a suspect, or of a new one with the number 0; return the number.

        Raises UnknownCase, and ValueError for an outcome or a number that there is not.
        """
        if not self._transaction.rows(select(_c.id).where(_c.reference == reference)):
            raise UnknownCase
        self._custody.lock()  # of two officers who count at once, the second finds the number of the first
        known = self.of(reference)
        if (
            outcome not in SUSPECT_OUTCOMES
            or not 0 <= number <= len(known)
            or (not number and len(known) >= MOST)
        ):
            raise ValueError("no such suspect or outcome")
        place = number or len(known) + 1
        values = {"outcome": outcome, "officer": officer, "time": now}
        self._transaction.execute(_SET.bindparams(reference=reference, number=place, **values))
        self._custody.add(reference, now, Act("suspect", officer, f"{place}:{outcome}"))
        return place

    def counts(self, since: float, until: float) -> dict[str, int]:
        """Return the number of suspects whose last outcome was recorded in a period, by outcome."""
        query = select(_s.outcome, func.count()).where(_s.time >= since, _s.time < until)
        return {row[0]: int(row[1]) for row in self._transaction.rows(query.group_by(_s.outcome))}

    def forget(self, reference: str) -> None:
        """Delete the suspects of a case, with the case."""
        self._transaction.execute(delete(StoredSuspect).where(_s.reference == reference))
