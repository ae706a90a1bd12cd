"""Authenticated encryption of bytes that stream by, in chunks that cannot be changed, moved or cut off.

Each stream has a key of its own, drawn from the given one and 16 random bytes that stand at its start; so
a nonce is a mere counter, and the last chunk is marked in it: a stream that lost its end does not open.
"""

import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Unopened

CHUNK = 1 << 16
_SALT = 16
_SEALED = CHUNK + 16


class Closing:
    """Closes a stream under `key`, bound to its place."""

    def __init__(self, key: bytes, bound_to: str) -> None:
        self._salt = os.urandom(_SALT)
        self._encrypt = _cipher(key, self._salt, bound_to).encrypt
        self._waiting = b""
        self._count = 0

    def update(self, data: bytes) -> bytes:
        """The closed bytes that this completes; the last chunk waits, for it must be marked."""
        out = [self._salt] if self._salt else []
        self._salt = b""
        self._waiting += data
        place, end = 0, len(self._waiting) - CHUNK
        while place < end:
            out.append(self._close(self._waiting[place : place + CHUNK], last=False))
            place += CHUNK
        self._waiting = self._waiting[place:]
        return b"".join(out)

    def finish(self) -> bytes:
        """The end of the stream."""
        return self.update(b"") + self._close(self._waiting, last=True)

    def _close(self, chunk: bytes, *, last: bool) -> bytes:
        nonce = _nonce(self._count, last)
        self._count += 1
        return self._encrypt(nonce, chunk, None)


def opening(chunks: Iterable[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    """The plain bytes of a closed stream, each piece checked before it is given. Raises Unopened."""
    waiting = bytearray()
    cipher: AESGCM | None = None
    count = 0
    for chunk in chunks:
        waiting += chunk
        if cipher is None and len(waiting) >= _SALT:
            cipher = _cipher(key, bytes(waiting[:_SALT]), bound_to)
            del waiting[:_SALT]
        while cipher is not None and len(waiting) > _SEALED:
            yield _open(cipher, bytes(waiting[:_SEALED]), _nonce(count, last=False))
            del waiting[:_SEALED]
            count += 1
    if cipher is None:
        raise Unopened
    yield _open(cipher, bytes(waiting), _nonce(count, last=True))


def _cipher(key: bytes, salt: bytes, bound_to: str) -> AESGCM:
    return AESGCM(hmac.digest(key, salt + bound_to.encode(), "sha256"))


def _nonce(count: int, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _open(cipher: AESGCM, sealed: bytes, nonce: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, None)
    except (InvalidTag, ValueError):
        raise Unopened from None
