"""Nights in virtual time, in small; `make simulate` plays thousands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import detangle
import pytest

from bot.delivery.sender import Sender
from storage.delivery.messages import OutboxRow
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.campaigns.nodes.database import lacking
from tests.campaigns.simulation.database import Emptied, Files, quick_postgres
from tests.campaigns.simulation.monitor import Monitor
from tests.campaigns.simulation.night import Plan
from tests.campaigns.simulation.node import KEY, Node
from tests.campaigns.simulation.provider import Odds
from tests.campaigns.simulation.simulate import Nights, played
from tests.databases import file

SMALL = Plan(reporters=1, faults=1)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emptied]:
    """A Postgres that is empty for each night."""
    if missing := lacking():
        pytest.skip(f"not installed: {missing}; .ci/packages installs it")
    with quick_postgres() as cluster:
        ground = Emptied(cluster.empty(), tmp_path_factory.mktemp("postgres"))
        yield ground
        ground.close()


def test_a_few_nights_break_no_promise():
    stats = [played(Plan(reporters=2), Files(), 7, number) for number in range(3)]
    assert max(each.max_virtual_time for each in stats) > 60


def test_a_night_of_two_servers_breaks_no_promise(shared: Emptied):
    assert played(replace(SMALL, nodes=2), shared, 7, 1).max_virtual_time > 60


@pytest.mark.long
def test_many_nights_break_no_promise():
    assert all(played(Plan(), Files(), 8, number).runs for number in range(40))


@pytest.mark.long
def test_many_nights_of_three_servers_break_no_promise(shared: Emptied):
    assert all(played(Plan(nodes=3), shared, 8, number).runs for number in range(8))


def test_a_message_that_comes_twice_without_a_doubt_is_found():
    """A provider that takes a message and says that it failed makes the bot send it again."""
    lying = replace(SMALL, faults=0, odds=replace(Odds(), lost_after=0.5, lies=True))
    with pytest.raises(detangle.BugFound, match=r"L4: row \d+ came \d+ times, in doubt 0 times"):
        played(lying, Files(), 7, 0, shrink=False)


class Reckless(Sender):
    """A sender that asks nobody whether a row is still its own."""

    def _is_mine(self, row: OutboxRow) -> bool:
        return True


class Unfenced(Node):
    """A server with such a sender."""

    senders = Reckless


@pytest.mark.long
def test_a_sender_that_ignores_its_lease_is_found(shared: Emptied):
    reckless = Plan(nodes=2, faults=6, kinds=("stop",), servers=Unfenced)
    nights = (played(reckless, shared, 9, number, shrink=False) for number in (9, *range(20)))
    with pytest.raises(detangle.BugFound, match=r"L4: node \d+ sends row \d+, which node \d+ has"):
        list(nights)


@dataclass
class Leader:
    """A server that takes itself for the one that leads."""

    host: str
    leads: bool = True


@pytest.fixture
def monitor(tmp_path: Path) -> Iterator[Monitor]:
    database = file(tmp_path)
    yield Monitor(Storage(database, Vault(KEY)), several=True)
    database.close()


def test_two_that_lead_at_a_time_are_found(monitor: Monitor):
    monitor.alive = [Leader("node-1"), Leader("node-2", leads=False)]
    monitor.check()
    monitor.alive.append(Leader("node-3"))
    with pytest.raises(AssertionError, match="two nodes lead at a time: node-1, node-3"):
        monitor.check()


def test_a_row_that_goes_back_is_found(monitor: Monitor):
    with monitor.eye.write() as unit:
        row = unit.outbox.post("telegram:1", "reply", b"words", 1.0)
    one = replace(monitor, several=False)
    one.committed()
    with monitor.eye.write() as unit:
        unit.transaction.connection.exec_driver_sql("UPDATE outbox SET state = 'sent'")
    one.committed()
    one.check()
    with monitor.eye.write() as unit:
        unit.transaction.connection.exec_driver_sql("UPDATE outbox SET state = 'queued'")
    one.committed()
    with pytest.raises(AssertionError, match=f"L4: row {row.id} went from sent to queued"):
        one.check()


def test_each_fortieth_night_has_several_servers():
    plans = [Nights(1, 1000).plan(number) for number in range(120)]
    assert [(plan.nodes, postgres) for plan, postgres in plans[::40]] == [(2, True), (3, True), (2, True)]
    assert sum(postgres for _, postgres in plans) == 3
