"""Finds the cases and files whose erasure key is gone: no officer's key opens those any more."""

from sqlmodel import col, select

from flows.record import record
from storage.tables.cases import StoredCase, StoredEvidence
from storage.unit import Storage


@record
class MissingKeys:
    """The references of cases, the ids of their files, and the ids of drafts' files."""

    cases: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cases or self.pieces)

    def __str__(self) -> str:
        counts = ((len(self.cases), "cases"), (len(self.pieces), "files of evidence"))
        return " and ".join(f"{count} {what}" for count, what in counts if count)


def missing_keys(storage: Storage) -> MissingKeys:
    """Return what lacks its erasure key. Raises StorageFailed.

    The rows are read twice: what is erased between the readings of rows and keys does not count.
    """
    before = _wanted(storage)
    there = storage.seals.erasure.numbers()
    if all(number in there for number in before.values()):
        return MissingKeys()
    still = _wanted(storage)
    lost = [row for row, number in before.items() if number not in there and row in still]
    return MissingKeys(*(tuple(name for kind, name in lost if kind == each) for each in _KINDS))


_KINDS = ("case", "piece", "draft")


def _wanted(storage: Storage) -> dict[tuple[str, str], int]:
    """The number of the erasure key of each row, by the row's kind and name."""
    cases = select(StoredCase.reference, StoredCase.erasure)
    stored = (col(StoredEvidence.state) == "stored") & (col(StoredEvidence.erasure) > 0)
    filed = col(StoredEvidence.reference).is_not(None)

    pieces = select(StoredEvidence.id, StoredEvidence.erasure, filed.label("filed")).where(stored)
    with storage.read() as unit:
        found = {("case", row.reference): row.erasure for row in unit.transaction.rows(cases)}
        for row in unit.transaction.rows(pieces):
            found["piece" if row.filed else "draft", row.id] = row.erasure
    return found
