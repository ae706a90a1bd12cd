"""The events that took effect: what makes a redelivery harmless."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from flows.core.events import Event
from storage.database.statements import Lookup, inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import INBOX

_ADD = inserting(INBOX, order=0)
_SEEN = Lookup("event_id", "inbox", "event_id")


class InboxRows:
    """The inbox as one transaction sees it."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault
        self._asked: set[str] = set()
        self._seen: set[str] = set()

    def prefetch(self, event_ids: Iterable[str]) -> None:
        """Ask for all these ids at once."""
        unknown = {self._id(each): each for each in event_ids if each not in self._asked}
        self._asked.update(unknown.values())
        found = self._transaction.lookup(_SEEN, list(unknown))
        self._seen.update(unknown[row[0]] for row in found)

    def seen(self, event_id: str) -> bool:
        """Whether the event took effect before."""
        if event_id not in self._asked:
            self.prefetch((event_id,))
        return event_id in self._seen

    def add(self, event: Event) -> None:
        """The event takes effect in this transaction; a second time fails the transaction.

        Its chat is kept where the person wrote something, to be hidden later; not where a clock or a
        fetched file spoke.
        """
        chat = self._vault.chat(event.chat) if event.message else ""
        self._transaction.write(_ADD, (self._id(event.id), chat, event.message, event.time))
        self._asked.add(event.id)
        self._seen.add(event.id)
        self._transaction.on_drop(lambda: self._seen.discard(event.id))

    def messages(self, chat: str, since: float) -> list[str]:
        """The provider's ids of the messages that this chat sent, oldest first."""
        mine = (INBOX.c.chat == self._vault.chat(chat)) & (INBOX.c.time >= since) & (INBOX.c.message != "")
        found = self._transaction.rows(select(INBOX.c.message).where(mine).order_by(INBOX.c.time))
        return [row[0] for row in found]

    def purge(self, before: float, limit: int = 1000) -> int:
        """Forget older events, `limit` at a time; how many went. No provider redelivers after a week."""
        old = select(INBOX.c.event_id).where(INBOX.c.time < before).order_by(INBOX.c.time).limit(limit)
        return self._transaction.execute(delete(INBOX).where(INBOX.c.event_id.in_(old)))

    def forget(self, chat: str) -> int:
        """Of this chat's events only what makes a redelivery harmless stays; how many there were."""
        mine = INBOX.c.chat == self._vault.chat(chat)
        return self._transaction.execute(update(INBOX).where(mine).values(chat="", message=""))

    def _id(self, event_id: str) -> str:
        """A token: the ids of some events hold their chat."""
        return self._vault.token("event:" + event_id)
