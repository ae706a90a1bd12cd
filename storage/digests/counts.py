"""The counts in a digest, over the cases that an officer wants to hear of; nothing that was said is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from sqlalchemy import ColumnElement, exists, func, select

from flows.record import record
from storage.campaigns.membership import SPLIT
from storage.database.transaction import Transaction
from storage.desk.inbox import Inbox, Wanted
from storage.digests.choices import DigestChoice
from storage.tables.campaigns import StoredCampaign, StoredCampaignCase
from storage.tables.cases import StoredCase, StoredStatusChange
from storage.tables.desk import StoredCaseWork
from storage.waiting.deadlines import RunningDeadlines

_c, _w, _s = StoredCase.__table__.c, StoredCaseWork.__table__.c, StoredStatusChange.__table__.c
_g, _in = StoredCampaign.__table__.c, StoredCampaignCase.__table__.c
QUEUES = ("urgent", "overdue", "answered")
"""The queues of the desk that a digest counts."""


@record
class Counted:
    """`queues` as the desk counts them, without the cases that the officer has put off, as `still_open`.

    `by_category` counts the cases filed since, `moved` those that came to a status since and are in it.
    `oldest` is when the longest waiting case was filed (seconds), or None.
    """

    still_open: int
    queues: Mapping[str, int]
    by_category: Mapping[str, int]
    moved: Mapping[str, int]
    oldest: float | None = None


@record
class Growing:
    """A campaign that grew: `more` of its `cases` were filed since, of those that the officer hears of."""

    code: str
    more: int
    cases: int


@record
class Scope:
    """The cases that one officer hears of, at a moment."""

    officer: str
    now: float
    choice: DigestChoice = field(default_factory=DigestChoice)


class DigestCounts:
    """Counts cases in one transaction."""

    def __init__(self, transaction: Transaction, deadlines: RunningDeadlines) -> None:
        self._transaction = transaction
        self._inbox = Inbox(transaction, deadlines)

    def since(self, scope: Scope, since: float) -> Counted:
        """Return the counts; cases filed at `since` or later are new."""
        mine = [*_conditions(scope)]
        new = select(_c.category, func.count()).where(_c.created >= since, *mine).group_by(_c.category)
        waiting = select(func.min(_c.created)).where(_c.open.is_(True), _c.status == "received", *mine)
        wanted = {name: self._wanted(scope, name) for name in QUEUES}
        return Counted(
            still_open=self._inbox.count(self._wanted(scope, ""), _c.open.is_(True), *mine),
            queues={name: self._inbox.count(one, *mine) for name, one in wanted.items()},
            by_category={row[0]: row[1] for row in self._transaction.rows(new)},
            moved=self._moved(since, mine),
            oldest=self._transaction.rows(waiting)[0][0],
        )

    def _moved(self, since: float, mine: Sequence[ColumnElement[bool]]) -> dict[str, int]:
        """Return how many cases came to each status and are in it; the ids of changes rise with time."""
        bound = int(since * 1000) << 20
        lately = select(_s.reference).where(_s.id >= bound)
        earlier = select(_s.status).where(_s.reference == _c.reference, _s.id < bound)
        before = earlier.order_by(_s.id.desc()).limit(1).scalar_subquery()
        other = func.coalesce(before, "received") != _c.status
        query = select(_c.status, func.count()).where(_c.reference.in_(lately), other, *mine)
        return {row[0]: row[1] for row in self._transaction.rows(query.group_by(_c.status))}

    def filed(self, scope: Scope, since: float) -> list[float]:
        """Return when each case since then was filed, in no order."""
        query = select(_c.created).where(_c.created >= since, *_conditions(scope))
        return [row[0] for row in self._transaction.rows(query)]

    def growing(self, scope: Scope, since: float, limit: int) -> list[Growing]:
        """Return the campaigns that got most of these cases, the fastest first."""
        joined = _in.case_id >= int(since * 1000) << 20
        more = func.count().label("more")
        query = select(_g.code, more, _g.cases).select_from(StoredCampaignCase)
        query = query.join(StoredCampaign, _g.id == _in.campaign).join(StoredCase, _c.id == _in.case_id)
        query = query.where(joined, _in.state != SPLIT, *_conditions(scope)).group_by(
            _g.id, _g.code, _g.cases
        )
        rows = self._transaction.rows(query.order_by(more.desc(), _g.id).limit(limit))
        return [Growing(row[0], row[1], row[2]) for row in rows]

    def _wanted(self, scope: Scope, queue: str) -> Wanted:
        return Wanted(scope.officer, scope.now, queue=queue)


def _conditions(scope: Scope) -> Iterator[ColumnElement[bool]]:
    choice = scope.choice
    if choice.categories:
        yield _c.category.in_(choice.categories)
    if choice.places:
        yield _c.place.in_(choice.places)
    if choice.urgent:
        yield _c.urgent.is_(True)
    if choice.own:
        yield exists().where(_w.case_id == _c.id, _w.assigned == scope.officer)
