"""The one door through which case content and stored bodies pass.

Theory of operation. Two promises stand here, and every other file of this folder only calls them:

* `protect`/`reveal` keep what the server itself must read again (drafts, replies on their way, dead
  letters) unreadable to whoever holds the database without the server's key.
* `seal`/`open` keep what was said of a case. `seal` takes nothing but the content and what it is bound
  to, so that it can come to seal to keys whose private half is not here; `open` therefore takes an
  identity. Today both use a key derived from the server's.

Everything is bound to its place (`bound_to`: the chat, the entry, the setting), as associated data: a
body moved to another row does not open. AES-GCM-SIV is used because nonces are random and one key
sees billions of bodies: should a nonce ever come twice, it only tells whether the two bodies were equal.

A box is one byte of version, four of key id, twelve of nonce, then the ciphertext. The key id is what
makes a change of the server's key possible: retired keys still open, only the first one closes.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

_VERSION = b"\x01"
_HEAD = 5
_BODY = _HEAD + 12


class Unopened(Exception):
    """A box was changed, moved to another place, or closed with a key that is not here."""


class _Keys:
    """One purpose's keys, derived from the server's; the first closes, all open."""

    def __init__(self, purpose: bytes, keys: tuple[bytes, ...]) -> None:
        derived = [hmac.digest(key, b"ballegh " + purpose, "sha256") for key in keys]
        self._open = {_key_id(key): AESGCMSIV(key) for key in derived}
        self._head = _key_id(derived[0])
        self._encrypt = self._open[self._head].encrypt

    def close(self, data: bytes, bound_to: str) -> bytes:
        nonce = os.urandom(12)
        return self._head + nonce + self._encrypt(nonce, data, bound_to.encode())

    def open(self, box: bytes, bound_to: str) -> bytes:
        key = self._open.get(box[:_HEAD])
        if key is None:
            raise Unopened
        try:
            return key.decrypt(box[_HEAD:_BODY], box[_BODY:], bound_to.encode())
        except (InvalidTag, ValueError):
            raise Unopened from None


def _key_id(key: bytes) -> bytes:
    return _VERSION + hashlib.sha256(b"key id" + key).digest()[:4]


class FileSeal:
    """Seals a file as it streams by; the bytes pass unchanged for now."""

    def update(self, chunk: bytes) -> bytes:
        """The sealed bytes that this chunk completes."""
        return chunk

    def finish(self) -> bytes:
        """What closes the sealed file."""
        return b""


class Vault:
    """`key` and the retired keys are 32 bytes each."""

    def __init__(self, key: bytes, *retired: bytes) -> None:
        keys = (key, *retired)
        if any(len(each) != 32 for each in keys):
            raise ValueError("a vault key is 32 bytes")
        self._bodies = _Keys(b"bodies", keys)
        self._cases = _Keys(b"cases", keys)
        self._tokens = hmac.digest(key, b"ballegh tokens", "sha256")
        self.protect = self._bodies.close
        self.reveal = self._bodies.open

    def seal(self, data: bytes, bound_to: str) -> bytes:
        """Case content, closed for the officers."""
        return self._cases.close(data, bound_to)

    def open(self, box: bytes, bound_to: str, identity: str = "") -> bytes:
        """What `seal` closed. Raises Unopened. `identity` is the officer's key, once one is needed."""
        return self._cases.open(box, bound_to)

    def seal_file(self, bound_to: str) -> FileSeal:
        """A stream that seals one file of evidence."""
        return FileSeal()

    def open_file(self, chunks: Iterable[bytes], bound_to: str, identity: str = "") -> Iterator[bytes]:
        """The plain bytes of what `seal_file` sealed."""
        yield from chunks

    def token(self, data: str) -> str:
        """A keyed name for `data`: equal for equal data, worth nothing without the key."""
        return hmac.digest(self._tokens, data.encode(), "sha256").hex()

    @staticmethod
    def server_key(path: Path) -> bytes:
        """The key kept in this file; made at the first call, readable by its owner alone."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return _new_key(path)


def _new_key(path: Path) -> bytes:
    """A fresh key, durable before it is used; linking lets one of two starting processes win."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, os.urandom(32))
        os.fsync(descriptor)
        os.close(descriptor)
        if not path.exists():
            os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    sync_folder(path.parent)
    return path.read_bytes()


def sync_folder(folder: Path) -> None:
    """Make names created, renamed or removed in this folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
