"""Copies of the database and of the erasure keys, each of one moment, while a server writes.

SQLite: `VACUUM INTO`, which ends however much is written meanwhile (the online backup begins again with each
write), and leaves behind what deleted rows left in the file. Postgres: `pg_dump` and `pg_restore`.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from storage.database.engine import Database
from storage.durable import sync_folder
from storage.errors import BadBackup, StorageFailed
from storage.sealing.erasure_keys import FILE as ERASURE_FILE

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
_SCHEMA = "erasure"


def kind(database: Database) -> str:
    """Return the database's name, as manifests hold it."""
    return SQLITE if database.exclusive else POSTGRES


def copy_database(database: Database, folder: Path) -> str:
    """Write everything except the erasure keys to a file in `folder`; return the file's name.

    Raises StorageFailed and BadBackup.
    """
    if database.exclusive:
        return _vacuumed(_path(database), folder / "ballegh.db")
    return _dumped(database.url, folder / "ballegh.dump", f"--exclude-schema={_SCHEMA}")


def copy_keys(database: Database, folder: Path) -> str:
    """Write the erasure keys to a file in `folder`; return the file's name.

    Raises StorageFailed and BadBackup.
    """
    if database.exclusive:
        return _vacuumed(database.folder / ERASURE_FILE, folder / ERASURE_FILE)
    return _dumped(database.url, folder / "erasure.dump", f"--schema={_SCHEMA}")


def load(url: URL, dumps: Sequence[Path]) -> None:
    """Read dumps into an empty Postgres database, each as a whole or not at all. Raises BadBackup."""
    for dump in dumps:
        _run("pg_restore", url, "--exit-on-error", "--single-transaction", "--no-owner", str(dump))


def _path(database: Database) -> Path:
    return Path(str(database.url.database))


def _vacuumed(source: Path, target: Path) -> str:
    if not source.is_file():
        raise BadBackup(f"{source} is missing: what is filed opens with it alone")
    address = f"{source.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=5.0, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise StorageFailed(error.sqlite_errorname) from None
    _sync(target)
    return target.name


def _dumped(url: URL, target: Path, what: str) -> str:
    rest = ("--exclude-table-data=budgets", what)  # how busy somebody was is over sooner than any backup
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", *rest, f"--file={target}")
    _sync(target)
    return target.name


def _sync(path: Path) -> None:
    path.chmod(0o600)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def _run(program: str, url: URL, *arguments: str) -> None:
    """Run a program of Postgres; the password goes through the environment, which others cannot read."""
    found = shutil.which(program)
    if found is None:
        raise BadBackup(
            f"{program} is not installed: PostgreSQL is backed up and restored with its own tools"
        )
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    password = {"PGPASSWORD": url.password} if url.password else {}
    done = subprocess.run(  # noqa: S603  # a program of Postgres, with fixed options
        [found, *arguments, f"--dbname={address}"],
        env=dict(os.environ) | password,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        last = next(iter(done.stderr.strip().splitlines()), f"status {done.returncode}")
        raise BadBackup(f"{program} failed: {last}")
