"""Finds the cases and files whose erasure key is gone: no officer's key opens those any more."""

import time

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from flows.record import record
from storage.errors import StorageError
from storage.tables.cases import StoredCase, StoredEvidence
from storage.unit import Storage

EVERY = 60.0
"""Seconds between two looks."""
_KINDS = ("case", "piece", "draft")


@record
class MissingKeys:
    """The references of cases, the ids of their files, and the ids of drafts' files."""

    cases: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cases or self.pieces)

    def __str__(self) -> str:
        counts = (
            (len(self.cases), "case", "cases"),
            (len(self.pieces), "file of evidence", "files of evidence"),
        )
        return " and ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def missing_keys(storage: Storage) -> MissingKeys:
    """Return what lacks its erasure key. Raises StorageFailed.

    The rows are read twice: what is erased between the readings of rows and keys does not count.
    """
    before = _wanted(storage)
    if not before:
        return MissingKeys()
    there = storage.seals.erasure.numbers()
    if all(number in there for number in before.values()):
        return MissingKeys()
    still = _wanted(storage)
    lost = [row for row, number in before.items() if number not in there and row in still]
    return MissingKeys(*(tuple(name for kind, name in lost if kind == each) for each in _KINDS))


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


class KeysWatch:
    """True while every case has its erasure key; looks once a minute, and each time after a failure."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._again = 0.0

    def __call__(self) -> bool:
        """Return whether all keys are there. Blocks."""
        now = time.monotonic()
        if now < self._again:
            return True
        try:
            whole = not missing_keys(self._storage)
        except (StorageError, SQLAlchemyError, OSError):
            whole = False
        self._again = now + EVERY if whole else 0.0
        return whole
