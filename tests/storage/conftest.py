"""The same tests on SQLite and on a real Postgres, started for the session where its programs exist."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests import databases
from tests.storage.cluster import LACKING, Cluster, programs
from tests.storage.jobs import Jobs

KEY = b"k" * 32


@pytest.fixture(scope="session")
def age_programs() -> Path:
    """The folder of Debian's own `age` and `age-keygen`."""
    program = shutil.which("age")
    if program is None:
        pytest.skip("no age program here: apt-get install age")
    return Path(program).parent


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    if programs() is None:
        pytest.skip(LACKING)
    return databases.cluster()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of this test's own: with tables where the test asks for a `database`, else empty."""
    if request.param == "sqlite":
        yield ""
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = cluster.prepared() if "database" in request.fixturenames else cluster.empty()
    yield made
    cluster.drop(made)


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    database = Database(url, tmp_path) if url else databases.file(tmp_path)
    database.claim_exclusive()
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def vault() -> Vault:
    return Vault(KEY)


@pytest.fixture
def storage(database: Database, vault: Vault) -> Storage:
    return Storage(database, vault)


@pytest.fixture
def jobs(database: Database, vault: Vault) -> Iterator[Jobs]:
    jobs = Jobs(database, vault)
    jobs.writer.start()
    yield jobs
    jobs.writer.stop()
