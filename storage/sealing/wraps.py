"""The rows of wraps: the private key of a case or file, for one officer each (see `case_keys.py`)."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, distinct, text
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from flows.record import record
from storage.database.statements import changing
from storage.database.transaction import Transaction
from storage.tables.custody import StoredOfficerKey, StoredWrap

_w = StoredWrap
_columns = StoredWrap.__table__.c
_KEEP = changing(
    text(
        "INSERT INTO key_wraps (number, fingerprint, box, granted) "
        "VALUES (:number, :fingerprint, :box, :granted) ON CONFLICT (number, fingerprint) DO NOTHING"
    ),
    order=5,
)
_TRIM = changing(
    text(
        "DELETE FROM key_wraps WHERE number = :number AND fingerprint IN (SELECT fingerprint FROM keys "
        "WHERE removed > 0) AND EXISTS (SELECT 1 FROM key_wraps AS theirs JOIN keys ON keys.fingerprint = "
        "theirs.fingerprint WHERE theirs.number = :number AND keys.removed = 0)"
    ),
    order=6,
)
_FORGET = changing(delete(StoredWrap.__table__).where(_columns.number == bindparam("number_")), order=6)


@record
class Wrap:
    """A private key of a case or file for one officer: whose it is, and the encrypted age file."""

    number: int
    fingerprint: str
    box: bytes
    granted: bool = False


@record
class Unsure:
    """So many contents surely open for the recovery key alone, and so many for nobody, but by a grant."""

    recovery: int
    nobody: int


class Wraps:
    """Keeps and reads wraps in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def keep(self, wraps: Collection[Wrap]) -> None:
        """Store wraps, but for those of keys that were removed since they were made, or that have one.

        A wrap that was granted takes nobody else's: the server cannot tell whether the new one opens.
        """
        for each in wraps:
            row = _KEEP.row(
                number=each.number, fingerprint=each.fingerprint, box=each.box, granted=each.granted
            )
            self._transaction.write(_KEEP, row)
        for number in {each.number for each in wraps if not each.granted}:
            self._transaction.write(_TRIM, _TRIM.row(number=number))

    def of(self, number: int) -> list[Wrap]:
        """Return the wraps of this number's key, in the order of their fingerprints."""
        query = select(_w).where(_w.number == number).order_by(_w.fingerprint)
        return [
            Wrap(row.number, row.fingerprint, bytes(row.box), row.granted)
            for row in self._transaction.found(query)
        ]

    def has(self, number: int, name: str) -> bool:
        """Return whether this officer's key has a wrap of this number's key."""
        mine = select(_w.number).where(_w.number == number, _w.fingerprint == name)
        return bool(self._transaction.values(mine))

    def discard(self, number: int, name: str) -> bytes | None:
        """Delete and return this officer's wrap of this number's key; None but for one that was granted."""
        mine = (col(_w.number) == number, col(_w.fingerprint) == name, col(_w.granted).is_(True))
        box: bytes | None = next(iter(self._transaction.values(select(_w.box).where(*mine))), None)
        if box is not None:
            self._transaction.execute(delete(StoredWrap).where(*mine))
        return box

    def forget(self, number: int) -> None:
        """Delete the wraps of this number's key, with its content."""
        self._transaction.write(_FORGET, _FORGET.row(number=number))

    def of_keys(self, names: Sequence[str]) -> int:
        """Return how many cases and files open for these officers' keys."""
        theirs = col(_w.fingerprint).in_(names)
        return self._transaction.values(select(func.count(distinct(col(_w.number)))).where(theirs))[0]

    def withdraw(self, names: Sequence[str], *, granted: bool = False) -> None:
        """Delete the wraps of these officers' keys, but for those of contents that nobody else has.

        Whoever has a content only by a grant counts if `granted`: the server cannot tell whether that opens.
        """
        theirs, others = col(_w.fingerprint).in_(names), _others(names)
        if not granted:
            others = others.where(col(_w.granted).is_(False))
        self._transaction.execute(delete(StoredWrap).where(theirs, col(_w.number).in_(others)))

    def unsure(self, names: Sequence[str], recovery: str) -> Unsure:
        """Return the contents that no officer but these surely has, though somebody else has a wrap.

        A wrap is sure where the server made it; `recovery` is the owner of the recovery key.
        """
        sure = _others(names).where(col(_w.granted).is_(False))
        kept = sure.where(StoredOfficerKey.owner == recovery)
        theirs = (
            select(func.count(distinct(col(_w.number))))
            .where(col(_w.fingerprint).in_(names), col(_w.number).in_(_others(names)))
            .where(col(_w.number).not_in(sure.where(StoredOfficerKey.owner != recovery)))
        )
        every = self._transaction.values(theirs)[0]
        alone = self._transaction.values(theirs.where(col(_w.number).in_(kept)))[0]
        return Unsure(recovery=alone, nobody=every - alone)


def _others(names: Sequence[str]) -> SelectOfScalar[int]:
    """Select the numbers of what other keys in use have a wrap of."""
    return (
        select(_w.number)
        .join(StoredOfficerKey, col(StoredOfficerKey.fingerprint) == col(_w.fingerprint))
        .where(StoredOfficerKey.removed == 0, col(_w.fingerprint).not_in(names))
    )
