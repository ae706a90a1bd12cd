"""`main.py backup`: a copy of the deployment, made beside the running server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Refused
from bot.commands.counts import counted
from bot.observe.version import version
from bot.places import KINDS
from bot.settings.environment import Settings
from bot.settings.server_key import in_a_file, key_path, key_source
from storage.backup.backup import Backup, Source, back_up
from storage.backup.databases import POSTGRES
from storage.backup.manifest import DATA, KEYS, LAST_BACKUP
from storage.errors import BadBackup, StorageFailed

NewFolder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="A new or empty folder. Example: /var/backups/ballegh/2026-11-21"),
]
MEGABYTE = 1_000_000


def backup(base: Base, folder: NewFolder) -> Listing:
    """Write database, evidence and uploads to FOLDER/data, and the erasure keys to FOLDER/erasure-keys.

    May run beside the server. Keep the erasure keys apart from the data, and for days only. Server key,
    officers' keys and settings are not in it. Exit status 1 if nothing was written, or if cases lack their
    erasure keys already.
    """
    _prepare(folder)
    stores = {kind: base.store(kind) for kind in KINDS}
    with _all_or_nothing(folder):
        made = back_up(Source(base.storage, stores, version()), folder)
    _remember(base)
    lines = [*_steps(folder, made), *_not_here(base)]
    if made.missing:
        lines.append(step("BAD", f"no erasure key for {made.missing}: not to be opened any more"))
    data = {"data": asdict(made.data), "erasure_keys": asdict(made.keys), "missing": asdict(made.missing)}
    return Listing(tuple(lines), 1 if made.missing else 0, data)


def step(about: str, said: str) -> str:
    """One line about a step of a backup or a restore."""
    return f"{about:<13} {said}"


def _remember(base: Base) -> None:
    """Note the time for the operator's alert; a database that takes no row does not spoil a backup."""
    with suppress(StorageFailed), base.storage.write() as unit:
        unit.remembered.set(LAST_BACKUP, f"{unit.clock():.0f}")


def _prepare(folder: Path) -> None:
    """Make the folder, for its owner alone. Raises Refused if it holds anything."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; nothing was overwritten")


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """Delete what was written if the backup does not end. Raises Refused for BadBackup."""
    try:
        yield
    except BaseException as error:
        for part in (DATA, KEYS):
            shutil.rmtree(folder / part, ignore_errors=True)
        if isinstance(error, BadBackup):
            raise Refused(f"{error}; no backup was made") from None
        raise


def _steps(folder: Path, made: Backup) -> Iterator[str]:
    data, keys = made.data, made.keys
    (database,) = (name for name in data.files if "/" not in name)
    by = ", by pg_dump" if data.database == POSTGRES else ""
    yield step("database", f"{database}, {_size(data.files[database].size)}, tables {data.tables}{by}")
    for title in KINDS:
        sizes = [each.size for name, each in data.files.items() if name.startswith(f"{title}/")]
        yield step(title, f"{counted(len(sizes), 'file')}, {_size(sum(sizes))}")
    yield step("erasure keys", f"in {folder / KEYS}{by}: keep them apart from {DATA}, for days only")
    yield step("manifests", f"SHA-256 of {counted(len(data.files) + len(keys.files), 'file')}, {data.time}")


def _not_here(base: Base) -> Iterator[str]:
    """The keys that are not in the backup, without which it opens for nobody."""
    yield step("not in it", f"the server key, {_server_key(base.settings)}: keep a copy elsewhere")
    with base.storage.read() as unit:
        files = unit.keys.local_files()
    for file in files:
        yield step("not in it", f"the officer's key {file}: without a copy elsewhere nobody opens a case")


def _server_key(settings: Settings) -> str:
    return str(key_path(settings)) if in_a_file(settings) else key_source(settings)


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB"
