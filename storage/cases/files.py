"""The files of evidence: hashed as received, encrypted, durable before anything refers to them.

All calls block: use a thread. The bytes lie in a `Place`: a file with its name always has all its bytes.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import filetype

from flows.record import record
from storage.errors import DiskFull, TooLarge
from storage.places.folder import Folder
from storage.places.place import MEGABYTE as MEGABYTE
from storage.places.place import Place
from storage.sealing.file_cipher import FileCipher, Kept, Plain

_HEAD = 8192


@record
class FileLimits:
    """The largest file, and the free disk space below which no file is taken; both in bytes."""

    max_bytes: int = 50 * MEGABYTE
    reserve: int = 256 * MEGABYTE


class EvidenceStore:
    """The files of one kind, in a folder or in another place.

    `cipher` is the vault (this server reads the files again) or the seals (only officers do).
    """

    def __init__(self, place: Path | Place, cipher: FileCipher, limits: FileLimits | None = None) -> None:
        self.limits = limits or FileLimits()
        self.place: Place = Folder(place) if isinstance(place, Path) else place
        self._cipher = cipher

    def prepare(self) -> int:
        """Bring the files to the present layout, at the start only; return the number of moved files.

        Raises BadPlace.
        """
        return self.place.prepare()

    def sweep(self) -> int:
        """Delete the unfinished files of processes that died; return their number.

        Call this at the start only.
        """
        return self.place.sweep()

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
        return self.place.free() - self.limits.reserve

    def read(self, evidence: str, identity: str = "") -> Iterator[bytes]:
        """Yield the bytes as received. Raises FileNotFoundError, Unopened and PlaceAway."""
        return self._cipher.decrypt_file(self.raw(evidence), evidence, identity)

    def raw(self, evidence: str) -> Iterator[bytes]:
        """Yield the encrypted bytes. Raises FileNotFoundError and PlaceAway."""
        return self.place.read(evidence)

    def digest(self, evidence: str) -> str:
        """Return the hash that `Kept` recorded, computed anew.

        Raises FileNotFoundError, Unopened and PlaceAway.
        """
        return self._cipher.digest(self.raw(evidence), evidence)

    def names(self) -> Iterator[str]:
        """Yield the pieces that have a file here. Raises PlaceAway."""
        return self.place.names()

    def older(self, before: float) -> list[str]:
        """Return the pieces whose files were written before this (seconds since the epoch)."""
        return self.place.older(before)

    def delete(self, evidence: str) -> None:
        """Delete a file durably, with all its versions, if there is one. Raises Retained and PlaceAway."""
        self.place.delete(evidence)

    def path(self, evidence: str) -> Path:
        """Return the path of a piece's file in a folder.

        Raises ValueError for an id that could lead outside the folder.
        """
        if not isinstance(self.place, Folder):
            raise TypeError("only a folder has paths")
        return self.place.path(evidence)


class Incoming:
    """A file being written; ends with `finish`, or with `abort`, also after any error."""

    def __init__(self, store: EvidenceStore, evidence: str) -> None:
        self._store = store
        self._hash = hashlib.sha256()
        self._head = b""
        self._size = 0
        self._checked = 0
        self._kept: Kept | None = None
        self._writing = store.place.begin(evidence)
        try:
            self._encryption = store._cipher.encrypt_file(evidence, self._put)
        except BaseException:
            self._writing.abort()
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

    def finish(self, *, replace: bool = True) -> Kept:
        """Make the file durable under its name and return its description.

        Raises DiskFull, Unsealable and PlaceAway. Raises AlreadyThere where there is a file that this one
        shall not `replace`; it may be called again then.
        """
        if self._kept is None:
            plain = Plain(self._hash.hexdigest(), self._size, media_type(self._head))
            self._kept = self._encryption.finish(plain)
        self._writing.finish(replace=replace)
        return self._kept

    def abort(self) -> None:
        """Delete the unfinished file; harmless after `finish`."""
        self._encryption.abort()
        self._writing.abort()

    def _put(self, encrypted: bytes) -> None:
        self._writing.put(encrypted)


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
