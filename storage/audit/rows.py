"""The rows that the custody log is compared with, read in spans so that they need not fit into memory.

All rows of one case are read at one moment. Other cases are read at another one, which changes nothing: no
transaction of the server leaves a case and its chain apart.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import col, func, select

from flows.record import record
from storage.custody.links import Head, Link
from storage.custody.log import head_of, link_of
from storage.tables.base import Stored
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence, StoredStatusChange
from storage.tables.custody import StoredHead, StoredLink, StoredWrap
from storage.tables.desk import StoredCaseHeaders, StoredCaseNote, StoredCaseWork
from storage.tables.life import StoredFeedback, StoredSuspect
from storage.unit import Storage, Unit

AT_ONCE = 500
"""So many chains, pieces of evidence or wraps are in memory at once."""
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
class Span:
    """A range of keys in the database's own order: beyond `after`, up to `last`; None is no end."""

    after: Any
    last: Any

    def holds(self, column: Any) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions that a column lies in the span."""
        beyond = () if self.after is None else (column > self.after,)
        return beyond if self.last is None else (*beyond, column <= self.last)


@record
class Rows:
    """The links and rows of a span of cases."""

    links: list[Link]
    heads: dict[str, Head]
    cases: dict[str, StoredCase]
    entries: list[StoredEntry]
    evidence: list[StoredEvidence]
    changes: list[StoredStatusChange]
    wrapped: set[int]
    work: dict[int, StoredCaseWork]
    notes: list[StoredCaseNote]
    suspects: list[StoredSuspect]
    feedback: dict[int, StoredFeedback]
    headers: list[StoredCaseHeaders]


def spans(storage: Storage, column: Any) -> list[Span]:
    """Return spans that hold all keys there are and will be, with so many of today's rows each."""
    ranked = select(column.label("key"), func.row_number().over(order_by=column).label("place")).subquery()
    every = select(ranked.c.key).where(ranked.c.place % AT_ONCE == 0).order_by(ranked.c.place)
    with storage.read() as unit:
        ends = [row[0] for row in unit.transaction.rows(every)]
    return [Span(after, last) for after, last in pairwise((None, *ends, None))]


def chains(storage: Storage) -> Iterator[Rows]:
    """Yield everything to compare with chains, one span after the other."""
    for span in spans(storage, col(StoredHead.chain)):
        with storage.read() as unit:
            rows = _read(unit, span)
        yield rows


def _read(unit: Unit, span: Span) -> Rows:
    def every(table: type[T], key: Any, *order: Mapped[Any]) -> list[T]:
        return list(unit.transaction.found(select(table).where(*span.holds(key)).order_by(*order)))

    def of_cases(table: type[T], key: Mapped[int]) -> list[T]:
        theirs = key.in_(select(StoredCase.id).where(*span.holds(col(StoredCase.reference))))
        return list(unit.transaction.found(select(table).where(theirs).order_by(key)))

    c, e, w = StoredCase, StoredEntry, StoredWrap
    keys = select(c.erasure).where(*span.holds(col(c.reference)))
    links = every(StoredLink, col(StoredLink.chain), col(StoredLink.chain), col(StoredLink.seq))
    heads = every(StoredHead, col(StoredHead.chain), col(StoredHead.chain))
    work = of_cases(StoredCaseWork, col(StoredCaseWork.case_id))
    feedback = of_cases(StoredFeedback, col(StoredFeedback.case_id))
    suspect, changed = StoredSuspect, StoredStatusChange
    return Rows(
        links=[link_of(row) for row in links],
        heads={row.chain: head_of(row) for row in heads},
        cases={row.reference: row for row in every(c, col(c.reference), col(c.id))},
        entries=every(e, col(e.reference), col(e.id)),
        evidence=every(StoredEvidence, col(StoredEvidence.reference), col(StoredEvidence.id)),
        changes=every(changed, col(changed.reference), col(changed.id)),
        wrapped=set(unit.transaction.values(select(w.number).where(col(w.number).in_(keys)))),
        work={row.case_id: row for row in work},
        notes=every(StoredCaseNote, col(StoredCaseNote.reference), col(StoredCaseNote.id)),
        suspects=every(suspect, col(suspect.reference), col(suspect.reference)),
        feedback={row.case_id: row for row in feedback},
        headers=every(StoredCaseHeaders, col(StoredCaseHeaders.reference), col(StoredCaseHeaders.reference)),
    )
