"""Campaigns as officers see and work them. All of an officer's acts are in the custody log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, case, func, select, update

from flows.core.statuses import STATUSES, reaches
from storage.campaigns.decisions import opened_note
from storage.campaigns.joining import JOIN
from storage.campaigns.membership import MEMBER, SPLIT, Membership
from storage.campaigns.rulings import Rulings
from storage.campaigns.views import Campaign, CampaignCase, Decided, Gathered
from storage.custody.directory import CAMPAIGNS
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.campaigns import (
    Role,
    StoredCampaign,
    StoredCampaignCase,
    StoredCaseToken,
    StoredDecidedCase,
    StoredDecision,
)
from storage.tables.cases import StoredCase

WEEK = 7 * 86400.0
NAME = 60
"""The longest name of a campaign, in characters."""

_c, _m, _g = StoredCase.__table__.c, StoredCampaignCase.__table__.c, StoredCampaign.__table__.c
_d, _n, _t = StoredDecidedCase.__table__.c, StoredDecision.__table__.c, StoredCaseToken.__table__.c
_IN = _m.state != SPLIT


class Campaigns:
    """Reads and changes campaigns in one transaction."""

    def __init__(self, transaction: Transaction, *, vault: Vault, custody: Custody) -> None:
        self._transaction = transaction
        self._vault = vault
        self._custody = custody
        self._membership = Membership(transaction)
        self._rulings = Rulings(transaction)

    def listed(self, now: float, limit: int, offset: int = 0) -> tuple[list[Campaign], int]:
        """Return campaigns, those that grew most in the last week first, and how many there are in all."""
        fresh = _fresh(now)
        grown = func.coalesce(fresh.c.count, 0)
        query = select(StoredCampaign.__table__, grown.label("fresh")).outerjoin(
            fresh, fresh.c.campaign == _g.id
        )
        query = query.order_by(grown.desc(), _g.last.desc(), _g.id).limit(limit).offset(offset)
        rows = self._transaction.rows(query)
        count = self._transaction.rows(select(func.count()).select_from(StoredCampaign))[0][0]
        return self._campaigns(rows), count

    def growing(self, since: float, limit: int) -> list[tuple[Campaign, int]]:
        """Return the campaigns that got most cases since a moment, and how many."""
        fresh = _fresh(since + WEEK)
        query = select(StoredCampaign.__table__, fresh.c.count.label("fresh")).join(
            fresh, fresh.c.campaign == _g.id
        )
        rows = self._transaction.rows(query.order_by(fresh.c.count.desc(), _g.id).limit(limit))
        return [(one, one.fresh) for one in self._campaigns(rows)]

    def number(self, code: str) -> int | None:
        """Return the id of the campaign with this code, or None."""
        found = self._transaction.rows(select(_g.id).where(_g.code == code))
        return found[0][0] if found else None

    def of_case(self, reference: str) -> str:
        """Return the code of a case's campaign; empty where it is in none."""
        inside = select(_g.code).join(StoredCampaignCase, _m.campaign == _g.id)
        mine = inside.join(StoredCase, _c.id == _m.case_id).where(_c.reference == reference, _IN)
        found = self._transaction.rows(mine)
        return found[0][0] if found else ""

    def beside(self, reference: str) -> str:
        """Return the code of another campaign that a case met when it was filed, if there is one."""
        other = select(_g.code).join(StoredCampaignCase, _m.beside == _g.id)
        mine = other.join(StoredCase, _c.id == _m.case_id).where(_c.reference == reference)
        found = self._transaction.rows(mine.where(_m.beside != _m.campaign))
        return found[0][0] if found else ""

    def gathered(self, code: str, now: float, status: str = "") -> Gathered | None:
        """Return a campaign with its cases, its decisions and the reach of a new `status`; or None."""
        fresh = _fresh(now)
        query = select(StoredCampaign.__table__, func.coalesce(fresh.c.count, 0).label("fresh"))
        found = self._campaigns(
            self._transaction.rows(query.outerjoin(fresh, fresh.c.campaign == _g.id).where(_g.code == code))
        )
        if not found:
            return None
        cases = self._cases(found[0].id)
        kinds = (why.partition(":")[0] for one in cases for why in one.why.split(",") if why)
        return Gathered(
            campaign=found[0],
            cases=cases,
            kinds=_counted(kinds),
            categories=_counted(one.category for one in cases),
            places=_counted(one.place for one in cases if one.place),
            channels=_counted(one.channel for one in cases),
            decisions=self._decisions(found[0].id),
            reach=sum(reaches(status, one.status) for one in cases) if status else 0,
            told=self._told(found[0].id, status),
        )

    def decisions(self, code: str) -> tuple[Decided, ...]:
        """Return the decisions on a campaign, oldest first."""
        number = self.number(code)
        return () if number is None else self._decisions(number)

    def reporters(self, campaign: int) -> int:
        """Return the number of reporters of a campaign, each case without a chat being one."""
        return sum(self._reporters([campaign]).get(campaign, (0, 0)))

    def alerted(self, campaign: int, threshold: int, *, urgent: bool) -> None:
        """Remember that officers were told of this threshold, and whether of an urgent case."""
        values = {"alerted": threshold, "urgent_told": urgent}
        self._transaction.execute(update(StoredCampaign).where(_g.id == campaign).values(values))

    def name(self, code: str, name: str, officer: str, now: float) -> bool:
        """Name a campaign; return False where there is none with this code."""
        self._custody.lock()
        number = self.number(code)
        if number is None:
            return False
        box = self._vault.protect(name[:NAME].encode(), f"campaign:{number}")
        self._transaction.execute(update(StoredCampaign).where(_g.id == number).values(name=box))
        self._custody.add(CAMPAIGNS, now, Act("campaign-named", officer, code))
        return True

    def join(self, reference: str, code: str, officer: str, now: float) -> bool:
        """Put a case into a campaign, which it stands for from now on, and out of any other.

        Return False where there is no such case or campaign.
        """
        self._custody.lock()
        number, case_id = self.number(code), self._case(reference)
        if number is None or case_id is None:
            return False
        before = self._membership.of(case_id)
        if before is None or before[0] != number or before[1] == SPLIT:
            row = JOIN.row(
                case_id=case_id, campaign=number, state=MEMBER, why="officer", thanked=False, beside=0
            )
            self._transaction.write(JOIN, row)
            if before is not None and before[1] != SPLIT:
                self._membership.withhold(before[0], case_id)
                self._membership.recount(before[0])
        self._membership.stand(case_id, "confirmed")
        self._membership.recount(number)
        self._custody.add(reference, now, Act("campaign-joined", officer, code))
        return True

    def put(self, what: str, code: str, officer: str, now: float) -> bool:
        """Put a case, or all cases of another campaign, into a campaign; False where one is missing."""
        if self.number(what) is not None:
            return self.merge(what, code, officer, now)
        return self.join(what, code, officer, now)

    def merge(self, other: str, code: str, officer: str, now: float) -> bool:
        """Put all cases of another campaign into this one; those that stood for it go on to do so.

        Return False where one of the two does not exist, or both are the same.
        """
        self._custody.lock()
        number, source = self.number(code), self.number(other)
        if number is None or source is None or number == source:
            return False
        for column in (_m.campaign, _m.beside):
            moved = update(StoredCampaignCase).where(column == source).values({column.name: number})
            self._transaction.execute(moved)
        decided = update(StoredDecision).where(_n.campaign == source).values(campaign=number)
        self._transaction.execute(decided)
        urgent = self._transaction.rows(select(_g.urgent, _g.alerted).where(_g.id == source))[0]
        larger = case((_g.alerted < urgent.alerted, urgent.alerted), else_=_g.alerted)
        both = {"urgent": _g.urgent | bool(urgent.urgent), "alerted": larger}
        self._transaction.execute(update(StoredCampaign).where(_g.id == number).values(both))
        self._membership.drop(source)
        self._membership.recount(number)
        self._custody.add(CAMPAIGNS, now, Act("campaign-joined", officer, f"{code}:{other}"))
        return True

    def split(self, reference: str, officer: str, now: float) -> str:
        """Take a case out of its campaign, to which it does not come back; return the campaign's code.

        Empty where the case is in no campaign.
        """
        self._custody.lock()
        code, case_id = self.of_case(reference), self._case(reference)
        if not code or case_id is None:
            return ""
        number, _ = self._membership.of(case_id) or (0, "")
        self._membership.stand(case_id, SPLIT)
        self._membership.withhold(number, case_id)
        self._membership.recount(number)
        self._custody.add(reference, now, Act("campaign-split", officer, code))
        return code

    def dismiss(self, code: str, officer: str, now: float) -> bool:
        """Say that a campaign is none: its cases are alone again, and nothing meets by what they shared.

        Return False where there is none with this code.
        """
        self._custody.lock()
        number = self.number(code)
        if number is None:
            return False
        self._rulings.dismiss(number)
        inside = select(_m.case_id).where(_m.campaign == number)
        joined = _t.case_id.in_(inside) & (_t.role == int(Role.MEMBER))
        alone = update(StoredCaseToken).where(joined).values(role=int(Role.MEETS))
        self._transaction.execute(alone)
        self._membership.drop(number)
        self._custody.add(CAMPAIGNS, now, Act("campaign-dismissed", officer, code))
        return True

    def _case(self, reference: str) -> int | None:
        found = self._transaction.rows(select(_c.id).where(_c.reference == reference))
        return found[0][0] if found else None

    def _campaigns(self, rows: Sequence[Any]) -> list[Campaign]:  # Any: a row with `fresh` beside its columns
        reporters = self._reporters([row.id for row in rows])
        return [
            Campaign(
                id=row.id,
                code=row.code,
                name=self._vault.reveal(bytes(row.name), f"campaign:{row.id}").decode(),
                cases=row.cases,
                chats=reporters.get(row.id, (0, 0))[0],
                traceless=reporters.get(row.id, (0, 0))[1],
                fresh=row.fresh,
                first=row.first,
                last=row.last,
                urgent=bool(row.urgent),
            )
            for row in rows
        ]

    def _reporters(self, campaigns: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Return how many chats, and how many cases without a chat, each campaign has."""
        counts = select(_m.campaign, func.count(_c.chat.distinct()), func.count() - func.count(_c.chat))
        query = counts.join(StoredCase, _c.id == _m.case_id).where(_m.campaign.in_(campaigns), _IN)
        return {row[0]: (row[1], row[2]) for row in self._transaction.rows(query.group_by(_m.campaign))}

    def _cases(self, campaign: int) -> tuple[CampaignCase, ...]:
        columns = (_c.reference, _m.state, _m.why, _c.created, _c.status, _c.category, _c.place)
        query = select(*columns, _c.channel, _c.urgent).join(StoredCampaignCase, _m.case_id == _c.id)
        rows = self._transaction.rows(query.where(_m.campaign == campaign, _IN).order_by(_c.id))
        return tuple(CampaignCase(**row._mapping) for row in rows)

    def _told(self, campaign: int, status: str) -> int:
        """Return the number of chats that a decision for this status would be told to."""
        able = [present for present in STATUSES if status and reaches(status, present)]
        chats = select(func.count(_c.chat.distinct())).join(StoredCampaignCase, _m.case_id == _c.id)
        mine = chats.where(_m.campaign == campaign, _IN, _c.status.in_(able))
        return int(self._transaction.rows(mine)[0][0])

    def _decisions(self, campaign: int) -> tuple[Decided, ...]:
        waiting = func.sum(case((_d.state == "waiting", 1), else_=0)).label("waiting")
        query = select(StoredDecision.__table__, func.count(_d.case_id).label("all"), waiting)
        query = query.outerjoin(StoredDecidedCase, _d.decision == _n.id).where(_n.campaign == campaign)
        rows = self._transaction.rows(query.group_by(*StoredDecision.__table__.c).order_by(_n.id))
        return tuple(
            Decided(
                status=row.status,
                officer=row.officer,
                note=opened_note(self._vault, row)[2],
                time=row.time,
                reached=row.all - (row.waiting or 0),
                waiting=row.waiting or 0,
            )
            for row in rows
        )


def _fresh(now: float) -> Any:  # Any: a subquery of (campaign, count)
    """The number of cases that each campaign got in the last week; ids of cases rise with time."""
    week = int((now - WEEK) * 1000) << 20
    counted: Select[Any] = select(_m.campaign, func.count().label("count")).where(_m.case_id >= week, _IN)
    return counted.group_by(_m.campaign).subquery()


def _counted(values: Any) -> Mapping[str, int]:  # Any: texts
    return dict(Counter(values).most_common())
