"""Keyed tokens of what cases name. Without the server's key no token can be made or tested.

A token is the first 64 bits of a keyed hash of a pair (kind, value): a phone number, say, or a band of a
text's MinHash. The pairs themselves are never stored. Among the 42 million tokens of a million cases two
different pairs have the same token with a probability of 5 in 100,000.
"""

from collections.abc import Sequence
from hashlib import blake2b
from struct import Struct
from typing import Literal

from sqlalchemy import select, text

from flows.indicators.listed import BORROWED
from flows.indicators.near import SHARED
from flows.indicators.traces import NEAR, Traces
from storage.campaigns.lookup import reporters, sharing
from storage.campaigns.rulings import Rulings, is_ruled_out
from storage.database.statements import changing
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.campaigns import Role, StoredCaseToken
from storage.tables.cases import StoredCase

FEW = 4
"""Of each token so many of the newest cases are looked at first: mostly they are of enough reporters."""

NEWEST = 40
"""Of each band so many of the newest cases are compared, so that a large campaign costs no more to find."""

RECENT = 500
"""Of the cases that name a value so many of the newest are looked at, to find that several people did."""

REPORTS = (Role.MEETS, Role.MEMBER)
"""The roles of tokens that count as reports."""

_UNTOLD = frozenset({NEAR, *BORROWED})
"""Kinds of pairs of which partners get no value."""
_SIGNED = Struct(">q")
_KEEP = changing(
    text("INSERT INTO case_tokens (token, case_id, role, tells) VALUES (:token, :case_id, :role, :tells)"),
    order=6,
)
_c, _t = StoredCase.__table__.c, StoredCaseToken.__table__.c


class CaseTokens:
    """Keeps the tokens of cases, and finds cases by them, in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, *, web_only: bool) -> None:
        self._transaction = transaction
        self._web_only = web_only
        self._key = vault.secret("case tokens")
        self._rulings = Rulings(transaction)

    def keep(self, case_id: int, traces: Traces, role: Role, tokens: Sequence[int] = ()) -> None:
        """Give the tokens of these pairs to a case that has none of them; `tokens` if they are known."""
        row, plays = _KEEP.row, int(role)
        kinds = {
            token: kind not in _UNTOLD
            for (kind, _), token in zip(traces, tokens or self.of(traces), strict=True)
        }
        self._transaction.write_all(
            _KEEP,
            [row(token=token, case_id=case_id, role=plays, tells=tells) for token, tells in kinds.items()],
        )

    def add(self, case_id: int, traces: Traces, role: Role) -> None:
        """Give the tokens of these pairs to a case; those that the case has stay as they are."""
        known = {row[0] for row in self._transaction.rows(select(_t.token).where(_t.case_id == case_id))}
        new = [
            (pair, token) for pair, token in zip(traces, self.of(traces), strict=True) if token not in known
        ]
        self.keep(case_id, tuple(pair for pair, _ in new), role, [token for _, token in new])

    def reported(self, traces: Traces, least: int) -> Traces:
        """Return the pairs that cases of at least so many reporters name, without those that were cleared.

        A chat is one reporter, however many cases it filed; see `REPORTER`.
        """
        values = tuple([pair for pair in traces if pair[0] != NEAR])
        tokens = self.of(values)
        if not tokens:
            return ()
        out = self._rulings.among(tokens)
        named = zip(values, tokens, strict=True)
        return tuple(
            pair
            for pair, token in named
            if token not in out and self._reported((token,), least, shared=1, most=RECENT)
        )

    def copied(self, traces: Traces, least: int) -> bool:
        """Return whether at least so many reporters filed a near-copy of the text of these bands."""
        tokens = self.of(tuple([pair for pair in traces if pair[0] == NEAR]))
        copied = bool(tokens) and self._reported(tokens, least, shared=SHARED, most=NEWEST)
        return copied and not is_ruled_out(self._transaction, tokens)

    def contested(self, reference: str) -> Literal["", "contested", "cleared"]:
        """Return `contested` or `cleared` for a case that contests something, else empty."""
        case_id = self._contesting(reference)
        if case_id is None:
            return ""
        return "cleared" if self._rulings.is_cleared(case_id) else "contested"

    def clear(self, reference: str, *, on: bool) -> None:
        """Clear what a case contests, or take that back."""
        case_id = self._contesting(reference)
        if case_id is not None:
            self._rulings.clear(case_id, on=on)

    def naming(self, traces: Traces, limit: int) -> list[int]:
        """Return the ids of cases that name one of these pairs, the newest first."""
        if not (tokens := self.of(traces)):
            return []
        named = select(_t.case_id).where(_t.token.in_(tokens)).distinct()
        return [row[0] for row in self._transaction.rows(named.order_by(_t.case_id.desc()).limit(limit))]

    def of(self, traces: Traces) -> list[int]:
        """Return the token of each pair: a whole number of 64 bits with a sign, as both databases store."""
        key, signed = self._key, _SIGNED.unpack
        said = [f"{kind}:{value}".encode() for kind, value in traces]
        return [signed(blake2b(each, digest_size=8, key=key).digest())[0] for each in said]

    def _contesting(self, reference: str) -> int | None:
        """Return the id of a case that contests something, else None."""
        mine = select(_c.id).join(StoredCaseToken, _t.case_id == _c.id).where(_c.reference == reference)
        found = self._transaction.rows(mine.where(_t.role == int(Role.CONTESTED)).limit(1))
        return found[0][0] if found else None

    def _reported(self, tokens: Sequence[int], least: int, *, shared: int, most: int) -> bool:
        """Return whether so many reporters' newest cases share at least `shared` of these tokens.

        Few cases of each token are looked at first, then `most`, where there are more.
        """
        self._transaction.send()
        for limit in (FEW, most):
            found = sharing(self._transaction, tokens, REPORTS, limit)
            cases = [case_id for case_id, count in found if count >= shared]
            known = reporters(self._transaction, cases, least, web_only=self._web_only)
            if len(known) >= least:
                return True
            if sum(count for _, count in found) < limit:
                break
        return False
