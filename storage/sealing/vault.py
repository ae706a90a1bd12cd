"""What the server itself must read again, unreadable to whoever holds the database without its key.

Theory of operation. Two promises stand in this folder. This file keeps the smaller one: `protect` and
`reveal` are for what the server must read (drafts, replies on their way, addresses, dead letters), and
`token` gives names by which rows are found without telling whom they are of. The larger one, that the
server cannot read what was filed, is `storage.sealing.seals`.

Everything is bound to its place (`bound_to`: the chat, the row, the setting), as associated data: a
body moved to another row does not open. A nonce is six random bytes, drawn when the vault is opened, and a
count. AES-GCM-SIV is used because one key sees billions of bodies in many runs: should a nonce ever come
twice, it only tells whether the two bodies were equal.

A box is one byte of version, four of key id, twelve of nonce, then the ciphertext. The key id is what
makes a change of the server's key possible without a pause: a box whose key is unknown makes the vault
read its ring again, so a command that turns the ring beside a running server does it no harm.
"""

import hashlib
import hmac
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from storage.durable import sync_folder
from storage.errors import Unopened
from storage.sealing.file_cipher import Kept, Plain
from storage.sealing.server_keys import KeyRing, load, made
from storage.sealing.stream import Closing, opening

__all__ = ["FileCover", "Unopened", "Vault", "sync_folder"]

_VERSION = b"\x01"
_HEAD = 5
_BODY = _HEAD + 12

Source = Callable[[], KeyRing]


class Vault:
    """`key` and the retired keys are 32 bytes each; `load` takes them from where a deployment keeps them."""

    def __init__(self, key: bytes, *retired: bytes) -> None:
        self._source: Source | None = None
        self._start, self._count = os.urandom(6), itertools.count()
        self._take(KeyRing.single(key, *retired))

    @classmethod
    def load(cls, path: Path, environment: Mapping[str, str] = os.environ) -> "Vault":
        """The vault of a deployment. Raises storage.ring.BadRing."""
        vault = cls(bytes(32))
        vault._source = lambda: load(path, environment)
        vault.refresh()
        return vault

    def refresh(self) -> None:
        """Read the ring again: from now on close with its first key."""
        if self._source is not None:
            self._take(self._source())

    def protect(self, data: bytes, bound_to: str) -> bytes:
        """A box that this server can open again."""
        nonce = self._start + next(self._count).to_bytes(6, "big")
        sealed: bytes = self._encrypt(nonce, data, bound_to.encode())
        return self._head + nonce + sealed

    def reveal(self, box: bytes, bound_to: str) -> bytes:
        """What `protect` closed. Raises Unopened."""
        try:
            return self._key(box[:_HEAD]).decrypt(box[_HEAD:_BODY], box[_BODY:], bound_to.encode())
        except (InvalidTag, ValueError):
            raise Unopened from None

    def current(self, box: bytes) -> bool:
        """Whether the first key of the ring closed this box."""
        return box[:_HEAD] == self._head

    def token(self, data: str) -> str:
        """A keyed name for `data`: equal for equal data, worth nothing without the key."""
        return hashlib.blake2b(data.encode(), digest_size=16, key=self._tokens).hexdigest()

    def _chat(self, chat: str) -> str:
        return self.token("chat:" + chat) if chat else ""

    def secret(self, purpose: str) -> bytes:
        """32 bytes for this purpose that stay the same when the server's key is changed."""
        return hmac.digest(self._root, b"ballegh " + purpose.encode(), "sha256")

    def seal_file(self, piece: str, put: Callable[[bytes], object]) -> "FileCover":
        """Protect a file that the server will read again, as it streams by."""
        return FileCover(self._head, Closing(self._files[self._head], piece), put)

    def open_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """The plain bytes of such a file. Raises Unopened."""
        head, rest = _headed(chunks)
        self._key(head)
        yield from opening(rest, self._files[head], piece)

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """The SHA-256 that `Kept` recorded of such a file. Raises Unopened."""
        found = hashlib.sha256()
        for chunk in self.open_file(chunks, piece):
            found.update(chunk)
        return found.hexdigest()

    @staticmethod
    def server_key(path: Path) -> bytes:
        """The key kept in this file; made at the first call, readable by its owner alone."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return made(path, os.urandom(32))

    def _take(self, ring: KeyRing) -> None:
        self._root = ring.root
        self._tokens = self.secret("tokens")
        self.chat = lru_cache(maxsize=8192)(self._chat)
        """The name by which a chat's rows are found; empty for no chat."""
        bodies = [hmac.digest(key, b"ballegh bodies", "sha256") for key in ring.keys]
        self._open = {_key_id(key): AESGCMSIV(key) for key in bodies}
        self._files = {_key_id(key): hmac.digest(key, b"files", "sha256") for key in bodies}
        self._head = _key_id(bodies[0])
        self._encrypt = self._open[self._head].encrypt

    def _key(self, head: bytes) -> AESGCMSIV:
        key = self._open.get(head)
        if key is None:
            self.refresh()
            key = self._open.get(head)
        if key is None:
            raise Unopened
        return key


class FileCover:
    """One file on its way, protected by the server's key."""

    def __init__(self, head: bytes, closing: Closing, put: Callable[[bytes], object]) -> None:
        self._closing = closing
        self._put = put
        put(head)

    def write(self, chunk: bytes) -> None:
        """The next bytes."""
        self._put(self._closing.update(chunk))

    def finish(self, plain: Plain) -> Kept:
        """The end of the file."""
        self._put(self._closing.finish())
        return Kept(plain.sha256, plain.size, plain.media_type)

    def abort(self) -> None:
        """The file is given up."""


def _headed(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The key id at the start of a file, and what follows."""
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
