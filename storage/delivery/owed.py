"""What is still owed to a chat: messages that did not reach it, kept until it can be reached again.

The outbox says what became of each message; this says which of them are to be said all the same, when the
person writes again. Their words are kept here, protected, and nowhere else once the outbox let go of them.
"""

import msgspec
from sqlalchemy import delete, func, select

from flows.record import record
from storage.database.statements import Lookup, upserting
from storage.database.transaction import Transaction
from storage.delivery.messages import OutboxRow
from storage.sealing.vault import Vault
from storage.tables.whatsapp import StoredDebt

OWED = StoredDebt.__table__
_o = OWED.c
_ADD = upserting(StoredDebt, order=5)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str, bytes]).decode
_MINE = Lookup("id, body", "owed", "chat")


@record
class Debt:
    """A message that did not arrive: what it is for, why it did not (the outbox's reason), since when."""

    row: OutboxRow
    purpose: str
    reason: str
    time: float


class Owed:
    """What is owed, as one transaction sees it."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def add(self, debt: Debt) -> None:
        """It is owed; once, however often it is said."""
        row = debt.row
        box = self._vault.protect(_encode((row.chat, row.body)), _at(row.id))
        self._transaction.write(
            _ADD,
            _ADD.row(
                id=row.id,
                chat=self._vault.chat(row.chat),
                purpose=debt.purpose,
                reason=debt.reason,
                body=box,
                time=debt.time,
            ),
        )

    def drop(self, chat: str, purpose: str) -> None:
        """What was owed of this purpose is no longer worth saying."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.purpose == purpose)
        self._transaction.execute(delete(OWED).where(mine))

    def of_chat(self, chat: str) -> list[bytes]:
        """The bodies owed to this chat, oldest first; cheap where there are none."""
        found = self._transaction.lookup(_MINE, [self._vault.chat(chat)])
        return [
            self._open(row["id"], row["body"])[1] for row in sorted(found, key=lambda row: int(row["id"]))
        ]

    def reason(self, chat: str) -> str:
        """Why the newest message that is owed to this chat did not arrive; empty where none is."""
        if not chat:
            return ""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.purpose != "")
        query = select(_o.reason).where(mine).order_by(_o.id.desc()).limit(1)
        return "".join(row[0] for row in self._transaction.rows(query))

    def waiting(self, reason: str, before: float, limit: int) -> list[str]:
        """Chats that are owed something since before this moment, for this reason."""
        mine = (_o.reason == reason) & (_o.time < before)
        newest = select(func.max(_o.id)).where(mine).group_by(_o.chat).limit(limit)
        found = self._transaction.rows(select(_o.id, _o.body).where(_o.id.in_(newest)))
        return [self._open(*row)[0] for row in found]

    def forget(self, chat: str) -> int:
        """Nothing is owed to this chat; how much was."""
        return self._transaction.execute(delete(OWED).where(_o.chat == self._vault.chat(chat)))

    def purge(self, before: float) -> int:
        """What has waited since before this moment is given up; how much that is."""
        return self._transaction.execute(delete(OWED).where(_o.time < before))

    def _open(self, number: int, box: bytes) -> tuple[str, bytes]:
        return _decode(self._vault.reveal(bytes(box), _at(number)))


def _at(number: int) -> str:
    return f"owed:{number}"
