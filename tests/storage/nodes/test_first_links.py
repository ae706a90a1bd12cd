"""The very first links of the log, which two servers or two threads of one write at the same time."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection

from storage.custody.directory import KEYS, OFFICERS
from storage.custody.links import Act
from storage.database.engine import Database
from storage.database.statements import SqlRow
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.storage.cluster import Cluster
from tests.storage.nodes.waiting import overtaken


@pytest.fixture
def two(cluster: Cluster, tmp_path) -> Iterator[tuple[Storage, Storage]]:
    """Two servers over one new database."""
    url = cluster.prepared()
    first, second = (Storage(Database(url, tmp_path), Vault(bytes(32))) for _ in range(2))
    yield first, second
    first.database.close()
    second.database.close()
    cluster.drop(url)


def test_of_two_who_begin_the_log_one_waits_for_the_other(two: tuple[Storage, Storage]) -> None:
    """The row that locks the log is not there yet: its first writer must be waited for all the same."""
    now = time.time()
    with overtaken(*two, lambda unit: unit.custody.add("R2", now, Act("opened", "officer1"))) as unit:
        unit.custody.add("R1", now, Act("opened", "officer1"))
    with two[0].read() as unit:
        assert unit.custody.whole()


def test_of_two_who_make_the_first_key_one_finds_that_of_the_other(two: tuple[Storage, Storage]) -> None:
    made = []
    with overtaken(*two, lambda unit: made.append(unit.keys.ensure(time.time()))) as unit:
        assert unit.keys.ensure(time.time())
    assert made == [None]
    with two[0].read() as unit:
        assert len(unit.keys.present()) == 1
        assert [link.event for link in unit.custody.of_case(KEYS)] == ["key-added"]


class Overtaken(Transaction):
    """A transaction in which somebody else commits, once, after the head of a chain was read."""

    def __init__(self, connection: Connection, commits: Callable[[], object]) -> None:
        super().__init__(connection)
        self._commits = [commits]

    def peek(self, sql: str, values: SqlRow = ()) -> Sequence[Any]:
        found = super().peek(sql, values)
        while "custody_heads" in sql and self._commits:
            self._commits.pop()()
        return found


def test_a_chain_that_grows_while_it_is_read_is_believed(two: tuple[Storage, Storage]) -> None:
    """Or an officer who taps while another enrols would be taken for a stranger."""
    first, second = two
    with first.write() as unit:
        salma, _ = unit.officers.add("Salma", time.time())

    def enrol() -> None:
        with second.write() as unit:
            unit.officers.add("Omar", time.time())

    with first.database.write() as connection:
        assert [*first.directory.told(Overtaken(connection, enrol), OFFICERS)] == [salma.id]
