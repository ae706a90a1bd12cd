"""Refusals of the web chat: each is answered with a bare status, some with what the page needs to go on."""

from collections.abc import Mapping
from typing import Any

from handlers.channel import BadRequest


class TooMany(BadRequest):
    """The page asked too often, or (`crowded`) too many people ask at once.

    It is answered 429 and may try again `after` seconds later.
    """

    def __init__(self, after: float, *, crowded: bool = False) -> None:
        super().__init__(429)
        self.after = after
        self.crowded = crowded


class ProofNeeded(BadRequest):
    """A new session has to show work first. The page is answered 428 with the challenge."""

    def __init__(self, challenge: Mapping[str, Any]) -> None:
        super().__init__(428)
        self.challenge = challenge


class Unavailable(BadRequest):
    """The post could not be stored. The page is answered 503 and sends it again under the same id."""

    def __init__(self, cause: str) -> None:
        super().__init__(503)
        self.cause = cause
