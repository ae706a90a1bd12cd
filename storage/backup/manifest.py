"""Manifests: the list of a backup's files with their hashes, which only the server's key can write.

A backup has two parts, each with a manifest: `data` (database, evidence, uploads), to be kept long, and
`erasure-keys`, to be kept for days. Keys of a later backup go with data of an earlier one.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from flows.record import record
from storage.durable import create_file, sync_folder
from storage.errors import BadBackup
from storage.sealing.vault import Vault

DATA, KEYS = "data", "erasure-keys"
NAME = "manifest.json"
LAST_BACKUP = "last_backup"
"""The remembered value that holds when `main.py backup` last ended, in seconds since the epoch."""
_BLOCK = 1 << 20


@record
class FileHash:
    """A file's SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


@record
class Manifest:
    """A part of a backup. `files` are named by their paths in it; `time` is ISO 8601 in UTC.

    `lacking` is the number of cases whose erasure keys were missing when the backup was made.
    """

    part: str
    backup: str
    program: str
    tables: str
    database: str
    time: str
    lacking: int
    files: dict[str, FileHash]

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(each.size for each in self.files.values())


@record
class _Signed:
    manifest: Manifest
    authentication: str


def write(folder: Path, manifest: Manifest, vault: Vault) -> None:
    """Write the manifest of a part, as the last of its files."""
    signed = _Signed(manifest, _authentication(manifest, vault))
    create_file(folder / NAME, msgspec.json.format(msgspec.json.encode(signed), indent=1) + b"\n")


def read(folder: Path, part: str, vault: Vault) -> Manifest:
    """Return the manifest of a part, its files unread. Raises BadBackup."""
    try:
        signed = msgspec.json.decode((folder / NAME).read_bytes(), type=_Signed)
    except FileNotFoundError:
        raise BadBackup(f"{folder} holds no {NAME}: no backup, or one that did not end") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadBackup(f"{folder / NAME} is damaged") from None
    manifest = signed.manifest
    if not hmac.compare_digest(signed.authentication, _authentication(manifest, vault)):
        raise BadBackup(f"{folder / NAME} was changed, or written with another server key")
    if manifest.part != part:
        raise BadBackup(f"{folder} holds the part {manifest.part}, not {part}")
    return manifest


def check(folder: Path, manifest: Manifest) -> None:
    """Raise BadBackup if a file of this part is missing or was changed."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise BadBackup(f"{path} is missing")
        if hashed(path) != expected:
            raise BadBackup(f"{path} was changed since the backup")


def hashed(path: Path) -> FileHash:
    """Return a file's hash. Raises OSError."""
    found, size = hashlib.sha256(), 0
    for block in blocks(path):
        found.update(block)
        size += len(block)
    return FileHash(found.hexdigest(), size)


def blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def copied(source: Iterator[bytes], target: Path) -> FileHash:
    """Write bytes durably to a file where there is none, for its owner alone; return its hash.

    Raises OSError; where the source has nothing to read, no file is made.
    """
    first = next(source, b"")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    found, size = hashlib.sha256(), 0
    with os.fdopen(_created(target), "wb") as to:
        for block in chain((first,), source):
            to.write(block)
            found.update(block)
            size += len(block)
        to.flush()
        os.fsync(to.fileno())
    sync_folder(target.parent)
    return FileHash(found.hexdigest(), size)


def _created(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _authentication(manifest: Manifest, vault: Vault) -> str:
    return vault.token("backup manifest " + msgspec.json.encode(manifest, order="sorted").decode())
