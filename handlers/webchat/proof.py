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
    """Makes and checks challenges. Each is for one chat, for ten minutes, and for one use at each server."""

    def __init__(self, key: bytes, now: Callable[[], float]) -> None:
        self._key = b"proof of work " + key
        self._now = now
        self._used: LRUCache[str, bool] = LRUCache(USED)

    def challenge(self, chat: str) -> dict[str, Any]:
        """Return a challenge for this chat, as the page gets it."""
        # Its end is in the signed data: the library would compare it with this machine's clock.
        data = {"chat": chat, "until": int((self._now() + VALID) * 1000)}
        made = altcha.create_challenge(ALGORITHM, COST, data=data, hmac_secret=self._key)
        return dict(made.to_dict())

    def holds(self, chat: str, payload: str) -> int:
        """Return when the challenge was made that this payload solves, in milliseconds since the epoch.

        0 where it solves none of this chat, or one that was used here before.
        """
        try:
            shown = altcha.Payload.from_base64(payload)
            solved = altcha.verify_solution(shown, self._key).verified
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return 0
        signature = str(shown.challenge.signature)
        if not solved or signature in self._used:
            return 0
        if made := self._made(chat, shown.challenge.parameters.data):
            self._used[signature] = True
        return made

    def _made(self, chat: str, data: Any) -> int:  # Any: of the page, though signed here
        """Return when the challenge was made; 0 where it is another chat's, or over."""
        until = int(data.get("until", 0)) if data["chat"] == chat else 0
        return until - VALID * 1000 if self._now() * 1000 <= until else 0
