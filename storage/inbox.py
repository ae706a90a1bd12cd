"""The events that took effect: what makes a redelivery harmless."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from flows.events import Event
from storage.statements import Lookup, inserting
from storage.tables import INBOX
from storage.transaction import Transaction

_ADD = inserting(INBOX, order=0)
_SEEN = Lookup("event_id", "inbox", "event_id")


class InboxRows:
    """The inbox as one transaction sees it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._asked: set[str] = set()
        self._seen: set[str] = set()

    def prefetch(self, event_ids: Iterable[str]) -> None:
        """Ask for all these ids at once."""
        unknown = [event_id for event_id in event_ids if event_id not in self._asked]
        self._asked.update(unknown)
        self._seen.update(row[0] for row in self._transaction.lookup(_SEEN, unknown))

    def seen(self, event_id: str) -> bool:
        """Whether the event took effect before."""
        if event_id not in self._asked:
            self.prefetch((event_id,))
        return event_id in self._seen

    def add(self, event: Event) -> None:
        """The event takes effect in this transaction; a second time fails the transaction."""
        self._transaction.write(_ADD, (event.id, event.chat, event.message, event.time))
        self._asked.add(event.id)
        self._seen.add(event.id)
        self._transaction.on_drop(lambda: self._seen.discard(event.id))

    def messages(self, chat: str, since: float) -> list[str]:
        """The provider's ids of the messages that this chat sent, oldest first."""
        mine = (INBOX.c.chat == chat) & (INBOX.c.time >= since) & (INBOX.c.message != "")
        found = self._transaction.rows(select(INBOX.c.message).where(mine).order_by(INBOX.c.time))
        return [row[0] for row in found]

    def purge(self, before: float, limit: int = 1000) -> int:
        """Forget older events, `limit` at a time; how many went. No provider redelivers after a week."""
        old = select(INBOX.c.event_id).where(INBOX.c.time < before).order_by(INBOX.c.time).limit(limit)
        return self._transaction.execute(delete(INBOX).where(INBOX.c.event_id.in_(old)))
