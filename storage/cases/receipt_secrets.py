"""Hashes of the secrets on receipts.

A secret is kept as an argon2id hash with cheap parameters (one pass, 64 KiB, one lane: some 50 µs). Argon2 is
made costly to slow down the guessing of secrets that people choose. This secret is made from more than 75
random bits, which nobody can guess, and a costly hash would hand every stranger a way to keep the server
busy.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
NOBODYS = _HASHER.hash("nobody's secret")
"""The hash to compare with if there is no such case: the answer then takes as long as for a wrong secret."""


def hashed(secret: str) -> str:
    """Return the hash to store."""
    return _HASHER.hash(secret)


def matches(stored: str, secret: str) -> bool:
    """Return whether the secret belongs to this hash."""
    try:
        return _HASHER.verify(stored, secret)
    except (VerificationError, InvalidHashError):
        return False
