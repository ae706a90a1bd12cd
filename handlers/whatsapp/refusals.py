"""Failed calls of Twilio's library as SendError: the one place that knows what a refusal means."""

from collections.abc import Awaitable
from typing import Any, TypeVar

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.base.version import Version
from twilio.http.response import Response

from handlers.channel import SendError

T = TypeVar("T")

REASONS = {
    63016: "window_closed",  # more than 24 h since the person wrote, and no template
    63018: "rate_limited",
    63024: "invalid_recipient",
    63003: "unreachable",  # no such account on the channel
    63014: "blocked",  # by the person
    63049: "meta_withheld",  # Meta chose not to deliver; trying again makes it worse
    21610: "stopped",  # the person said STOP: nothing until they write
    21617: "too_long",
    20429: "rate_limited",
    21211: "invalid_recipient",
}
"""Twilio's error codes as the reasons that are recorded; any other code stays a number."""

UNREACHABLE = frozenset((63003, 63014, 63024, 21211, 21610))
LATER = frozenset((20429, 63018))
MALFORMED = "malformed"


class Refusal(SendError):
    """Twilio answered with an error; `code` is Twilio's own, or the HTTP status where it gave none."""

    def __init__(self, status: int, code: int = 0, after: float | None = None) -> None:
        known = status == 404 or status >= 500 or status in (401, 403, 408, 409)
        retryable = status == 429 or code in LATER or (known and code not in REASONS)
        reason = REASONS.get(code, str(code or status))
        super().__init__(reason, retryable=retryable, after=after, unreachable=code in UNREACHABLE)
        self.status = status
        self.code = code


class Broken(SendError):
    """An exchange failed on the way; `maybe` is true when the request may have arrived."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        before = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        self.maybe = not before


class Refused(TwilioRestException):  # type: ignore[misc]  # the library ships no types
    """The library's error for a refused call, raised by our transport for every call alike.

    The library's own drops `Retry-After`, and for lists the error code as well. Neither the message of the
    answer nor the address is kept, for both may hold a number. `after`: seconds to wait, or None.
    """

    def __init__(self, method: str, status: int, code: int, after: float | None) -> None:
        super().__init__(status, "", code=code, method=method)
        self.after = after


def refused(method: str, answer: Response) -> Refused:
    """The error for an answer other than success."""
    told = Version.exception(method, "", answer, "").code
    code = told if isinstance(told, int) else answer.status_code
    return Refused(method, answer.status_code, code, waiting(answer, code))


def waiting(answer: Response, code: int) -> float | None:
    """Seconds to wait: as Retry-After says, a little on a rate limit, longer where the account is wrong."""
    told = answer.headers.get("Retry-After", "")
    if told.isascii() and told.isdecimal():
        return float(told)
    if answer.status_code == 429 or code in LATER:
        return 1.0
    return 60.0 if answer.status_code in (401, 403, 404) else None


async def answered(call: Awaitable[T]) -> T:
    """The result of a call of the library's. Raises SendError."""
    try:
        return await call
    except Refused as error:
        raise Refusal(error.status, error.code, error.after) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Broken(error) from None
    except (TwilioException, ValueError, TypeError, KeyError, AttributeError):
        # The library reads answers without checking them: these are an answer of another form.
        raise SendError(MALFORMED) from None


async def every(first: Awaitable[Any]) -> list[Any]:  # Any: the library ships no types
    """All resources of a list, given the call for its first page. Raises SendError.

    The library's own `list_async` never ends where Twilio names a page twice.
    """

    async def read() -> list[Any]:
        page, found, seen = await first, [], set[str | None]()
        while page is not None:
            found += page
            if page.next_page_url in seen:
                break
            seen.add(page.next_page_url)
            page = await page.next_page_async()
        return found

    return await answered(read())


async def unless_gone(call: Awaitable[object]) -> None:
    """Await a deletion; something that is gone already counts as deleted. Raises SendError."""
    try:
        await answered(call)
    except Refusal as error:
        if error.status != 404:
            raise


def is_doubtful(error: SendError) -> bool:
    """Whether the request may have been carried out all the same."""
    if isinstance(error, Broken):
        return error.maybe
    return error.reason == MALFORMED or (isinstance(error, Refusal) and error.status >= 500)
