"""Puts a backup back into an empty deployment, and finishes there what the backup is too old to know."""

from pathlib import Path

from sqlmodel import select

from flows.record import record
from storage.audit.missing_keys import MissingKeys
from storage.backup.databases import SQLITE, load
from storage.backup.manifest import DATA, KEYS, Manifest, check, copied, read
from storage.cases.files import EvidenceStore
from storage.custody.links import SERVER, Act
from storage.database.engine import Database
from storage.durable import written_whole
from storage.errors import BadBackup
from storage.sealing.vault import Vault
from storage.shredding import shred
from storage.tables.cases import StoredEvidence
from storage.unit import Storage

RESTORED = Act("erasure", SERVER, "restore")
"""The act of an erasure that happened after the backup, and that the restore repeats."""


@record
class Found:
    """A backup that was read and checked: the folders of its two parts, and their manifests."""

    data_folder: Path
    keys_folder: Path
    data: Manifest
    keys: Manifest

    @property
    def keys_are_older(self) -> bool:
        """Return whether the keys were copied before the data: they may lack those of newer cases."""
        return self.keys.time < self.data.time

    @property
    def tells_erasures(self) -> bool:
        """Return whether a case without its key can only have been erased after its copy was made."""
        return not self.keys_are_older and not self.keys.lacking


def find(folder: Path, keys: Path | None, vault: Vault) -> Found:
    """Return the backup in `folder`, with the erasure keys in `keys` or in it, every file's hash checked.

    Raises BadBackup and OSError.
    """
    keys_folder = keys or folder / KEYS
    if (keys_folder / KEYS).is_dir():  # the whole of a later backup was named
        keys_folder /= KEYS
    found = Found(
        folder / DATA, keys_folder, read(folder / DATA, DATA, vault), read(keys_folder, KEYS, vault)
    )
    if found.data.database != found.keys.database:
        raise BadBackup(f"the data is of {found.data.database}, the erasure keys of {found.keys.database}")
    check(found.data_folder, found.data)
    check(found.keys_folder, found.keys)
    return found


def put_files(found: Found, folders: dict[str, Path]) -> dict[str, int]:
    """Copy evidence and uploads to their folders, by name; return how many of each. Raises OSError."""
    counts = dict.fromkeys(folders, 0)
    for name in found.data.files:
        title, _, rest = name.partition("/")
        if title in folders and rest:
            copied(found.data_folder / name, folders[title] / rest)
            counts[title] += 1
    return counts


def put_database(found: Found, database: Database) -> None:
    """Put the erasure keys back, then the database; it gets its name when it is whole.

    Raises BadBackup and OSError.
    """
    (dump,) = (name for name in found.data.files if "/" not in name)
    (keys,) = found.keys.files
    if found.data.database != SQLITE:
        load(database.url, (found.data_folder / dump, found.keys_folder / keys))
        return
    target = Path(str(database.url.database))
    copied(found.keys_folder / keys, database.folder / keys)
    with written_whole(target) as part:
        copied(found.data_folder / dump, part)


def finish_erasures(storage: Storage, files: EvidenceStore, missing: MissingKeys, now: float) -> int:
    """Erase cases and drafts' files whose keys were destroyed after the backup; return how many cases.

    Files that no row names are deleted too. Raises StorageFailed.
    """
    with storage.write() as unit:
        erased = sum(unit.retention.erase(reference, RESTORED, now) for reference in missing.cases)
        unit.evidence.discard(missing.drafts)
    for piece in missing.drafts:
        files.delete(piece)
    with storage.write() as unit:
        unit.evidence.remove([*missing.drafts])
    shred(storage, files)
    with storage.read() as unit:
        known = set(unit.transaction.values(select(StoredEvidence.id)))
    for piece in set(files.names()) - known:
        files.delete(piece)
    return erased
