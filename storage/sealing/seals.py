"""Sealed at receipt: how what was filed is closed so that two parties must agree to open it.

Theory of operation. What someone says in a case is sealed in age format to the officers' public keys
(`age.py`); the private halves are elsewhere, so this server cannot open it. The age form is then
closed once more under the case's erasure key (`erasure_keys.py`), which only this server holds, so an
officer's key alone opens no stolen backup, and destroying the erasure key destroys the case in all of
them. A file that arrives while there is no case yet is closed under an erasure key of its own.

A closed thing is a byte of version, eight of the erasure key's number, then a stream (`stream.py`)
bound to its place. What leaves this server (a bundle) is the plain age form: any age program opens it.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from sqlalchemy.exc import SQLAlchemyError

from flows.record import record
from storage.database.engine import Database
from storage.database.transaction import Transaction
from storage.errors import StorageFailed, Unopened, Unsealable
from storage.sealing import age as sealing
from storage.sealing.age import Recipients, SealedFile, Trailer
from storage.sealing.erasure_keys import ErasureKeys, Taken
from storage.sealing.file_cipher import Kept, Plain
from storage.sealing.officer_keys import Keys
from storage.sealing.stream import Closing, opening
from storage.sealing.vault import Vault

FRESH = 1.0
"""Seconds that the officers' keys, once read, are sealed to."""
_VERSION = b"\x02"
_HEAD = 9


class Sealed(Unopened):
    """It opens with an officer's key, which is not on this server."""


@record
class Closed:
    """An entry as stored, and the hash of its age form."""

    box: bytes
    digest: str


class Seals:
    """Closes entries, and covers the files of evidence. From any thread."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._read: tuple[float, Recipients] = (-FRESH, ())
        self.erasure = ErasureKeys(database, vault)

    def key_of(self, number: int) -> Taken:
        """The erasure key that a case was closed with, to add to it. Raises Unsealable."""
        try:
            return number, self.erasure.get(number)
        except (Unopened, StorageFailed, OSError):
            raise Unsealable from None

    def close(self, content: bytes, place: tuple[str, str], to: Recipients, key: Taken) -> Closed:
        """An entry's JSON, sealed and wrapped. Raises Unsealable."""
        age = sealing.seal(content, place, to)
        closing = Closing(key[1], _bound(*place))
        box = _head(key[0]) + closing.update(age) + closing.finish()
        return Closed(box, hashlib.sha256(age).hexdigest())

    def age_form(self, box: bytes, place: tuple[str, str]) -> bytes:
        """The age form of an entry, without the wrap. Raises Unopened."""
        return b"".join(self._unwrapped(iter((box,)), _bound(*place)))

    def open(self, box: bytes, place: tuple[str, str], identity: str) -> bytes:
        """The entry's JSON. Raises Unopened, and Sealed where no identity is given."""
        if not identity:
            raise Sealed
        return sealing.unseal(self.age_form(box, place), place, identity)

    def seal_file(self, piece: str, put: Callable[[bytes], object]) -> "SealingFile":
        """Seal a file as it streams by, to whoever may open new cases at this moment. Raises Unsealable."""
        return SealingFile(piece, self._recipients(), _Wrap(piece, self.erasure.take(), put))

    def age_file(self, chunks: Iterable[bytes], piece: str) -> Iterator[bytes]:
        """The age form of a file, without the wrap. Raises Unopened."""
        return self._unwrapped(iter(chunks), _bound(piece))

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """The SHA-256 of a file's age form, from what is on the disk. Raises Unopened."""
        found = hashlib.sha256()
        for chunk in self.age_file(chunks, piece):
            found.update(chunk)
        return found.hexdigest()

    def unseal_file(self, chunks: Iterable[bytes], piece: str, identity: str, out: BinaryIO) -> Trailer:
        """Write a file as received to `out`, a new file open for both. Raises Unopened."""
        if not identity:
            raise Sealed
        return sealing.unseal_file(self.age_file(chunks, piece), piece, identity, out)

    def open_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """The bytes as received, checked before any is given, in memory alone. Raises Unopened."""
        out = BytesIO()
        self.unseal_file(chunks, piece, identity or self._local_identity(), out)
        yield out.getvalue()

    def _unwrapped(self, chunks: Iterator[bytes], bound_to: str) -> Iterator[bytes]:
        head = b""
        while len(head) < _HEAD:
            more = next(chunks, None)
            if more is None:
                raise Unopened
            head += more
        if head[:1] != _VERSION:
            raise Unopened
        key = self.erasure.get(int.from_bytes(head[1:_HEAD], "big"))

        def rest() -> Iterator[bytes]:
            yield head[_HEAD:]
            yield from chunks

        return opening(rest(), key, bound_to)

    def _local_identity(self) -> str:
        with self._database.read() as connection:
            return Keys(Transaction(connection), self._database.folder).local_identity()

    def _recipients(self) -> Recipients:
        """Read anew after a moment: a command may have changed them beside the server."""
        read, to = self._read
        now = time.monotonic()
        if not to or now - read >= FRESH:
            to = self._now()
            self._read = now, to
        return to

    def _now(self) -> Recipients:
        try:
            with self._database.read() as connection:
                ready = Keys(Transaction(connection), self._database.folder).ready()
            if ready:
                return ready
            with self._database.write() as connection:
                return Keys(Transaction(connection), self._database.folder).recipients(time.time())
        except (SQLAlchemyError, StorageFailed, ValueError):
            raise Unsealable from None


class _Wrap:
    """The outer closing of one file; counts and hashes the age form that passes."""

    def __init__(self, piece: str, key: Taken, put: Callable[[bytes], object]) -> None:
        self._put = put
        self._closing = Closing(key[1], _bound(piece))
        self._hash = hashlib.sha256()
        self._size = 0
        self._key = key[0]
        put(_head(key[0]))

    def __call__(self, age: bytes) -> None:
        self._hash.update(age)
        self._size += len(age)
        self._put(self._closing.update(age))

    def finish(self, media_type: str) -> Kept:
        self._put(self._closing.finish())
        return Kept(self._hash.hexdigest(), self._size, media_type, self._key)


class SealingFile:
    """One file on its way into its seal."""

    def __init__(self, piece: str, to: Recipients, wrap: _Wrap) -> None:
        self._piece = piece
        self._wrap = wrap
        self._inner = SealedFile(to, wrap)
        self.write = self._inner.write
        self.abort = self._inner.abort

    def finish(self, plain: Plain) -> Kept:
        """The end of the file. Raises Unsealable, and what writing to the disk raised."""
        self._inner.finish(Trailer(self._piece, plain.sha256, plain.size, plain.media_type))
        return self._wrap.finish(plain.media_type)


def _head(number: int) -> bytes:
    return _VERSION + number.to_bytes(8, "big")


def _bound(*place: str) -> str:
    return "sealed:" + ":".join(place)
