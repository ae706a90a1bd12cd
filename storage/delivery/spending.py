"""Counts WhatsApp messages, against a limit for each day and one for each day and chat."""

from sqlalchemy import delete, text, update
from sqlmodel import col, select

from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.whatsapp import StoredSpending

_s = StoredSpending
_COUNT = text(
    "INSERT INTO whatsapp_spent (day, chat, count) VALUES (:day, :chat, :count) ON CONFLICT (day, chat) "
    "DO UPDATE SET count = whatsapp_spent.count + excluded.count "
    "WHERE whatsapp_spent.count + excluded.count <= :most"
)
ALL = ""


class Spending:
    """Reads and changes the counters in one transaction.

    A day is `2026-11-21`, in the deployment's time zone.
    """

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def spend(self, chat: str, day: str, most: tuple[int, int]) -> bool:
        """Count one message to this chat.

        Return False and count nothing beyond `most` (in all, to one chat).
        """
        token = self._vault.chat(chat)
        if not self._count(day, token, most[1]):
            return False
        if self._count(day, ALL, most[0]):
            return True
        mine = (col(_s.day) == day) & (col(_s.chat) == token)
        self._transaction.execute(update(_s).where(mine).values(count=col(_s.count) - 1))
        return False

    def spent(self, day: str, chat: str = "") -> int:
        """Return the number of messages of this day, in all (empty chat) or to one chat."""
        query = select(_s.count).where(_s.day == day, _s.chat == self._vault.chat(chat))
        return next(iter(self._transaction.values(query)), 0)

    def purge(self, before: str) -> int:
        """Delete the counters of days before this one and return their number."""
        return self._transaction.execute(delete(_s).where(col(_s.day) < before))

    def forget(self, chat: str) -> int:
        """Delete the counters of this chat and return their number."""
        return self._transaction.execute(delete(_s).where(col(_s.chat) == self._vault.chat(chat)))

    def _count(self, day: str, token: str, most: int) -> bool:
        given = {"day": day, "chat": token, "count": 1, "most": most}
        return self._transaction.execute(_COUNT.bindparams(**given)) > 0
