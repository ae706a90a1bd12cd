"""Puts a backup back into an empty deployment, and finishes there what the backup is too old to know."""

from collections.abc import Mapping
from pathlib import Path

from sqlmodel import select

from flows.record import record
from storage.audit.missing_keys import MissingKeys
from storage.backup.databases import SQLITE, load
from storage.backup.manifest import DATA, KEYS, Manifest, blocks, check, copied, read
from storage.cases.files import EvidenceStore
from storage.custody.links import SERVER, Act
from storage.database.engine import Database
from storage.durable import written_whole
from storage.errors import BadBackup
from storage.places.place import Place
from storage.sealing.vault import Vault
from storage.shredding import deleted, shred
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


def put_files(found: Found, places: Mapping[str, Place]) -> dict[str, int]:
    """Copy evidence and uploads to their places; return how many of each. Raises OSError."""
    counts = dict.fromkeys(places, 0)
    for name in found.data.files:
        kind, _, rest = name.partition("/")
        if kind in places and rest:
            _put(found.data_folder / name, places[kind])
            counts[kind] += 1
    return counts


def _put(source: Path, place: Place) -> None:
    writing = place.begin(source.name)
    try:
        for block in blocks(source):
            writing.put(block)
        writing.finish()
    finally:
        writing.abort()


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
    copied(blocks(found.keys_folder / keys), database.folder / keys)
    with written_whole(target) as part:
        copied(blocks(found.data_folder / dump), part)


def finish_erasures(storage: Storage, files: EvidenceStore, missing: MissingKeys, now: float) -> int:
    """Erase cases and drafts' files whose keys were destroyed after the backup; return how many cases.

    Files that no row names are deleted too. Raises StorageFailed.
    """
    with storage.write() as unit:
        erased = sum(unit.retention.erase(reference, RESTORED, now) for reference in missing.cases)
        unit.evidence.discard(missing.drafts)
    gone = dict(deleted(files, missing.drafts))
    with storage.write() as unit:
        unit.evidence.remove([*gone])
    shred(storage, files)
    with storage.read() as unit:
        known = set(unit.transaction.values(select(StoredEvidence.id)))
    for _ in deleted(files, set(files.names()) - known):
        pass
    return erased
