"""The files of evidence: streamed to the disk, hashed as received, durable before anything refers to them.

Blocking: call it from a thread. A file is written under `incoming`, synced, renamed to its place and the
folder synced; so a name that is there always has all its bytes, whenever the power goes.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import filetype

from flows.record import record
from storage.durable import sync_folder
from storage.sealing.file_cipher import FileCipher, Kept, Plain

__all__ = ["MEGABYTE", "DiskFull", "EvidenceStore", "Incoming", "Kept", "Limits", "TooLarge", "media_type"]

MEGABYTE = 1 << 20
_HEAD = 8192
_ID = re.compile(r"[A-Za-z0-9_-]{4,64}")


class TooLarge(Exception):
    """The file is over the limit."""


class DiskFull(Exception):
    """There is no room; what room is left belongs to the database."""


@record
class Limits:
    """`reserve` is the free space, in bytes, under which nothing more is taken."""

    max_bytes: int = 50 * MEGABYTE
    reserve: int = 256 * MEGABYTE


class EvidenceStore:
    """A folder of evidence, one level deep by the first letters of the ids.

    `cover` is what closes the files: the vault (this server reads them again) or the seals (it never does).
    """

    def __init__(self, folder: Path, cover: FileCipher, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._folder = folder
        self._cover = cover
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def sweep(self) -> int:
        """At the start: forget what was being written when the process died; how many."""
        left = list(self._incoming.iterdir())
        for path in left:
            path.unlink()
        return len(left)

    def open_write(self, evidence: str) -> "Incoming":
        """Begin to take the file of this piece of evidence. Raises DiskFull."""
        self.check_room()
        return Incoming(self, evidence)

    def check_room(self) -> None:
        """Raises DiskFull where less than the reserve is free."""
        disk = os.statvfs(self._folder)
        if disk.f_bavail * disk.f_frsize < self.limits.reserve:
            raise DiskFull

    def read(self, evidence: str, identity: str = "") -> Iterator[bytes]:
        """The bytes as received. Raises FileNotFoundError and Unopened."""
        return self._cover.open_file(self.raw(evidence), evidence, identity)

    def raw(self, evidence: str) -> Iterator[bytes]:
        """The bytes on the disk. Raises FileNotFoundError."""
        return _chunks(self.path(evidence))

    def digest(self, evidence: str) -> str:
        """The hash that `Kept` recorded, from the disk. Raises FileNotFoundError and Unopened."""
        return self._cover.digest(self.raw(evidence), evidence)

    def names(self) -> Iterator[str]:
        """The pieces that have a file here."""
        return (path.name for path in self._folder.glob("??/*") if path.is_file())

    def older(self, before: float) -> list[str]:
        """The pieces whose files came before this (seconds since the epoch)."""
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # gone meanwhile
                if path.stat().st_mtime < before:
                    found.append(path.name)
        return found

    def delete(self, evidence: str) -> None:
        """Durably gone; nothing happens where there is no such file."""
        path = self.path(evidence)
        with suppress(FileNotFoundError):
            path.unlink()
            sync_folder(path.parent)

    def path(self, evidence: str) -> Path:
        """Where the file is, or would be. Raises ValueError for an id that could lead elsewhere."""
        if not _ID.fullmatch(evidence):
            raise ValueError("not an evidence id")
        return self._folder / evidence[:2] / evidence


class Incoming:
    """A file being taken; ends with `finish` or `abort`, and with `abort` after any error."""

    def __init__(self, store: EvidenceStore, evidence: str) -> None:
        self._store = store
        self._target = str(store.path(evidence))
        self._temporary = f"{store._incoming}/{evidence}.{token_hex(8)}"
        self._hash = hashlib.sha256()
        self._head = b""
        self._size = 0
        self._checked = 0
        self._file = open(self._temporary, "xb")  # noqa: SIM115  # closed by `finish` and `abort`
        try:
            self._seal = store._cover.seal_file(evidence, self._put)
        except BaseException:
            self._file.close()
            os.unlink(self._temporary)
            raise

    def write(self, chunk: bytes) -> None:
        """Take the next bytes. Raises TooLarge and DiskFull."""
        self._size += len(chunk)
        if self._size > self._store.limits.max_bytes:
            raise TooLarge
        if self._size - self._checked > 4 * MEGABYTE:
            self._checked = self._size
            self._store.check_room()
        self._hash.update(chunk)
        if len(self._head) < _HEAD:
            self._head += chunk[: _HEAD - len(self._head)]
        self._seal.write(chunk)

    def finish(self) -> Kept:
        """Make the file durable under its name. Raises DiskFull."""
        kept = self._seal.finish(Plain(self._hash.hexdigest(), self._size, media_type(self._head)))
        self._sync()
        folder = os.path.dirname(self._target)
        _make_folder(folder)
        os.rename(self._temporary, self._target)
        sync_folder(folder)
        return kept

    def abort(self) -> None:
        """Nothing of the file stays; harmless after `finish`."""
        self._seal.abort()
        with suppress(OSError):
            self._file.close()
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)

    def _put(self, sealed: bytes) -> None:
        try:
            self._file.write(sealed)
        except OSError as error:
            raise _disk(error) from None

    def _sync(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as error:
            raise _disk(error) from None


def media_type(head: bytes) -> str:
    """The type that the first bytes show; what a name or a sender claims does not count.

    No more of a file is ever looked at here, and whatever the looking stumbles over, the file is kept.
    """
    try:
        found = filetype.guess_mime(head)
    except Exception:
        found = None
    if found:
        return str(found)
    return "text/plain" if _is_text(head) else "application/octet-stream"


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters; a letter cut at the end of the head is forgiven."""
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < _HEAD - 3 or len(head) < _HEAD:
            return False
        text = head[: error.start].decode()
    return bool(text) and not re.search(r"[\x00-\x08\x0e-\x1f]", text)


def _disk(error: OSError) -> Exception:
    return DiskFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else error


def _make_folder(folder: str) -> None:
    """A new folder is durable only when the one that names it was synced."""
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True, mode=0o700)
        sync_folder(os.path.dirname(folder))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            yield chunk
