"""Officers' own marks on cases: seen, put off, looked at."""

from sqlalchemy import text
from sqlmodel import select

from storage.database.statements import changing
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase
from storage.tables.desk import StoredCaseMark

LOOKING_SECONDS = 120.0
"""A case counts as looked at for so many seconds after the officer's page said so."""
_c, _m = StoredCase.__table__.c, StoredCaseMark.__table__.c
_MARK = (
    "INSERT INTO case_marks (officer, case_id, seen, snoozed, looking) "
    "VALUES (:officer, :case_id, :seen, :snoozed, :looking) ON CONFLICT (officer, case_id) DO UPDATE SET "
)
_SEEN = changing(text(f"{_MARK} seen = excluded.seen, looking = excluded.looking"), order=6)
_SNOOZED = changing(text(f"{_MARK} seen = excluded.seen, snoozed = excluded.snoozed, looking = 0"), order=6)


class Marks:
    """Reads and changes marks in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def see(self, officer: str, case_id: int, now: float) -> None:
        """Mark a case as read, and as the one that the officer looks at for a while."""
        self._leave(officer, case_id)
        until = now + LOOKING_SECONDS
        row = _SEEN.row(officer=officer, case_id=case_id, seen=now, snoozed=0.0, looking=until)
        self._transaction.write(_SEEN, row)

    def snooze(self, officer: str, case_id: int, until: float, now: float) -> None:
        """Put a case off: until then, or until it changes, it stands in none of the officer's lists."""
        row = _SNOOZED.row(officer=officer, case_id=case_id, seen=now, snoozed=until, looking=0.0)
        self._transaction.write(_SNOOZED, row)

    def watching(self, now: float) -> dict[str, tuple[str, ...]]:
        """Return the officers who look at a case just now, by the case's reference."""
        query = select(_c.reference, _m.officer).join(StoredCaseMark, _m.case_id == _c.id)
        found: dict[str, tuple[str, ...]] = {}
        for reference, officer in self._transaction.rows(query.where(_m.looking > now)):
            found[reference] = (*found.get(reference, ()), officer)
        return found

    def _leave(self, officer: str, case_id: int) -> None:
        """End the officer's looking at every case but this one."""
        looking = (_m.officer == officer) & (_m.looking > 0) & (_m.case_id != case_id)
        self._transaction.execute(StoredCaseMark.__table__.update().where(looking).values(looking=0.0))
