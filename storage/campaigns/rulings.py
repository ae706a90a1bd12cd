"""Rulings of officers: that something makes no campaign, or is no scam.

A ruling holds keyed tokens and no case, so it stays when the cases that led to it are erased: the same copy
does not raise the same campaign again the next day. Its number is that of the campaign that was dismissed, or
of the case that contests.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, insert, literal, select

from flows.indicators.near import SHARED
from storage.campaigns.lookup import ruled
from storage.database.transaction import Transaction
from storage.tables.campaigns import Role, StoredCampaignCase, StoredCaseToken, StoredRuling

BY_VALUE = 0
"""The number of the rulings that an officer made by value, without a case."""

_t, _r, _m = StoredCaseToken.__table__.c, StoredRuling.__table__.c, StoredCampaignCase.__table__.c


class Rulings:
    """Keeps and reads rulings in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def dismiss(self, campaign: int) -> None:
        """Rule out all that at least two cases of a campaign share."""
        inside = select(_m.case_id).where(_m.campaign == campaign)
        mine = _t.case_id.in_(inside) & _t.role.in_((int(Role.MEMBER), int(Role.MEETS)))
        shared = select(_t.token, literal(campaign)).where(mine).group_by(_t.token).having(func.count() > 1)
        self._transaction.execute(insert(StoredRuling).from_select(["token", "ruling"], shared))

    def clear(self, case_id: int, *, on: bool) -> None:
        """Rule that what a case contests is no scam, or take that back."""
        self._transaction.execute(delete(StoredRuling).where(_r.ruling == case_id))
        if on:
            says = (_t.case_id == case_id) & (_t.role == int(Role.CONTESTED))
            mine = select(_t.token, _t.case_id).where(says)
            self._transaction.execute(insert(StoredRuling).from_select(["token", "ruling"], mine))

    def is_cleared(self, case_id: int) -> bool:
        """Return whether an officer cleared what a case contests."""
        return bool(self._transaction.rows(select(_r.token).where(_r.ruling == case_id).limit(1)))

    def rule_out(self, token: int) -> bool:
        """Rule one token out by its value; return False where that was done."""
        mine = (_r.token == token) & (_r.ruling == BY_VALUE)
        if self._transaction.rows(select(_r.token).where(mine)):
            return False
        self._transaction.execute(insert(StoredRuling).values(token=token, ruling=BY_VALUE))
        return True

    def lift(self, token: int) -> bool:
        """Take all rulings on one token back; return False where there was none."""
        return bool(self._transaction.execute(delete(StoredRuling).where(_r.token == token)))

    def among(self, tokens: Sequence[int]) -> frozenset[int]:
        """Return those of these tokens that are ruled out."""
        self._transaction.send()
        return frozenset(token for token, _ in ruled(self._transaction, tokens))


def is_ruled_out(transaction: Transaction, bands: Collection[int]) -> bool:
    """Return whether a text of these bands is a near-copy of one that was ruled out."""
    shared = Counter(ruling for _, ruling in ruled(transaction, bands))
    return any(count >= SHARED for count in shared.values())
