"""Databases to start from: migrating one for each test would take most of the time."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from storage.database import Database


def place(folder: Path) -> None:
    """An empty database at its newest migration, in this folder; none where there is one already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "ballegh.db").exists():
        shutil.copy(_migrated(), folder / "ballegh.db")


@cache
def _migrated() -> Path:
    folder = Path(mkdtemp(prefix="ballegh-"))
    atexit.register(shutil.rmtree, folder)
    database = Database("", folder)
    database.migrate()
    database.close()
    return folder / "ballegh.db"
