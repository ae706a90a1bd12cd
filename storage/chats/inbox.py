"""The events that took effect. An event that is delivered again is found here and changes nothing."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import delete, update
from sqlmodel import col, select

from flows.core.events import Event
from storage.database.statements import Lookup, inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.messages import Inbox

_ADD = inserting(Inbox, order=0)
_SEEN = Lookup("event_id", "inbox", "event_id")


class InboxRows:
    """Reads and changes the inbox in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault
        self._tokens: dict[str, str] = {}
        self._seen: set[str] = set()

    def prefetch(self, event_ids: Iterable[str]) -> None:
        """Look all these ids up with one query."""
        # Tokens, because the ids of some events contain their chat.
        new = {each: self._vault.token("event:" + each) for each in event_ids if each not in self._tokens}
        self._tokens.update(new)
        found = self._transaction.lookup(_SEEN, list(new.values()))
        self._seen.update(row["event_id"] for row in found)

    def seen(self, event_id: str) -> bool:
        """Return whether the event took effect before."""
        return self._token(event_id) in self._seen

    def add(self, event: Event) -> None:
        """Record that an event takes effect in this transaction. Recording it twice fails the transaction."""
        token = self._token(event.id)
        # A person's message is hidden later by its chat; a timer, whose id contains the chat, is forgotten.
        known = event.message or event.chat in event.id.partition(":")[2]
        chat = self._vault.chat(event.chat) if known else ""
        row = _ADD.row(event_id=token, chat=chat, message=event.message, time=event.time)
        self._transaction.write(_ADD, row)
        self._seen.add(token)
        self._transaction.on_drop(partial(self._seen.discard, token))

    def messages(self, chat: str, since: float) -> list[str]:
        """Return the provider's ids of the messages that this chat sent since this moment, oldest first."""
        of_chat = select(Inbox.message).where(Inbox.chat == self._vault.chat(chat), Inbox.message != "")
        return list(self._transaction.values(of_chat.where(Inbox.time >= since).order_by(col(Inbox.time))))

    def purge(self, before: float, limit: int = 1000) -> int:
        """Delete up to `limit` events older than this and return their number.

        No provider delivers an event again after a week.
        """
        old = select(Inbox.event_id).where(Inbox.time < before).order_by(col(Inbox.time)).limit(limit)
        return self._transaction.execute(delete(Inbox).where(col(Inbox.event_id).in_(old)))

    def forget(self, chat: str) -> int:
        """Remove chat and message from this chat's events, which stay recorded; return their number.

        Events that no provider delivers (a timer's) are deleted: their ids contain the chat, so who has the
        server's key could find them.
        """
        mine = col(Inbox.chat) == self._vault.chat(chat)
        self._transaction.execute(delete(Inbox).where(mine, col(Inbox.message) == ""))
        return self._transaction.execute(update(Inbox).where(mine).values(chat="", message=""))

    def _token(self, event_id: str) -> str:
        if event_id not in self._tokens:
            self.prefetch((event_id,))
        return self._tokens[event_id]
