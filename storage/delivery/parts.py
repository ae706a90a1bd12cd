"""The parts of a long message that are out while its row is still queued: who sends the row goes on there."""

from collections.abc import Sequence

from sqlalchemy import select, update

from storage.database.transaction import Transaction
from storage.delivery.outbox_statements import QUEUED, TABLE

_o = TABLE.c


def note_parts(transaction: Transaction, number: int, sent: Sequence[str], node: int) -> bool:
    """Note the providers' ids of the parts of this row that are out; False where `node` has it no more."""
    row = update(TABLE).where(_o.id == number, QUEUED, _o.node == node)
    return bool(transaction.execute(row.values(provider_id=",".join(sent))))


def noted_parts(transaction: Transaction, number: int) -> list[str]:
    """Return the providers' ids of the parts of this row that are out, in their order."""
    found = transaction.rows(select(_o.provider_id).where(_o.id == number, QUEUED, _o.provider_id != ""))
    return str(found[0][0]).split(",") if found else []
