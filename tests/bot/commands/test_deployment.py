"""Only `serve` and `init` make a database or a key; every other command says which one it used, or stops."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.sealing.age import fresh_key
from tests import databases
from tests.bot.commands.typed import USING, Said, Typed
from tests.databases import name, variables
from tests.storage.cluster import LACKING, programs

SOMEONE_ELSES = {"BALLEGH_DATA_DIR": "", "BALLEGH_DATABASE_URL": ""}
"""The environment of a terminal if the settings stand in the server's unit alone."""
NEEDING_A_DATABASE = (
    "officer add Salma",
    "officer",
    "keys list",
    "keys add Salma age1",
    "keys rotate",
    "case list",
    "case show K7M29QXA",
    "export K7M29QXA case.tar",
    "dead",
    "outbox",
    "digest",
    "stats",
    "statement",
    "verify",
    "backup copy",
    "doctor",
    "migrate",
)


@pytest.fixture
def server(tmp_path: Path, deploy: Callable[[Path], Path]) -> Path:
    """A deployment, made by `init`."""
    return deploy(tmp_path / "server")


@contextmanager
def changing(server: Path) -> Iterator[Connection]:
    """A connection to the deployment's database, with a transaction."""
    database = databases.prepared(server)
    with database.write() as connection:
        yield connection
    database.close()


def one_line(said: Said) -> str:
    """The only line, on standard error, of a command that failed."""
    assert said.status == 1
    assert said.out == ""
    assert said.errors.startswith("main.py: ")
    assert said.errors.count("\n") == 1
    return said.errors.removeprefix("main.py: ").rstrip()


@pytest.mark.parametrize("command", NEEDING_A_DATABASE)
@pytest.mark.few(4)
def test_a_command_elsewhere_makes_no_second_database(tmp_path: Path, typed: Typed, command: str) -> None:
    """The settings stand in the server's unit alone; the operator types a command in their own folder."""
    line = one_line(typed(tmp_path, *command.split(), more=SOMEONE_ELSES))
    data = tmp_path / "data"
    assert line.startswith(f"BALLEGH_DATA_DIR: there is no Ballegh database {data}/ballegh.db")
    assert f"data folder {data}" in line
    assert "main.py init" in line
    assert "--env-file" in line
    assert list(tmp_path.iterdir()) == []


def test_unit_and_commands_read_one_file(tmp_path: Path, typed: Typed) -> None:
    env, data = tmp_path / "ballegh.env", tmp_path / "var"
    env.write_text("".join(f"{variable}={value}\n" for variable, value in variables(data).items()))
    given = ("--env-file", str(env))
    assert typed(tmp_path, *given, "init", more=SOMEONE_ELSES).status == 0
    said = typed(tmp_path, *given, "officer", "add", "Salma", more=SOMEONE_ELSES)
    assert said.status == 0
    assert said.errors == f"{USING}{data}, database {name(data)}\n"
    assert typed(tmp_path, *given, "--quiet", "officer", more=SOMEONE_ELSES).errors == ""


def test_init_makes_everything_and_says_so_once(tmp_path: Path, typed: Typed) -> None:
    data = tmp_path / "data"
    said = typed(tmp_path, "init", more=variables(data))
    assert (said.status, said.errors) == (0, "")
    made = [line.split()[-1] for line in said.out.splitlines()][:4]
    assert made == [str(data), name(data), f"{data}/server.key", f"{data}/evidence"]
    key = (data / "server.key").read_bytes()
    again = typed(tmp_path, "init", more=variables(data))
    assert one_line(again).endswith("nothing was changed")
    assert (data / "server.key").read_bytes() == key


def test_init_uses_a_key_that_exists_and_makes_one_elsewhere(tmp_path: Path, typed: Typed) -> None:
    key = tmp_path / "key"
    key.write_bytes(bytes(range(32)))
    for file, how in ((key, "used"), (tmp_path / "other.key", "made")):
        data = tmp_path / how
        more = variables(data) | {"BALLEGH_SERVER_KEY_FILE": str(file)}
        facts = {fact["about"]: fact for fact in typed(tmp_path, "init", "--json", more=more).json}
        assert facts["server key"] == {"about": "server key", "where": str(file), "made": how == "made"}
        assert not (data / "server.key").exists()
    assert key.read_bytes() == bytes(range(32))
    assert (tmp_path / "other.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", ["doctor", "serve", "migrate", "officer add Salma"])
@pytest.mark.few(1)
def test_a_lost_key_is_never_replaced(server: Path, typed: Typed, command: str) -> None:
    (server / "server.key").unlink()
    line = one_line(typed(server, *command.split()))
    assert line.startswith(f"BALLEGH_DATA_DIR: {server}/server.key: the server key is missing")
    assert not (server / "server.key").exists()


@pytest.mark.parametrize("command", ["doctor", "serve", "keys rotate"])
@pytest.mark.few(1)
def test_another_key_is_told_from_a_missing_one(server: Path, typed: Typed, command: str) -> None:
    other = os.urandom(32)
    (server / "server.key").write_bytes(other)
    line = one_line(typed(server, *command.split()))
    assert line.startswith(f"BALLEGH_DATA_DIR: {server}/server.key: is not the server key that the database")
    assert (server / "server.key").read_bytes() == other


def test_a_key_in_a_variable_is_named_as_such(server: Path, typed: Typed) -> None:
    more = {"BALLEGH_SERVER_KEY": "A" * 43 + "="}
    assert one_line(typed(server, "doctor", more=more)).startswith(
        "BALLEGH_SERVER_KEY: is not the server key"
    )
    more = {"BALLEGH_SERVER_KEY": "much too short"}
    assert one_line(typed(server, "doctor", more=more)) == "BALLEGH_SERVER_KEY: does not hold a server key"


@pytest.mark.usefixtures("healthy")
def test_a_database_from_before_the_check_value_is_checked_by_what_it_holds(
    server: Path, typed: Typed
) -> None:
    typed(server, "officer", "add", "Salma")
    with changing(server) as database:
        database.exec_driver_sql("UPDATE settings SET key = 'telegram_offset'")
    assert typed(server, "doctor").status == 0
    (server / "server.key").write_bytes(os.urandom(32))
    assert "is not the server key" in one_line(typed(server, "doctor"))


@pytest.mark.usefixtures("healthy")
def test_keys_rotate_and_the_check_value_goes_along(server: Path, typed: Typed) -> None:
    assert typed(server, "officer", "add", "Salma").status == 0
    assert typed(server, "keys", "add", "Salma", fresh_key()[1]).status == 0
    assert typed(server, "keys", "rotate").status == 0
    assert typed(server, "keys", "retire").status == 0
    assert typed(server, "doctor").status == 0


@pytest.mark.parametrize("command", ["doctor", "serve", "init", "migrate"])
@pytest.mark.few(1)
def test_a_newer_database_is_not_touched(server: Path, typed: Typed, command: str) -> None:
    stand(server, "9999")
    assert one_line(typed(server, command)).startswith("the database has version 9999, this program knows")


@pytest.mark.usefixtures("healthy")
def test_an_older_database_is_migrated_when_that_is_asked_for(server: Path, typed: Typed) -> None:
    with changing(server) as database:
        newest = database.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        database.exec_driver_sql("DROP INDEX outbox_failed")
        database.exec_driver_sql("ALTER TABLE outbox DROP COLUMN channel")
        database.exec_driver_sql("ALTER TABLE outbox DROP COLUMN node")
        for table in (
            *("nodes", "leases", "compatibility", "budgets"),
            *("case_facts", "case_headers"),
            *("suspects", "feedback", "case_notes", "case_marks", "case_work"),
            *("desk_challenges", "desk_sessions", "digest_choices"),
            *("case_reminders", "duty", "person_waits"),
            *("desk_passkeys", "desk_keys", "desk_invitations"),
            "rulings",
            "case_tokens",
            "listed_indicators",
            "key_wraps",
            "decided_cases",
            "campaign_decisions",
            "campaign_cases",
            "campaigns",
        ):
            database.exec_driver_sql(f"DROP TABLE {table}")
        for column in ("recipient", "recipient_seal", "province"):
            database.exec_driver_sql(f"ALTER TABLE cases DROP COLUMN {column}")
        for column in ("role", "suspended"):
            database.exec_driver_sql(f"ALTER TABLE officers DROP COLUMN {column}")
        database.exec_driver_sql(
            "CREATE TABLE owed (id INTEGER PRIMARY KEY, chat TEXT, purpose TEXT, reason TEXT, body BYTEA, "
            "time FLOAT)"
        )
    stand(server, "0003")
    line = one_line(typed(server, "doctor"))
    assert line.startswith(f"the database {name(server)} has version 0003, this program needs {newest}")
    assert "main.py migrate" in line
    assert typed(server, "migrate").out == f"The database had version 0003, now has version {newest}.\n"
    assert typed(server, "migrate").out == f"The database has version {newest}.\n"
    assert typed(server, "doctor").status == 0


def stand(server: Path, version: str) -> None:
    """As if the tables had this version."""
    with changing(server) as database:
        database.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


@pytest.mark.sqlite("the bytes of its file")
def test_a_damaged_database_is_called_that(server: Path, typed: Typed) -> None:
    (server / "ballegh.db").write_bytes(b"no database" * 1000)
    for log in ("ballegh.db-wal", "ballegh.db-shm"):
        (server / log).unlink(missing_ok=True)
    for command in ("doctor", "serve", "init"):
        line = one_line(typed(server, command))
        assert line.startswith(f"BALLEGH_DATA_DIR: the database {server}/ballegh.db does not work: ")
        assert line.endswith("restore the newest backup (SQLITE_NOTADB)")


def test_postgres_reason_is_named_without_the_password(server: Path, typed: Typed) -> None:
    url = "postgresql+psycopg://me:sesame@127.0.0.1:9/ballegh"
    line = one_line(typed(server, "doctor", more={"BALLEGH_DATABASE_URL": url}))
    assert line.startswith(
        "BALLEGH_DATABASE_URL: the database postgresql+psycopg://me:***@127.0.0.1:9/ballegh"
    )
    assert "Connection refused" in line
    assert "sesame" not in line


@pytest.mark.parametrize("command", ["doctor", "migrate", "init"])
def test_a_postgres_that_does_not_answer_is_not_called_empty(
    tmp_path: Path, typed: Typed, command: str
) -> None:
    """Where the data folder is missing too, as on a machine that is new: nobody makes another one there."""
    url, data = "postgresql+psycopg://me@127.0.0.1:9/ballegh", tmp_path / "data"
    given = {"BALLEGH_DATABASE_URL": url, "BALLEGH_DATA_DIR": str(data)}
    line = one_line(typed(tmp_path, command, more=given))
    assert line.startswith(f"BALLEGH_DATABASE_URL: the database {url} does not work: ")
    assert "Connection refused" in line
    assert "main.py init" not in line
    assert not data.exists()


def test_a_postgres_that_answers_is_called_what_it_is(tmp_path: Path, typed: Typed) -> None:
    """Empty, it is one for `init`; with tables, the key is what this machine lacks."""
    if programs() is None:
        pytest.skip(LACKING)
    data = tmp_path / "data"
    for url, said in (
        (databases.cluster().empty(), "main.py init makes one"),
        (databases.cluster().prepared(), "put it back from its copy; no new key was made"),
    ):
        given = {"BALLEGH_DATABASE_URL": url, "BALLEGH_DATA_DIR": str(data)}
        line = one_line(typed(tmp_path, "doctor", more=given))
        assert said in line
        assert not data.exists()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_postgres_that_is_not_utf8_is_refused_in_words(tmp_path: Path, typed: Typed, encoding: str) -> None:
    """`SQL_ASCII` is what a machine without a locale makes."""
    if programs() is None:
        pytest.skip(LACKING)
    url = databases.cluster().empty(encoding)
    given = {"BALLEGH_DATABASE_URL": url, "BALLEGH_DATA_DIR": str(tmp_path / "data")}
    line = one_line(typed(tmp_path, "init", more=given))
    assert line.startswith("BALLEGH_DATABASE_URL: the database postgresql+psycopg://postgres@/")
    assert line.endswith(
        f"does not work: its texts are {encoding}: make another, with ENCODING 'UTF8' TEMPLATE template0"
    )


@pytest.mark.parametrize("command", ["serve", "init"])
def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path, typed: Typed, command: str) -> None:
    (tmp_path / "evidence").touch()
    said = typed(tmp_path, command)
    assert (said.status, said.out) == (2, "")
    assert said.errors.startswith("main.py: BALLEGH_DATA_DIR: in this folder the place for evidence is not a")


def test_an_address_that_is_taken_is_named(server: Path, typed: Typed) -> None:
    line = one_line(typed(server, "serve", more={"BALLEGH_LISTEN": "192.0.2.1:80"}))
    assert line.startswith("BALLEGH_LISTEN: cannot listen on 192.0.2.1:80 (")


def test_a_wrong_setting_ends_with_one_line_and_status_2(tmp_path: Path, typed: Typed) -> None:
    for command in ("", "doctor", "init"):
        said = typed(tmp_path, *command.split(), more={"BALLEGH_LISTEN": "8080"})
        assert (said.status, said.out, said.errors.count("\n")) == (2, "", 1)
        assert said.errors.startswith("main.py: BALLEGH_LISTEN: expected host:port")
    (tmp_path / ".env").write_text('BALLEGH_DATA_DIR="/var/lib\n')
    said = typed(tmp_path, "serve", more=SOMEONE_ELSES)
    assert (said.status, said.errors.startswith("main.py: .env, line 1: ")) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


@pytest.mark.usefixtures("healthy")
def test_a_default_deployment_is_healthy(server: Path, typed: Typed) -> None:
    said = typed(server, "doctor", "--json")
    assert said.status == 0
    marks = {finding["about"]: finding["mark"] for finding in said.json}
    assert (marks["database"], marks["telegram"], marks["sealing"]) == ("on", "off", "warn")
    assert marks["server key"] == "warn"
