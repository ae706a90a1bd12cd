"""Letting go of cases: erasure that reaches into every backup, and what beats it.

An erasure is two steps, of which the second cannot be lost. In one transaction the rows go, the custody
log says so, and what is left to destroy (erasure keys, files) is written down; after the commit `shred`
destroys it and crosses it off. A crash in between leaves the list, and the next `shred` goes on.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, delete, select, update

from flows.record import record
from storage.cases.custody import SERVER, Act, Custody
from storage.cases.evidence import EvidenceRows
from storage.cases.evidence_statements import SHRED
from storage.database.ids import Ids
from storage.database.transaction import Transaction
from storage.tables.cases import CASES, ENTRIES, STATUS_CHANGES
from storage.tables.custody import SHREDS

_c, _s = CASES.c, STATUS_CHANGES.c
_FEW = 500
BEFORE_REFERRAL = ("received", "examined", "withdrawn", "closed")
"""Statuses that a case can have without ever having been handed to the police."""

_SETTLED = ("withdrawn", "closed")
_EVER_REFERRED = select(_s.id).where(_s.reference == _c.reference, _s.status.not_in(BEFORE_REFERRAL)).exists()


@record
class Fate:
    """What becomes of a case: `until` when it is kept (seconds since the epoch; None: nobody can say yet).

    `referred`: it was handed to the police once, whatever came after. `hold` beats everything.
    """

    referred: bool
    hold: bool
    until: float | None


@record
class Shred:
    """To be destroyed: an erasure key (0: none) and a file of evidence (empty: none)."""

    id: int
    erasure: int
    evidence: str


class Retention:
    """What may go, as one transaction sees it.

    How long a case is kept goes by its outcome: its status, but for two. A case that was closed without ever
    having been referred is `dismissed`; one that its reporter withdrew after that is as good as `closed`.
    """

    def __init__(
        self, transaction: Transaction, custody: Custody, ids: Ids, evidence: EvidenceRows
    ) -> None:  # what it is made of
        self._transaction = transaction
        self._custody = custody
        self._ids = ids
        self._evidence = evidence

    def expired(self, now: float, kept: Mapping[str, float], limit: int = _FEW) -> list[str]:
        """Cases whose outcome is among these and has stood for longer (seconds); never those on hold."""
        found: list[str] = []
        for outcome, seconds in kept.items():
            old = _stands_as(outcome) & (_c.updated < now - seconds) & _c.hold.is_(False)
            query = select(_c.reference).where(old).order_by(_c.updated).limit(limit - len(found))
            found += [row[0] for row in self._transaction.rows(query)]
        return found

    def fate(self, reference: str, kept: Mapping[str, float]) -> Fate | None:
        """What becomes of a case where outcomes are kept so long (seconds); None where there is none."""
        columns = select(_c.status, _c.updated, _c.hold, _EVER_REFERRED.label("referred"))
        found = self._transaction.rows(columns.where(_c.reference == reference))
        if not found:
            return None
        case = found[0]
        seconds = kept.get(outcome(case.status, referred=bool(case.referred)))
        until = None if seconds is None or case.hold else case.updated + seconds
        return Fate(bool(case.referred), bool(case.hold), until)

    def erase(self, reference: str, act: Act, now: float) -> bool:
        """Nothing of the case stays but its custody chain; False where it is on hold, or not there.

        `act` says who and what for. Call `Storage.shred` after the commit.
        """
        found = self._transaction.rows(select(_c.erasure, _c.hold).where(_c.reference == reference))
        if not found or found[0].hold:
            return False
        self._evidence.erase(reference)
        self._transaction.write(SHRED, (self._ids.next(), found[0].erasure, ""))
        for table in (ENTRIES, STATUS_CHANGES, CASES):
            self._transaction.execute(delete(table).where(table.c.reference == reference))
        self._custody.add(reference, now, Act("erasure", act.actor, act.purpose))
        return True

    def hold(self, reference: str, on: bool, act: Act, now: float) -> bool:
        """A legal hold, which beats erasure until it is lifted; False where there is no such case.

        The custody log keeps the purpose, which is a code: a file number, never a story.
        """
        changed = update(CASES).where(_c.reference == reference).values(hold=on)
        if not self._transaction.execute(changed):
            return False
        purpose = ":".join(filter(None, ("on" if on else "off", act.purpose)))
        self._custody.add(reference, now, Act("hold", act.actor, purpose))
        return True

    def forget_closed_addresses(self, before: float, closed: tuple[str, ...], now: float) -> int:
        """Closed before this, with their notices long out: their chats are known no longer; how many."""
        old = _c.status.in_(closed) & (_c.updated < before) & _c.address.is_not(None)
        found = [row[0] for row in self._transaction.rows(select(_c.reference).where(old).limit(_FEW))]
        self._transaction.execute(
            update(CASES).where(_c.reference.in_(found)).values(chat=None, address=None)
        )
        for reference in found:
            self._custody.add(reference, now, Act("forgotten", SERVER, "address"))
        return len(found)

    def shreds(self) -> list[Shred]:
        """What is left to destroy."""
        return [Shred(*row) for row in self._transaction.rows(select(SHREDS).order_by(SHREDS.c.id))]

    def shredded(self, done: list[Shred]) -> None:
        """These are destroyed."""
        self._transaction.execute(delete(SHREDS).where(SHREDS.c.id.in_([shred.id for shred in done])))


def outcome(status: str, *, referred: bool) -> str:
    """What a status amounts to, for how long the case is kept."""
    if status == "closed" and not referred:
        return "dismissed"
    return "closed" if status == "withdrawn" and referred else status


def _stands_as(name: str) -> ColumnElement[bool]:
    """The same, as a condition."""
    if name == "dismissed":
        return (_c.status == "closed") & ~_EVER_REFERRED
    if name == "withdrawn":
        return (_c.status == name) & ~_EVER_REFERRED
    if name == "closed":
        return _c.status.in_(_SETTLED) & _EVER_REFERRED
    return _c.status == name


AUTOMATIC = Act("erasure", SERVER, "retention")
"""An erasure because its time had come."""
