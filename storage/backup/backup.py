"""Makes a backup of a deployment beside its running server.

The order makes the parts fit. Files first, then the database, then the files that came meanwhile: a file is
always on disk before the row that names it, so no row of the copy lacks its file. The erasure keys last: a
key is made before its case. A case erased while the backup ran is in the copy without its key, and the
restore finishes its erasure.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex

from flows.record import record
from storage.audit.missing_keys import MissingKeys, missing_keys
from storage.backup.databases import copy_database, copy_keys, kind
from storage.backup.manifest import DATA, KEYS, FileHash, Manifest, copied, hashed, write
from storage.cases.files import EvidenceStore
from storage.unit import Storage


@record
class Source:
    """A deployment; `stores` are its folders of files by name, `program` is the version of the program."""

    storage: Storage
    stores: Mapping[str, EvidenceStore]
    program: str


@record
class Backup:
    """The two parts that were written, and the cases that do not open with the erasure keys there are."""

    data: Manifest
    keys: Manifest
    missing: MissingKeys


def back_up(source: Source, folder: Path) -> Backup:
    """Write both parts to `folder`, which is empty. Raises BadBackup, StorageFailed and OSError."""
    data, keys = folder / DATA, folder / KEYS
    if not missing_keys(source.storage):
        source.storage.seals.erasure.begin()
    data.mkdir(mode=0o700)
    keys.mkdir(mode=0o700)
    files = dict(_files(source.stores, data))
    begun = _written(source.storage.clock())
    name = copy_database(source.storage.database, data)
    files[name] = hashed(data / name)
    files |= _files(source.stores, data, files)
    keys_begun = _written(source.storage.clock())
    name = copy_keys(source.storage.database, keys)
    missing = missing_keys(source.storage)
    described = partial(
        Manifest,
        backup=token_hex(8),
        program=source.program,
        tables=source.storage.database.version() or "",
        database=kind(source.storage.database),
        lacking=len(missing.cases),
    )
    made = Backup(
        data=described(part=DATA, time=begun, files=files),
        keys=described(part=KEYS, time=keys_begun, files={name: hashed(keys / name)}),
        missing=missing,
    )
    write(keys, made.keys, source.storage.vault)
    write(data, made.data, source.storage.vault)
    return made


def _files(
    stores: Mapping[str, EvidenceStore], folder: Path, known: Iterable[str] = ()
) -> Iterator[tuple[str, FileHash]]:
    """Copy the files that are not `known`; yield their paths in the backup, and their hashes."""
    there = set(known)
    for title, store in stores.items():
        for piece in store.names():
            name = f"{title}/{piece[:2]}/{piece}"
            if name not in there:
                try:
                    yield name, copied(store.raw(piece), folder / name)
                except FileNotFoundError:  # erased, or fetched from the uploads, meanwhile
                    continue


def _written(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
