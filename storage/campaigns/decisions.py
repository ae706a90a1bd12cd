"""One decision on a campaign reaches each of its cases once, however often the work is interrupted.

A decision lists its cases as waiting, in one transaction. Then each case is taken from the list in a
transaction of its own, in which its status changes and its reporter is told. Rows that this server did not
write change nothing.
"""

from typing import Any

import msgspec
from sqlalchemy import select, update

from flows.core.statuses import STATUSES, SUCCESSORS, reaches
from flows.record import record
from storage.campaigns.membership import SPLIT, Membership
from storage.custody.directory import CAMPAIGNS
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.campaigns import StoredCampaign, StoredCampaignCase, StoredDecidedCase, StoredDecision
from storage.tables.cases import StoredCase

_DECIDE = inserting(StoredDecision, order=5)
_REACH = inserting(StoredDecidedCase, order=6)
_c, _m = StoredCase.__table__.c, StoredCampaignCase.__table__.c
_g, _d, _n = StoredCampaign.__table__.c, StoredDecidedCase.__table__.c, StoredDecision.__table__.c


@record
class Waiting:
    """A case that a decision has not reached, by its id and that of the decision."""

    decision: int
    case_id: int


@record
class Taken:
    """A case that a decision reaches now. `told`: its reporter heard the same last, by this case or another.

    `thanked`: its reporter heard before that a report in this campaign helped.
    """

    reference: str
    status: str
    note: str
    officer: str
    told: bool
    thanked: bool


class Decisions:
    """Writes decisions and works them off, in one transaction.

    A later decision on a campaign takes the place of an earlier one for all cases that the earlier one has
    not reached. Who heard of the earlier one hears of the later one if it says something else.
    """

    def __init__(self, transaction: Transaction, *, vault: Vault, ids: Ids, custody: Custody) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._custody = custody
        self._membership = Membership(transaction)

    def decide(self, code: str, status: str, note: str, officer: str, now: float) -> int:
        """Write a decision for the campaign's cases that can get the status; return how many it will reach.

        Where that is none, no decision is made.
        """
        self._custody.lock()
        found = self._transaction.rows(select(_g.id).where(_g.code == code))
        if not found:
            return 0
        number, campaign = self._ids.next(), found[0][0]
        cases = select(_m.case_id).join(StoredCase, _c.id == _m.case_id)
        able = [present for present in STATUSES if reaches(status, present)]
        reached = self._transaction.rows(
            cases.where(_m.campaign == campaign, _m.state != SPLIT, _c.status.in_(able))
        )
        if not reached:
            return 0
        self._membership.withhold(campaign)
        sealed = note_box(self._vault, number, (status, officer, note))
        row = _DECIDE.row(id=number, campaign=campaign, status=status, officer=officer, note=sealed, time=now)
        self._transaction.write(_DECIDE, row)
        made = _REACH.row
        self._transaction.write_all(
            _REACH,
            [
                made(
                    decision=number,
                    case_id=each.case_id,
                    state="waiting",
                    seal=self._seal(number, each.case_id),
                )
                for each in reached
            ],
        )
        self._custody.add(CAMPAIGNS, now, Act("campaign-decided", officer, f"{code}:{number}:{status}"))
        return len(reached)

    def waiting(self, limit: int) -> list[Waiting]:
        """Return cases that decisions have not reached, the oldest decision's first."""
        query = select(_d.decision, _d.case_id).where(_d.state == "waiting")
        rows = self._transaction.rows(query.order_by(_d.decision, _d.case_id).limit(limit))
        return [Waiting(*row) for row in rows]

    def take(self, one: Waiting) -> Taken | None:
        """Take a case from the list; None where it is gone, taken before, not of this server, or where the
        status cannot follow its own any more.
        """
        self._custody.lock()
        mine = (_d.decision == one.decision) & (_d.case_id == one.case_id)
        taken = update(StoredDecidedCase).where(mine, _d.state == "waiting").values(state="done")
        if not self._transaction.execute(taken):
            return None
        columns = (_c.reference, _c.chat, _c.status.label("stands"), _d.seal)
        query = select(StoredDecision.__table__, *columns).join(StoredDecidedCase, _d.decision == _n.id)
        (row,) = self._transaction.rows(query.join(StoredCase, _c.id == _d.case_id).where(mine))
        try:
            status, officer, note = self._given(row)
        except Unopened:
            return None
        if not reaches(status, row.stands) or row.seal != self._seal(one.decision, one.case_id):
            return None
        return Taken(
            reference=row.reference,
            status=status,
            note=note,
            officer=officer,
            told=self._heard(row, one.case_id, (status, note)),
            thanked=self._thanked(row.campaign, row.chat),
        )

    def told(self, one: Waiting, *, thanked: bool) -> None:
        """Remember that the case's reporter hears of the decision, and of the help."""
        mine = (_d.decision == one.decision) & (_d.case_id == one.case_id)
        self._transaction.execute(update(StoredDecidedCase).where(mine).values(state="told"))
        if thanked:
            case = update(StoredCampaignCase).where(_m.case_id == one.case_id)
            self._transaction.execute(case.values(thanked=True))

    def _given(self, row: Any) -> tuple[str, str, str]:  # Any: a row of decisions
        """Return status, officer and note of a decision; a status of before, as what took its place."""
        status, officer, note = opened_note(self._vault, row)
        return SUCCESSORS.get(status, status), officer, note

    def _seal(self, decision: int, case_id: int) -> str:
        return self._vault.token(f"decided:{decision}:{case_id}")

    def _heard(self, row: Any, case_id: int, says: tuple[str, str]) -> bool:  # Any: a row as `take` reads it
        """Return whether the last that this chat was told of the campaign is this status and note.

        A case that was given another status since is told of all the same.
        """
        if not row.chat:
            return False
        mine = select(StoredDecision.__table__).join(StoredDecidedCase, _d.decision == _n.id)
        heard = mine.join(StoredCase, _c.id == _d.case_id).where(_c.chat == row.chat, _d.state == "told")
        newest = heard.where(_n.campaign == row.campaign).order_by(_n.id.desc()).limit(1)
        last = self._transaction.rows(newest)
        if not last or last[0].id == row.id:
            return bool(last)
        status, _, note = self._given(last[0])
        reached = select(_d.state).where(_d.decision == last[0].id, _d.case_id == case_id)
        return (status, note) == says and (row.stands == status or not self._transaction.rows(reached))

    def _thanked(self, campaign: int, chat: str | None) -> bool:
        others = select(_m.case_id).join(StoredCase, _c.id == _m.case_id)
        thanked = others.where(_c.chat == chat, _m.campaign == campaign, _m.thanked.is_(True)).limit(1)
        return bool(chat and self._transaction.rows(thanked))


def note_box(vault: Vault, decision: int, facts: tuple[str, str, str]) -> bytes:
    """Return the box of a decision: status, officer and note."""
    return vault.protect(msgspec.json.encode(facts), f"decision:{decision}")


def opened_note(vault: Vault, row: Any) -> tuple[str, str, str]:  # Any: a row of decisions
    """Return status, officer and note of a decision, whatever its columns say. Raises Unopened."""
    box = vault.reveal(bytes(row.note), f"decision:{row.id}")
    return msgspec.json.decode(box, type=tuple[str, str, str])
