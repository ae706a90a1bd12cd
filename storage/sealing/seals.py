"""Seals what is filed at receipt, so that only an officer and this server together can open it.

Theory of operation. What someone says in a case is sealed in age format (`age.py`) to a key of the case's
own, which opens for the officers alone (`case_keys.py`); their private keys are elsewhere, so this server
cannot open it. The age form is then encrypted with the case's erasure key (`erasure_keys.py`), which only
this server holds: an officer's key alone opens no stolen backup, and destroying the erasure key destroys the
case in all backups. A file has keys of its own: it arrives before its case.

The stored form is a byte of version, eight bytes of the erasure key's number, then an encrypted stream
(`stream.py`) bound to its place. Version 2 is sealed to each officer's key, version 3 to a key of its own. A
bundle that leaves this server holds the bare age forms: any age program opens them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from sqlalchemy.exc import SQLAlchemyError

from flows.record import record
from storage.database.engine import Database
from storage.database.transaction import Transaction
from storage.errors import Sealed, StorageFailed, Unopened, Unsealable
from storage.sealing import age as sealing
from storage.sealing import case_keys
from storage.sealing.age import Recipients, SealedFile, Trailer
from storage.sealing.bare_wraps import owners, unwrap
from storage.sealing.case_keys import CaseKey
from storage.sealing.erasure_keys import ErasureKey, ErasureKeys
from storage.sealing.file_cipher import Kept, Plain
from storage.sealing.officer_keys import Keys
from storage.sealing.stream import StreamEncryption, decrypted
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wrap, Wraps

FRESH = 1.0
"""For so many seconds files are sealed to the officers' keys that were read last."""
_BOUND = {b"\x02": "sealed:", b"\x03": "sealed with a key of its own:"}
"""By version: what a stream is bound to, before its place."""
_OFFICERS, _OWN = _BOUND
WrapsOf = Callable[[int], Sequence[Wrap]]
"""Returns the wraps of a key pair by its number."""
_HEAD = 9


@record
class SealTo:
    """The public keys that an entry is sealed to: the one key of its case (`own`), or each officer's."""

    recipients: Recipients
    own: bool


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

    def seal(self, content: bytes, place: tuple[str, str], to: SealTo, key: ErasureKey) -> SealedEntry:
        """Seal an entry's JSON for its place (case, entry) and encrypt it. Raises Unsealable."""
        age = sealing.seal(content, place, to.recipients)
        return self._kept(age, place, _OWN if to.own else _OFFICERS, key)

    def again(self, age: bytes, place: tuple[str, str], key: ErasureKey) -> SealedEntry:
        """Encrypt an entry that somebody else has sealed to the case's own key."""
        return self._kept(age, place, _OWN, key)

    @staticmethod
    def _kept(age: bytes, place: tuple[str, str], version: bytes, key: ErasureKey) -> SealedEntry:
        stream = StreamEncryption(key.key, _bound(version, *place))
        box = _head(version, key) + stream.update(age) + stream.finish()
        return SealedEntry(box, hashlib.sha256(age).hexdigest())

    def age_form(self, box: bytes, place: tuple[str, str]) -> bytes:
        """Return the age form of an entry, decrypted. Raises Unopened."""
        return b"".join(self._decrypted(iter((box,)), *place))

    def open(self, box: bytes, place: tuple[str, str], identity: str, wraps: WrapsOf) -> bytes:
        """Return an entry's JSON. Raises Unopened, and Sealed if the identity is empty or not an owner's."""
        if not identity:
            raise Sealed
        opening = self._private(box[:_HEAD], identity, wraps)
        return sealing.unseal(self.age_form(box, place), place, opening)

    def encrypt_file(self, piece: str, put: Callable[[bytes], object]) -> "SealingFile":
        """Begin to seal a file to a key of its own, for the present officers. Raises Unsealable."""
        key = self.erasure.take()
        own = case_keys.make(key, self._recipients())
        return SealingFile(piece, own, _Encryption(piece, key, put))

    def age_file(self, chunks: Iterable[bytes], piece: str) -> Iterator[bytes]:
        """Yield the age form of a file, decrypted. Raises Unopened."""
        return self._decrypted(iter(chunks), piece)

    def bare_wraps(self, head: bytes, wraps: WrapsOf) -> dict[str, bytes]:
        """Return the wraps of a stored form, known by its first bytes, as age files by fingerprint.

        There are none where it is sealed to each officer's key. Raises Unopened.
        """
        version, number = _read(head)
        found = wraps(number) if version == _OWN else ()
        return {each.fingerprint: self.bare(each) for each in found}

    def bare(self, wrap: Wrap) -> bytes:
        """Return a wrap as an age file, which opens with the officer's key. Raises Unopened."""
        return case_keys.bare(wrap, self.erasure.get(wrap.number))

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """Return the SHA-256 of a file's age form, computed from the bytes on disk. Raises Unopened."""
        found = hashlib.sha256()
        for chunk in self.age_file(chunks, piece):
            found.update(chunk)
        return found.hexdigest()

    def unseal_file(self, chunks: Iterable[bytes], piece: str, identity: str, out: BinaryIO) -> Trailer:
        """Write a file as received to `out`, a new file open for reading and writing; return its trailer.

        Raises Unopened, and Sealed if the identity is empty or not an owner's.
        """
        if not identity:
            raise Sealed
        head, whole = _beginning(iter(chunks))
        with self._database.read() as connection:
            opening = self._private(head, identity, Wraps(Transaction(connection)).of)
        return sealing.unseal_file(self.age_file(whole, piece), piece, opening, out)

    def decrypt_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """Yield the bytes as received, from memory, after all of them were checked.

        Raises Unopened and Sealed.
        """
        out = BytesIO()
        self.unseal_file(chunks, piece, identity or self._local_identity(), out)
        yield out.getvalue()

    def _private(self, head: bytes, identity: str, wraps: WrapsOf) -> str:
        """Return the private key that opens the age form: its own, or the officer's.

        Raises Unopened, and Sealed if nothing is wrapped for the identity.
        """
        version, _ = _read(head)
        if version == _OFFICERS:
            return identity
        there = self.bare_wraps(head, wraps)
        mine = [there[name] for name in owners(identity) if name in there]
        if not mine:
            raise Sealed
        return unwrap(mine[0], identity)

    def _decrypted(self, chunks: Iterator[bytes], *place: str) -> Iterator[bytes]:
        head, whole = _beginning(chunks)
        version, number = _read(head)
        key = self.erasure.get(number)
        next(whole)  # the head
        return decrypted(whole, key.key, _bound(version, *place))

    def _local_identity(self) -> str:
        with self._database.read() as connection:
            return self._keys(Transaction(connection)).local_identity()

    def _recipients(self) -> Recipients:
        # Read anew after a moment: a command may have changed the keys beside the server.
        read, to = self._read
        now = self._database.clock.steady()
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
                found = self._keys(transaction).recipients(self._database.clock())
                transaction.flush()
                return found
        except (SQLAlchemyError, StorageFailed, ValueError):
            raise Unsealable from None


class _Encryption:
    """Encrypts the age form of one file, and counts and hashes that form."""

    def __init__(self, piece: str, key: ErasureKey, put: Callable[[bytes], object]) -> None:
        self._put = put
        self._stream = StreamEncryption(key.key, _bound(_OWN, piece))
        self._hash = hashlib.sha256()
        self._size = 0
        self._key = key
        put(_head(_OWN, key))

    def __call__(self, age: bytes) -> None:
        self._hash.update(age)
        self._size += len(age)
        self._put(self._stream.update(age))

    def finish(self, media_type: str, wraps: tuple[Wrap, ...]) -> Kept:
        self._put(self._stream.finish())
        return Kept(self._hash.hexdigest(), self._size, media_type, self._key.number, wraps)


class SealingFile:
    """The sealing and encryption of one file."""

    def __init__(self, piece: str, own: CaseKey, encryption: _Encryption) -> None:
        self._piece = piece
        self._own = own
        self._encryption = encryption
        self._inner = SealedFile(own.recipients, encryption)
        self.write = self._inner.write
        self.abort = self._inner.abort

    def finish(self, plain: Plain) -> Kept:
        """Seal the end of the file. Raises Unsealable, and what writing to the disk raised."""
        self._inner.finish(Trailer(self._piece, plain.sha256, plain.size, plain.media_type))
        return self._encryption.finish(plain.media_type, self._own.wraps)


def _head(version: bytes, key: ErasureKey) -> bytes:
    return version + key.number.to_bytes(8, "big")


def _read(head: bytes) -> tuple[bytes, int]:
    """Return version and number of a stored form. Raises Unopened."""
    if len(head) < _HEAD or head[:1] not in _BOUND:
        raise Unopened
    return head[:1], int.from_bytes(head[1:_HEAD], "big")


def own_key(head: bytes) -> bool:
    """Return whether a stored form, known by its first bytes, is sealed to a key of its own."""
    return head[:1] == _OWN


def _beginning(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the head of a stored form, and all chunks again, of which the head is the first."""
    begun = b""
    while len(begun) < _HEAD and (more := next(chunks, None)) is not None:
        begun += more
    head = begun[:_HEAD]
    return head, chain((head, begun[_HEAD:]), chunks)


def _bound(version: bytes, *place: str) -> str:
    return _BOUND[version] + ":".join(place)
