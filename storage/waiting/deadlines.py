"""Deadlines: which one of a case runs, when it ends, and what was said of it.

One deadline of a case runs at a time, by where the case stands. It begins when that began: with the filing,
with the reporter's answer, with the officer's question or last change, with the referral to a service. A case
that was handed to the police otherwise, or that is closed, has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Case,
    ColumnElement,
    Float,
    Select,
    String,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from flows.deadlines import FIRST_ANSWER, FIRST_LOOK, REFERRAL, REPORTER, SERVICE, Deadlines
from flows.record import record
from storage.database.transaction import Transaction
from storage.tables.cases import StoredCase, StoredStatusChange
from storage.tables.desk import StoredCaseWork
from storage.tables.waiting import StoredReminder

_c, _w, _s = StoredCase.__table__.c, StoredCaseWork.__table__.c, StoredStatusChange.__table__.c
_r = StoredReminder.__table__.c
_FACTS = (_c.id, _c.reference, _c.category, _c.urgent)
_OPEN, _NEW = _c.open.is_(True), _c.status == "received"
_EXAMINED, _REFERRED = _c.status == "examined", _c.status == "referred"

SOON, PASSED, ESCALATED = STAGES = ("soon", "passed", "escalated")
"""Officers are told of a deadline before its end, at its end, and later their supervisors."""
GENTLE, PROMISED, LATE = ("gentle", "promised", "late")
"""The reporter is told that a question waits; by when there is news; that it takes longer."""

OF_NEWS, _NEWS = (PROMISED, LATE), "news"
"""These are said once for a time of news, whichever deadline stands before it."""

_SAID = text(
    "INSERT INTO case_reminders (case_id, name, began) VALUES (:case_id, :name, :began) "
    "ON CONFLICT (case_id, name) DO UPDATE SET began = excluded.began "
    "WHERE case_reminders.began <> excluded.began"
)


@record
class Running:
    """The deadline of a case that runs: its kind, when it began and ends (seconds since the epoch).

    `news` is when its reporter hears something at the latest: of a first look alone they hear nothing, and of
    a service nothing is promised (0). `service` is the id of the service that has the case, or empty.
    """

    id: int
    reference: str
    category: str
    urgent: bool
    kind: str
    began: float
    due: float
    news: float
    assigned: str
    service: str


class RunningDeadlines:
    """Finds the deadlines of cases, in one transaction."""

    def __init__(self, transaction: Transaction, rules: Deadlines) -> None:
        self._transaction = transaction
        self._rules = rules

    def of(self, case_id: int) -> Running | None:
        """Return the deadline of a case that runs, or None."""
        found = self._found(self._running(_c.id == case_id), (), 1)
        return found[0] if found else None

    def due(self, ids: Sequence[int]) -> dict[int, float]:
        """Return when the deadlines of these cases are over, of those that have one."""
        if not ids:
            return {}
        running = self._running(_c.id.in_(ids))
        return dict(map(tuple, self._transaction.rows(select(running.c.id, running.c.due))))

    def overdue(self, now: float) -> Select[Any]:
        """Return the query for the ids of the cases whose deadline is over."""
        running = self._running()
        return select(running.c.id).where(running.c.due <= now)

    def count(self, now: float) -> int:
        """Return the number of cases whose deadline is over."""
        return int(
            self._transaction.rows(select(func.count()).select_from(self.overdue(now).subquery()))[0][0]
        )

    def unsaid(self, stage: str, now: float, limit: int) -> list[Running]:
        """Return the deadlines of which this is to be said now and was not, the case filed first in front."""
        running = self._running()
        said = _said(running, stage)
        return self._found(running, (*self._when(stage, running, now), ~said), limit)

    def say(self, one: Running, stage: str) -> bool:
        """Record that this is said of a deadline; return False if it was said before, wherever."""
        name = f"{_NEWS if stage in OF_NEWS else one.kind}:{stage}"
        values = {"case_id": one.id, "name": name, "began": one.began}
        return self._transaction.execute(_SAID.bindparams(**values)) > 0

    def _when(self, stage: str, running: Subquery, now: float) -> Iterator[ColumnElement[bool]]:
        began, due, kind = running.c.began, running.c.due, running.c.kind
        rules = self._rules
        if stage == GENTLE:
            yield kind == REPORTER
            yield began + _least(rules.remind_reporter, (due - began) * 0.5) <= now
        elif stage == LATE:
            yield running.c.news <= now
            yield _said(running, PROMISED)
        else:
            # Of an urgent case that nobody takes, officers hear much more often (`bot/upkeep/untaken.py`).
            yield ~and_(kind == FIRST_LOOK, running.c.urgent.is_(True))
            yield from _for_officers(stage, running, rules, now)

    def _found(
        self, running: Subquery, conditions: tuple[ColumnElement[bool], ...], limit: int
    ) -> list[Running]:
        who = [func.coalesce(column, "").label(column.name) for column in (_w.assigned, _w.service)]
        query = select(running, *who).join_from(
            running, StoredCaseWork.__table__, _w.case_id == running.c.id, isouter=True
        )
        rows = self._transaction.rows(query.where(*conditions).order_by(running.c.id).limit(limit))
        return [Running(**row._mapping) for row in rows]

    def _running(self, *which: ColumnElement[bool]) -> Subquery:
        """Return all deadlines that run, or those of the cases that meet a condition."""
        return union_all(*(each.where(_OPEN, *which) for each in self._stages())).subquery()

    def _stages(self) -> Iterator[Select[Any]]:
        work = exists().where(_w.case_id == _c.id)
        waits = work.where((_w.asked > 0) | (_w.answered > 0))
        taken = work.where(_w.assigned != "")
        yield self._stage(FIRST_LOOK, _c.created).where(_NEW, ~taken, ~waits)
        yield self._stage(FIRST_ANSWER, _c.created).where(_NEW, taken, ~waits)
        yield self._of_work(FIRST_ANSWER, _w.answered, "answered")
        yield self._of_work(REPORTER, _w.asked, "asked")
        changes = select(func.max(_s.time)).where(_s.reference == _c.reference, _s.officer != "")
        last = func.coalesce(changes.scalar_subquery(), _c.created)
        yield self._stage(REFERRAL, last).where(_EXAMINED, ~waits)
        yield self._of_work(SERVICE, _w.handed, "handed").where(_REFERRED, _w.asked == 0, _w.answered == 0)

    def _of_work(self, kind: str, began: ColumnElement[float], column: str) -> Select[Any]:
        # Worded whole: with a parameter for the nought, SQLite would not take the partial index.
        there = text(f"case_work.{column} > 0")
        return self._stage(kind, began).join(StoredCaseWork.__table__, _w.case_id == _c.id).where(there)

    def _stage(self, kind: str, began: ColumnElement[float]) -> Select[Any]:
        named = literal_column(f"'{kind}'", String).label("kind")
        due = began + self._span(kind)
        promised = {FIRST_LOOK: began + self._span(FIRST_ANSWER), SERVICE: literal_column("0.0", Float)}
        news = promised.get(kind, due)
        return select(*_FACTS, named, began.label("began"), due.label("due"), news.label("news"))

    def _span(self, kind: str) -> Case[Any]:
        """Return the seconds of a kind of deadline for a case, by its category and urgency."""

        def seconds(category: str, *, urgent: bool) -> ColumnElement[float]:
            given = self._rules.seconds(kind, category, urgent=urgent)
            return literal_column(repr(float(given)), Float)

        urgent = _c.urgent.is_(True)
        own: Mapping[Any, Any] = {
            condition: seconds(category, urgent=hurried)
            for category in sorted(self._rules.own)
            for hurried, condition in (
                (True, and_(_c.category == category, urgent)),
                (False, _c.category == category),
            )
        }
        return case(*own.items(), (urgent, seconds("", urgent=True)), else_=seconds("", urgent=False))


def _for_officers(
    stage: str, running: Subquery, rules: Deadlines, now: float
) -> Iterator[ColumnElement[bool]]:
    began, due = running.c.began, running.c.due
    if stage == SOON:
        yield running.c.kind != REPORTER
        yield due > now
        yield due - _least(rules.remind_before, (due - began) * 0.5) <= now
    elif stage == PASSED:
        yield due <= now
    else:
        yield due + _least(rules.escalate_after, due - began) <= now


def _least(seconds: float, other: ColumnElement[float]) -> Case[Any]:
    return case((other < seconds, other), else_=seconds)


def _said(running: Subquery, stage: str) -> ColumnElement[bool]:
    name = literal(f"{_NEWS}:{stage}") if stage in OF_NEWS else running.c.kind + f":{stage}"
    same = (_r.case_id == running.c.id) & (_r.name == name) & (_r.began == running.c.began)
    return exists().where(same)
