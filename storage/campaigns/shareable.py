"""The tokens that may be shared with partners, and the cases that name them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from flows.record import record
from storage.campaigns.lookup import REPORTER
from storage.database.transaction import Transaction
from storage.tables.campaigns import Role, StoredCaseToken
from storage.tables.cases import StoredCase

NEWEST = 20
"""So many of the cases that name an indicator are tried, the newest first."""

DAY = 86400
_NAMED = f"role IN ({Role.MEMBER:d}, {Role.MEETS:d})"
_TELLS = f"{_NAMED} AND tells IS NOT FALSE"
_NOT_RULED_OUT = "token NOT IN (SELECT token FROM rulings)"
_c, _t = StoredCase.__table__.c, StoredCaseToken.__table__.c


@record
class Span:
    """The first and the last day on which an indicator was reported; days since the epoch (UTC)."""

    first: int
    last: int


class Shareable:
    """Finds tokens to share in one transaction."""

    def __init__(self, transaction: Transaction, *, web_only: bool) -> None:
        self._transaction = transaction
        self._reporters = f"COUNT(DISTINCT {REPORTER[web_only]})"

    def reported(self, least: int) -> dict[int, Span]:
        """Return the tokens that at least so many reporters name, without those that officers ruled out.

        Reporters are counted as for the public's check; see `REPORTER`.
        """
        return self._spans(f"HAVING {self._reporters} >= {least}", "")

    def among(self, tokens: Iterable[int]) -> dict[int, Span]:
        """Return those of these tokens that some case names, without those that officers ruled out."""
        some = ", ".join(map(str, tokens))
        return self._spans("", f"AND token IN ({some})") if some else {}

    def cases_of(self, token: int) -> list[str]:
        """Return the references of the newest cases that name it."""
        rows = self._read(
            "SELECT cases.reference FROM case_tokens JOIN cases ON cases.id = case_id "  # noqa: S608  # whole numbers and constants
            f"WHERE token = {token} AND {_TELLS} ORDER BY case_id DESC LIMIT {NEWEST}"
        )
        return [row[0] for row in rows]

    def tokens_of(self, reference: str) -> dict[int, bool | None]:
        """Return the tokens by which a case may tell something to share; null: whether it does is unknown."""
        sql = (
            "SELECT token, tells FROM case_tokens JOIN cases ON cases.id = case_id "  # noqa: S608  # a reference of our own
            f"WHERE cases.reference = '{reference}' AND {_TELLS}"
        )
        return {row[0]: row[1] if row[1] is None else bool(row[1]) for row in self._read(sql)}

    def learn(self, reference: str, telling: Collection[int]) -> None:
        """Keep which tokens of a case of before are of a value to share, now that it was opened."""
        case_id = select(_c.id).where(_c.reference == reference).scalar_subquery()
        unknown = update(StoredCaseToken).where(_t.case_id == case_id, _t.tells.is_(None))
        self._transaction.execute(unknown.values(tells=_t.token.in_(telling)))

    def _spans(self, having: str, which: str) -> dict[int, Span]:
        rows = self._read(
            "SELECT token, MIN(cases.created), MAX(cases.created) FROM case_tokens "  # noqa: S608  # as above
            "JOIN cases ON cases.id = case_id "
            f"WHERE {_TELLS} {which} AND {_NOT_RULED_OUT} GROUP BY token {having}"
        )
        return {row[0]: Span(int(row[1]) // DAY, int(row[2]) // DAY) for row in rows}

    def _read(self, sql: str) -> Sequence[Any]:  # Any: a driver's row
        self._transaction.send()
        return self._transaction.peek(sql)
