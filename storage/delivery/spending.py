"""What WhatsApp messages may be sent: so many a day, and so many a day to one chat."""

from sqlalchemy import delete, select, text, update

from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.whatsapp import SPENT

_s = SPENT.c
_COUNT = text(
    "INSERT INTO whatsapp_spent (day, chat, count) VALUES (:day, :chat, :count) ON CONFLICT (day, chat) "
    "DO UPDATE SET count = whatsapp_spent.count + excluded.count "
    "WHERE whatsapp_spent.count + excluded.count <= :most"
)
ALL = ""


class Spending:
    """The counters as one transaction sees them; a day is `2026-11-21`, in the deployment's time zone."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def spend(self, chat: str, day: str, most: tuple[int, int]) -> bool:
        """Count one message to this chat; False, and nothing counted, beyond `most` (in all, to a chat)."""
        token = self._vault.chat(chat)
        if not self._count(day, token, most[1]):
            return False
        if self._count(day, ALL, most[0]):
            return True
        mine = (_s.day == day) & (_s.chat == token)
        self._transaction.execute(update(SPENT).where(mine).values(count=_s.count - 1))
        return False

    def spent(self, day: str, chat: str = "") -> int:
        """How many went out on this day, in all or to a chat."""
        mine = (_s.day == day) & (_s.chat == self._vault.chat(chat))
        found = self._transaction.rows(select(_s.count).where(mine))
        return int(found[0][0]) if found else 0

    def purge(self, before: str) -> int:
        """Forget the days before this one; how many counters went."""
        return self._transaction.execute(delete(SPENT).where(_s.day < before))

    def forget(self, chat: str) -> int:
        """Nothing tells how often this chat was written to."""
        return self._transaction.execute(delete(SPENT).where(_s.chat == self._vault.chat(chat)))

    def _count(self, day: str, token: str, most: int) -> bool:
        given = {"day": day, "chat": token, "count": 1, "most": most}
        return self._transaction.execute(_COUNT.bindparams(**given)) > 0
