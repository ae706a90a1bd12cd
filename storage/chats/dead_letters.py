"""Dead letters: events whose turn failed, kept protected so that people can look at them and try again."""

import msgspec
from sqlalchemy import delete
from sqlmodel import col, func, select

from flows.record import record
from storage.database.ids import Ids
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.messages import StoredDeadLetter

_ADD = inserting(StoredDeadLetter, order=5)
_d = StoredDeadLetter
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
    """Reads and changes dead letters in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids

    def add(self, letter: Letter) -> int:
        """Store a letter under a new id, and return this id."""
        number = self._ids.next()
        inside = _encode((letter.event_id, letter.chat, letter.body))
        self._transaction.write(
            _ADD,
            _ADD.row(
                id=number,
                event_id=self._vault.token("event:" + letter.event_id),
                chat=self._vault.chat(letter.chat),
                body=self._vault.protect(inside, f"dead:{number}"),
                error=letter.error,
                time=letter.time,
            ),
        )
        return number

    def newest(self, limit: int) -> list[Letter]:
        """Return the latest letters, newest first."""
        query = select(_d).order_by(col(_d.id).desc()).limit(limit)
        return [self._letter(row) for row in self._transaction.found(query)]

    def get(self, number: int) -> Letter | None:
        """Return the letter with this id; None if there is none."""
        found = self._transaction.found(select(_d).where(col(_d.id) == number))
        return next((self._letter(row) for row in found), None)

    def count(self) -> int:
        """Return the number of letters."""
        return self._transaction.values(select(func.count()).select_from(_d))[0]

    def remove(self, number: int) -> None:
        """Delete a letter that was dealt with."""
        self._transaction.execute(delete(_d).where(col(_d.id) == number))

    def purge(self, before: float) -> int:
        """Delete older letters and return their number."""
        return self._transaction.execute(delete(_d).where(col(_d.time) < before))

    def forget(self, chat: str) -> int:
        """Delete this chat's letters and return their number."""
        return self._transaction.execute(delete(_d).where(col(_d.chat) == self._vault.chat(chat)))

    def _letter(self, row: StoredDeadLetter) -> Letter:
        event_id, chat, body = _decode(self._vault.reveal(bytes(row.body), f"dead:{row.id}"))
        return Letter(row.id, event_id, chat, body, row.error, row.time)
