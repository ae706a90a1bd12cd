"""Authenticated encryption of a stream of bytes, in chunks that cannot be changed, moved or cut off.

Each stream has a key of its own, derived from the given key and 16 random bytes at the start of the stream.
So a nonce is a mere counter. The last chunk is marked in its nonce: a stream that lost its end does not
decrypt.
"""

import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Unopened

CHUNK = 1 << 16
_SALT = 16
_ENCRYPTED = CHUNK + 16


class StreamEncryption:
    """Encrypts a stream with `key`, bound to its place."""

    def __init__(self, key: bytes, bound_to: str) -> None:
        self._salt = os.urandom(_SALT)
        self._cipher = _cipher(key, self._salt, bound_to)
        self._waiting = b""
        self._count = 0

    def update(self, data: bytes) -> bytes:
        """Take more bytes and return the encrypted chunks that they complete."""
        out = [self._salt] if self._salt else []
        self._salt = b""
        self._waiting += data
        # The last whole chunk waits: it must be marked if no more follows.
        place, end = 0, len(self._waiting) - CHUNK
        while place < end:
            out.append(self._encrypt(self._waiting[place : place + CHUNK], last=False))
            place += CHUNK
        self._waiting = self._waiting[place:]
        return b"".join(out)

    def finish(self) -> bytes:
        """Return the end of the stream."""
        return self.update(b"") + self._encrypt(self._waiting, last=True)

    def _encrypt(self, chunk: bytes, *, last: bool) -> bytes:
        nonce = _nonce(self._count, last)
        self._count += 1
        return self._cipher.encrypt(nonce, chunk, None)


def decrypted(chunks: Iterable[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    """Yield the plain bytes of an encrypted stream, each chunk checked before it is given.

    Raises Unopened.
    """
    waiting = bytearray()
    cipher: AESGCM | None = None
    count = 0
    for chunk in chunks:
        waiting += chunk
        if cipher is None and len(waiting) >= _SALT:
            cipher = _cipher(key, bytes(waiting[:_SALT]), bound_to)
            del waiting[:_SALT]
        while cipher is not None and len(waiting) > _ENCRYPTED:
            yield _decrypt(cipher, bytes(waiting[:_ENCRYPTED]), _nonce(count, last=False))
            del waiting[:_ENCRYPTED]
            count += 1
    if cipher is None:
        raise Unopened
    yield _decrypt(cipher, bytes(waiting), _nonce(count, last=True))


def _cipher(key: bytes, salt: bytes, bound_to: str) -> AESGCM:
    return AESGCM(hmac.digest(key, salt + bound_to.encode(), "sha256"))


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _decrypt(cipher: AESGCM, chunk: bytes, nonce: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, chunk, None)
    except (InvalidTag, ValueError):
        raise Unopened from None
