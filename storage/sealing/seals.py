"""Seals what is filed at receipt, so that only an officer and this server together can open it.

Theory of operation. What someone says in a case is sealed in age format to the officers' public keys
(`age.py`); the private keys are elsewhere, so this server cannot open it. The age form is then wrapped with
the case's erasure key (`erasure_keys.py`), which only this server holds: an officer's key alone opens no
stolen backup, and destroying the erasure key destroys the case in all backups. A file that arrives before its
case is wrapped with an erasure key of its own.

The stored form is a byte of version, eight bytes of the erasure key's number, then an encrypted stream
(`stream.py`) bound to its place. A bundle that leaves this server holds the bare age form: any age program
opens it.
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
from storage.errors import Sealed, StorageFailed, Unopened, Unsealable
from storage.sealing import age as sealing
from storage.sealing.age import Recipients, SealedFile, Trailer
from storage.sealing.erasure_keys import ErasureKey, ErasureKeys
from storage.sealing.file_cipher import Kept, Plain
from storage.sealing.officer_keys import Keys
from storage.sealing.stream import StreamEncryption, decrypted
from storage.sealing.vault import Vault

FRESH = 1.0
"""For so many seconds files are sealed to the officers' keys that were read last."""
_VERSION = b"\x02"
_HEAD = 9


@record
class SealedEntry:
    """An entry as stored, and the SHA-256 of its age form."""

    box: bytes
    digest: str


class Seals:
    """Seals and opens entries and files of evidence, from any thread. A FileCipher."""

    def __init__(self, database: Database, vault: Vault, keys: Callable[[Transaction], Keys]) -> None:
        self._database = database
        self._keys = keys
        self._read: tuple[float, Recipients] = (-FRESH, ())
        self.erasure = ErasureKeys(database, vault)

    def key_of(self, number: int) -> ErasureKey:
        """Return the erasure key of a case, to add entries to the case. Raises Unsealable."""
        try:
            return self.erasure.get(number)
        except (Unopened, StorageFailed, OSError):
            raise Unsealable from None

    def seal(self, content: bytes, place: tuple[str, str], to: Recipients, key: ErasureKey) -> SealedEntry:
        """Seal an entry's JSON for its place (case, entry) and wrap it. Raises Unsealable."""
        age = sealing.seal(content, place, to)
        stream = StreamEncryption(key.key, _bound(*place))
        box = _head(key) + stream.update(age) + stream.finish()
        return SealedEntry(box, hashlib.sha256(age).hexdigest())

    def age_form(self, box: bytes, place: tuple[str, str]) -> bytes:
        """Return the age form of an entry, unwrapped. Raises Unopened."""
        return b"".join(self._unwrapped(iter((box,)), _bound(*place)))

    def open(self, box: bytes, place: tuple[str, str], identity: str) -> bytes:
        """Return an entry's JSON. Raises Unopened, and Sealed if the identity is empty."""
        if not identity:
            raise Sealed
        return sealing.unseal(self.age_form(box, place), place, identity)

    def encrypt_file(self, piece: str, put: Callable[[bytes], object]) -> "SealingFile":
        """Begin to seal a file to the present officers' keys. Raises Unsealable."""
        return SealingFile(piece, self._recipients(), _Wrap(piece, self.erasure.take(), put))

    def age_file(self, chunks: Iterable[bytes], piece: str) -> Iterator[bytes]:
        """Yield the age form of a file, unwrapped. Raises Unopened."""
        return self._unwrapped(iter(chunks), _bound(piece))

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """Return the SHA-256 of a file's age form, computed from the bytes on disk. Raises Unopened."""
        found = hashlib.sha256()
        for chunk in self.age_file(chunks, piece):
            found.update(chunk)
        return found.hexdigest()

    def unseal_file(self, chunks: Iterable[bytes], piece: str, identity: str, out: BinaryIO) -> Trailer:
        """Write a file as received to `out`, a new file open for reading and writing; return its trailer.

        Raises Unopened, and Sealed if the identity is empty.
        """
        if not identity:
            raise Sealed
        return sealing.unseal_file(self.age_file(chunks, piece), piece, identity, out)

    def decrypt_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """Yield the bytes as received, from memory, after all of them were checked.

        Raises Unopened and Sealed.
        """
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
        wrapped_with = self.erasure.get(int.from_bytes(head[1:_HEAD], "big"))

        def rest() -> Iterator[bytes]:
            yield head[_HEAD:]
            yield from chunks

        return decrypted(rest(), wrapped_with.key, bound_to)

    def _local_identity(self) -> str:
        with self._database.read() as connection:
            return self._keys(Transaction(connection)).local_identity()

    def _recipients(self) -> Recipients:
        # Read anew after a moment: a command may have changed the keys beside the server.
        read, to = self._read
        now = time.monotonic()
        if not to or now - read >= FRESH:
            to = self._now()
            self._read = now, to
        return to

    def _now(self) -> Recipients:
        try:
            with self._database.read() as connection:
                ready = self._keys(Transaction(connection)).ready()
            if ready:
                return ready
            with self._database.write() as connection:
                transaction = Transaction(connection)
                found = self._keys(transaction).recipients(time.time())
                transaction.flush()
                return found
        except (SQLAlchemyError, StorageFailed, ValueError):
            raise Unsealable from None


class _Wrap:
    """Wraps the age form of one file, and counts and hashes that form."""

    def __init__(self, piece: str, key: ErasureKey, put: Callable[[bytes], object]) -> None:
        self._put = put
        self._stream = StreamEncryption(key.key, _bound(piece))
        self._hash = hashlib.sha256()
        self._size = 0
        self._key = key
        put(_head(key))

    def __call__(self, age: bytes) -> None:
        self._hash.update(age)
        self._size += len(age)
        self._put(self._stream.update(age))

    def finish(self, media_type: str) -> Kept:
        self._put(self._stream.finish())
        return Kept(self._hash.hexdigest(), self._size, media_type, self._key.number)


class SealingFile:
    """The sealing and wrapping of one file."""

    def __init__(self, piece: str, to: Recipients, wrap: _Wrap) -> None:
        self._piece = piece
        self._wrap = wrap
        self._inner = SealedFile(to, wrap)
        self.write = self._inner.write
        self.abort = self._inner.abort

    def finish(self, plain: Plain) -> Kept:
        """Seal the end of the file. Raises Unsealable, and what writing to the disk raised."""
        self._inner.finish(Trailer(self._piece, plain.sha256, plain.size, plain.media_type))
        return self._wrap.finish(plain.media_type)


def _head(key: ErasureKey) -> bytes:
    return _VERSION + key.number.to_bytes(8, "big")


def _bound(*place: str) -> str:
    return "sealed:" + ":".join(place)
