"""Wraps as they leave this server: the private key of a case or file as a small age file for one officer."""

from typing import Any

import pyrage

from storage.errors import Unopened, Unsealable
from storage.sealing.age import fingerprint, identities

_BEGINNING = b"age-encryption.org/v1\n-> X25519 "
_LENGTHS = range(250, 500)
"""Bytes: the private key, its seal, the head, and a line of random length that age adds."""


def wrap(private: str, to: Any) -> bytes:  # Any: pyrage's recipient
    """Return the wrap of a private key (`AGE-SECRET-KEY-1…`) as a bare age file. Raises Unsealable."""
    try:
        return bytes(pyrage.encrypt(private.encode() + b"\n", (to,)))
    except pyrage.EncryptError:
        raise Unsealable from None


def unwrap(age: bytes, text: str) -> str:
    """Return the private key in a bare wrap, opened with an officer's key file. Raises Unopened."""
    try:
        private = bytes(pyrage.decrypt(age, identities(text))).decode()
        identities(private)
    except (pyrage.DecryptError, ValueError):
        raise Unopened from None
    return private


def is_wrap(age: bytes) -> bool:
    """Return whether these bytes have the form and the length of a bare wrap: whether it opens is unseen."""
    return age.startswith(_BEGINNING) and len(age) in _LENGTHS


def owners(text: str) -> tuple[str, ...]:
    """Return the fingerprints of the keys in an officer's key file. Raises ValueError."""
    return tuple(fingerprint(str(each.to_public())) for each in identities(text))
