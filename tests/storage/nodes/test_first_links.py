"""The very first links of the log, which two servers or two threads of one write at the same time."""

import time

from storage.custody.links import Act
from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.storage.cluster import Cluster
from tests.storage.nodes.waiting import overtaken


def test_of_two_who_begin_the_log_one_waits_for_the_other(cluster: Cluster, tmp_path) -> None:
    """The row that locks the log is not there yet: whoever writes it first must be waited for all the same."""
    url = cluster.prepared()
    first, second = (Storage(Database(url, tmp_path), Vault(bytes(32))) for _ in range(2))
    now = time.time()
    with overtaken(first, second, lambda unit: unit.custody.add("R2", now, Act("opened", "officer1"))) as unit:
        unit.custody.add("R1", now, Act("opened", "officer1"))
    with first.read() as unit:
        assert unit.custody.whole()
    for each in (first, second):
        each.database.close()
    cluster.drop(url)
