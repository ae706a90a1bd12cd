"""`main.py migrate --to`: from SQLite and from Postgres, with a row in every table; whole, or not at all."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import delete, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from bot.base import Base, base, existing
from bot.commands.answer import Refused, WrongUsage
from bot.commands.operations.migrate import migrate
from bot.settings.environment import Settings
from storage import key_check
from storage.audit.verify import verify
from storage.backup.move import begun, held, tables
from storage.database.engine import Database
from storage.errors import InUse
from storage.tables.cases import StoredGuess
from storage.tables.messages import StoredDeadLetter
from tests.dialogue import House
from tests.storage.filled import empty_tables, fill, fill_the_rest
from tests.storage.sealed import Line

CHAT = "telegram:212600000077"


@pytest.fixture
def settings(url: str, tmp_path: Path) -> Settings:
    """Of an installation on either database."""
    given = {"data_dir": tmp_path / "data"} | ({"database_url": url} if url else {})
    return Settings.model_validate(given)


@pytest.fixture
def target(request: pytest.FixtureRequest) -> Iterator[str]:
    cluster = request.getfixturevalue("cluster")
    made = cluster.empty()
    yield made
    cluster.drop(made)


@pytest.fixture
def line(settings: Settings) -> Line:
    """Every table has a row, and everything verifies; nobody serves it."""
    made = base(settings)
    made.database.migrate()
    key_check.remember(made.database, made.vault)
    line = Line.opened(made.storage, settings.data_dir)
    fill(line)
    fill_the_rest(line)
    assert empty_tables(line) == []
    assert verify(line.storage, line.files) == []
    made.database.close()
    return line


def opened(settings: Settings, url: str) -> Base:
    return existing(settings.model_copy(update={"database_url": SecretStr(url)}))


def is_empty(url: str, folder: Path) -> bool:
    database = Database(url, folder)
    try:
        with begun(database):
            raise KeyError
    except KeyError:
        return True
    finally:
        database.close()


def test_every_row_of_every_table_moves_and_verifies(
    line: Line, settings: Settings, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = migrate(settings, to=target.replace("+psycopg", ""))
    said = capsys.readouterr().out.splitlines()
    assert done.status == 0
    assert any(each.startswith("cases ") and "3 rows, the same in both" in each for each in said)
    assert any(each.startswith("erasure.keys ") for each in said)
    assert said[-1].startswith("committed")
    assert done.lines[0].endswith("every chain, file and row fits")
    assert done.lines[-1].startswith(f"now set              BALLEGH_DATABASE_URL={target.partition('?')[0]}")
    there = opened(settings, target)
    try:
        copy = Line(there.storage, there.store("evidence"), line.officer)
        assert empty_tables(copy) == []
        assert b"".join(copy.files.read("abcd-1", line.officer)) == line.pieces["abcd-1"]
        with there.storage.read() as unit:
            assert unit.cases.contents("R1", line.officer)[0].answers == (("story", "قصة"),)
    finally:
        there.database.close()
    with pytest.raises(Refused, match=r"the target is not empty.*; nothing was moved"):
        migrate(settings, to=target)


@pytest.mark.long
def test_a_report_goes_on_and_the_old_number_tells_the_status(
    line: Line, settings: Settings, target: str
) -> None:
    house = House.build(settings.data_dir / "unused")
    made = existing(settings)
    here = replace(house, storage=made.storage)
    earlier = here.person(CHAT).starts().says("Il m'a volé 300 dirhams avec un faux colis").taps("send")
    receipt = earlier.receipt
    later = here.person("telegram:212600000078").starts().says("Une page vend de faux diplômes")
    made.database.close()

    migrate(settings, to=target)
    there = opened(settings, target)
    try:
        here.storage = there.storage
        later.taps("send").sees("filed")
        earlier.says(receipt).sees("case-status")
        assert verify(there.storage, there.store("evidence")) == []
        with there.storage.read() as unit:
            numbers = [case.id for case in unit.cases.newest(99, status="")]
        assert numbers == sorted(numbers, reverse=True)
    finally:
        there.database.close()


def interrupted(made: Base, target: Database, reached: int) -> None:
    """A move that ends with Ctrl-C after so many tables, or after all of them, before the commit."""
    with held(made.database) as source, begun(target) as to:
        for count, _ in enumerate(tables(source, made.storage.seals.erasure, to), 1):
            if count == reached:
                break
        raise KeyboardInterrupt


def test_an_interruption_at_any_table_leaves_the_target_empty(
    line: Line, settings: Settings, target: str
) -> None:
    for reached in (20, 99):
        made, database = existing(settings), Database(target, settings.data_dir)
        with pytest.raises(KeyboardInterrupt):
            interrupted(made, database, reached)
        database.close()
        assert verify(made.storage, line.files) == []
        made.database.close()
        assert is_empty(target, settings.data_dir)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_row_that_the_target_does_not_take_leaves_it_empty(
    line: Line, settings: Settings, target: str
) -> None:
    """SQLite keeps a zero byte inside a text, Postgres none."""
    with line.storage.write() as unit:
        unit.transaction.execute(insert(StoredGuess).values(id=5, chat="a\0b", time=1.0))
    with pytest.raises(Refused, match="nothing was moved, the source is as it was"):
        migrate(settings, to=target)
    assert is_empty(target, settings.data_dir)
    with line.storage.write() as unit:
        unit.transaction.execute(delete(StoredGuess).where(col(StoredGuess.id) == 5))


def test_a_source_that_is_served_is_refused(line: Line, settings: Settings, target: str) -> None:
    served = existing(settings)
    served.database.claim_exclusive()
    try:
        with served.database.read():
            if served.database.exclusive:
                with pytest.raises(InUse):
                    migrate(settings, to=target)
            else:
                with pytest.raises(Refused, match="the source is in use: 1 other"):
                    migrate(settings, to=target)
    finally:
        served.database.close()
    assert is_empty(target, settings.data_dir)


def test_nobody_writes_to_the_source_meanwhile(line: Line, settings: Settings) -> None:
    """A command beside the move waits until it is over."""
    made, beside = existing(settings), existing(settings)
    begins, wrote = threading.Event(), threading.Event()

    def write() -> None:
        begins.set()
        with beside.storage.write() as unit:
            unit.transaction.execute(delete(StoredDeadLetter))
        wrote.set()

    thread = threading.Thread(target=write)
    beside.database.engine.dispose()
    with held(made.database):
        thread.start()
        begins.wait()
        assert not wrote.wait(0.3)
    thread.join()
    assert wrote.is_set()
    for each in (made, beside):
        each.database.close()


@pytest.mark.parametrize("url", [""])
def test_what_cannot_be_is_said_in_a_line(line: Line, settings: Settings, target: str) -> None:
    for wrong in ("sqlite:///x.db", "localhost", "postgresql://a b"):
        with pytest.raises(WrongUsage, match="--to: expected an address"):
            migrate(settings, to=wrong)
    with pytest.raises(Refused, match="Connection refused") as refused:
        migrate(settings, to="postgresql://me:sesame@127.0.0.1:9/ballegh")
    assert "sesame" not in refused.value.line
    made = base(settings)
    with made.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    made.database.close()
    with pytest.raises(Refused, match="the source has version 0001, this program needs"):
        migrate(settings, to=target)
    try:
        assert is_empty(target, settings.data_dir)
    except SQLAlchemyError:
        raise AssertionError from None
