"""Finds the cases that a new case meets: those that name the same sender, or hold a near-copy of its text.

Only the tokens of cases that are alone, or stand for their campaign, are compared (`Role.MEETS`). So two
cases never come together because each of them met a third one that merely joined.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from flows.indicators.near import SHARED
from flows.indicators.traces import NEAR, Traces
from flows.record import record
from storage.campaigns.lookup import newest, ruled, sharing
from storage.campaigns.tokens import NEWEST
from storage.database.transaction import Transaction
from storage.tables.campaigns import Role

STRONG = frozenset({"phone", "link", "crypto", "rib", "iban", "group"})
"""Kinds of which one in common is enough."""

BORROWED = "sender"
"""The kind that anyone can put on: a sender in common counts only beside a band of the text."""


@record
class Met:
    """A case that was met: the strong kinds in common, and the number of bands of the text."""

    case_id: int
    kinds: tuple[str, ...]
    bands: int

    @property
    def why(self) -> str:
        """The reasons, as they are stored: `phone,near:12`."""
        return ",".join((*self.kinds, *((f"{NEAR}:{self.bands}",) if self.bands else ())))

    @property
    def weight(self) -> tuple[int, int, int]:
        """The greater, the more two cases have in common; of equals the older case weighs more."""
        return len(self.kinds), self.bands, -self.case_id


def met(transaction: Transaction, traces: Traces, tokens: Sequence[int]) -> list[Met]:
    """Return the cases that a case of these pairs and tokens meets, those with most in common first.

    What an officer ruled out meets nothing. Rows of this job in memory are not looked at.
    """
    kinds = {
        token: kind
        for (kind, _), token in zip(traces, tokens, strict=True)
        if kind in STRONG or kind in (NEAR, BORROWED)
    }
    if not kinds:
        return []
    transaction.send_earlier()
    out = ruled(transaction, kinds)
    stopped = {token for token, _ in out}
    near = [token for token, kind in kinds.items() if kind == NEAR]
    others = [token for token, kind in kinds.items() if kind != NEAR and token not in stopped]
    ruled_out = max(Counter(ruling for token, ruling in out if kinds[token] == NEAR).values(), default=0)
    bands = dict(sharing(transaction, near, (Role.MEETS,), NEWEST)) if near and ruled_out < SHARED else {}
    common: dict[int, set[str]] = defaultdict(set)
    for token, case_id in newest(transaction, others, (Role.MEETS,), NEWEST) if others else ():
        common[case_id].add(kinds[token])
    found = [_weighed(one, common.get(one, set()), bands.get(one, 0)) for one in {**bands, **common}]
    return sorted((one for one in found if one), key=lambda one: one.weight, reverse=True)


def _weighed(case_id: int, shared: set[str], bands: int) -> Met | None:
    """Return how a case was met; None where too little is in common."""
    strong = tuple(sorted(shared & STRONG))
    if bands and BORROWED in shared:
        return Met(case_id, (*strong, BORROWED), bands)
    if strong or bands >= SHARED:
        return Met(case_id, strong, bands)
    return None
