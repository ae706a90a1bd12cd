"""Proof of work for new sessions, in ALTCHA's second form: no picture, no third party, nothing to see.

The page looks for a number with which a key, derived at some cost, begins with a zero byte. That takes 256
tries on average: some tenths of a second on a telephone, and half a millisecond here to check.
"""

import time
from typing import Any

import altcha
from cachetools import LRUCache

ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000
VALID = 600
USED = 50_000


class Proofs:
    """Makes and checks challenges. Each is for one chat, for ten minutes, for one use."""

    def __init__(self, key: bytes) -> None:
        self._key = b"proof of work " + key
        self._used: LRUCache[str, bool] = LRUCache(USED)

    def challenge(self, chat: str) -> dict[str, Any]:
        """Return a challenge for this chat, as the page gets it."""
        made = altcha.create_challenge(
            ALGORITHM,
            COST,
            expires_at=int(time.time()) + VALID,
            data={"chat": chat},
            hmac_secret=self._key,
        )
        return dict(made.to_dict())

    def holds(self, chat: str, payload: str) -> bool:
        """Return whether the payload solves a challenge of this chat that was not used before."""
        try:
            shown = altcha.Payload.from_base64(payload)
            solved = altcha.verify_solution(shown, self._key).verified
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        signature = str(shown.challenge.signature)
        if not solved or shown.challenge.parameters.data != {"chat": chat} or signature in self._used:
            return False
        self._used[signature] = True
        return True
