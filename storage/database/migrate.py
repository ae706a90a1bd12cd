"""Brings the tables of a database to the newest version.

An empty database gets the tables as they are declared. Only an older database needs Alembic, which is slow to
import, large, and would stay in the server's memory. A test compares the results of the two ways.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select
from sqlalchemy.schema import CreateSchema

import storage.tables.campaigns
import storage.tables.cases
import storage.tables.desk
import storage.tables.digests
import storage.tables.figures
import storage.tables.life
import storage.tables.messages
import storage.tables.nodes
import storage.tables.waiting
import storage.tables.whatsapp  # noqa: F401  # their tables join the metadata
from flows.record import record
from storage.errors import StorageFailed
from storage.tables.base import metadata
from storage.tables.custody import StoredErasureKey
from storage.tables.nodes import StoredCompatibility

OLDEST = "0020"
"""The oldest program that may work on tables of the newest version, beside the newest program.

A migration that only adds (a table, an index, a column with a default) leaves this as it is. One that takes
away or renames raises it, a release after the program stopped using what goes.
"""
MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The table in which Alembic keeps the version."""


def newest() -> str:
    """Return the number of the newest migration; their files are named by it."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version(connection: Connection) -> str | None:
    """Return the number of the migration that this database is at, or None for an empty database."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def version_for_us(connection: Connection) -> str | None:
    """Return the version as `version` does; newer tables that this program may work on count as its newest.

    So servers of two releases work side by side while one replaces the other.
    """
    stands = version(connection)
    if stands is None or stands <= newest():
        return stands
    said = StoredCompatibility.__table__
    oldest = connection.execute(select(said.c.oldest).where(said.c.version == stands)).scalar()
    return newest() if oldest is not None and str(oldest) <= newest() else stands


class Protection(Protocol):
    """The part of the vault with which a migration moves protected values."""

    def protect(self, data: bytes, bound_to: str) -> bytes:
        """Return a box that the server can open again."""

    def reveal(self, box: bytes, bound_to: str) -> bytes:
        """Return the data in a box. Raises Unopened."""


@record
class Older:
    """The parts with which migrations move what an older version stored.

    `vault` opens what was protected; `adopt` writes the officers and keys of the connection's database into
    the custody log, and begins the head over all its links.
    """

    vault: Protection
    adopt: Callable[[Connection], None]


def bring_up(connection: Connection, older: Older | None = None) -> None:
    """Bring the tables to the newest version, in the open transaction.

    Raises SQLAlchemyError, and StorageFailed for a database that is not UTF8.
    """
    stands = version(connection)
    if stands is None:
        _make(connection)
    elif stands < newest():
        upgrade(connection, "head", older)
    if stands is None or stands < newest():
        said = StoredCompatibility.__table__
        connection.execute(said.delete())
        connection.execute(said.insert().values(version=newest(), oldest=OLDEST))


def upgrade(connection: Connection, to: str, older: Older | None = None) -> None:
    """Run the migrations up to number `to`, or `head` for all."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    config.attributes["older"] = older
    command.upgrade(config, to)


def _make(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        _check_encoding(connection)
        name_conditions_for_postgres()
        erasure = StoredErasureKey.__table__
        connection.execute(CreateSchema(str(erasure.schema), if_not_exists=True))
        erasure.create(connection, checkfirst=False)
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=False)
    connection.execute(_VERSION.insert().values(version_num=newest()))


def _check_encoding(connection: Connection) -> None:
    """Raise StorageFailed for a Postgres database in which names in Arabic could not be stored."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        said = f"its texts are {encoding}: make another, with ENCODING 'UTF8' TEMPLATE template0"
        raise StorageFailed("encoding", said)


def name_conditions_for_postgres() -> None:
    """Give every partial index the same condition for Postgres as it has for SQLite."""
    # Not in the tables' definitions: naming Postgres there would load its dialect in every server.
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if "sqlite_where" in index.dialect_kwargs:
            index.dialect_kwargs["postgresql_where"] = index.dialect_kwargs["sqlite_where"]
