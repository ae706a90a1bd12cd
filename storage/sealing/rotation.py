"""A new server key without a pause: everything that an older one closed is closed again, row by row.

The ring is turned first (a fresh key in front, the old ones behind it); servers that run go on, for they
read the ring again when they meet a box of a key they do not know, and once an hour. Then `reclosed` goes
over the tables in small transactions, each row only if it still is what was read. Once nothing is left
under an old key, the ring may be cut to the new one.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, Table, and_, select

from flows.record import record
from storage.database.engine import Database
from storage.delivery.backlog import OUTBOX
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.vault import Vault
from storage.tables.cases import (
    CASES,
    CONVERSATIONS,
    DEAD_LETTERS,
    EVIDENCE,
    OFFICERS,
    SETTINGS,
    STATUS_CHANGES,
)
from storage.tables.whatsapp import CHATS

_AT_ONCE = 500
Row = Any  # a result row; its columns differ by table


@record
class _Place:
    """A column of boxes, and what each is bound to."""

    table: Table
    column: str
    bound_to: Callable[[Row], str]

    @property
    def key(self) -> Column[Any]:
        """What rows are told apart by."""
        return next(iter(self.table.primary_key.columns))


_PLACES = (
    _Place(CONVERSATIONS, "body", lambda row: f"conversation:{row.chat}"),
    _Place(OUTBOX, "body", lambda row: f"outbox:{row.id}"),
    _Place(DEAD_LETTERS, "body", lambda row: f"dead:{row.id}"),
    _Place(SETTINGS, "value", lambda row: f"setting:{row.key}"),
    _Place(STATUS_CHANGES, "note", lambda row: f"note:{row.id}"),
    _Place(CASES, "address", lambda row: f"case:{row.reference}"),
    _Place(OFFICERS, "address", lambda row: f"officer:{row.id}"),
    _Place(CHATS, "address", lambda row: f"whatsapp:{row.chat}"),
    _Place(EVIDENCE, "name", lambda row: f"evidence name:{row.id}"),
    _Place(EVIDENCE, "origin", lambda row: f"evidence origin:{row.id}"),
    _Place(EVIDENCE, "provider_ref", lambda row: f"evidence ref:{row.id}"),
)


def reclosed(database: Database, vault: Vault, erasure: ErasureKeys) -> int:
    """Close again what an older key closed; how many boxes. Harmless beside running servers."""
    return sum(_column(database, vault, place) for place in _PLACES) + erasure.protected_again()


def _column(database: Database, vault: Vault, place: _Place) -> int:
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


def _rows(database: Database, vault: Vault, place: _Place, rows: Sequence[Row]) -> int:  # one page
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
