"""CREATE TABLE and CREATE INDEX of every table, on both databases, are the recorded ones."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import Dialect, Index, Table
from sqlalchemy.dialects.postgresql import dialect as postgresql
from sqlalchemy.dialects.sqlite import dialect as sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from storage.database.migrate import name_conditions_for_postgres
from storage.tables.base import metadata
from storage.tables.custody import StoredErasureKey

FOLDER = Path(__file__).parent
DIALECTS: dict[str, type[Dialect]] = {"sqlite": sqlite, "postgresql": postgresql}


def tables() -> list[Table]:
    """Every table, sorted by its full name."""
    return sorted([*metadata.tables.values(), StoredErasureKey.__table__], key=lambda table: table.fullname)


def by_name(index: Index) -> str:
    return str(index.name)


def definitions(name: str) -> str:
    """The statements that make all tables and indexes in this dialect, without indents."""
    name_conditions_for_postgres()
    dialect = DIALECTS[name]()
    orders: list[ExecutableDDLElement] = []
    for table in tables():
        orders += [CreateTable(table), *map(CreateIndex, sorted(table.indexes, key=by_name))]
    statements = [str(order.compile(dialect=dialect)) for order in orders]
    lines = [line.strip() for statement in statements for line in f"{statement.strip()};".splitlines()]
    return "\n".join(lines) + "\n"


def recorded(name: str) -> Path:
    return FOLDER / f"tables.{name}.sql"


@pytest.mark.parametrize("name", DIALECTS)
def test_the_tables_are_made_as_recorded(name):
    """After a migration is added: `python -m tests.storage.database.test_ddl` records anew."""
    assert definitions(name) == recorded(name).read_text("utf-8")


if __name__ == "__main__":
    for each in sys.argv[1:] or DIALECTS:
        recorded(each).write_text(definitions(each), "utf-8")
