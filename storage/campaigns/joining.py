"""A case joins a campaign as it is filed, or founds one with the case that it meets."""

from collections.abc import Sequence

from sqlalchemy import func, select, text

from flows.core.receipts import ALPHABET, CAMPAIGN_SIGNS
from flows.core.statuses import SILENT
from flows.indicators.traces import Traces
from storage.campaigns.meeting import Met, met
from storage.campaigns.membership import FOUNDERS, SPLIT, Membership
from storage.campaigns.tokens import CaseTokens
from storage.campaigns.views import Growth
from storage.database.ids import Ids
from storage.database.statements import changing, inserting, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.campaigns import Role, StoredCampaign, StoredCampaignCase, StoredCaseToken
from storage.tables.cases import StoredCase

_FOUND = inserting(StoredCampaign, order=5)
JOIN = upserting(StoredCampaignCase, order=6)
_GROW = changing(
    text(
        "UPDATE campaigns SET cases = cases + 1, last = :now, urgent = urgent OR :urgent WHERE id = :campaign"
    ),
    order=7,
)
_c, _t = StoredCase.__table__.c, StoredCaseToken.__table__.c


class Joining:
    """Lets cases join and found campaigns in one transaction.

    On Postgres the caller holds the custody log's lock, so that one case after the other looks and joins.
    """

    def __init__(self, transaction: Transaction, *, vault: Vault, ids: Ids, tokens: CaseTokens) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._tokens = tokens
        self._membership = Membership(transaction)

    def file(self, case_id: int, traces: Traces, now: float, *, urgent: bool) -> Growth | None:
        """Keep the tokens of a case that is being filed; return the campaign that it joined or founded."""
        if not traces:
            return None
        tokens = self._tokens.of(traces)
        growth = self._meet(case_id, met(self._transaction, traces, tokens), now, urgent=urgent)
        alone = growth is None or growth.cases <= FOUNDERS
        self._tokens.keep(case_id, traces, Role.MEETS if alone else Role.MEMBER, tokens)
        return growth

    def contest(self, case_id: int, traces: Traces) -> None:
        """Keep the tokens of what a new case says is no scam."""
        self._tokens.keep(case_id, traces, Role.CONTESTED)

    def add(self, case_id: int, traces: Traces, now: float, *, urgent: bool) -> Growth | None:
        """Keep the tokens of what is added to a case; return the campaign that the case comes to by them.

        A case that is in a campaign, or was taken out of one, stays where it is.
        """
        role = self._role(case_id)
        if role > Role.MEETS:
            return None
        growth = None
        if role == Role.MEETS and self._membership.of(case_id) is None:
            growth = self._meet(
                case_id,
                [one for one in self._met(traces) if one.case_id != case_id],
                now,
                urgent=urgent,
            )
            if growth is not None and growth.cases > FOUNDERS:
                self._membership.play(case_id, Role.MEMBER, Role.MEETS)
                role = Role.MEMBER
        self._tokens.add(case_id, traces, role)
        return growth

    def _met(self, traces: Traces) -> list[Met]:
        return met(self._transaction, traces, self._tokens.of(traces))

    def _meet(self, case_id: int, found: Sequence[Met], now: float, *, urgent: bool) -> Growth | None:
        """Join the campaign of the case with most in common; else found one with that case."""
        if not found:
            return None
        places = self._campaigns([one.case_id for one in found])
        for one in found:
            if growth := places.get(one.case_id):
                others = (place.id for place in places.values() if place.id != growth.id)
                self._join(case_id, growth.id, "member", one.why, next(others, 0))
                self._transaction.write(_GROW, _GROW.row(now=now, urgent=urgent, campaign=growth.id))
                return Growth(
                    growth.id,
                    growth.code,
                    growth.cases + 1,
                    growth.urgent or urgent,
                    growth.alerted,
                    growth.urgent_told,
                )
        return self._found(case_id, found[0], now, urgent=urgent)

    def _campaigns(self, cases: Sequence[int]) -> dict[int, Growth]:
        """Return the campaign of each of these cases that is in one."""
        rows = self._transaction.peek(
            "SELECT case_id, campaigns.id, code, cases, urgent, alerted, urgent_told FROM campaign_cases "  # noqa: S608  # whole numbers of our own
            "JOIN campaigns ON campaigns.id = campaign "
            f"WHERE case_id IN ({', '.join(map(str, cases))}) AND state <> '{SPLIT}'"
        )
        return {row[0]: Growth(row[1], row[2], row[3], bool(row[4]), row[5], bool(row[6])) for row in rows}

    def _found(self, case_id: int, other: Met, now: float, *, urgent: bool) -> Growth:
        first, already = self._transaction.peek(
            f"SELECT created, urgent FROM cases WHERE id = {other.case_id}"  # noqa: S608  # as above
        )[0]
        number = self._ids.next()
        growth = Growth(number, code_of(number, self._vault), FOUNDERS, bool(already) or urgent)
        self._transaction.write(
            _FOUND,
            _FOUND.row(
                id=number,
                code=growth.code,
                name=self._vault.protect(b"", f"campaign:{number}"),
                cases=FOUNDERS,
                first=first,
                last=now,
                urgent=growth.urgent,
                alerted=0,
                urgent_told=False,
            ),
        )
        for founder in (other.case_id, case_id):
            self._join(founder, number, "founder", other.why)
        return growth

    def _join(self, case_id: int, campaign: int, state: str, why: str, beside: int = 0) -> None:
        row = JOIN.row(case_id=case_id, campaign=campaign, state=state, why=why, thanked=False, beside=beside)
        self._transaction.write(JOIN, row)

    def _role(self, case_id: int) -> Role:
        """Return the role that further tokens of a case play."""
        found = self._transaction.rows(select(func.max(_t.role)).where(_t.case_id == case_id))
        if found[0][0] is not None:
            return Role(found[0][0])
        closed = self._transaction.rows(select(_c.id).where(_c.id == case_id, _c.status.in_(SILENT)))
        return Role.SILENT if closed else Role.MEETS


def code_of(number: int, vault: Vault) -> str:
    """Return the code by which officers name a campaign: C, four signs without look-alikes, a digit."""
    drawn, code = int(vault.token(f"campaign:{number}")[:16], 16), "C"
    for _ in range(CAMPAIGN_SIGNS):
        drawn, sign = divmod(drawn, len(ALPHABET))
        code += ALPHABET[sign]
    return f"{code}{2 + drawn % 8}"
