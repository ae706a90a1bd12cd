"""Which version the tables of a database are in, and how they come to the newest.

An empty database gets the tables as they are declared. Only an older one needs Alembic, which is slow to
import, large, and would stay in the server's memory. A test compares what the two ways make.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect
from sqlalchemy.schema import CreateSchema

import storage.tables.whatsapp  # noqa: F401  # its tables join the metadata
from storage.tables.cases import metadata
from storage.tables.custody import ERASURE

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it and reads it."""


def newest() -> str:
    """Migrations are named by their number."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version(connection: Connection) -> str | None:
    """The migration that this database stands at; None where it is empty."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def bring_up(connection: Connection) -> None:
    """Bring the tables to the newest version, in the transaction under way."""
    stands = version(connection)
    if stands is None:
        _make(connection)
    elif stands != newest():
        upgrade(connection, "head")


def upgrade(connection: Connection, to: str) -> None:
    """Run the migrations up to this one."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _make(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        name_conditions_for_postgres()
        connection.execute(CreateSchema(str(ERASURE.schema), if_not_exists=True))
        ERASURE.create(connection, checkfirst=False)
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=False)
    connection.execute(_VERSION.insert().values(version_num=newest()))


def name_conditions_for_postgres() -> None:
    """Partial indexes name SQLite's dialect alone: to name Postgres's would load it in every server."""
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if "sqlite_where" in index.dialect_kwargs:
            index.dialect_kwargs["postgresql_where"] = index.dialect_kwargs["sqlite_where"]
