"""Finds cases by what the server knows of them; nothing that was said is read."""

from sqlalchemy import ColumnElement, case, func, select

from flows.record import record
from storage.database.transaction import Transaction
from storage.desk.inbox import held
from storage.tables.cases import StoredCase
from storage.tables.figures import StoredCaseFacts

CASES = StoredCase.__table__
_c, _f = CASES.c, StoredCaseFacts.__table__.c
_SHOWN = (
    *(_c.reference, _c.category, _c.status, _c.urgent, _c.channel, _c.pseudonym),
    *(_c.created, _c.updated, _c.evidence_count),
    case((_c.open.is_(True), func.coalesce(_f.money, 0.0)), else_=0.0).label("money"),
)


@record
class Filter:
    """Which cases; an empty text, and 0 for `since` (seconds since the epoch), leave nothing out.

    `status` is a status, or `open` for every case that is not closed.
    """

    status: str = ""
    category: str = ""
    channel: str = ""
    urgent: bool = False
    since: float = 0.0


@record
class ListedCase:
    """A case in a list; never its reporter's chat. Times are seconds since the epoch.

    `money` is when the reporter said that money had just left, while it may still be held, else 0.
    """

    reference: str
    category: str
    status: str
    urgent: bool
    channel: str
    pseudonym: str
    created: float
    updated: float
    evidence_count: int
    money: float


def listed(transaction: Transaction, wanted: Filter, limit: int, now: float) -> tuple[int, list[ListedCase]]:
    """How many cases there are of this kind, and the newest of them at this moment."""
    conditions = list(_conditions(wanted))
    count = transaction.rows(select(func.count()).select_from(CASES).where(*conditions))[0][0]
    query = select(*_SHOWN).outerjoin_from(CASES, StoredCaseFacts, _f.reference == _c.reference)
    rows = transaction.rows(query.where(*conditions).order_by(_c.id.desc()).limit(limit))
    return int(count), [ListedCase(**{**row._mapping, "money": held(row.money, now)}) for row in rows]


def by_channel(transaction: Transaction, before: float) -> dict[str, int]:
    """Return the number of cases by channel that were filed before this moment."""
    counted = select(_c.channel, func.count()).where(_c.created < before).group_by(_c.channel)
    return {row[0]: row[1] for row in transaction.rows(counted)}


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_c.created >= wanted.since]
    if wanted.status == "open":
        found.append(_c.open.is_(True))
    elif wanted.status:
        found.append(_c.status == wanted.status)
    if wanted.category:
        found.append(_c.category == wanted.category)
    if wanted.channel:
        found.append(_c.channel == wanted.channel)
    if wanted.urgent:
        found.append(_c.urgent.is_(True))
    return found
