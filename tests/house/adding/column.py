"""The column `note` was added to the dead letters: old rows have it, new notes are written and read."""

from pathlib import Path
from typing import Any

from sqlalchemy import text

from storage.chats.dead_letters import Letter
from storage.database.engine import Database
from storage.database.migrate import newest, upgrade
from tests.house.adding.play import house
from tests.storage.database import test_database

OLD_ROW = (
    "INSERT INTO dead_letters (id, event_id, chat, body, error, time) VALUES (1, 'e', 'c', x'00', 'E', 1.0)"
)
BEFORE = f"{int(newest()) - 1:04}"

empty, migrated = Database("", Path("data/empty")), Database("", Path("data/migrated"))
empty.migrate()
with migrated.write() as connection:
    upgrade(connection, BEFORE)
    connection.execute(text(OLD_ROW))
migrated.migrate()
with migrated.read() as connection:
    assert connection.execute(text("SELECT error, note FROM dead_letters")).one() == ("E", "")
test_database.test_the_migrations_make_the_tables_as_they_are_declared(migrated)
test_database.test_an_empty_database_is_made_as_the_migrations_make_it(empty, migrated)

built: Any = house()
with built.storage.write() as unit:
    number = unit.dead.add(Letter(0, "e", "web:1", b"", "E", 1.0))
    unit.dead.annotate(number, "seen")
with built.storage.read() as unit:
    assert unit.dead.note(number) == "seen"
