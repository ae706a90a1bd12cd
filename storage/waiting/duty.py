"""The word of officers to be on duty, or not."""

from sqlalchemy import select

from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.tables.waiting import StoredDuty

_d = StoredDuty.__table__.c
_SAY = upserting(StoredDuty, order=5)


class DutyWords:
    """Reads and changes what officers said of their duty, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def say(self, officer: str, until: float, *, present: bool) -> None:
        """Record that an officer is on duty until then, or is not."""
        self._transaction.write(_SAY, _SAY.row(officer=officer, present=present, until=until))

    def said(self, now: float) -> dict[str, tuple[bool, float]]:
        """Return the words that still hold, by officer: whether they are on duty, and until when."""
        rows = self._transaction.rows(select(_d.officer, _d.present, _d.until).where(_d.until > now))
        return {row.officer: (bool(row.present), row.until) for row in rows}
