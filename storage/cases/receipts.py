"""Receipts: the hashes of their secrets, and the count of those that opened no case, which limits guessing.

A secret is kept as an argon2id hash with cheap parameters (one pass, 64 KiB, one lane: some 50 µs). Argon2 is
made costly to slow down the guessing of secrets that people choose. This secret is made from more than 75
random bits, which nobody can guess, and a costly hash would hand every stranger a way to keep the server
busy.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, update
from sqlmodel import col, func, select

from storage.database.ids import Ids
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import StoredGuess

_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
NOBODYS = _HASHER.hash("nobody's secret")
"""The hash to compare with if there is no such case: the answer then takes as long as for a wrong secret."""
_ADD = inserting(StoredGuess, order=5)
_g = StoredGuess


def hashed(secret: str) -> str:
    """Return the hash to store."""
    return _HASHER.hash(secret)


def matches(stored: str, secret: str) -> bool:
    """Return whether the secret belongs to this hash."""
    try:
        return _HASHER.verify(stored, secret)
    except (VerificationError, InvalidHashError):
        return False


class Guesses:
    """Reads and changes the guesses in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids

    def add(self, chat: str, now: float) -> None:
        """Record that a receipt from this chat opened nothing."""
        self._transaction.write(_ADD, _ADD.row(id=self._ids.next(), chat=self._vault.chat(chat), time=now))

    def since(self, since: float, chat: str | None = None) -> int:
        """Return the number of guesses since this moment, from one chat or from all (None)."""
        query = select(func.count()).where(_g.time >= since)
        if chat is not None:
            query = query.where(_g.chat == self._vault.chat(chat))
        return int(self._transaction.values(query)[0])

    def purge(self, before: float) -> int:
        """Delete older guesses and return their number."""
        return self._transaction.execute(delete(StoredGuess).where(col(_g.time) < before))

    def forget(self, chat: str) -> int:
        """Remove the chat from its guesses, which still count among everybody's; return their number."""
        mine = col(_g.chat) == self._vault.chat(chat)
        return self._transaction.execute(update(StoredGuess).where(mine).values(chat=""))
