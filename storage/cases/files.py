"""The files of evidence: streamed to disk, hashed as received, durable before anything refers to them.

All calls block: use a thread. A file is written under `incoming`, synced, renamed to its place, and the
folder is synced. So a file with its final name always has all its bytes, even after a power cut.
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
from storage.errors import DiskFull, TooLarge
from storage.sealing.file_cipher import FileCipher, Kept, Plain

MEGABYTE = 1 << 20
_HEAD = 8192
_ID = re.compile(r"[A-Za-z0-9_-]{4,64}")


@record
class FileLimits:
    """The largest file, and the free disk space below which no file is taken; both in bytes."""

    max_bytes: int = 50 * MEGABYTE
    reserve: int = 256 * MEGABYTE


class EvidenceStore:
    """A folder of evidence, with one level of sub-folders by the first letters of the ids.

    `cipher` is the vault (this server reads the files again) or the seals (only officers do).
    """

    def __init__(self, folder: Path, cipher: FileCipher, limits: FileLimits | None = None) -> None:
        self.limits = limits or FileLimits()
        self._folder = folder
        self._cipher = cipher
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def sweep(self) -> int:
        """Delete the unfinished files of a process that died; return their number.

        Call this at the start only.
        """
        left = list(self._incoming.iterdir())
        for path in left:
            path.unlink()
        return len(left)

    def flatten(self) -> int:
        """Move files that earlier versions laid one folder deeper to their places; return their number.

        Call this at the start only. A file whose place is taken stays where it is.
        """
        moved = 0
        for path in [path for deeper in self._folder.glob("??/??") for path in deeper.iterdir()]:
            target = path.parent.parent / path.name
            if path.name[:4] == path.parent.parent.name + path.parent.name and not target.exists():
                path.rename(target)
                moved += 1
        for deeper in self._folder.glob("??/??"):
            sync_folder(deeper.parent)
            with suppress(OSError):  # something is left in it
                deeper.rmdir()
        return moved

    def open_write(self, evidence: str) -> "Incoming":
        """Begin to write the file of a piece of evidence.

        Raises DiskFull, and Unsealable if the cipher seals.
        """
        self.check_space()
        return Incoming(self, evidence)

    def check_space(self) -> None:
        """Raise DiskFull if less than the reserve is free."""
        if self.free() < 0:
            raise DiskFull

    def free(self) -> int:
        """Return the free bytes beyond the reserve; below zero where the reserve itself is used."""
        disk = os.statvfs(self._folder)
        return disk.f_bavail * disk.f_frsize - self.limits.reserve

    def read(self, evidence: str, identity: str = "") -> Iterator[bytes]:
        """Yield the bytes as received. Raises FileNotFoundError and Unopened."""
        return self._cipher.decrypt_file(self.raw(evidence), evidence, identity)

    def raw(self, evidence: str) -> Iterator[bytes]:
        """Yield the bytes on disk. Raises FileNotFoundError."""
        return _chunks(self.path(evidence))

    def digest(self, evidence: str) -> str:
        """Return the hash that `Kept` recorded, computed anew. Raises FileNotFoundError and Unopened."""
        return self._cipher.digest(self.raw(evidence), evidence)

    def names(self) -> Iterator[str]:
        """Yield the pieces that have a file here."""
        return (path.name for path in self._folder.glob("??/*") if path.is_file())

    def older(self, before: float) -> list[str]:
        """Return the pieces whose files were written before this (seconds since the epoch)."""
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # gone meanwhile
                if path.stat().st_mtime < before:
                    found.append(path.name)
        return found

    def delete(self, evidence: str) -> None:
        """Delete a file durably, if there is one."""
        path = self.path(evidence)
        with suppress(FileNotFoundError):
            path.unlink()
            sync_folder(path.parent)

    def path(self, evidence: str) -> Path:
        """Return the path of a piece's file.

        Raises ValueError for an id that could lead outside the folder.
        """
        if not _ID.fullmatch(evidence):
            raise ValueError("not an evidence id")
        return self._folder / evidence[:2] / evidence


class Incoming:
    """A file being written; ends with `finish`, or with `abort`, also after any error."""

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
            self._encryption = store._cipher.encrypt_file(evidence, self._put)
        except BaseException:
            self._file.close()
            os.unlink(self._temporary)
            raise

    def write(self, chunk: bytes) -> None:
        """Write the next bytes. Raises TooLarge, DiskFull and Unsealable."""
        self._size += len(chunk)
        if self._size > self._store.limits.max_bytes:
            raise TooLarge
        if self._size - self._checked > 4 * MEGABYTE:
            self._checked = self._size
            self._store.check_space()
        self._hash.update(chunk)
        if len(self._head) < _HEAD:
            self._head += chunk[: _HEAD - len(self._head)]
        self._encryption.write(chunk)

    def finish(self) -> Kept:
        """Make the file durable under its name and return its description. Raises DiskFull and Unsealable."""
        kept = self._encryption.finish(Plain(self._hash.hexdigest(), self._size, media_type(self._head)))
        self._sync()
        folder = os.path.dirname(self._target)
        _make_folder(folder)
        os.rename(self._temporary, self._target)
        sync_folder(folder)
        return kept

    def abort(self) -> None:
        """Delete the unfinished file; harmless after `finish`."""
        self._encryption.abort()
        with suppress(OSError):
            self._file.close()
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)

    def _put(self, encrypted: bytes) -> None:
        try:
            self._file.write(encrypted)
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
    """Return the media type that the first bytes of a file show; a name or a sender may claim anything."""
    try:
        found = filetype.guess_mime(head)
    except Exception:  # whatever the library stumbles over, the file is kept
        found = None
    if found:
        return str(found)
    return "text/plain" if _is_text(head) else "application/octet-stream"


def _is_text(head: bytes) -> bool:
    """Accept UTF-8 without control characters; a letter may be cut off at the end of the head."""
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
    """Make a folder durably: the folder that holds its name is synced too."""
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True, mode=0o700)
        sync_folder(os.path.dirname(folder))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            yield chunk
