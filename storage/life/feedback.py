"""The one question to a reporter whose case was closed: did this help?"""

from sqlalchemy import delete, select, update
from sqlalchemy import text as sql

from flows.record import record
from storage.custody.links import REPORTER, Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.tables.life import StoredFeedback

_f = StoredFeedback.__table__.c
_ASK = sql(
    "INSERT INTO feedback (case_id, asked, helped, time) VALUES (:case_id, :now, NULL, 0) "
    "ON CONFLICT (case_id) DO NOTHING"
)


@record
class Feedback:
    """When the question was asked, and the answer; `helped` is None, and `time` 0, until there is one."""

    asked: float
    helped: bool | None
    time: float


class FeedbackRows:
    """Reads and changes what reporters say of their cases in one transaction."""

    def __init__(self, transaction: Transaction, custody: Custody) -> None:
        self._transaction = transaction
        self._custody = custody

    def of(self, case_id: int) -> Feedback | None:
        """Return what is known of a case; None where the question was never asked."""
        found = self._transaction.rows(select(_f.asked, _f.helped, _f.time).where(_f.case_id == case_id))
        return Feedback(*found[0]) if found else None

    def ask(self, case_id: int, now: float) -> bool:
        """Record that the reporter is asked now; return False where this was done before."""
        return self._transaction.execute(_ASK.bindparams(case_id=case_id, now=now)) > 0

    def answer(self, case_id: int, reference: str, now: float, *, helped: bool) -> bool:
        """Record the answer; return False where none is awaited."""
        row = update(StoredFeedback).where(_f.case_id == case_id, _f.helped.is_(None))
        if not self._transaction.execute(row.values(helped=helped, time=now)):
            return False
        self._custody.add(reference, now, Act("feedback", REPORTER, "yes" if helped else "no"))
        return True

    def forget(self, case_id: int) -> None:
        """Delete what is known of a case, with the case."""
        self._transaction.execute(delete(StoredFeedback).where(_f.case_id == case_id))
