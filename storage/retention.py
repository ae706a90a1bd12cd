"""Letting go of cases: erasure that reaches into every backup, and what beats it.

An erasure is two steps, of which the second cannot be lost. In one transaction the rows go, the custody
log says so, and what is left to destroy (erasure keys, files) is written down; after the commit `shred`
destroys it and crosses it off. A crash in between leaves the list, and the next `shred` goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.custody import SERVER, Act, Custody
from storage.custody_tables import SHREDS
from storage.evidence import SHRED
from storage.ids import Ids
from storage.tables import CASES, ENTRIES, EVIDENCE, STATUS_CHANGES
from storage.transaction import Transaction

_c = CASES.c
_FEW = 500


@dataclass(frozen=True, slots=True)
class Shred:
    """To be destroyed: an erasure key (0: none) and a file of evidence (empty: none)."""

    id: int
    erasure: int
    evidence: str


class Retention:
    """What may go, as one transaction sees it."""

    def __init__(self, transaction: Transaction, custody: Custody, ids: Ids) -> None:
        self._transaction = transaction
        self._custody = custody
        self._ids = ids

    def expired(self, now: float, kept: Mapping[str, float], limit: int = _FEW) -> list[str]:
        """Cases whose status is among these and has stood for longer (seconds); never those on hold."""
        found: list[str] = []
        for status, seconds in kept.items():
            old = (_c.status == status) & (_c.updated < now - seconds) & _c.hold.is_(False)
            query = select(_c.reference).where(old).order_by(_c.updated).limit(limit - len(found))
            found += [row[0] for row in self._transaction.rows(query)]
        return found

    def erase(self, reference: str, act: Act, now: float) -> bool:
        """Nothing of the case stays but its custody chain; False where it is on hold, or not there.

        `act` says who and what for. Call `Shelf.shred` after the commit.
        """
        found = self._transaction.rows(select(_c.erasure, _c.hold).where(_c.reference == reference))
        if not found or found[0].hold:
            return False
        self._list(reference, found[0].erasure)
        for table in (ENTRIES, EVIDENCE, STATUS_CHANGES, CASES):
            self._transaction.execute(delete(table).where(table.c.reference == reference))
        self._custody.add(reference, now, Act("erasure", act.actor, act.purpose))
        return True

    def hold(self, reference: str, on: bool, act: Act, now: float) -> bool:
        """A legal hold, which beats erasure until it is lifted; False where there is no such case."""
        changed = update(CASES).where(_c.reference == reference).values(hold=on)
        if not self._transaction.execute(changed):
            return False
        self._custody.add(reference, now, Act("hold", act.actor, "on" if on else "off"))
        return True

    def forget_closed_addresses(self, before: float, closed: tuple[str, ...]) -> int:
        """Closed before this, with their notices long out: their chats are known no longer; how many."""
        old = _c.status.in_(closed) & (_c.updated < before) & _c.address.is_not(None)
        return self._transaction.execute(update(CASES).where(old).values(chat=None, address=None))

    def shreds(self) -> list[Shred]:
        """What is left to destroy."""
        return [Shred(*row) for row in self._transaction.rows(select(SHREDS).order_by(SHREDS.c.id))]

    def shredded(self, done: list[Shred]) -> None:
        """These are destroyed."""
        self._transaction.execute(delete(SHREDS).where(SHREDS.c.id.in_([shred.id for shred in done])))

    def _list(self, reference: str, erasure: int) -> None:
        e = EVIDENCE.c
        mine = self._transaction.rows(select(e.erasure, e.id).where(e.reference == reference))
        for number, piece in [(row.erasure, row.id) for row in mine] + [(erasure, "")]:
            self._transaction.write(SHRED, (self._ids.next(), number, piece))


AUTOMATIC = Act("erasure", SERVER, "retention")
"""An erasure because its time had come."""
