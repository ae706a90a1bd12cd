"""Whether a server key is the one that a database was written with, and whether a new one may be made."""

from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import SQLAlchemyError

from storage.chats.remembered import Remembered
from storage.database.driver_errors import failed
from storage.database.engine import Database
from storage.database.migrate import version
from storage.database.transaction import Transaction
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.base import metadata
from storage.tables.cases import StoredOfficer
from storage.tables.messages import Outbox, StoredConversation, StoredSetting
from storage.tables.nodes import OWN

NAME = "server_key_check"
"""The remembered value that only the right server key opens."""
BOXES = tuple(
    table.__table__.c[column]
    for table, column in (
        (StoredSetting, "value"),
        (Outbox, "body"),
        (StoredConversation, "body"),
        (StoredOfficer, "address"),
    )
)
"""The columns in which an older database, without a check value, most likely holds a protected value."""

Finding = Literal["right", "changed", "new"]
"""`new`: the database holds nothing yet by which a key could be checked."""


def holds_rows(database: Database) -> bool:
    """Whether a table holds anything: then no new server key may be made. Raises StorageFailed."""
    try:
        with database.read() as connection:
            if version(connection) is None:
                return False
            filled = (table for table in metadata.sorted_tables if table not in OWN)
            every = (select(1).select_from(table).limit(1) for table in filled)
            return any(connection.execute(one).first() for one in every)
    except SQLAlchemyError as error:
        raise failed(error) from None


def checked(database: Database, vault: Vault) -> Finding:
    """Compare the check value with the vault's keys. Raises StorageFailed."""
    try:
        with database.read() as connection:
            transaction = Transaction(connection)
            known = Remembered(transaction, vault).get(NAME)
            return "right" if known else _guessed(transaction, vault)
    except Unopened:
        return "changed"
    except SQLAlchemyError as error:
        raise failed(error) from None


def remember(database: Database, vault: Vault) -> None:
    """Write the check value, for a key that was found to be right or new. Raises StorageFailed."""
    try:
        with database.write() as connection:
            transaction = Transaction(connection)
            Remembered(transaction, vault).set(NAME, NAME)
            transaction.keep_job()
            transaction.flush()
    except SQLAlchemyError as error:
        raise failed(error) from None


def _guessed(transaction: Transaction, vault: Vault) -> Finding:
    """Of a database without a check value: whether this vault closed what is found in it."""
    found = [box for column in BOXES for box in _one(transaction, column)]
    if not found:
        return "new"
    return "right" if all(map(vault.knows, found)) else "changed"


def _one(transaction: Transaction, column: ColumnElement[bytes]) -> list[bytes]:
    rows = transaction.rows(select(column).where(column.is_not(None)).limit(1))
    return [bytes(row[0]) for row in rows if row[0]]
