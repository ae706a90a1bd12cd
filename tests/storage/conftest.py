"""The same tests on SQLite and on a real Postgres, started for the session where its programs exist."""

import os
import pwd
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.prepared import prepare
from tests.storage.cluster import Cluster
from tests.storage.jobs import Jobs

KEY = b"k" * 32


@pytest.fixture(scope="session")
def age_programs() -> Path:
    """The folder of Debian's own `age` and `age-keygen`."""
    program = shutil.which("age")
    if program is None:
        pytest.skip("no age program here: apt-get install age")
    return Path(program).parent


def roomy() -> Path:
    """In memory where there is room for it. A socket's path must be short."""
    memory, disk = Path("/dev/shm"), Path("/tmp")  # noqa: S108  # the folder in it is made here, for us alone
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30 else disk


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(path) for path in [shutil.which("initdb")] if path
    ]
    if not found:
        pytest.skip("no Postgres programs here: apt-get install postgresql")
    folder = roomy() / f"ballegh-pg-{os.getpid()}"
    folder.mkdir(mode=0o700)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster = Cluster(found[-1].parent, folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder)


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
    if not url:
        prepare(tmp_path)
    database = Database(url, tmp_path)
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
