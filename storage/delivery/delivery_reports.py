"""Providers' words on messages they took: applied to the outbox, or kept until the message is known there.

A word may come before the answer to the request that it is about, or before that answer is recorded.
"""

from dataclasses import replace

from sqlalchemy import delete, select, update

from flows.record import record
from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.delivery.backlog import OUTBOX
from storage.delivery.messages import BEFORE, DeliveryReport, OutboxRow
from storage.delivery.outbox import OutboxRows
from storage.tables.whatsapp import CHATS, EARLY

_e, _o = EARLY.c, OUTBOX.c
_KEEP = upserting(EARLY, order=5)


@record
class Taken:
    """What a word did: whether its message is known; if the word was news, that message as it was."""

    known: bool
    row: OutboxRow | None = None


class Words:
    """Early words as one transaction sees them."""

    def __init__(self, transaction: Transaction, outbox: OutboxRows) -> None:
        self._transaction = transaction
        self._outbox = outbox

    def take(self, delivery: DeliveryReport, now: float) -> Taken:
        """Apply the word; one on a message that nobody knows yet is kept."""
        query = select(OUTBOX).where(_o.provider_id == delivery.provider_id)
        found = self._transaction.rows(query)
        if not found:
            self._keep(delivery, now)
            return Taken(known=False)
        row = self._outbox.opened(found[0])
        chats = self._outbox.status(delivery, now)
        self._transaction.execute(delete(EARLY).where(_e.provider_id == delivery.provider_id))
        if found[0].state not in BEFORE[delivery.state]:
            return Taken(known=True)
        return Taken(known=True, row=replace(row, chat=row.chat or "".join(chats[:1])))

    def due(self, limit: int = 500) -> list[DeliveryReport]:
        """Words on messages that have become known since."""
        known = select(_e.provider_id, _e.state, _e.reason).join(OUTBOX, _o.provider_id == _e.provider_id)
        return [DeliveryReport(*row) for row in self._transaction.rows(known.limit(limit))]

    def strip(self, before: float) -> int:
        """Bodies of WhatsApp messages taken before this, on which no word came: nothing will ask for them."""
        old = (_o.state == "sent") & (_o.settled < before) & _o.body.is_not(None)
        theirs = _o.chat.in_(select(CHATS.c.chat))
        return self._transaction.execute(update(OUTBOX).where(old, theirs).values(body=None))

    def purge(self, before: float) -> int:
        """Forget words on messages that never became known; how many."""
        return self._transaction.execute(delete(EARLY).where(_e.time < before))

    def _keep(self, delivery: DeliveryReport, now: float) -> None:
        """The last word that counts, whatever order they come in."""
        mine = select(_e.state).where(_e.provider_id == delivery.provider_id)
        before = [row[0] for row in self._transaction.rows(mine)]
        if all(state in BEFORE[delivery.state] for state in before):
            kept = (delivery.provider_id, delivery.state, delivery.reason, now)
            self._transaction.write(_KEEP, kept)
