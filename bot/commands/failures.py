"""Every error that can end a command, as one line for standard error. No line holds what people wrote."""

import shutil
from pathlib import Path

from bot.base import Unusable, WrongSetting, name
from bot.commands.answer import Stop, WrongUsage, unforeseen
from bot.places import away
from bot.settings.config import BadConfig
from bot.settings.environment import Settings, variable
from bot.settings.load import BadSettings
from bot.settings.server_key import key_source
from storage.errors import DiskFull, InUse, PlaceAway, StorageFailed, Unopened, Unsealable

FULL = "the disk is full: free some space, then start again; nothing that was acknowledged is lost"
DAMAGED = "the file is damaged or no database: stop the server, keep a copy, restore the newest backup"
READ_ONLY = "the file or its disk is read-only for this user"
MET = "another server changed the same at that moment, and nothing was changed here: try again"
REASONS = (
    ("SQLITE_FULL", FULL),
    ("53100", FULL),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_PERM", READ_ONLY),
    ("SQLITE_CANTOPEN", "the file cannot be opened or made: look at its folder and its owner"),
    ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
    ("SQLITE_BUSY", "another program holds it: try again in a moment"),
    *((code, MET) for code in ("40001", "40P01", "55P03", "23503", "23505")),
    ("SQLITE_IOERR", "the disk does not read or write: look at the system's log"),
)
"""Beginnings of SQLite's and PostgreSQL's codes, and their meaning in words."""
LEAST = 1 << 20
"""Free space in bytes with less of which a disk counts as full."""


def explained(error: Exception, settings: Settings | None = None) -> Stop:
    """The error as the line and the exit status that a command ends with."""
    if isinstance(error, BadSettings | BadConfig | WrongSetting):
        return WrongUsage(str(error))
    if isinstance(error, Unusable):
        return Stop(str(error))
    if settings is not None and (known := _of_storage(error, settings)):
        return Stop(known)
    return unforeseen(error)


def _of_storage(error: Exception, settings: Settings) -> str:
    """The line for an error of the database or the keys; empty for another error."""
    source = variable(settings, "database_url", "data_dir")
    database = f"{source}: the database {name(settings)}"
    match error:
        case PlaceAway():
            return away(settings, error)
        case InUse():
            return f"{database} is in use: another server is running on this database"
        case StorageFailed():
            return f"{database} does not work: {reason(error, _free(settings.data_dir))}"
        case Unopened():
            return f"{key_source(settings)}: does not open what the database {name(settings)} holds"
        case Unsealable():
            return "nothing can be sealed, so nothing could be filed: main.py doctor, main.py keys"
        case DiskFull():
            return f"{settings.data_dir}: {FULL}"
    return ""


def reason(error: StorageFailed, free: int) -> str:
    """The database's reason in words, with its code; `free` is the free space on the disk in bytes.

    SQLite has many codes for a full disk, some of which stand for other troubles too.
    """
    meaning = next((said for code, said in REASONS if error.reason.startswith(code)), "")
    if free < LEAST and error.reason.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        meaning = FULL
    return f"{meaning} ({error.reason})" if meaning else str(error)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return LEAST
