"""Budgets of limits in Postgres: refilled by its own clock, reserved in slices, given back."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.errors import StorageFailed
from storage.nodes.budgets import Budgets

pytestmark = pytest.mark.parametrize("url", ["postgres"], indirect=True)
NAME = ("events", "a")


@pytest.fixture
def budgets(database):
    return Budgets(database)


def reserve(budgets, wanted=0.0, many=0.0, back=0.0, rate=0.0, burst=80.0):
    return budgets.reserve([(*NAME, burst, rate, wanted, many, back)])[NAME]


def later(database, seconds):
    """So many seconds pass for every budget."""
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE budgets SET moment = moment - %s", (seconds,))


def test_a_slice_is_what_is_wanted_now_or_at_most_half_of_what_is_left(budgets):
    assert reserve(budgets, 1, 10) == (10, 70)
    assert reserve(budgets, 65, 10) == (65, 5)
    assert reserve(budgets, 1, 10) == (2, 3)
    assert reserve(budgets, 4, 10) == (3, 0), "what is wanted now is given, as far as it is there"
    assert reserve(budgets, 1, 10) == (0, 0)


def test_what_comes_back_is_there_again_and_a_budget_never_holds_more_than_its_limit(budgets):
    assert reserve(budgets, 80, 80) == (80, 0)
    assert reserve(budgets, back=30) == (0, 30)
    assert reserve(budgets, 40, 40, back=20) == (40, 10)
    assert reserve(budgets, back=1000) == (0, 80)


def test_what_was_spent_without_asking_is_owed_up_to_the_limit(budgets):
    assert reserve(budgets, 1, 10, back=-30) == (10, 40)
    assert reserve(budgets, back=-1000) == (0, -80)
    assert budgets.reserve([("events", "b", 80, 0, 1, 10, -100)])["events", "b"] == (0, -20)


def test_it_fills_with_the_time_that_passed_in_the_database(database, budgets):
    assert reserve(budgets, 80, 80, rate=2) == (80, 0)
    later(database, 10)
    amount, level = reserve(budgets, 10, 10, rate=2)
    assert (amount, level) == (10, pytest.approx(10, abs=2))
    later(database, -86400)
    assert reserve(budgets, rate=2)[1] == pytest.approx(10, abs=2), "a clock that was set back takes nothing"
    later(database, 10)
    assert reserve(budgets, rate=2)[1] == pytest.approx(30, abs=4), "and from then on it fills"


def test_many_budgets_take_one_statement(database, budgets):
    asks = [("events", f"{number:03}", 80.0, 0.0, 1.0, 10.0, 0.0) for number in reversed(range(100))]
    assert set(budgets.reserve(asks).values()) == {(10, 70)}
    assert set(budgets.reserve(asks).values()) == {(10, 60)}


def test_servers_that_ask_at_once_never_get_more_than_there_is(database, budgets):
    """Each with the keys in an order of its own: none waits for another that waits for it."""
    keys = [f"{number:02}" for number in range(20)]

    def asks(turn):
        order = keys if turn % 2 else keys[::-1]
        return budgets.reserve([("events", key, 80.0, 0.0, 1.0, 10.0, 0.0) for key in order])

    with ThreadPoolExecutor(6) as threads:
        answers = [*threads.map(asks, range(60))]
    for key in keys:
        granted = sum(each["events", key][0] for each in answers)
        left = budgets.reserve([("events", key, 80.0, 0.0, 0.0, 0.0, 0.0)])["events", key][1]
        assert granted + left == pytest.approx(80)
        assert left < 1


def test_old_budgets_are_forgotten(storage, budgets):
    reserve(budgets, 80, 80)
    with storage.write() as unit:
        unit.nodes.forget_budgets(unit.nodes.now() - 60)
    assert reserve(budgets) == (0, 0)
    with storage.write() as unit:
        unit.nodes.forget_budgets(unit.nodes.now() + 60)
    assert reserve(budgets) == (0, 80)


def test_a_budget_that_is_taken_from_just_now_is_not_forgotten_and_nobody_waits(storage, database, budgets):
    for key in "abc":
        budgets.reserve([("events", key, 80.0, 0.0, 1.0, 1.0, 0.0)])
    with database.engine.begin() as taking:
        taking.exec_driver_sql("SELECT 1 FROM budgets WHERE key = 'b' FOR UPDATE")
        with storage.write() as unit:
            unit.transaction.peek("SELECT set_config('lock_timeout', '1s', true)")
            unit.nodes.forget_budgets(unit.nodes.now() + 60)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT key FROM budgets").fetchall() == [("b",)]


def test_a_budget_that_somebody_holds_is_waited_for_two_seconds(database, budgets):
    reserve(budgets, 1, 10)
    with ThreadPoolExecutor(1) as threads, database.engine.connect() as holding:
        holding.exec_driver_sql("SELECT 1 FROM budgets FOR UPDATE")
        asking = threads.submit(reserve, budgets, 1, 10)
        try:
            with pytest.raises(StorageFailed, match="55P03"):
                asking.result(20)
        finally:
            holding.rollback()
    with database.read() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "0"


def test_nobody_waits_for_the_disk_and_what_else_is_written_does(database, budgets):
    with database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE commits (kind text); "
            "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "INSERT INTO commits VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$; "
            "CREATE TRIGGER noted AFTER INSERT OR UPDATE ON budgets FOR EACH ROW EXECUTE FUNCTION note()"
        )
    reserve(budgets, 1, 10)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT kind FROM commits").scalar() == "off"
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_a_database_that_is_away_is_an_error_of_storage(cluster, url, database, budgets):
    cluster.drop(url)
    with pytest.raises(StorageFailed):
        reserve(budgets, 1, 10)
    cluster._tell(f"CREATE DATABASE {database.url.database}")
