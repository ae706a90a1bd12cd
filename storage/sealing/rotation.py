"""Changes the server's key without a pause: everything protected with an older key is protected again.

First the key ring is rotated (a fresh key in front, the old ones behind it). Running servers go on: they read
the ring again once an hour, and when they meet a box with an unknown key. Then `protect_again` goes over the
tables in small transactions and replaces each box that did not change since it was read. When no box with an
old key is left, the ring may be reduced to the new key.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Table, and_, select

from flows.record import record
from storage.database.engine import Database
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.vault import Vault
from storage.tables.base import Stored
from storage.tables.campaigns import StoredCampaign, StoredDecision
from storage.tables.cases import StoredCase, StoredEvidence, StoredOfficer, StoredStatusChange
from storage.tables.desk import StoredPasskey
from storage.tables.digests import StoredDigestChoice
from storage.tables.messages import Outbox, StoredConversation, StoredDeadLetter, StoredSetting
from storage.tables.whatsapp import StoredWhatsAppChat

_AT_ONCE = 500


@record
class Protected:
    """A column of boxes, and the place that the box of a row is bound to."""

    stored: type[Stored]
    column: str
    bound_to: Callable[[Any], str]  # Any: a result row; its columns differ by table

    @property
    def table(self) -> Table:
        """Return the table of the column."""
        return self.stored.__table__

    @property
    def key(self) -> Column[Any]:
        """Return the primary key of the table."""
        return next(iter(self.table.primary_key.columns))


PROTECTED = (
    Protected(StoredConversation, "body", lambda row: f"conversation:{row.chat}"),
    Protected(Outbox, "body", lambda row: f"outbox:{row.id}"),
    Protected(StoredDeadLetter, "body", lambda row: f"dead:{row.id}"),
    Protected(StoredSetting, "value", lambda row: f"setting:{row.key}"),
    Protected(StoredStatusChange, "note", lambda row: f"note:{row.id}"),
    Protected(StoredCase, "address", lambda row: f"case:{row.reference}"),
    Protected(StoredOfficer, "address", lambda row: f"officer:{row.id}"),
    Protected(StoredPasskey, "box", lambda row: f"passkey:{row.id}"),
    Protected(StoredDigestChoice, "box", lambda row: f"digest:{row.officer}"),
    Protected(StoredWhatsAppChat, "address", lambda row: f"whatsapp:{row.chat}"),
    Protected(StoredCampaign, "name", lambda row: f"campaign:{row.id}"),
    Protected(StoredDecision, "note", lambda row: f"decision:{row.id}"),
    Protected(StoredEvidence, "name", lambda row: f"evidence name:{row.id}"),
    Protected(StoredEvidence, "origin", lambda row: f"evidence origin:{row.id}"),
    Protected(StoredEvidence, "provider_ref", lambda row: f"evidence ref:{row.id}"),
)


def protect_again(database: Database, vault: Vault, erasure: ErasureKeys) -> int:
    """Protect with the present key what an older key protected; return the number of boxes.

    Harmless beside running servers.
    """
    return sum(_column(database, vault, place) for place in PROTECTED) + erasure.protect_again()


def _column(database: Database, vault: Vault, place: Protected) -> int:
    after, changed = None, 0
    while True:
        query = select(place.table).order_by(place.key).limit(_AT_ONCE)
        with database.read() as connection:
            rows = connection.execute(
                query.where(place.key > after) if after is not None else query
            ).fetchall()
        if not rows:
            return changed
        after = getattr(rows[-1], place.key.name)
        changed += _rows(database, vault, place, rows)


def _rows(database: Database, vault: Vault, place: Protected, rows: Sequence[Any]) -> int:  # one page
    old = [(row, bytes(getattr(row, place.column) or b"")) for row in rows]
    old = [(row, box) for row, box in old if box and not vault.current(box)]
    if not old:
        return 0
    column, changed = place.table.c[place.column], 0
    with database.write() as connection:
        for row, box in old:
            bound_to = place.bound_to(row)
            new = vault.protect(vault.reveal(box, bound_to), bound_to)
            same = and_(place.key == getattr(row, place.key.name), column == box)
            changed += connection.execute(
                place.table.update().where(same).values({place.column: new})
            ).rowcount
    return changed
