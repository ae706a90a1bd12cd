"""The work on cases: to whom a case is assigned, and whether a question or an answer waits."""

from sqlalchemy import delete, func, select, text

from flows.record import record
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.statements import Write, changing
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.tables.cases import StoredCase
from storage.tables.desk import StoredCaseMark, StoredCaseWork
from storage.tables.waiting import StoredPersonWait, StoredReminder
from storage.waiting import persons

_c, _w = StoredCase.__table__.c, StoredCaseWork.__table__.c


def _set(values: str, update: str) -> Write[...]:
    """Return the statement that makes a case's row with these values, or updates the row that there is."""
    columns = "case_id, assigned, asked, answered, reminders, reminded, looked, service, handed"
    insert = f"INSERT INTO case_work ({columns}) VALUES (:case_id, {values}) "  # noqa: S608  # constants
    return changing(text(f"{insert}ON CONFLICT (case_id) DO UPDATE SET {update}"), order=6)


_ASKED = _set("'', :now, 0, 0, 0, 0, '', 0", "asked = excluded.asked, answered = 0")
_ASSIGN = _set(":officer, 0, 0, 0, 0, 0, '', 0", "assigned = excluded.assigned")
_REMINDED = _set(
    "'', 0, 0, 1, :now, 0, '', 0", "reminders = case_work.reminders + 1, reminded = excluded.reminded"
)
_LOOKED = _set(
    "'', 0, 0, 0, 0, :now, '', 0",
    "looked = CASE WHEN case_work.looked > 0 THEN case_work.looked ELSE :now END",
)
_HANDED = _set("'', 0, 0, 0, 0, 0, :service, :now", "service = excluded.service, handed = excluded.handed")
_RETURNED = changing(text("UPDATE case_work SET service = '', handed = 0 WHERE case_id = :case_id"), order=6)
_ACTED = changing(text("UPDATE case_work SET answered = 0 WHERE case_id = :case_id"), order=6)
_ENDED = changing(text("UPDATE case_work SET asked = 0, answered = 0 WHERE case_id = :case_id"), order=6)
_ANSWERED = changing(
    text("UPDATE case_work SET asked = 0, answered = :now WHERE case_id = :case_id AND asked > 0"), order=6
)


@record
class Untaken:
    """An urgent case that nobody has taken; so many reminders, the last one then (0: never)."""

    id: int
    reference: str
    category: str
    created: float
    reminders: int
    reminded: float


class Work:
    """Reads and changes the work on cases in one transaction."""

    def __init__(self, transaction: Transaction, custody: Custody) -> None:
        self._transaction = transaction
        self._custody = custody

    def acted(self, case_id: int, now: float, *, note: bool, ended: bool) -> None:
        """Record that an officer has changed a case: with a `note` the reporter's answer is awaited."""
        if ended:
            self._transaction.write(_ENDED, _ENDED.row(case_id=case_id))
            self._transaction.write(persons.ENDED, persons.ENDED.row(case_id=case_id))
        elif note:
            self._transaction.write(_ASKED, _ASKED.row(case_id=case_id, now=now))
            self._transaction.write(persons.WRITTEN, persons.WRITTEN.row(case_id=case_id, now=now))
        else:
            self._transaction.write(_ACTED, _ACTED.row(case_id=case_id))

    def look(self, case_id: int, now: float) -> None:
        """Record that an officer has opened a case or acted on it; only the first time counts."""
        self._transaction.write(_LOOKED, _LOOKED.row(case_id=case_id, now=now))

    def looked(self, case_id: int) -> float:
        """Return when an officer first opened a case or acted on it; 0: none has."""
        found = self._transaction.rows(select(_w.looked).where(_w.case_id == case_id))
        return float(found[0][0]) if found else 0.0

    def answered(self, case_id: int, now: float) -> None:
        """Record that the reporter has added to a case: an answer, if a question waits for one."""
        self._transaction.write(_ANSWERED, _ANSWERED.row(case_id=case_id, now=now))

    def assigned(self, reference: str) -> str:
        """Return the officer to whom a case is assigned, or an empty text."""
        query = select(_w.assigned).join(StoredCase, _c.id == _w.case_id).where(_c.reference == reference)
        found = self._transaction.rows(query)
        return str(found[0][0]) if found else ""

    def assign(self, reference: str, officer: str, by: str, now: float) -> None:
        """Assign a case to an officer, or to nobody (empty). Raises UnknownCase."""
        found = self._transaction.rows(select(_c.id).where(_c.reference == reference))
        if not found:
            raise UnknownCase
        self._transaction.write(_ASSIGN, _ASSIGN.row(case_id=found[0][0], officer=officer))
        self.look(found[0][0], now)
        self._custody.add(reference, now, Act("assigned", by, officer))

    def hand_over(self, case_id: int, reference: str, act: Act, now: float) -> None:
        """Record that a service (the act's purpose) has the case from now on."""
        self._transaction.write(_HANDED, _HANDED.row(case_id=case_id, service=act.purpose, now=now))
        self._custody.add(reference, now, act)

    def returned(self, case_id: int) -> None:
        """Record that no service has the case any more."""
        self._transaction.write(_RETURNED, _RETURNED.row(case_id=case_id))

    def take(self, reference: str, officer: str, now: float) -> str:
        """Assign a case that nobody has to this officer; return who has it. Raises UnknownCase."""
        self._custody.lock()  # of two officers at once, one waits here and finds the other
        holder = self.assigned(reference)
        if not holder:
            self.assign(reference, officer, officer, now)
        return holder or officer

    def untaken(self, before: float, limit: int) -> list[Untaken]:
        """Return the urgent cases filed before that nobody has taken or acted on, the oldest first."""
        told = (func.coalesce(_w.reminders, 0), func.coalesce(_w.reminded, 0.0))
        query = (
            select(_c.id, _c.reference, _c.category, _c.created, *told)
            .join_from(StoredCase, StoredCaseWork, _w.case_id == _c.id, isouter=True)
            .where(_c.open.is_(True), _c.urgent.is_(True), _c.status == "received", _c.created < before)
            .where(func.coalesce(_w.assigned, "") == "")
            .order_by(_c.id)
            .limit(limit)
        )
        return [Untaken(*row) for row in self._transaction.rows(query)]

    def remind(self, case_id: int, now: float) -> None:
        """Record that officers were told once more that nobody has taken a case."""
        self._transaction.write(_REMINDED, _REMINDED.row(case_id=case_id, now=now))

    def release(self, officer: str, by: str, now: float) -> None:
        """Assign every open case of an officer to nobody."""
        query = select(_c.reference).join(StoredCaseWork, _c.id == _w.case_id)
        for row in self._transaction.rows(query.where(_w.assigned == officer, _c.open.is_(True))):
            self.assign(row[0], "", by, now)

    def forget(self, case_id: int) -> None:
        """Delete the work on a case, every officer's marks and what waits, with the case."""
        for table in (StoredCaseWork, StoredCaseMark, StoredReminder, StoredPersonWait):
            self._transaction.execute(delete(table).where(table.__table__.c.case_id == case_id))
