"""The cases that belong to a campaign, those that stand for it, and what becomes of it when a case leaves."""

from sqlalchemy import ColumnElement, delete, func, select, update

from storage.database.transaction import Transaction
from storage.tables.campaigns import (
    Role,
    StoredCampaign,
    StoredCampaignCase,
    StoredCaseToken,
    StoredDecidedCase,
    StoredDecision,
)
from storage.tables.cases import StoredCase

FOUNDERS = 2
"""So many of a campaign's first cases stand for it."""
MEMBER, SPLIT = "member", "split"

_c, _m = StoredCase.__table__.c, StoredCampaignCase.__table__.c
_g, _d = StoredCampaign.__table__.c, StoredDecidedCase.__table__.c
_t, _n = StoredCaseToken.__table__.c, StoredDecision.__table__.c


class Membership:
    """Reads and changes which campaign a case belongs to, in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, case_id: int) -> tuple[int, str] | None:
        """Return the campaign of a case and its state there; None for a case that never was in one."""
        found = self._transaction.rows(select(_m.campaign, _m.state).where(_m.case_id == case_id))
        return (found[0][0], found[0][1]) if found else None

    def forget(self, reference: str) -> None:
        """Delete the tokens of a case and its membership: no look-up leads to it any more."""
        for row in self._transaction.rows(select(_c.id).where(_c.reference == reference)):
            self._transaction.execute(delete(StoredCaseToken).where(_t.case_id == row[0]))
            self.leave(row[0])

    def silence(self, case_id: int, *, on: bool) -> None:
        """Let the tokens of a case count nowhere, or again as before; its campaign goes on with others."""
        found = self.of(case_id)
        if on:
            self.play(case_id, Role.SILENT, Role.MEMBER, Role.MEETS)
        else:
            joined = found is not None and found[1] == MEMBER
            self.play(case_id, Role.MEMBER if joined else Role.MEETS, Role.SILENT)
        if found is not None:
            self.represent(found[0])

    def play(self, case_id: int, role: Role, *before: Role) -> None:
        """Give the tokens of a case that play one of the roles `before` another role."""
        mine = (_t.case_id == case_id) & _t.role.in_(tuple(map(int, before)))
        self._transaction.execute(update(StoredCaseToken).where(mine).values(role=int(role)))

    def leave(self, case_id: int) -> None:
        """Take a case out of its campaign and of decisions; a campaign without a case goes too."""
        self._transaction.execute(delete(StoredDecidedCase).where(_d.case_id == case_id))
        found = self.of(case_id)
        if found is None:
            return
        self._transaction.execute(delete(StoredCampaignCase).where(_m.case_id == case_id))
        self.recount(found[0])

    def withhold(self, campaign: int, case_id: int | None = None) -> None:
        """Let the campaign's decisions not reach a case, or any case, that they have not reached."""
        decisions = select(_n.id).where(_n.campaign == campaign)
        waiting = (_d.state == "waiting") & _d.decision.in_(decisions)
        mine = waiting if case_id is None else waiting & (_d.case_id == case_id)
        self._transaction.execute(delete(StoredDecidedCase).where(mine))

    def recount(self, campaign: int) -> None:
        """Set a campaign's counts by its cases; let others stand for it if none does; drop it empty."""
        inside = (_m.campaign == campaign) & (_m.state != SPLIT)
        facts = select(func.count(), func.min(_c.created), func.max(_c.created))
        count, first, last = self._transaction.rows(
            facts.select_from(StoredCampaignCase).join(StoredCase, _c.id == _m.case_id).where(inside)
        )[0]
        if not count:
            self.drop(campaign)
            return
        values = {"cases": count, "first": first, "last": last}
        self._transaction.execute(update(StoredCampaign).where(_g.id == campaign).values(values))
        self.represent(campaign)

    def represent(self, campaign: int) -> None:
        """Let the oldest cases stand for a campaign of which none can be met, as if they had founded it."""
        inside = (_m.campaign == campaign) & (_m.state != SPLIT)
        standing = select(_m.case_id).where(inside, _m.state != MEMBER, _plays(Role.MEETS)).limit(1)
        if not self._transaction.rows(standing):
            able = select(_m.case_id).where(inside, _plays(Role.MEMBER))
            for row in self._transaction.rows(able.order_by(_m.case_id).limit(FOUNDERS)):
                self.stand(row[0], "founder")

    def stand(self, case_id: int, state: str) -> None:
        """Let a case stand for its campaign: as a founder, or confirmed by an officer."""
        mine = update(StoredCampaignCase).where(_m.case_id == case_id)
        self._transaction.execute(mine.values(state=state))
        self.play(case_id, Role.MEETS, Role.MEMBER)

    def drop(self, campaign: int) -> None:
        """Delete a campaign with its decisions and what is left of its cases."""
        decisions = select(_n.id).where(_n.campaign == campaign)
        for table, condition in (
            (StoredDecidedCase, _d.decision.in_(decisions)),
            (StoredDecision, _n.campaign == campaign),
            (StoredCampaignCase, _m.campaign == campaign),
            (StoredCampaign, _g.id == campaign),
        ):
            self._transaction.execute(delete(table).where(condition))


def _plays(role: Role) -> ColumnElement[bool]:
    """Return the condition that a case of a campaign has a token of this role."""
    return select(_t.token).where(_t.case_id == _m.case_id, _t.role == int(role)).exists()
