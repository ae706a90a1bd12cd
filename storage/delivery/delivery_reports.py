"""Providers' delivery reports: applied to the outbox, or kept until their message is known there.

A report may come before the answer to the request that sent the message, or before that answer is recorded.
"""

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select

from flows.record import record
from storage.database.statements import changing, upserting
from storage.database.transaction import Transaction
from storage.delivery.messages import BEFORE, DeliveryReport, OutboxRow
from storage.delivery.outbox import OutboxRows
from storage.delivery.outbox_statements import KNOWN
from storage.tables.messages import Outbox
from storage.tables.whatsapp import StoredEarlyReport, StoredWhatsAppChat

_e, _o = StoredEarlyReport, Outbox.__table__.c
_KEEP = upserting(StoredEarlyReport, order=5)
_STATE = select(_e.state).where(col(_e.provider_id) == bindparam("provider_id"))
_FORGET = changing(delete(StoredEarlyReport).where(col(_e.provider_id) == bindparam("provider_id_")), order=6)


@record
class Applied:
    """The effect of a report: whether its message is known; if the report was news, the row before it."""

    known: bool
    row: OutboxRow | None = None


class DeliveryReports:
    """Applies delivery reports in one transaction, and keeps those that came too early."""

    def __init__(self, transaction: Transaction, outbox: OutboxRows) -> None:
        self._transaction = transaction
        self._outbox = outbox

    def apply(self, report: DeliveryReport, now: float) -> Applied:
        """Apply a report to its message; keep the report if the message is not known yet."""
        known, row = self._outbox.status(report, now)
        if known:
            self._transaction.write(_FORGET, _FORGET.row(provider_id=report.provider_id))
        else:
            self._keep(report, now)
        return Applied(known, row)

    def due(self, limit: int = 500) -> list[DeliveryReport]:
        """Return kept reports whose messages have become known."""
        theirs = KNOWN.where(_o.provider_id == col(_e.provider_id)).exists()
        now_known = select(_e).where(theirs).limit(limit)
        return [
            DeliveryReport(row.provider_id, row.state, row.reason)
            for row in self._transaction.found(now_known)
        ]

    def strip(self, before: float) -> int:
        """Erase the bodies of WhatsApp messages sent before this without a report; return their number."""
        old = (_o.state == "sent") & (_o.settled < before) & _o.body.is_not(None)
        theirs = _o.chat.in_(select(StoredWhatsAppChat.chat))
        return self._transaction.execute(update(Outbox).where(old, theirs).values(body=None))

    def purge(self, before: float) -> int:
        """Delete older reports on messages that never became known; return their number."""
        return self._transaction.execute(delete(StoredEarlyReport).where(col(_e.time) < before))

    def _keep(self, report: DeliveryReport, now: float) -> None:
        """Keep the latest state of a message, in whatever order its reports come."""
        before = self._transaction.values(_STATE.params(provider_id=report.provider_id))
        if all(state in BEFORE[report.state] for state in before):
            self._transaction.write(
                _KEEP,
                _KEEP.row(provider_id=report.provider_id, state=report.state, reason=report.reason, time=now),
            )
