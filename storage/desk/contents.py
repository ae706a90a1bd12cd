"""The sealed contents of a case as they leave the server: age forms, and the wraps for one officer's key."""

from sqlmodel import col, func, select

from flows.record import record
from storage.cases.cases import Cases
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase, Unopened
from storage.sealing.age import fingerprint
from storage.sealing.seals import Seals
from storage.sealing.wraps import Wrap, Wraps
from storage.tables.cases import StoredCase, StoredEntry
from storage.tables.desk import StoredCaseNote

_c = StoredCase.__table__.c
_NOTE = inserting(StoredCaseNote, order=5)


@record
class SealedEntry:
    """An entry or a note in age format; `name` is the id that its envelope holds, `by` a note's officer."""

    name: str
    kind: str
    time: float
    age: bytes
    by: str = ""


class Contents:
    """Reads sealed contents, and keeps sealed notes, in one transaction."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        cases: Cases,
        seals: Seals,
        wraps: Wraps,
        custody: Custody,
        ids: Ids,
    ) -> None:
        self._transaction = transaction
        self._cases = cases
        self._seals = seals
        self._wraps = wraps
        self._custody = custody
        self._ids = ids

    def entries(self, reference: str) -> list[SealedEntry]:
        """Return a case's entries, oldest first. Raises Unopened."""
        e = StoredEntry
        rows = self._transaction.found(select(e).where(e.reference == reference).order_by(col(e.id)))
        return [
            SealedEntry(str(row.id), row.kind, row.time, self._seals.age_form(bytes(row.body), _at(row)))
            for row in rows
        ]

    def notes(self, reference: str) -> list[SealedEntry]:
        """Return the officers' notes on a case, oldest first. Raises Unopened."""
        n = StoredCaseNote
        rows = self._transaction.found(select(n).where(n.reference == reference).order_by(col(n.id)))
        return [SealedEntry(row.name, "note", row.time, self._age(row), row.officer) for row in rows]

    def note_count(self, reference: str) -> int:
        """Return the number of officers' notes on a case."""
        n = StoredCaseNote
        counted = select(func.count()).select_from(n).where(n.reference == reference)
        return int(self._transaction.values(counted)[0])

    def note(self, reference: str, name: str, officer: str, age: bytes, now: float) -> None:
        """Keep a note that an officer's browser sealed. Raises UnknownCase, ValueError for a known name."""
        n = StoredCaseNote
        same = select(n.id).where(n.reference == reference, n.name == name)
        if self._transaction.values(same):
            raise ValueError("a note of this name is there")
        key = self._seals.key_of(self._number(reference))
        number, box = self._ids.next(), self._seals.again(age, (reference, f"note:{name}"), key)
        self._transaction.write(
            _NOTE,
            _NOTE.row(id=number, reference=reference, name=name, officer=officer, body=box.box, time=now),
        )
        self._custody.add(reference, now, Act("noted", officer, f"note:{name}", box.digest))

    def wraps(self, reference: str, recipient: str) -> dict[str, bytes]:
        """Return a case's wraps for this public key: by `case` or the id of a file, as bare age files."""
        name, found = fingerprint(recipient), {}
        for content, number in self._cases.key_numbers(reference).items():
            for each in self._wraps.of(number):
                if each.fingerprint == name:
                    found[content] = self._bare(each)
        return {content: age for content, age in found.items() if age}

    def recipient(self, reference: str) -> str:
        """Return a case's own public key; empty in a case of versions before 0.3. Raises UnknownCase."""
        found = self._transaction.rows(select(_c.recipient).where(_c.reference == reference))
        if not found:
            raise UnknownCase
        return str(found[0][0])

    def _bare(self, each: Wrap) -> bytes:
        try:
            return self._seals.bare(each)
        except Unopened:  # changed by hand: `verify` tells
            return b""

    def _age(self, row: StoredCaseNote) -> bytes:
        return self._seals.age_form(bytes(row.body), (row.reference, f"note:{row.name}"))

    def _number(self, reference: str) -> int:
        found = self._transaction.rows(select(_c.erasure).where(_c.reference == reference))
        if not found:
            raise UnknownCase
        return int(found[0][0])


def _at(row: StoredEntry) -> tuple[str, str]:
    return row.reference, str(row.id)
