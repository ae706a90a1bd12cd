"""Protects what the server itself must read again: unreadable for anyone who holds the database alone.

Theory of operation. This folder keeps two promises. This file keeps the smaller one: `protect` and `reveal`
are for what the server must read (drafts, replies on their way, addresses, dead letters), and `token` gives
names by which rows are found without revealing whose they are. `storage.sealing.seals` keeps the larger
promise: the server cannot read what was filed.

Everything is bound to its place (`bound_to`: the chat, the row, the setting) as associated data, so a body
that was moved to another row does not open. A nonce is six random bytes, drawn when the vault is opened, and
a counter. The cipher is AES-GCM-SIV because one key sees billions of bodies over many runs: if a nonce ever
comes twice, it only reveals whether the two bodies were equal.

A box is one byte of version, four of key id, twelve of nonce, then the ciphertext. The key id allows the
server's key to be changed without a pause: a box with an unknown key id makes the vault read its key ring
again, so a command may rotate the ring beside a running server.
"""

import hashlib
import hmac
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from storage.durable import create_file
from storage.errors import Unopened
from storage.sealing.file_cipher import Kept, Plain
from storage.sealing.server_keys import KeyRing, load
from storage.sealing.stream import StreamEncryption, decrypted

_VERSION = b"\x01"
_HEAD = 5
_BODY = _HEAD + 12

Source = Callable[[], KeyRing]


class Vault:
    """Encrypts with `key`; it and the retired keys are 32 bytes each.

    `load` reads them from the deployment.
    """

    def __init__(self, key: bytes, *retired: bytes) -> None:
        self._source: Source | None = None
        self._start, self._count = os.urandom(6), itertools.count()
        self._take(KeyRing.single(key, *retired))

    @classmethod
    def load(cls, path: Path, environment: Mapping[str, str] = os.environ) -> "Vault":
        """Return the vault of a deployment. Raises BadKeyRing."""
        vault = cls(bytes(32))
        vault._take(load(path, environment))
        vault._source = lambda: load(path, environment, make=False)
        return vault

    def refresh(self) -> None:
        """Read the key ring again and encrypt with its first key from now on. A missing file changes nothing.

        Raises BadKeyRing.
        """
        if self._source is not None:
            with suppress(FileNotFoundError):
                self._take(self._source())

    def protect(self, data: bytes, bound_to: str) -> bytes:
        """Return a box that this server can open again."""
        nonce = self._start + next(self._count).to_bytes(6, "big")
        ciphertext: bytes = self._encrypt(nonce, data, bound_to.encode())
        return self._head + nonce + ciphertext

    def reveal(self, box: bytes, bound_to: str) -> bytes:
        """Return the data that `protect` put in the box. Raises Unopened."""
        try:
            return self._key(box[:_HEAD]).decrypt(box[_HEAD:_BODY], box[_BODY:], bound_to.encode())
        except (InvalidTag, ValueError):
            raise Unopened from None

    def current(self, box: bytes) -> bool:
        """Return whether this box was made with the first key of the ring."""
        return box[:_HEAD] == self._head

    def knows(self, box: bytes) -> bool:
        """Return whether one of this vault's keys made this box."""
        return box[:_HEAD] in self._ciphers

    def token(self, data: str) -> str:
        """Return a keyed hash of `data`: equal for equal data, worthless without the key."""
        return hashlib.blake2b(data.encode(), digest_size=16, key=self._tokens).hexdigest()

    def _chat(self, chat: str) -> str:
        return self.token("chat:" + chat) if chat else ""

    def secret(self, purpose: str) -> bytes:
        """Return 32 bytes for this purpose, which stay the same when the server's key is changed."""
        return hmac.digest(self._root, b"ballegh " + purpose.encode(), "sha256")

    def encrypt_file(self, piece: str, put: Callable[[bytes], object]) -> "ProtectedFile":
        """Begin to protect a file that the server will read again."""
        return ProtectedFile(self._head, StreamEncryption(self._files[self._head], piece), put)

    def decrypt_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """Yield the plain bytes of a protected file. Raises Unopened."""
        head, rest = _headed(chunks)
        self._key(head)
        yield from decrypted(rest, self._files[head], piece)

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """Return the SHA-256 that `Kept` recorded of a protected file. Raises Unopened."""
        found = hashlib.sha256()
        for chunk in self.decrypt_file(chunks, piece):
            found.update(chunk)
        return found.hexdigest()

    @staticmethod
    def server_key(path: Path) -> bytes:
        """Return the key in this file. The first call creates the file, readable by its owner alone."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return create_file(path, os.urandom(32))

    def _take(self, ring: KeyRing) -> None:
        self._root = ring.root
        self._tokens = self.secret("tokens")
        self.chat = lru_cache(maxsize=8192)(self._chat)
        """Return the token by which a chat's rows are found; empty for no chat."""
        bodies = [hmac.digest(key, b"ballegh bodies", "sha256") for key in ring.keys]
        self._ciphers = {_key_id(key): AESGCMSIV(key) for key in bodies}
        self._files = {_key_id(key): hmac.digest(key, b"files", "sha256") for key in bodies}
        self._head = _key_id(bodies[0])
        self._encrypt = self._ciphers[self._head].encrypt

    def _key(self, head: bytes) -> AESGCMSIV:
        key = self._ciphers.get(head)
        if key is None:
            self.refresh()
            key = self._ciphers.get(head)
        if key is None:
            raise Unopened
        return key


class ProtectedFile:
    """The encryption of one file with the server's key."""

    def __init__(self, head: bytes, stream: StreamEncryption, put: Callable[[bytes], object]) -> None:
        self._stream = stream
        self._put = put
        put(head)

    def write(self, chunk: bytes) -> None:
        """Encrypt the next bytes."""
        self._put(self._stream.update(chunk))

    def finish(self, plain: Plain) -> Kept:
        """Encrypt the end of the file."""
        self._put(self._stream.finish())
        return Kept(plain.sha256, plain.size, plain.media_type)

    def abort(self) -> None:
        """Give the file up; there is nothing to release."""


def _headed(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the key id at the start of a file, and the chunks after it."""
    stream = iter(chunks)
    start = b""
    while len(start) < _HEAD:
        more = next(stream, None)
        if more is None:
            raise Unopened
        start += more

    def rest() -> Iterator[bytes]:
        yield start[_HEAD:]
        yield from stream

    return start[:_HEAD], rest()


def _key_id(key: bytes) -> bytes:
    return _VERSION + hashlib.sha256(b"key id" + key).digest()[:4]
