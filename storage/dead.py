"""Dead letters: events whose turn failed, kept protected to be looked at and tried again."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from storage.ids import Ids
from storage.statements import inserting
from storage.tables import DEAD_LETTERS
from storage.transaction import Transaction
from storage.vault import Vault

_ADD = inserting(DEAD_LETTERS, order=5)
_d = DEAD_LETTERS.c


@dataclass(frozen=True, slots=True)
class Letter:
    """An event that failed; `error` is the name of the exception's type."""

    id: int
    event_id: str
    chat: str
    body: bytes
    error: str
    time: float


class DeadLetters:
    """Dead letters as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids

    def add(self, letter: Letter) -> int:
        """Keep it (its `id` is ignored); the id it was given."""
        number = self._ids.next()
        body = self._vault.protect(letter.body, f"dead:{number}")
        row = (number, letter.event_id, letter.chat, body, letter.error, letter.time)
        self._transaction.write(_ADD, row)
        return number

    def newest(self, limit: int) -> list[Letter]:
        """The latest ones, newest first."""
        found = self._transaction.rows(select(DEAD_LETTERS).order_by(_d.id.desc()).limit(limit))
        reveal = self._vault.reveal
        return [
            Letter(r.id, r.event_id, r.chat, reveal(bytes(r.body), f"dead:{r.id}"), r.error, r.time)
            for r in found
        ]

    def count(self) -> int:
        """How many there are."""
        return int(self._transaction.rows(select(func.count()).select_from(DEAD_LETTERS))[0][0])

    def remove(self, number: int) -> None:
        """It was dealt with."""
        self._transaction.execute(delete(DEAD_LETTERS).where(_d.id == number))

    def purge(self, before: float) -> int:
        """Forget older ones; how many went."""
        return self._transaction.execute(delete(DEAD_LETTERS).where(_d.time < before))
