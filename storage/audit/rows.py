"""All rows that the custody log is compared with, read at one moment."""

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from flows.record import record
from storage.custody.links import Head, Link
from storage.custody.log import head_of, link_of
from storage.tables.base import Stored
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence, StoredStatusChange
from storage.tables.custody import StoredHead, StoredLink, StoredRoot, StoredShred, StoredWrap
from storage.tables.desk import StoredCaseNote, StoredCaseWork
from storage.tables.life import StoredFeedback, StoredSuspect
from storage.unit import Storage

T = TypeVar("T", bound=Stored)


@record
class Discrepancy:
    """A difference. `where` is a case, a piece of evidence or a day; `what` is a code, never content."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Found = Iterator[Discrepancy]


@record
class Rows:
    """All links, rows and lists to compare, read at one moment."""

    links: list[Link]
    heads: dict[str, Head]
    roots: list[StoredRoot]
    cases: dict[str, StoredCase]
    entries: list[StoredEntry]
    evidence: list[StoredEvidence]
    changes: list[StoredStatusChange]
    shreds: list[StoredShred]
    wraps: list[StoredWrap]
    work: dict[int, StoredCaseWork]
    notes: list[StoredCaseNote]
    suspects: list[StoredSuspect]
    feedback: dict[int, StoredFeedback]


def read(storage: Storage) -> Rows:
    """Read everything to compare."""
    with storage.read() as unit:

        def every(table: type[T], *order: Mapped[Any]) -> list[T]:
            return list(unit.transaction.found(select(table).order_by(*order)))

        links = every(StoredLink, col(StoredLink.chain), col(StoredLink.seq))
        return Rows(
            links=[link_of(row) for row in links],
            heads={row.chain: head_of(row) for row in every(StoredHead, col(StoredHead.chain))},
            roots=every(StoredRoot, col(StoredRoot.day)),
            cases={row.reference: row for row in every(StoredCase, col(StoredCase.id))},
            entries=every(StoredEntry, col(StoredEntry.id)),
            evidence=every(StoredEvidence, col(StoredEvidence.id)),
            changes=every(StoredStatusChange, col(StoredStatusChange.id)),
            shreds=every(StoredShred, col(StoredShred.id)),
            wraps=every(StoredWrap, col(StoredWrap.number), col(StoredWrap.fingerprint)),
            work={row.case_id: row for row in every(StoredCaseWork, col(StoredCaseWork.case_id))},
            notes=every(StoredCaseNote, col(StoredCaseNote.id)),
            suspects=every(StoredSuspect, col(StoredSuspect.reference)),
            feedback={row.case_id: row for row in every(StoredFeedback, col(StoredFeedback.case_id))},
        )
