"""Proof of work for new sessions, in ALTCHA's second form: no picture, no third party, nothing to see.

The page looks for a number with which a key, derived at some cost, begins with a zero byte. That takes 256
tries on average: some tenths of a second on a telephone, and half a millisecond here to check.
"""

from collections.abc import Callable
from typing import Any

import altcha
from cachetools import LRUCache

ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000
VALID = 600
USED = 50_000


class Proofs:
    """Makes and checks challenges. Each is for one chat, for ten minutes, for one use."""

    def __init__(self, key: bytes, now: Callable[[], float]) -> None:
        self._key = b"proof of work " + key
        self._now = now
        self._used: LRUCache[str, bool] = LRUCache(USED)

    def challenge(self, chat: str) -> dict[str, Any]:
        """Return a challenge for this chat, as the page gets it."""
        # Its end is in the signed data: the library would compare it with this machine's clock.
        data = {"chat": chat, "until": int(self._now()) + VALID}
        made = altcha.create_challenge(ALGORITHM, COST, data=data, hmac_secret=self._key)
        return dict(made.to_dict())

    def holds(self, chat: str, payload: str) -> bool:
        """Return whether the payload solves a challenge of this chat that was not used before."""
        try:
            shown = altcha.Payload.from_base64(payload)
            solved = altcha.verify_solution(shown, self._key).verified
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        signature = str(shown.challenge.signature)
        if not solved or signature in self._used or not self._is_for(chat, shown.challenge.parameters.data):
            return False
        self._used[signature] = True
        return True

    def _is_for(self, chat: str, data: Any) -> bool:  # Any: of the page, though signed here
        return bool(data["chat"] == chat and self._now() <= data.get("until", 0))
