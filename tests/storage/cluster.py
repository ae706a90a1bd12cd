"""A private Postgres, started for the tests from the programs that are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from storage.database.engine import Database

LACKING = "no Postgres programs here: apt-get install postgresql"


def programs() -> Path | None:
    """The folder of Postgres's programs; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    there = shutil.which("initdb")
    return found[-1].parent if found else Path(there).parent if there else None


def cluster_in(folder: Path, *, synced: bool = True, options: str = "") -> "Cluster":
    """A Postgres whose files are to lie in this folder, which is made. Raises LookupError: no programs."""
    found = programs()
    if found is None:
        raise LookupError(LACKING)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    return Cluster(found, folder, synced=synced, options=options)


@contextmanager
def in_memory(options: str = "") -> Iterator["Cluster"]:
    """Run a Postgres for tests, in memory where there is room, synced to no disk."""
    with tempfile.TemporaryDirectory(prefix="ballegh-pg-", dir=roomy()) as folder:
        cluster = cluster_in(Path(folder), synced=False, options=options)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def roomy() -> Path:
    """In memory where there is room for it. A socket's path must be short."""
    memory, disk = Path("/dev/shm"), Path("/tmp")  # noqa: S108  # the folder in it is made here, for us alone
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30 else disk


class Cluster:
    """A private Postgres on a Unix socket; its superuser is `postgres`.

    `synced`: the disk is waited for. `options` are more of the server's own.
    """

    def __init__(self, programs: Path, folder: Path, *, synced: bool = True, options: str = "") -> None:
        self._options = options
        self._programs = programs
        self._synced = "on" if synced else "off"
        self.folder = folder
        self._made = 0
        self._prepared = ""
        self._copying = ""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self) -> None:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N", *self._locale())
        with (self.folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"fsync = {self._synced}\n")
        self.begin()

    def _locale(self) -> tuple[str, ...]:
        """Options for text in a dictionary's order, as most installations have it, where Postgres can."""
        said = subprocess.run(
            [str(self._programs / "initdb"), "--help"], capture_output=True, check=True, text=True
        )
        return ("--locale-provider=icu", "--icu-locale=fr-FR") if "--icu-locale" in said.stdout else ()

    def begin(self) -> None:
        """Start what was made before."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses='' {self._options}"
        self._control("start", "-l", str(self.folder / "log"), "-o", options)
        with self._connection() as to:
            # Copied as files, and not by way of the log: a third less work for each test's database.
            self._copying = " STRATEGY FILE_COPY" if to.info.server_version >= 150_000 else ""

    def stop(self, mode: str = "fast") -> None:
        """End the server; in the mode `immediate` as a crash would, so that the next start recovers."""
        self._control("stop", "-m", mode)

    def restart(self) -> None:
        """End the server as a crash would, and start it."""
        self._control("restart", "-m", "immediate", "-l", str(self.folder / "log"))

    def _control(self, order: str, *options: str) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), *options, "-w", order)

    @contextmanager
    def syncing(self) -> Iterator[None]:
        """Wait for the disk meanwhile, whatever was chosen."""
        self._set("SET fsync = on", "on")
        yield
        self._set("RESET fsync", self._synced)

    def _set(self, order: str, value: str) -> None:
        with self._connection() as to:
            to.execute(f"ALTER SYSTEM {order}".encode())
            to.execute("SELECT pg_reload_conf()")
        while self._fsync() != value:
            time.sleep(0.01)

    def _fsync(self) -> str:
        with self._connection() as to:
            return str(to.execute("SHOW fsync").fetchall()[0][0])

    def empty(self, encoding: str = "") -> str:
        """The address of a new database; its texts are UTF8 where no other encoding is named."""
        provider = " LOCALE_PROVIDER libc" if self._copying else ""  # both came with 15
        other = f" ENCODING '{encoding}'{provider} LC_COLLATE 'C' LC_CTYPE 'C'"
        return self._create("template0" + other if encoding else "template1")

    def prepared(self) -> str:
        """The address of a new database that has its tables: a copy, made in less time than the tables."""
        if not self._prepared:
            self._prepared = self.empty()
            database = Database(self._prepared, self.folder)
            database.migrate()
            database.close()
        return self.copy(self._prepared)

    def copy(self, url: str) -> str:
        """The address of a new database with all that is in this one, which nobody may be using."""
        return self._create(str(make_url(url).database))

    def copy_in_use(self, url: str) -> str:
        """The address of a new database with all that is in this one at this moment, whoever uses it."""
        made = self._create("template1")
        with tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / "moment.dump"
            self.dump(url, dump)
            self._client("pg_restore", "--exit-on-error", f"--dbname={make_url(made).database}", str(dump))
        return made

    def dump(self, url: str, file: Path) -> None:
        """Write all that is in this database to a file in Postgres's own form, which is compressed."""
        self._client("pg_dump", "--format=custom", f"--file={file}", str(make_url(url).database))

    def written_out(self) -> None:
        """Return when the files of the tables hold what the write-ahead log does."""
        self._tell("CHECKPOINT")

    def _client(self, program: str, *arguments: str) -> None:
        """One that connects to this Postgres."""
        there = ("-h", str(self.folder), "-p", str(self.port), "-U", "postgres")
        subprocess.run([str(self._programs / program), *there, *arguments], check=True, timeout=600)

    def _create(self, template: str) -> str:
        self._made += 1
        name = f"ballegh{self._made}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {template}{self._copying}")
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}&port={self.port}"

    def drop(self, url: str) -> None:
        """It takes room, and nobody comes back to it."""
        self._tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _tell(self, order: str) -> None:
        with self._connection() as to:
            to.execute(order.encode())

    def _connection(self) -> psycopg.Connection[Any]:
        return psycopg.connect(host=str(self.folder), port=self.port, user="postgres", autocommit=True)

    def _run(self, program: str, *arguments: str) -> None:
        """Postgres refuses to run as root; then it runs as the user its package made."""
        drop: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []}
        command = [str(self._programs / program), *arguments]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=60,
            **(drop if os.getuid() == 0 else {}),
        )
