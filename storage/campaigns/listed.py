"""Lists of known indicators: keyed tokens of what partners' lists and our own officers name.

The values themselves are not kept. A row counts only with its `proof`, which needs the server's key: a token
that somebody copied here from a case is no confirmed indicator.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from flows.desk.case import CONFIRMED
from flows.indicators.listed import ListNames, Pair
from flows.record import record
from storage.campaigns.lookup import cases_of
from storage.campaigns.rulings import Rulings
from storage.campaigns.shareable import DAY
from storage.campaigns.tokens import CaseTokens
from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.campaigns import StoredListedIndicator

OURS = ""
"""The source of what our own officers confirmed."""

_KEEP = upserting(StoredListedIndicator, order=6)
FRESH = 1.0
"""For so many seconds the last answer holds on whether there is any list."""

_ROW = "token, source, kind, day, told, proof"


class Present:
    """Whether there is any list: most deployments have none, and should not ask for each case.

    The database is asked again after a moment, for a command may import a list beside the server.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._looked = -FRESH
        self._any = False

    def stale(self) -> None:
        """Ask the database next time."""
        self._looked = -FRESH

    def any(self, read: Callable[[str], Sequence[Any]]) -> bool:  # Any: a driver's row
        """Return whether there was a list a moment ago."""
        now = self._steady()
        if now - self._looked >= FRESH:
            self._looked = now
            self._any = bool(read("SELECT 1 FROM listed_indicators LIMIT 1"))
        return self._any


@record
class Marked:
    """A pair that a list names, and whether the list may be mentioned to the public."""

    pair: Pair
    told: bool


@record
class Source:
    """A list: its name, the number of its indicators, those that the public is told of, its newest day."""

    name: str
    count: int
    told: int
    day: int


class ListedIndicators:
    """Keeps and looks up lists in one transaction."""

    def __init__(
        self, transaction: Transaction, vault: Vault, tokens: CaseTokens, present: "Present"
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._tokens = tokens
        self._present = present
        self._rulings = Rulings(transaction)

    def keep(self, marked: Sequence[Marked], source: str, now: float) -> None:
        """Add these to a source's list; a later mark of the same pair replaces the earlier one."""
        day = int(now) // DAY
        found = zip(self._tokens.of(tuple(one.pair for one in marked)), marked, strict=True)
        rows = [self._row(token, source, one.pair[0], day, told=one.told) for token, one in found]
        self._transaction.write_all(_KEEP, rows)
        self._present.stale()

    def drop(self, source: str, pair: Pair | None = None) -> int:
        """Delete a source's list, or one pair of it; return the number of rows deleted."""
        table = StoredListedIndicator
        mine = col(table.source) == source
        if pair is not None:
            mine &= col(table.token) == self._tokens.of((pair,))[0]
        return self._transaction.execute(delete(table).where(mine))

    def sources(self) -> list[Source]:
        """Return the lists by name, with the officers' own first."""
        found: dict[str, list[Any]] = {}
        for row in self._read(f"SELECT {_ROW} FROM listed_indicators ORDER BY source"):  # noqa: S608  # our own names
            found.setdefault(row[1], []).append(row)
        return [
            Source(name, len(rows), sum(bool(row[4]) for row in rows), max(row[3] for row in rows))
            for name, rows in found.items()
        ]

    def known(self, named: ListNames, *, public: bool = False) -> tuple[tuple[str, ...], ...]:
        """Return for each indicator the sources that list it; none where an officer cleared it as no scam.

        `public`: without the sources that the public may not be told of.
        """
        if not (named and self._present.any(self._read)):
            return ((),) * len(named)
        tokens = [self._tokens.of(pairs) for pairs in named]
        every = [token for some in tokens for token in some]
        rows = self._rows_of(every)
        if not rows:
            return ((),) * len(named)
        cleared = self._rulings.among(every)
        listed: dict[int, list[str]] = {}
        for row in rows:
            if row[4] or not public:
                listed.setdefault(row[0], []).append(row[1] or CONFIRMED)
        return tuple(
            ()
            if cleared.intersection(some)
            else tuple(dict.fromkeys(source for token in some for source in sorted(listed.get(token, ()))))
            for some in tokens
        )

    def naming(self, pairs: Sequence[Pair]) -> list[str]:
        """Return the references of the cases that name one of these, without those that were ruled out."""
        tokens = self._tokens.of(tuple(pairs))
        out = self._rulings.among(tokens)
        self._transaction.send()
        return cases_of(self._transaction, [token for token in dict.fromkeys(tokens) if token not in out])

    def confirmed(self) -> frozenset[int]:
        """Return the tokens that our own officers confirmed."""
        rows = self._read(f"SELECT {_ROW} FROM listed_indicators WHERE source = '{OURS}'")  # noqa: S608  # a constant
        return frozenset(row[0] for row in rows if self._vouched(row))

    def cleared(self, pair: Pair) -> bool:
        """Return whether an officer ruled this out."""
        return bool(self._rulings.among(self._tokens.of((pair,))))

    def strange(self) -> list[int]:
        """Return the tokens of rows that this server did not write so."""
        rows = self._read(f"SELECT {_ROW} FROM listed_indicators")  # noqa: S608  # our own names
        return [row[0] for row in rows if not self._vouched(row)]

    def _rows_of(self, tokens: Sequence[int]) -> list[Any]:
        """Return the rows of these tokens that this server vouches for."""
        if not tokens:
            return []
        some = ", ".join(map(str, dict.fromkeys(tokens)))
        rows = self._read(f"SELECT {_ROW} FROM listed_indicators WHERE token IN ({some})")  # noqa: S608  # whole numbers of our own
        return [row for row in rows if self._vouched(row)]

    def _row(self, token: int, source: str, kind: str, day: int, *, told: bool) -> tuple[Any, ...]:
        proof = self._proof(token, source, kind, day, told)
        return _KEEP.row(token=token, source=source, kind=kind, day=day, told=told, proof=proof)

    def _vouched(self, row: Any) -> bool:  # Any: a driver's row of _ROW
        return bool(row[5] == self._proof(*row[:5]))

    def _proof(self, token: int, source: str, kind: str, day: int, told: object) -> str:
        return self._vault.token(f"listed:{token}:{source}:{kind}:{day}:{bool(told)}")

    def _read(self, sql: str) -> Sequence[Any]:  # Any: a driver's row
        self._transaction.send()
        return self._transaction.peek(sql)
