"""Dead letters: events whose turn failed, kept protected to be looked at and tried again."""

from typing import Any

import msgspec
from sqlalchemy import delete, func, select

from flows.record import record
from storage.database.ids import Ids
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import DEAD_LETTERS

_ADD = inserting(DEAD_LETTERS, order=5)
_d = DEAD_LETTERS.c
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str, str, bytes]).decode


@record
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
        inside = _encode((letter.event_id, letter.chat, letter.body))
        body = self._vault.protect(inside, f"dead:{number}")
        tokens = (self._vault.token("event:" + letter.event_id), self._vault.chat(letter.chat))
        row = (number, *tokens, body, letter.error, letter.time)
        self._transaction.write(_ADD, row)
        return number

    def newest(self, limit: int) -> list[Letter]:
        """The latest ones, newest first."""
        found = self._transaction.rows(select(DEAD_LETTERS).order_by(_d.id.desc()).limit(limit))
        return [Letter(row.id, *self._inside(row), row.error, row.time) for row in found]

    def get(self, number: int) -> Letter | None:
        """The letter with this id; None if there is none."""
        found = self._transaction.rows(select(DEAD_LETTERS).where(_d.id == number))
        return next((Letter(row.id, *self._inside(row), row.error, row.time) for row in found), None)

    def count(self) -> int:
        """How many there are."""
        return int(self._transaction.rows(select(func.count()).select_from(DEAD_LETTERS))[0][0])

    def remove(self, number: int) -> None:
        """It was dealt with."""
        self._transaction.execute(delete(DEAD_LETTERS).where(_d.id == number))

    def purge(self, before: float) -> int:
        """Forget older ones; how many went."""
        return self._transaction.execute(delete(DEAD_LETTERS).where(_d.time < before))

    def forget(self, chat: str) -> int:
        """Nothing of this chat's stays; how many there were."""
        return self._transaction.execute(delete(DEAD_LETTERS).where(_d.chat == self._vault.chat(chat)))

    def _inside(self, row: Any) -> tuple[str, str, bytes]:
        return _decode(self._vault.reveal(bytes(row.body), f"dead:{row.id}"))
