"""Requests to Twilio over one aiohttp session, and what its refusals mean.

Not through twilio's own client: its async transport ignores timeouts and form-encodes JSON bodies, so that
creating a content fails. The session carries no credentials of its own; they go with each request to
Twilio's hosts, and never with a redirect elsewhere.
"""

from collections.abc import AsyncIterator, Mapping
from typing import TypeVar
from urllib.parse import urljoin

import aiohttp
import msgspec
from yarl import URL

from handlers.channel import SendError
from handlers.whatsapp import resources as wire

T = TypeVar("T")

CHUNK = 65_536
HOPS = 5
ASKING = 5.0
TOO_BIG = "too_big"
REDIRECTS = (301, 302, 303, 307, 308)

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
"""Twilio's codes, in words the ledger keeps; any other code stays a number."""

UNREACHABLE = frozenset((63003, 63014, 63024, 21211, 21610))
LATER = frozenset((20429, 63018))
MALFORMED = "malformed"

encode = msgspec.json.Encoder().encode


class Refusal(SendError):
    """Twilio's answer other than success; `code` is its own, or 0."""

    def __init__(self, status: int, code: int = 0, after: float | None = None) -> None:
        reason = REASONS.get(code, str(code or status))
        known = status == 404 or status >= 500 or status in (401, 403, 408, 409)
        retryable = status == 429 or code in LATER or (known and code not in REASONS)
        super().__init__(reason, retryable=retryable, after=after, unreachable=code in UNREACHABLE)
        self.status = status
        self.code = code


class Broken(SendError):
    """An exchange that failed on the way; `maybe` when the request may have arrived."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        before = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        self.maybe = not before


_failures = msgspec.json.Decoder(wire.Failure)


async def accepted(hosts: tuple[str, str, str], account: tuple[str, str]) -> str:
    """What Twilio says of these credentials: connected, refused, or connecting where it does not answer."""
    api = TwilioApi(hosts, account, ASKING)
    api.open()
    try:
        await api.get(f"{api.root}.json")
    except SendError as error:
        known = isinstance(error, Refusal) and error.status == 404
        return "refused" if known else api.state
    finally:
        await api.close()
    return api.state


def refusal(answer: aiohttp.ClientResponse, body: bytes) -> Refusal:
    """What an answer other than success means to the sender."""
    try:
        code = _failures.decode(body).code or 0
    except (msgspec.MsgspecError, UnicodeDecodeError):
        code = 0
    return Refusal(answer.status, code, waiting(answer, code))


def waiting(answer: aiohttp.ClientResponse, code: int) -> float | None:
    """Seconds to wait: as Retry-After says, a little on a rate limit, longer where the account is wrong."""
    told = answer.headers.get("Retry-After", "")
    if told.isascii() and told.isdecimal():
        return float(told)
    if answer.status == 429 or code in LATER:
        return 1.0
    return 60.0 if answer.status in (401, 403, 404) else None


class TwilioApi:
    """One account's calls. Open it inside a running loop; close it when no call is under way.

    `state` tells how the last exchange went: connected, connecting (no answer), refused (the credentials).
    """

    def __init__(self, hosts: tuple[str, str, str], account: tuple[str, str], timeout: float) -> None:
        self.api, self.content, self.messaging = hosts
        self.root = f"{self.api}/2010-04-01/Accounts/{account[0]}"
        self._auth = aiohttp.encode_basic_auth(*account)
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self.state = "connecting"

    def open(self) -> None:
        """Make the session; no request is sent yet."""
        connector = aiohttp.TCPConnector(limit=100, keepalive_timeout=15)
        self._session = aiohttp.ClientSession(connector=connector, trust_env=False)

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises SendError (retryable) before start and after stop."""
        if self._session is None:
            raise SendError("closed")
        return self._session

    async def form(self, url: str, fields: Mapping[str, str], seconds: float | None = None) -> bytes:
        """POST a form. Raises SendError."""
        return await self._call("POST", URL(url), aiohttp.FormData(dict(fields)), seconds)

    async def json(self, url: str, body: object, seconds: float | None = None) -> bytes:
        """POST JSON. Raises SendError."""
        payload = aiohttp.BytesPayload(encode(body), content_type="application/json")
        return await self._call("POST", URL(url), payload, seconds)

    async def get(
        self, url: str, query: Mapping[str, str] | None = None, seconds: float | None = None
    ) -> bytes:
        """The answer to a GET; without a query the address is taken as it is. Raises SendError."""
        address = URL(url).update_query(query) if query else URL(url, encoded=True)
        return await self._call("GET", address, None, seconds)

    async def delete(self, url: str) -> None:
        """DELETE; gone already is as good. Raises SendError."""
        try:
            await self._call("DELETE", URL(url))
        except Refusal as error:
            if error.status != 404:
                raise

    async def _call(self, method: str, url: URL, data: object = None, seconds: float | None = None) -> bytes:
        limit = seconds or self._timeout
        limits = aiohttp.ClientTimeout(total=limit, connect=min(10.0, limit / 2))
        session = self.session
        try:
            async with session.request(
                method, url, data=data, headers=self._credentials, timeout=limits, allow_redirects=False
            ) as answer:
                payload = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.state = "connecting"
            raise Broken(error) from None
        self.state = "refused" if answer.status in (401, 403) else "connected"
        if answer.status not in (200, 201, 204):
            raise refusal(answer, payload)
        return payload

    @property
    def _credentials(self) -> dict[str, str]:
        return {"Authorization": self._auth}

    async def download(self, url: str, limit: int, seconds: float | None = None) -> AsyncIterator[bytes]:
        """A file's bytes, at most `limit`, through redirects followed one by one. Raises SendError."""
        home = URL(url).origin()
        limits = aiohttp.ClientTimeout(total=seconds, sock_connect=10, sock_read=self._timeout)
        try:
            for _ in range(HOPS):
                headers = self._credentials if URL(url).origin() == home else {}
                async with self.session.get(
                    URL(url, encoded=True), headers=headers, timeout=limits, allow_redirects=False
                ) as answer:
                    if answer.status not in REDIRECTS:
                        async for chunk in limited(answer, limit):
                            yield chunk
                        return
                    url = onward(url, answer.headers.get("Location", ""))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise SendError(type(error).__name__) from None
        raise SendError("redirects", retryable=False)


async def limited(answer: aiohttp.ClientResponse, limit: int) -> AsyncIterator[bytes]:
    """The body of an answer, refused beyond the limit. Another try asks for a new redirect."""
    if answer.status != 200:
        raise Refusal(answer.status)
    taken = 0
    async for chunk in answer.content.iter_chunked(CHUNK):
        taken += len(chunk)
        if taken > limit:
            raise SendError(TOO_BIG, retryable=False)
        yield chunk


def onward(url: str, location: str) -> str:
    """Where a redirect leads; never from TLS to the open, never to anything but the web."""
    target = urljoin(url, location)
    allowed = ("https://",) if url.startswith("https://") else ("https://", "http://")
    if not location or not target.startswith(allowed):
        raise SendError("redirects", retryable=False)
    return target


def read(decoder: msgspec.json.Decoder[T], payload: bytes) -> T:
    """A payload as its struct. Raises SendError."""
    try:
        return decoder.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise SendError(MALFORMED) from None
