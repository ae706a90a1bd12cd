"""Lists of cases by what the server knows of them; nothing that was said is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, text

from flows.record import record
from storage.campaigns.membership import SPLIT
from storage.database.transaction import Transaction
from storage.tables.campaigns import StoredCampaign, StoredCampaignCase
from storage.tables.cases import StoredCase
from storage.tables.desk import StoredCaseMark, StoredCaseWork
from storage.tables.figures import StoredCaseFacts
from storage.tables.waiting import StoredPersonWait
from storage.waiting.deadlines import RunningDeadlines

PAGE = 50
HELD = 48 * 3600.0
"""Seconds after a report that money has just left, in which its case goes before others."""
MOST = 1000
"""So many of these cases, the newest, are put in front."""
_c, _w, _m = StoredCase.__table__.c, StoredCaseWork.__table__.c, StoredCaseMark.__table__.c
_p, _f = StoredPersonWait.__table__.c, StoredCaseFacts.__table__.c
_g, _in = StoredCampaign.__table__.c, StoredCampaignCase.__table__.c
_OPEN = _c.open.is_(True)
_NEW = _c.status == "received"
_SORTS: Mapping[str, tuple[Any, ...]] = {
    "urgent": (_c.open.desc(), _c.urgent.desc(), _c.id),
    "newest": (_c.id.desc(),),
    "oldest": (_c.id,),
    "changed": (_c.updated.desc(), _c.id.desc()),
}
SORTS = tuple(_SORTS)
QUEUES = (
    *("service", "person", "urgent", "new", "mine", "unassigned"),
    *("awaiting", "answered", "overdue", "snoozed"),
)
_EQUAL = {
    "category": _c.category,
    "place": _c.place,
    "channel": _c.channel,
    "language": _c.language,
    "status": _c.status,
}


@record
class Wanted:
    """Which cases, for which officer at which moment; an empty text leaves nothing out.

    `services` are the ids of those that the officer belongs to: the queue `service` has their cases.
    `filters` has values by category, place, channel, language and status; `since` and `until` are seconds
    since the epoch (0: no bound), `page` begins at 0.
    """

    officer: str
    now: float
    services: tuple[str, ...] = ()
    queue: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    campaign: str = ""
    since: float = 0.0
    until: float = 0.0
    sort: str = "urgent"
    page: int = 0


@record
class DeskCase:
    """A case in a list, as one officer sees it; times are 0 where there is none.

    `person` is since when the reporter waits for an officer to write, `service` the id of the service that
    has the case, `money` when the reporter said that money had just left, while it may still be held, and
    `due` when the deadline that runs is over.
    """

    id: int
    reference: str
    category: str
    status: str
    open: bool
    urgent: bool
    place: str
    channel: str
    language: str
    created: float
    updated: float
    evidence_count: int
    hold: bool
    assigned: str
    asked: float
    answered: float
    person: float
    seen: float
    snoozed: float
    campaign: str
    service: str = ""
    handed: float = 0.0
    money: float = 0.0
    due: float = 0.0


class Inbox:
    """Lists cases in one transaction."""

    def __init__(self, transaction: Transaction, deadlines: RunningDeadlines) -> None:
        self._transaction = transaction
        self._deadlines = deadlines

    def listed(self, wanted: Wanted) -> tuple[int, list[DeskCase]]:
        """Return how many cases there are of this kind, and those of one page."""
        conditions = [*self._in_queue(wanted.queue, wanted, self._put_off(wanted)), *_conditions(wanted)]
        count = int(self._transaction.rows(_counted(*conditions))[0][0])
        ids = select(_c.id).where(*conditions).order_by(*self._order(wanted))
        page = self._transaction.rows(ids.limit(PAGE).offset(wanted.page * PAGE))
        return count, self.cases([row[0] for row in page], wanted.officer, wanted.now)

    def _order(self, wanted: Wanted) -> Sequence[Any]:
        """Return the order of a list: in the queue of new cases, money that can still be held comes first."""
        hurried = [*self.hurried(wanted.now)] if (wanted.queue, wanted.sort) == ("new", SORTS[0]) else []
        return (*((_c.id.in_(hurried).desc(),) if hurried else ()), *_SORTS[wanted.sort])

    def hurried(self, now: float, of: int = 0) -> dict[int, float]:
        """Return the cases whose money may still be held, each with when it was said to have left.

        `of` asks for one case alone.
        """
        query = select(_c.id, _f.money).join(StoredCase, _c.reference == _f.reference)
        # Worded whole: with a parameter for the nought, SQLite would not take the partial index.
        query = query.where(_OPEN, text("case_facts.money > 0"), _f.money > now - HELD)
        query = query.where(_c.id == of) if of else query
        rows = self._transaction.rows(query.order_by(_f.money.desc()).limit(MOST))
        return {row.id: row.money for row in rows}

    def count(self, wanted: Wanted, *more: ColumnElement[bool]) -> int:
        """Return how many cases of this kind meet these conditions too."""
        conditions = [
            *self._in_queue(wanted.queue, wanted, self._put_off(wanted)),
            *_conditions(wanted),
            *more,
        ]
        return int(self._transaction.rows(_counted(*conditions))[0][0])

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """Return the number of cases in each queue of an officer, whatever else is wanted."""
        put_off = self._put_off(wanted)
        counted = {name: _counted(*self._in_queue(name, wanted, put_off)) for name in QUEUES}
        found = {name: int(self._transaction.rows(query)[0][0]) for name, query in counted.items()}
        return found if wanted.services else {name: found[name] for name in found if name != "service"}

    def _in_queue(self, name: str, wanted: Wanted, put_off: list[int]) -> list[ColumnElement[bool]]:
        """Return the conditions of a queue; a case that is put off stands in that of such cases alone.

        A person who waits for an officer cannot be put off.
        """
        if not name:
            return []
        if name == "snoozed":
            return [_c.id.in_(put_off)]
        if name == "person":
            return [_waiting("since", "person_waits")]
        if put_off:
            return [*self._queued(name, wanted), _c.id.not_in(put_off)]
        return self._queued(name, wanted)

    def _queued(self, name: str, wanted: Wanted) -> list[ColumnElement[bool]]:
        if name == "overdue":
            return [_c.id.in_(self._deadlines.overdue(wanted.now))]
        return _QUEUED[name](wanted)

    def _put_off(self, wanted: Wanted) -> list[int]:
        """Return the cases that the officer has put off and that have not changed since."""
        mine = (_m.officer == wanted.officer) & text("case_marks.snoozed > 0") & (_m.snoozed > wanted.now)
        query = select(_m.case_id).join(StoredCase, and_(_c.id == _m.case_id, _c.updated <= _m.seen))
        return [row[0] for row in self._transaction.rows(query.where(mine))]

    def cases(self, ids: Iterable[int], officer: str, now: float) -> list[DeskCase]:
        """Return the cases with these ids, in their order."""
        wanted = [*ids]
        rows = self._transaction.rows(_shown(officer).where(_c.id.in_(wanted))) if wanted else ()
        due = self._deadlines.due(wanted)
        found = {row.id: _case(row, now, due.get(row.id, 0.0)) for row in rows}
        return [found[each] for each in wanted if each in found]

    def of(self, references: Iterable[str], officer: str, now: float) -> list[DeskCase]:
        """Return the cases with these references, the newest first."""
        query = select(_c.id).where(_c.reference.in_([*references])).order_by(_c.id.desc())
        return self.cases([row[0] for row in self._transaction.rows(query)], officer, now)


def _shown(officer: str) -> Select[Any]:
    table = (
        StoredCase.__table__.outerjoin(StoredCaseWork.__table__, _w.case_id == _c.id)
        .outerjoin(StoredCaseMark.__table__, and_(_m.case_id == _c.id, _m.officer == officer))
        .outerjoin(StoredPersonWait.__table__, _p.case_id == _c.id)
        .outerjoin(StoredCaseFacts.__table__, _f.reference == _c.reference)
        .outerjoin(StoredCampaignCase.__table__, and_(_in.case_id == _c.id, _in.state != SPLIT))
        .outerjoin(StoredCampaign.__table__, _g.id == _in.campaign)
    )
    facts = (
        *(_c.id, _c.reference, _c.category, _c.status, _c.open, _c.urgent, _c.place, _c.channel),
        *(_c.language, _c.created, _c.updated, _c.evidence_count, _c.hold),
    )
    work = [func.coalesce(column, "").label(column.name) for column in (_w.assigned, _w.service)]
    times = (_w.asked, _w.answered, _w.handed, _f.money)
    work += [func.coalesce(column, 0.0).label(column.name) for column in times]
    work.append(func.coalesce(_p.since, 0.0).label("person"))
    marks = [func.coalesce(column, 0.0).label(column.name) for column in (_m.seen, _m.snoozed)]
    return select(*facts, *work, *marks, func.coalesce(_g.code, "").label("campaign")).select_from(table)


def _case(row: Any, now: float, due: float) -> DeskCase:  # Any: a row of `_shown`
    put_off = row.snoozed > now and row.updated <= row.seen
    money = held(row.money, now) if row.open else 0.0
    return DeskCase(
        **{**row._mapping, "snoozed": row.snoozed if put_off else 0.0, "money": money, "due": due}
    )


def held(money: float, now: float) -> float:
    """Return when money left, while it may still be held; 0 later, and where none did."""
    return money if money > now - HELD else 0.0


def _counted(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(StoredCase.__table__).where(*conditions)


def _conditions(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    yield from (_EQUAL[name] == value for name, value in wanted.filters if value)
    if wanted.campaign:
        inside = select(_in.case_id).join(StoredCampaign, _g.id == _in.campaign)
        yield _c.id.in_(inside.where(_g.code == wanted.campaign, _in.state != SPLIT))
    if wanted.since:
        yield _c.created >= wanted.since
    if wanted.until:
        yield _c.created <= wanted.until


def _waiting(column: str, table: str = "case_work") -> ColumnElement[bool]:
    """Return the condition for cases that wait for this; a closed case waits for nothing."""
    # Worded whole: with a parameter for the nought, SQLite would not take the partial index.
    key = (_p if table == "person_waits" else _w).case_id
    return _c.id.in_(select(key).where(text(f"{table}.{column} > 0")))


_MINE = _w.case_id == _c.id


def _of_services(wanted: Wanted) -> list[ColumnElement[bool]]:
    there = select(_w.case_id).where(text("case_work.handed > 0"), _w.service.in_(wanted.services))
    return [_OPEN, _c.id.in_(there)]


_QUEUED: Mapping[str, Callable[[Wanted], list[ColumnElement[bool]]]] = {
    "service": _of_services,
    "urgent": lambda _: [_OPEN, _c.urgent.is_(True)],
    "new": lambda _: [_OPEN, _NEW],
    "mine": lambda wanted: [_OPEN, exists().where(_MINE, _w.assigned == wanted.officer)],
    "unassigned": lambda _: [_OPEN, ~exists().where(_MINE, _w.assigned != "")],
    "awaiting": lambda _: [_waiting("asked")],
    "answered": lambda _: [_waiting("answered")],
}
