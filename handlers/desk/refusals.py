"""Refusals of the desk: a status, and a code that the page has words for."""

from collections.abc import Mapping
from typing import Any

from handlers.channel import BadRequest

CODES: Mapping[int, str] = {
    400: "request",
    401: "session",
    403: "origin",
    404: "unknown",
    413: "large",
    415: "request",
}
"""The code of a refusal that names none."""


class Refused(BadRequest):
    """The call is answered with this status and code; `told` goes with it."""

    def __init__(self, status: int, code: str, **told: Any) -> None:
        super().__init__(status)
        self.code = code
        self.told = told


class TooOften(Refused):
    """The call came too often and may come again `after` seconds later."""

    def __init__(self, after: float) -> None:
        super().__init__(429, "many")
        self.after = after


def code_of(refusal: BadRequest) -> str:
    """Return the code of any refusal."""
    return refusal.code if isinstance(refusal, Refused) else CODES.get(refusal.status, "request")
