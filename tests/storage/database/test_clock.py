"""One time for all nodes: the database's, however wrong a machine's own clock is."""

import time

import pytest

from storage.database.clock import SLACK, Clock
from storage.database.engine import Database
from storage.database.ids import Ids
from tests.storage.cluster import Cluster

DAY = 86400.0


def off_by(seconds: float) -> Clock:
    return Clock(lambda: time.time() + seconds)


def test_a_clock_is_late_by_the_slack_at_most_and_never_early():
    own = [1000.0]
    clock = Clock(steady=lambda: own[0])
    for told, expected in [(990.0, 990.0), (989.9, 989.9), (989.91, 989.9), (990.0, 990.0)]:
        clock.follow(told)
        assert clock() == pytest.approx(expected)
        assert told - SLACK <= clock() <= told + 1e-9


def test_a_clock_that_jumps_while_a_node_runs_changes_nothing():
    own = [1000.0]
    clock = Clock(lambda: own[0])
    assert clock() == 1000.0
    clock.follow(990.0)
    own[0] += DAY
    assert clock() == pytest.approx(990.0, abs=1.0)


@pytest.mark.parametrize("off", [DAY, -DAY], ids=["a day ahead", "a day late"])
def test_a_node_with_a_wrong_clock_keeps_to_the_time_of_the_database(cluster: Cluster, tmp_path, off):
    database = Database(cluster.prepared(), tmp_path)
    database.clock = off_by(off)
    database.ids = Ids(clock=database.clock)
    with database.write() as connection:
        database.lock(connection, [1])
    assert abs(database.clock() - time.time()) < 1
    assert abs((database.ids.next() >> 20) / 1000 - time.time()) < 1
    database.close()


def test_ids_made_under_a_lock_follow_those_of_the_node_that_had_it_before(cluster: Cluster, tmp_path):
    url = cluster.prepared()
    nodes = [Database(url, tmp_path), Database(url, tmp_path)]
    for node, off in zip(nodes, (0.5, -0.5), strict=True):
        node.clock = off_by(off)
        node.ids = Ids(clock=node.clock)
    made = []
    for turn in range(20):
        node = nodes[turn % 2]
        with node.write() as connection:
            node.lock(connection, [1, 2])
            made.append(node.ids.next())
    assert made == sorted(made)
    for node in nodes:
        node.close()
