"""The database of each data folder: SQLite's file in it or, with DATABASE=postgres, one in a Postgres.

A database with the present tables is a copy: making them anew takes longer than most tests.
"""

import atexit
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, make_url

from storage.database.clock import Clock
from storage.database.engine import Database
from tests.storage.cluster import Cluster, in_memory

CHOICE = os.environ.get("DATABASE") or "sqlite"
assert CHOICE in ("sqlite", "postgres"), f"DATABASE={CHOICE}: must be sqlite or postgres"
POSTGRES = CHOICE == "postgres"
_made: dict[Path, str] = {}
"""The address of the Postgres database of each data folder that has one."""
_opened: list[Database] = []
"""Those in Postgres that were opened here: their connections end before they are dropped."""
_running = ExitStack()


class VirtualClock(Clock):
    """A clock that its test sets: on Postgres too, whose own time it does not follow."""

    def follow(self, moment: float) -> float:
        """Return the time of the test."""
        return self()


@cache
def cluster() -> Cluster:
    """The Postgres of this process, which runs until `close`. Raises LookupError without its programs."""
    made = _running.enter_context(in_memory())
    atexit.register(close)
    return made


def close() -> None:
    """End the Postgres, if it runs, and remove its files."""
    _running.close()
    cluster.cache_clear()


def address(folder: Path, *, tables: bool = True) -> str:
    """The address of this data folder's database, made where there is none; empty for SQLite's file.

    `tables`: whether one that is made has its tables.
    """
    if not POSTGRES:
        return ""
    if folder not in _made:
        _made[folder] = cluster().prepared() if tables else cluster().empty()
    return _made[folder]


def name(folder: Path) -> str:
    """The name that the program gives to the database of this data folder, which may be empty."""
    return make_url(address(folder, tables=False)).render_as_string() if POSTGRES else f"{folder}/ballegh.db"


def variables(folder: Path) -> dict[str, str]:
    """The variables with which a process uses this data folder and its database, which may be empty."""
    given = {"BALLEGH_DATA_DIR": str(folder), "BALLEGH_DATABASE_URL": address(folder, tables=False)}
    return {name: value for name, value in given.items() if value}


def prepared(folder: Path, clock: Clock | None = None) -> Database:
    """The database of this data folder, made with its tables where there is none."""
    if not POSTGRES:
        return file(folder, clock)
    _opened.append(Database(address(folder), folder, clock))
    return _opened[-1]


def file(folder: Path, clock: Clock | None = None) -> Database:
    """The SQLite database of this data folder, made with its tables where there is none."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "ballegh.db"
    if not path.exists():
        path.write_bytes(_empty())
    return Database("", folder, clock)


@contextmanager
def reading(folder: Path) -> Iterator[Connection]:
    """A connection that reads the database of this data folder, whichever process writes to it."""
    engine = create_engine(address(folder) or f"sqlite:///file:{folder}/ballegh.db?mode=ro&uri=true")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def copied(source: Path, folder: Path) -> Path:
    """Make of this folder what the other is, databases of its data folders and all.

    Nobody may use one meanwhile.
    """
    shutil.copytree(source, folder, dirs_exist_ok=True)
    for each in inside(source):
        _made[folder / each.relative_to(source)] = cluster().copy(_made[each])
    return folder


def copied_in_use(source: Path, folder: Path) -> None:
    """Let the database of this data folder be what the other's is at this moment, if it is in Postgres."""
    if POSTGRES:
        _made[folder] = cluster().copy_in_use(_made[source])


def dumped(folder: Path, file: Path) -> None:
    """Write all that the Postgres database of this data folder holds to a file."""
    cluster().dump(_made[folder], file)


def inside(folder: Path) -> list[Path]:
    """The data folders in this one that have a database in Postgres."""
    return [each for each in _made if each.is_relative_to(folder)]


def written(since: float, folder: Path) -> None:
    """Copy what the Postgres wrote to its disk since then: its logs, and the files of its tables.

    A checkpoint writes the tables, and deletes logs: so its files are copied before it and after it.
    """
    if POSTGRES:
        _copy_newer(cluster().folder, folder, since)
        cluster().written_out()
        _copy_newer(cluster().folder, folder, since)


def _copy_newer(source: Path, folder: Path, since: float) -> None:
    """Copy the files that were changed since then. Each may go meanwhile."""
    for path in source.rglob("*"):
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime >= since:
                target = folder / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)


@contextmanager
def syncing() -> Iterator[None]:
    """Let the Postgres of this process wait for its disk meanwhile, as one does that is in use."""
    if not POSTGRES:
        yield
        return
    with cluster().syncing():
        yield


def made() -> set[Path]:
    """The data folders that have a database in Postgres."""
    return set(_made)


def drop(folders: Collection[Path]) -> None:
    """Remove the Postgres databases of these data folders, and close all that are open here."""
    while _opened:
        _opened.pop().close()
    for folder in folders:
        cluster().drop(_made.pop(folder))


@cache
def _empty() -> bytes:
    """The file of a SQLite database that has its tables and nothing in them."""
    with TemporaryDirectory() as folder:
        database = Database("", Path(folder))
        database.migrate()
        database.close()
        return Path(folder, "ballegh.db").read_bytes()
