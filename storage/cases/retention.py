"""Erases cases so that backups of them cannot be opened either, and keeps those on legal hold.

An erasure has two steps, of which the second cannot be lost. One transaction deletes the rows, adds the
erasure to the custody log, and lists what is left to destroy (erasure keys, files). After the commit
`Storage.shred` destroys those and shortens the list. If the server dies in between, the next `shred` goes on.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select

from flows.record import record
from storage.cases.custody import SERVER, Act, Custody
from storage.cases.evidence import EvidenceRows
from storage.cases.evidence_statements import SHRED
from storage.database.ids import Ids
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase, StoredEntry, StoredStatusChange
from storage.tables.custody import StoredShred

_c, _s = StoredCase.__table__.c, StoredStatusChange.__table__.c
_FEW = 500
BEFORE_REFERRAL = ("received", "examined", "withdrawn", "closed")
"""The statuses that a case can have although it was never handed to the police."""

_SETTLED = ("withdrawn", "closed")
_EVER_REFERRED = select(_s.id).where(_s.reference == _c.reference, _s.status.not_in(BEFORE_REFERRAL)).exists()


@record
class Fate:
    """The end of a case: kept `until` this moment (seconds since the epoch); None: not known yet.

    `referred`: the case was once handed to the police. A case on `hold` is never erased.
    """

    referred: bool
    hold: bool
    until: float | None


@record
class Shred:
    """An erasure key (0: none) and a file of evidence (empty: none) to destroy."""

    id: int
    erasure: int
    evidence: str


class Retention:
    """Finds and erases cases whose time is over, in one transaction.

    The outcome of a case decides how long the case is kept. The outcome is the status, with two exceptions: a
    case closed without a referral is `dismissed`, and a case withdrawn after a referral counts as `closed`.
    """

    def __init__(
        self, transaction: Transaction, *, custody: Custody, ids: Ids, evidence: EvidenceRows
    ) -> None:
        self._transaction = transaction
        self._custody = custody
        self._ids = ids
        self._evidence = evidence

    def expired(self, now: float, kept: Mapping[str, float], limit: int = _FEW) -> list[str]:
        """Return cases whose outcome is older than its time in `kept` (seconds by outcome), none of them on
        hold.
        """
        found: list[str] = []
        for outcome, seconds in kept.items():
            old = _stands_as(outcome) & (_c.updated < now - seconds) & _c.hold.is_(False)
            query = select(StoredCase.reference).where(old).order_by(_c.updated)
            found += self._transaction.values(query.limit(limit - len(found)))
        return found

    def fate(self, reference: str, kept: Mapping[str, float]) -> Fate | None:
        """Return how long a case is kept, given the seconds for each outcome; None for an unknown case."""
        columns = select(_c.status, _c.updated, _c.hold, _EVER_REFERRED.label("referred"))
        found = self._transaction.rows(columns.where(_c.reference == reference))
        if not found:
            return None
        case = found[0]
        seconds = kept.get(outcome(case.status, referred=bool(case.referred)))
        until = None if seconds is None or case.hold else case.updated + seconds
        return Fate(bool(case.referred), bool(case.hold), until)

    def erase(self, reference: str, act: Act, now: float) -> bool:
        """Erase a case except for its custody chain; return False if it is on hold or does not exist.

        `act` gives the actor and the purpose. Call `Storage.shred` after the commit.
        """
        found = self._transaction.rows(select(_c.erasure, _c.hold).where(_c.reference == reference))
        if not found or found[0].hold:
            return False
        self._transaction.erases = True
        self._evidence.erase(reference)
        self._transaction.write(SHRED, SHRED.row(id=self._ids.next(), erasure=found[0].erasure, evidence=""))
        for table in (StoredEntry, StoredStatusChange, StoredCase):
            self._transaction.execute(delete(table).where(col(table.reference) == reference))
        self._custody.add(reference, now, Act("erasure", act.actor, act.purpose))
        return True

    def hold(self, reference: str, on: bool, act: Act, now: float) -> bool:
        """Set or lift a legal hold, which prevents erasure; return False if there is no such case.

        The custody log keeps the act's purpose, which is a code: a file number, never a story.
        """
        changed = update(StoredCase).where(_c.reference == reference).values(hold=on)
        if not self._transaction.execute(changed):
            return False
        purpose = ":".join(filter(None, ("on" if on else "off", act.purpose)))
        self._custody.add(reference, now, Act("hold", act.actor, purpose))
        return True

    def forget_closed_addresses(self, before: float, closed: tuple[str, ...], now: float) -> int:
        """Forget the chats of cases closed before this, whose notices went out long ago; return the number of
        cases.
        """
        old = _c.status.in_(closed) & (_c.updated < before) & _c.address.is_not(None)
        found = self._transaction.values(select(StoredCase.reference).where(old).limit(_FEW))
        these = update(StoredCase).where(_c.reference.in_(found))
        self._transaction.execute(these.values(chat=None, address=None))
        for reference in found:
            self._custody.add(reference, now, Act("forgotten", SERVER, "address"))
        return len(found)

    def shreds(self) -> list[Shred]:
        """Return everything that is left to destroy."""
        query = select(StoredShred).order_by(col(StoredShred.id))
        return [Shred(row.id, row.erasure, row.evidence) for row in self._transaction.found(query)]

    def shredded(self, done: list[Shred]) -> None:
        """Take these from the list: they are destroyed."""
        ids = [shred.id for shred in done]
        self._transaction.execute(delete(StoredShred).where(col(StoredShred.id).in_(ids)))


def outcome(status: str, *, referred: bool) -> str:
    """Return the outcome of a case with this status."""
    if status == "closed" and not referred:
        return "dismissed"
    return "closed" if status == "withdrawn" and referred else status


def _stands_as(name: str) -> ColumnElement[bool]:
    """Return the condition for cases with this outcome."""
    if name == "dismissed":
        return (_c.status == "closed") & ~_EVER_REFERRED
    if name == "withdrawn":
        return (_c.status == name) & ~_EVER_REFERRED
    if name == "closed":
        return _c.status.in_(_SETTLED) & _EVER_REFERRED
    return _c.status == name


AUTOMATIC = Act("erasure", SERVER, "retention")
"""The act of an erasure whose time had come."""
