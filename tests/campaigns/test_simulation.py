"""Nights in virtual time, in small; `make simulate` plays thousands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import detangle
import pytest

from bot.delivery.sender import Sender
from storage.custody.links import Act
from storage.delivery.messages import OutboxRow
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.campaigns.nodes.database import lacking
from tests.campaigns.simulation.database import Emptied, Files, quick_postgres
from tests.campaigns.simulation.monitor import Monitor
from tests.campaigns.simulation.night import SIZES, Night, Nights, Plan
from tests.campaigns.simulation.node import KEY, Node
from tests.campaigns.simulation.provider import Odds
from tests.campaigns.simulation.simulate import WORLD, Numbered, main, played, told
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


def test_of_several_servers_one_sends_at_least(tmp_path: Path):
    """A server that comes while none sends is one that sends, however often one is replaced."""
    roles: list[str] = []

    async def comes() -> None:
        empty = Night(replace(SMALL, nodes=2), Files().fresh(tmp_path), tmp_path)
        roles.extend(empty._machine().role for _ in range(60))

    detangle.explore(comes, runs=1, strategy=Numbered(7, 0), database=False, name="roles", config=WORLD)
    assert roles == ["all"] * 60


class Reckless(Sender):
    """A sender that asks nobody whether a row is still its own."""

    def is_mine(self, row: OutboxRow) -> bool:
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
    watching = Monitor(Storage(database, Vault(KEY)), several=False)
    yield watching
    watching.close()
    database.close()


def test_two_that_lead_at_a_time_are_found(monitor: Monitor):
    monitor.several = True
    monitor.alive = [Leader("node-1"), Leader("node-2", leads=False)]
    monitor.check()
    monitor.alive.append(Leader("node-3"))
    with pytest.raises(AssertionError, match="two nodes lead at a time: node-1, node-3"):
        monitor.check()


def _change(monitor: Monitor, sql: str) -> None:
    """Change the database in a transaction of its own, and let the monitor look at it."""
    with monitor.eye.write() as unit:
        unit.transaction.connection.exec_driver_sql(sql)
    monitor.committed()


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE outbox SET state = 'queued'", r"L4: row \d+ went from sent to queued"),
        ("UPDATE outbox SET resent = 0", r"L4: row \d+ was in doubt, and is no more"),
        ("UPDATE outbox SET attempts = 1", r"L4: row \d+ had 3 tries, and has 1"),
        ("DELETE FROM outbox", r"L4: rows \[\d+\] are gone"),
    ],
)
def test_a_row_that_goes_back_is_found(monitor: Monitor, sql: str, found: str):
    with monitor.eye.write() as unit:
        unit.outbox.post("telegram:1", "reply", b"words", 1.0)
    monitor.committed()
    _change(monitor, "UPDATE outbox SET state = 'sent', resent = 1, attempts = 3")
    monitor.committed()
    monitor.check()
    _change(monitor, sql)
    with pytest.raises(AssertionError, match=found):
        monitor.check()


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE custody SET hash = 'other' WHERE seq = 2", "L5: links was rewritten"),
        ("UPDATE custody SET previous = 'other' WHERE seq = 2", "L5: link 2 of links does not follow"),
        ("DELETE FROM custody WHERE seq = 2", "L5: links of the custody log are gone"),
    ],
)
def test_a_link_that_is_changed_is_found(monitor: Monitor, sql: str, found: str):
    with monitor.eye.write() as unit:
        for number in (1, 2):
            unit.custody.add("links", float(number), Act(f"act-{number}"), new=number == 1)
    monitor.committed()
    monitor.check()
    _change(monitor, sql)
    with pytest.raises(AssertionError, match=found):
        monitor.check()


def test_each_fortieth_night_has_several_servers():
    kinds = [Nights(1, 1000).kind(number) for number in range(120)]
    assert [(kind.nodes, kind.postgres) for kind in kinds[::40]] == [(2, True), (3, True), (2, True)]
    assert sum(kind.postgres for kind in kinds) == 3


def test_the_seed_gives_each_night_its_size():
    """A night has the size of its number, in whatever run it is played."""
    sizes = [Nights(1, 1).kind(number).size for number in range(1000)]
    assert [Nights(1, 5, first=40).kind(number).size for number in range(1000)] == sizes
    assert all(abs(sizes.count(name) / 1000 - share) < 0.05 for name, (share, _) in SIZES.items())


def test_a_run_goes_on_where_another_ended(capfd: pytest.CaptureFixture[str]):
    few = "--seed 7 --size small --database sqlite --processes 1 --runs 2 --first"
    assert [main([*few.split(), first]) for first in ("3", "5")] == [0, 0]
    said = capfd.readouterr().out
    assert "seed 7, nights 3 to 4: 2 nights" in said
    assert "seed 7, nights 5 to 6: 2 nights" in said
    assert "2 nights with --size small --nodes 1 --database sqlite" in said


def test_a_night_that_breaks_a_promise_names_the_commands_that_play_it_again():
    lying = replace(SMALL, faults=0, odds=replace(Odds(), lost_after=0.5, lies=True))
    with pytest.raises(detangle.BugFound) as found:
        played(lying, Files(), 7, 0, shrink=False)
    said = told(Nights(7, 1, size="small", database="sqlite"), 0, found.value)
    kind = "--size small --nodes 1 --database sqlite"
    assert f"make simulate ARGS='--seed 7 --first 0 --runs 1 {kind}'" in said
    assert f"make simulate ARGS='{kind} --replay dt1-" in said
