"""The database keeps its promises: its own answers, read back from it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select

from bot.base import base
from bot.commands.checks.finding import BAD
from bot.commands.operations.doctor import findings
from flows.core.events import Event, Text
from storage.database.engine import Database
from storage.database.migrate import newest, upgrade, version
from storage.errors import StorageFailed
from storage.tables.base import metadata
from storage.tables.messages import Inbox, Outbox
from tests.product.product import settings


@pytest.fixture
def migrated(url, tmp_path, request):
    """A database that came here through every migration."""
    other = request.getfixturevalue("cluster").empty() if url else ""
    database = Database(other, tmp_path / "migrated")
    with database.write() as connection:
        upgrade(connection, "head")
    yield database
    database.close()


INDEXES = {
    True: "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name",
    False: "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname <> 'pg_catalog' ORDER BY 1, 2",
}


def described(seen, name, schema):
    """A table's columns and constraints.

    SQLite keeps the default that a column was added with; no row uses it, and Postgres drops it.
    """
    kept = {"default": None} if seen.dialect.name == "sqlite" else {}
    columns = [each | {"type": repr(each["type"])} | kept for each in seen.get_columns(name, schema=schema)]
    keys = seen.get_pk_constraint(name, schema=schema), seen.get_foreign_keys(name, schema=schema)
    unique = seen.get_unique_constraints(name, schema=schema)
    return columns, keys, unique, seen.get_table_options(name, schema=schema)


def made(database):
    """All that a database says of its tables and indexes."""
    with database.engine.connect() as connection:
        seen = inspect(connection)
        found = {
            (schema, name): described(seen, name, schema)
            for schema in {*seen.get_schema_names()} - {"information_schema"}
            for name in seen.get_table_names(schema=schema)
        }
        indexes = [tuple(row) for row in connection.exec_driver_sql(INDEXES[database.exclusive])]
        return found, indexes, version(connection)


def test_the_migrations_make_the_tables_as_they_are_declared(migrated):
    with migrated.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_an_empty_database_is_made_as_the_migrations_make_it(database, migrated):
    assert len(made(database)[1]) > 40
    assert made(database) == made(migrated)


def test_an_empty_database_comes_to_the_newest_migration(database):
    with database.read() as connection:
        assert version(connection) == newest() >= "0001"


def test_servers_that_start_together_make_the_tables_once(url, tmp_path):
    servers = [Database(url, tmp_path) for _ in range(3)]
    with ThreadPoolExecutor(len(servers)) as together:
        list(together.map(Database.migrate, servers))
    for server in servers:
        with server.read() as connection:
            assert version(connection) == newest()
        server.close()


def test_no_start_but_one_that_migrates_keeps_alembic_in_memory(url, tmp_path):
    """On SQLite nothing that speaks to Postgres is loaded either."""
    starting = (
        "import sys; from pathlib import Path; from storage.database.engine import Database\n"
        "import storage.writer\n"
        "for start in ('the first', 'the next'):\n"
        "    database = Database(sys.argv[1], Path(sys.argv[2])); database.migrate(); database.close()\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", starting, url, str(tmp_path)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "storage.database.engine" in loaded
    assert "alembic" not in loaded
    for each in ("psycopg", "sqlalchemy.dialects.postgresql"):
        assert (each in loaded) == bool(url)


def test_a_database_that_is_not_there_is_said_in_storages_words(tmp_path):
    gone = Database("postgresql+psycopg://127.0.0.1:1/gone", tmp_path)
    with pytest.raises(StorageFailed) as raised:
        gone.migrate()
    assert raised.value.reason == "OperationalError"
    gone.close()


def test_migrating_again_changes_nothing(database, storage):
    with storage.write() as unit:
        unit.remembered.set("key", "value")
    database.migrate()
    with storage.read() as unit:
        assert unit.remembered.get("key") == "value"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_sqlite_says_that_it_is_durable(database):
    facts = database.durability()
    assert facts["journal_mode"] == "wal"
    assert facts["synchronous"] == "FULL"
    assert facts["foreign_keys"] == "on"
    assert int(facts["busy_timeout"]) >= 5000


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_connection_is_durable_not_only_the_first(database):
    both = [database.engine.raw_connection() for _ in range(2)]
    assert both[0].dbapi_connection is not both[1].dbapi_connection
    assert [each.cursor().execute("PRAGMA synchronous").fetchone() for each in both] == [(2,), (2,)]
    for each in both:
        each.close()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_postgres_commits_synchronously_even_where_its_default_is_off(database, url, tmp_path):
    with database.engine.connect() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.commit()
    fresh = Database(url, tmp_path)
    assert fresh.durability()["synchronous_commit"] == "on"
    assert fresh.durability()["fsync"] == "off", "as in the tests, which wait for no disk"
    fresh.close()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_doctor_tells_of_a_postgres_that_does_not_wait_for_its_disk(database, url, tmp_path):
    made = base(settings(tmp_path / "data", database_url=url))
    (told,) = [found for found in findings(made) if found.about == "database"]
    assert told.mark == BAD
    assert "fsync off" in told.said
    made.database.close()


def test_a_reader_sees_what_was_committed_and_nothing_else(database, storage):
    with storage.write() as writing:
        writing.remembered.set("key", "value")
        writing.transaction.flush()
        with storage.read() as reading:
            assert reading.remembered.get("key") is None
    with storage.read() as reading:
        assert reading.remembered.get("key") == "value"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_reader_cannot_write(database, storage):
    with storage.read() as unit, pytest.raises(StorageFailed):
        unit.outbox.purge(10.0)


def test_a_write_that_raises_leaves_nothing(database, storage):
    with suppress(ZeroDivisionError), storage.write() as unit:
        unit.remembered.set("key", "value")
        unit.transaction.flush()
        raise ZeroDivisionError
    with storage.read() as unit:
        assert unit.remembered.get("key") is None


def test_readiness(database, tmp_path):
    assert database.ready()
    gone = Database(f"sqlite:///{tmp_path / 'nowhere' / 'gone.db'}", tmp_path)
    assert not gone.ready()
    with pytest.raises(StorageFailed):
        gone.durability()


def test_ids_rise_over_a_restart_even_with_a_clock_set_back(database, storage, url, tmp_path):
    with storage.write() as unit:
        ahead = unit.outbox.post("web:1", "reply", b"", 0.0)
        far = ahead.id + (3_600_000 << 20)
        unit.transaction.flush()
        unit.transaction.execute(Outbox.__table__.update().values(id=far))
    again = Database(url, tmp_path)
    again.migrate()
    made = [again.ids.next() for _ in range(5000)]
    assert made[0] > far
    assert made == sorted(set(made))
    assert made[-1] < 1 << 63
    again.close()


def test_the_data_folder_is_the_owners_alone(tmp_path):
    folder = tmp_path / "data"
    Database("", folder).close()
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_nothing_readable_is_left_in_the_files(database, storage, tmp_path):
    with storage.write() as unit:
        unit.remembered.set("secret", "canary-value")
        unit.outbox.post("web:1", "reply", b"canary-value", 0.0)
    files = [path for path in Path(tmp_path).iterdir() if path.is_file()]
    assert files
    assert not any(b"canary-value" in path.read_bytes() for path in files)


def test_old_events_are_forgotten_and_young_ones_kept(storage):
    with storage.write() as unit:
        for number in range(10):
            unit.inbox.add(Event(str(number), "web:1", float(number), Text(""), message=f"m{number}"))
        assert unit.inbox.messages("web:1", 7.0) == ["m7", "m8", "m9"]
        assert unit.inbox.purge(5.0, limit=3) == 3
        assert unit.inbox.purge(5.0) == 2
    with storage.read() as unit:
        assert len(unit.transaction.rows(select(Inbox.__table__))) == 5
