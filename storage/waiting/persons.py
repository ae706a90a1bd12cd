"""Reporters who asked for a person: since when they wait, and whom nobody has answered in time."""

from sqlalchemy import ColumnElement, TextClause, select, text, update

from flows.record import record
from storage.database.statements import changing
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase
from storage.tables.waiting import StoredPersonWait

_c, _p = StoredCase.__table__.c, StoredPersonWait.__table__.c
_COLUMNS = "case_id, since, until, lapsed, spoke"
_ASKED = text(
    f"INSERT INTO person_waits ({_COLUMNS}) VALUES (:case_id, :now, :until, 0, 0) "  # noqa: S608  # constants
    "ON CONFLICT (case_id) DO UPDATE SET since = excluded.since, until = excluded.until, lapsed = 0 "
    "WHERE person_waits.since = 0"
)
WRITTEN = changing(
    text("UPDATE person_waits SET since = 0, until = 0, lapsed = 0, spoke = :now WHERE case_id = :case_id"),
    order=6,
)
"""An officer has written to the person."""
ENDED = changing(
    text("UPDATE person_waits SET since = 0, until = 0, lapsed = 0, spoke = 0 WHERE case_id = :case_id"),
    order=6,
)
"""The case was closed, or the conversation is over."""


@record
class PersonWait:
    """A person who waits, `since` then; `until` is when somebody was to have answered."""

    case_id: int
    reference: str
    since: float
    until: float


class Persons:
    """Reads and changes who waits for a person, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def ask(self, case_id: int, now: float, until: float) -> bool:
        """Let the reporter of a case wait from now on; return False if they wait already."""
        values = {"case_id": case_id, "now": now, "until": until}
        return self._transaction.execute(_ASKED.bindparams(**values)) > 0

    def waits(self, case_id: int) -> PersonWait | None:
        """Return the wait of a case's reporter, or None."""
        found = self._found(_p.case_id == case_id, _p.since > 0)
        return found[0] if found else None

    def waiting(self) -> list[PersonWait]:
        """Return all who wait, who has waited longest first."""
        return sorted(self._found(text("person_waits.since > 0")), key=lambda one: one.since)

    def talks(self, case_id: int, after: float) -> bool:
        """Return whether an officer wrote to the person since then, who has not gone on to wait."""
        return bool(self._found(_p.case_id == case_id, _p.since == 0, _p.spoke >= after))

    def late(self, now: float) -> list[PersonWait]:
        """Return those whom nobody has answered in time and who were not told so."""
        return self._found(text("person_waits.since > 0"), _p.until <= now, _p.lapsed == 0)

    def lapse(self, wait: PersonWait, now: float) -> bool:
        """Record that a person is told that nobody came in time; return False if that is recorded already."""
        same = (_p.case_id == wait.case_id) & (_p.since == wait.since) & (_p.lapsed == 0)
        return self._transaction.execute(update(StoredPersonWait).where(same).values(lapsed=now)) > 0

    def end(self, case_id: int) -> None:
        """End the conversation."""
        self._transaction.write(ENDED, ENDED.row(case_id=case_id))

    def _found(self, *conditions: ColumnElement[bool] | TextClause) -> list[PersonWait]:
        query = select(_p.case_id, _c.reference, _p.since, _p.until).join(StoredCase, _c.id == _p.case_id)
        rows = self._transaction.rows(query.where(*conditions).order_by(_p.case_id))
        return [PersonWait(*row) for row in rows]
