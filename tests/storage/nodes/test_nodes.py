"""Which servers run, which of them does some work for all, and the words between them."""

import queue
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database.engine import Database
from storage.database.ids import lock_key
from storage.nodes.nodes import GONE, LEASE, Node
from storage.nodes.signals import AGAIN, Signals

NOW = 1_000_000.0
A, B = (Node(number, f"host:{number}", "all", "s3://a", "0.3.0") for number in (1, 2))


def nodes(storage, act):
    with storage.write() as unit:
        return act(unit.nodes)


def test_a_node_runs_until_it_leaves_or_is_silent_for_too_long(storage):
    assert nodes(storage, lambda all_: all_.join(A, NOW))
    assert nodes(storage, lambda all_: all_.join(B, NOW))
    assert not nodes(storage, lambda all_: all_.join(A, NOW + 1)), "its number is taken"
    assert nodes(storage, lambda all_: all_.beat(1, NOW + GONE))
    assert nodes(storage, lambda all_: all_.running(NOW + GONE + 1)) == [A]
    assert not nodes(storage, lambda all_: all_.beat(2, NOW + GONE + 1)), "the others thought it gone"
    assert not nodes(storage, lambda all_: all_.join(B, NOW + GONE + 1)), "what it had is not yet released"
    assert [nodes(storage, lambda all_: all_.gone(NOW + GONE + 1)) for _ in "12"] == [[2], []]
    assert nodes(storage, lambda all_: all_.join(B, NOW + GONE + 1))
    nodes(storage, lambda all_: all_.leave(1))
    assert nodes(storage, lambda all_: all_.running(NOW + GONE + 1)) == [B]


def test_some_work_has_one_node_and_each_change_of_it_a_higher_token(storage):
    def lease(number, now):
        return nodes(storage, lambda all_: all_.lease("schedule", number, now))

    assert [lease(1, NOW), lease(2, NOW), lease(1, NOW + LEASE)] == [1, 0, 1]
    assert lease(2, NOW + LEASE + 1) == 0, "it was kept"
    assert lease(2, NOW + 2 * LEASE + 1) == 2
    assert nodes(storage, lambda all_: all_.token("schedule", 1, NOW + 2 * LEASE + 2)) == 0
    assert lease(1, NOW + 2 * LEASE + 2) == 0
    nodes(storage, lambda all_: all_.leave(2))
    assert lease(1, NOW + 2 * LEASE + 2) == 3


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_what_a_node_that_is_gone_had_begun_to_write_has_no_effect_and_holds_up_nobody(
    storage, database, url, tmp_path
):
    frozen = Database(url, tmp_path / "frozen")
    node = replace(A, number=frozen.ids.node)
    nodes(storage, lambda all_: all_.join(node, NOW))
    connection = frozen.writing()
    writing = connection.begin()
    frozen.lock(connection, [lock_key("web:1")])
    assert nodes(storage, lambda all_: all_.gone(NOW + GONE + 1)) == [node.number]
    with storage.write() as unit:
        unit.nodes.hurry()
        unit.outbox.post("web:1", "reply", b"", NOW)
    with pytest.raises(DBAPIError):
        writing.commit()
    connection.close()
    with frozen.read() as again:
        assert again.exec_driver_sql("SELECT 1").scalar() == 1
    frozen.close()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_node_that_joins_again_keeps_its_number_and_its_transactions(storage, database, url, tmp_path):
    again = Database(url, tmp_path / "again")
    node = replace(A, number=again.ids.node)
    nodes(storage, lambda all_: all_.join(node, NOW))
    assert not nodes(storage, lambda all_: all_.forget(node.number, NOW + GONE))
    assert nodes(storage, lambda all_: all_.forget(node.number, NOW + GONE + 1))
    assert nodes(storage, lambda all_: all_.join(node, NOW + GONE + 1))
    with again.write() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert nodes(storage, lambda all_: all_.gone(NOW + GONE + 2)) == []
        connection.exec_driver_sql("SELECT 1")
    again.renumber(7)
    with again.read() as connection:
        assert connection.exec_driver_sql("SHOW application_name").scalar() == "ballegh 7"
    again.close()


@pytest.fixture
def heard(database: Database):
    words: queue.Queue[str] = queue.Queue()
    signals = Signals(database, words.put)
    signals.start()
    yield signals, words
    signals.stop()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_words_reach_whoever_listens_and_a_lost_connection_is_told(heard, database):
    signals, words = heard
    assert words.get(timeout=30) == AGAIN
    Signals(database, print).tell(["page 1 2", "wake"])
    assert [words.get(timeout=30), words.get(timeout=30)] == ["page 1 2", "wake"]
    with database.write() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' "
            "OR query LIKE '%%set_config(''application_name%%' AND pid <> pg_backend_pid()"
        )
    assert words.get(timeout=30) == AGAIN
    assert signals.connected
