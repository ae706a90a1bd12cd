"""A database with the present tables, as a copy: making them anew takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database.clock import Clock
from storage.database.engine import Database

_FILE = "ballegh.db"


@cache
def _empty() -> bytes:
    """The file of a SQLite database that has its tables and nothing in them."""
    with TemporaryDirectory() as folder:
        made = Database("", Path(folder))
        made.migrate()
        made.close()
        return Path(folder, _FILE).read_bytes()


def prepare(folder: Path) -> None:
    """Give this data folder a database with tables, unless it has one already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / _FILE).exists():
        (folder / _FILE).write_bytes(_empty())


def prepared(folder: Path, clock: Clock | None = None) -> Database:
    """A SQLite database in this folder, ready for use."""
    prepare(folder)
    return Database("", folder, clock)
