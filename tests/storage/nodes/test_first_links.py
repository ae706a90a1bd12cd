"""The very first links of the log, which two servers or two threads of one write at the same time."""

import time
from collections.abc import Iterator

import pytest

from storage.custody.directory import KEYS
from storage.custody.links import Act
from storage.database.engine import Database
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
    """The row that locks the log is not there yet: whoever writes it first must be waited for all the same."""
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
