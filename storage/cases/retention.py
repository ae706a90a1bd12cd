"""Erases cases so that backups of them cannot be opened either, and keeps those on legal hold.

An erasure has two steps, of which the second cannot be lost. One transaction deletes the rows, adds the
erasure to the custody log, and lists what is left to destroy (erasure keys, files). After the commit
`Storage.shred` destroys those and shortens the list. If the server dies in between, the next `shred` goes on.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select

from flows.core.statuses import ACTED, ENDED, STATUS, outcome
from flows.record import record
from storage.campaigns.membership import Membership
from storage.cases.evidence import EvidenceRows
from storage.cases.work import Work
from storage.custody.links import SERVER, Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.life.feedback import FeedbackRows
from storage.life.suspects import Suspects
from storage.tables.cases import StoredCase, StoredEntry, StoredStatusChange
from storage.tables.custody import StoredShred
from storage.tables.desk import StoredCaseHeaders, StoredCaseNote
from storage.tables.figures import StoredCaseFacts

_c, _s = StoredCase.__table__.c, StoredStatusChange.__table__.c
_FEW = 500
_EVER_REFERRED = select(_s.id).where(_s.reference == _c.reference, _s.status.in_(ACTED)).exists()


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

    The outcome of a case decides how long the case is kept. The table of statuses says which outcome that is.
    """

    def __init__(self, transaction: Transaction, *, custody: Custody, evidence: EvidenceRows) -> None:
        self._transaction = transaction
        self._custody = custody
        self._evidence = evidence

    def expired(self, now: float, kept: Mapping[str, float], limit: int = _FEW) -> list[str]:
        """Return cases whose outcome is older than its time in `kept` (seconds by outcome), none of them on
        hold, where the custody log agrees; none at all if a link of the log is missing.
        """
        found: list[str] = []
        for name, seconds in kept.items():
            old = _stands_as(name) & (_c.updated < now - seconds) & _c.hold.is_(False)
            query = select(StoredCase.reference).where(old).order_by(_c.updated)
            found += self._transaction.values(query.limit(limit - len(found)))
        if not found or not self._custody.whole():
            return []
        return [reference for reference in found if self._due(reference, now, kept)]

    def _due(self, reference: str, now: float, kept: Mapping[str, float]) -> bool:
        """Return whether the time of the case is over by its chain, which the row may not contradict."""
        told = self._custody.told(reference)
        seconds = kept.get(outcome(told.status, referred=told.referred))
        return told.whole and not told.hold and seconds is not None and told.updated < now - seconds

    def fate(self, reference: str, kept: Mapping[str, float]) -> Fate | None:
        """Return how long a case is kept, given the seconds for each outcome; None for an unknown case.

        A case whose chain was changed counts as held, for nobody can tell whether it is.
        """
        columns = select(_c.status, _c.updated, _c.hold, _EVER_REFERRED.label("referred"))
        found = self._transaction.rows(columns.where(_c.reference == reference))
        if not found:
            return None
        case, told = found[0], self._custody.told(reference)
        hold = bool(case.hold) or told.hold or not told.whole
        referred = bool(case.referred) or told.referred
        seconds = kept.get(outcome(told.status, referred=referred))
        until = None if seconds is None or hold else told.updated + seconds
        return Fate(referred, hold, until)

    def erase(self, reference: str, act: Act, now: float) -> bool:
        """Erase a case except for its custody chain; return False if it does not exist, is on hold by its row
        or its chain, or has a chain that was changed.

        `act` gives the actor and the purpose. Call `Storage.shred` after the commit.
        """
        self._custody.lock()  # who holds or changes the case at the same time is waited for, and seen
        found = self._transaction.rows(select(_c.id, _c.erasure, _c.hold).where(_c.reference == reference))
        told = self._custody.told(reference)
        if not found or found[0].hold or told.hold or not told.whole:
            return False
        self._transaction.erases = True
        self._evidence.erase(reference)
        self._evidence.shred(found[0].erasure, "")
        Membership(self._transaction).forget(reference)
        Work(self._transaction, self._custody).forget(found[0].id)
        Suspects(self._transaction, self._custody).forget(reference)
        FeedbackRows(self._transaction, self._custody).forget(found[0].id)
        for table in (
            *(StoredEntry, StoredStatusChange, StoredCaseNote),
            *(StoredCaseHeaders, StoredCaseFacts, StoredCase),
        ):
            self._transaction.execute(delete(table).where(col(table.reference) == reference))
        self._custody.add(reference, now, Act("erasure", act.actor, act.purpose))
        return True

    def hold(self, reference: str, on: bool, act: Act, now: float) -> bool:
        """Set or lift a legal hold, which prevents erasure; return False if there is no such case.

        The custody log keeps the act's purpose, which is a code: a file number, never a story.
        """
        self._custody.lock()
        changed = update(StoredCase).where(_c.reference == reference).values(hold=on)
        if not self._transaction.execute(changed):
            return False
        purpose = ":".join(filter(None, ("on" if on else "off", act.purpose)))
        self._custody.add(reference, now, Act("hold", act.actor, purpose))
        return True

    def forget_closed_addresses(self, before: float, now: float) -> int:
        """Forget the chats of cases that ended before this, whose notices went out long ago; return how
        many they are.
        """
        old = _c.status.in_(ENDED) & (_c.updated < before) & _c.address.is_not(None)
        found = self._transaction.values(select(StoredCase.reference).where(old).limit(_FEW))
        these = update(StoredCase).where(_c.reference.in_(found))
        self._transaction.execute(these.values(chat=None, address=None))
        for reference in found:
            self._custody.add(reference, now, Act("forgotten", SERVER, "address"))
        return len(found)

    def shreds(self) -> list[Shred]:
        """Return everything that is left to destroy; rows that this server did not write destroy nothing."""
        rows = self._transaction.found(select(StoredShred).order_by(col(StoredShred.id)))
        ours = (row for row in rows if row.seal == self._evidence.seal(row.erasure, row.evidence))
        return [Shred(row.id, row.erasure, row.evidence) for row in ours]

    def shredded(self, done: list[Shred]) -> None:
        """Take these from the list: they are destroyed."""
        ids = [shred.id for shred in done]
        self._transaction.execute(delete(StoredShred).where(col(StoredShred.id).in_(ids)))


def _stands_as(name: str) -> ColumnElement[bool]:
    """Return the condition for cases with this outcome, with and without a referral."""
    after = [status for status in STATUS if outcome(status, referred=True) == name]
    never = [status for status in STATUS if outcome(status, referred=False) == name]
    return (_c.status.in_(after) & _EVER_REFERRED) | (_c.status.in_(never) & ~_EVER_REFERRED)


AUTOMATIC = Act("erasure", SERVER, "retention")
"""The act of an erasure whose time had come."""
