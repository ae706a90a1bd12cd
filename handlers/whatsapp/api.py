"""Twilio's own client for one account, over an HTTP session of ours.

The library's async transport ignores time limits, form-encodes JSON bodies, logs people's numbers and cannot
stream. The transport below does none of these.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

import aiohttp
import msgspec
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from yarl import URL

from flows.record import record
from handlers.channel import SendError
from handlers.whatsapp.refusals import Broken, Refusal, answered, refused
from handlers.whatsapp.settings import HOSTS

CHUNK = 65_536
HOPS = 5
ACCOUNT_TIMEOUT = 5.0
TOO_BIG = "too_big"
REDIRECTS = (301, 302, 303, 307, 308)
JSON = "application/json"

silent = logging.getLogger("twilio.http_client")
"""The transport must be given a logger; ours writes to none, for requests hold numbers and texts."""


async def accepted(hosts: tuple[str, str, str], account: tuple[str, str]) -> str:
    """Ask Twilio about an account (sid, token): connected, refused, or connecting where no answer comes."""
    api = TwilioApi(hosts, account, ACCOUNT_TIMEOUT)
    api.open()
    try:
        await answered(api.client.api.v2010.accounts(account[0]).fetch_async())
    except SendError as error:
        unknown = isinstance(error, Refusal) and error.status == 404
        return "refused" if unknown else api.state
    finally:
        await api.close()
    return api.state


class TwilioApi:
    """One account's calls. Open it inside a running loop; close it when no call is under way.

    `client` is the library's; its calls are awaited through `answered`, which raises SendError.
    `state` tells how the last exchange went: connected, connecting (no answer), refused (the credentials).
    """

    def __init__(self, hosts: tuple[str, str, str], account: tuple[str, str], timeout: float) -> None:
        self._hosts = hosts
        self._account = account
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None
        self.client = self.limited_to(timeout)
        self.state = "connecting"

    def limited_to(self, seconds: float) -> Any:  # Any: the library ships no types
        """A client of the same account and session whose calls each take at most `seconds`."""
        # Given no environment, the library reads TWILIO_REGION and TWILIO_EDGE, which move its hosts.
        fixed = {"TWILIO_ACCOUNT_SID": self._account[0]}
        return Client(*self._account, http_client=Transport(self, seconds), environment=fixed)

    def open(self) -> None:
        """Make the session. No request is sent yet."""
        connector = aiohttp.TCPConnector(limit=100, keepalive_timeout=15)
        self._session = aiohttp.ClientSession(connector=connector, trust_env=False)

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises SendError (retryable) before `open` and after `close`."""
        if self._session is None:
            raise SendError("closed")
        return self._session

    @property
    def root(self) -> str:
        """The address of the account's resources."""
        return f"{self._hosts[0]}/2010-04-01/Accounts/{self._account[0]}"

    def address(self, url: str) -> str:
        """`url` at the host that stands for Twilio's. Raises SendError on a host that is neither."""
        for theirs, given in zip(HOSTS, self._hosts, strict=True):
            if url.startswith(f"{theirs}/"):
                return f"{given}{url.removeprefix(theirs)}"
        if not url.startswith(tuple(f"{given}/" for given in self._hosts)):
            raise SendError("foreign_address", retryable=False)  # credentials go to Twilio alone
        return url

    async def exchange(self, call: "Call", seconds: float) -> Response:
        """Send a call; its answer. Raises Refused, SendError, aiohttp.ClientError, TimeoutError, OSError."""
        limits = aiohttp.ClientTimeout(total=seconds, connect=min(10.0, seconds / 2))
        url = URL(self.address(call.url), encoded=True)
        request = self.session.request(
            call.method,
            url.update_query(call.query) if call.query else url,
            data=call.body,
            headers=call.headers,
            timeout=limits,
            allow_redirects=False,
        )
        try:
            async with request as answer:
                payload = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.state = "connecting"
            raise
        self.state = "refused" if answer.status in (401, 403) else "connected"
        if not 200 <= answer.status < 300:
            told = Response(answer.status, payload.decode("utf-8", "replace"), answer.headers)
            raise refused(call.method, told)
        return Response(answer.status, payload.decode(), answer.headers)

    async def download(self, url: str, limit: int, seconds: float | None = None) -> AsyncIterator[bytes]:
        """Yield a file's bytes, at most `limit`, following redirects one by one. Raises SendError.

        The library knows what is said about a file, but cannot fetch the file.
        """
        home = URL(url).origin()
        limits = aiohttp.ClientTimeout(total=seconds, sock_connect=10, sock_read=self._timeout)
        login = {"Authorization": aiohttp.encode_basic_auth(*self._account)}
        try:
            for _ in range(HOPS):
                headers = login if URL(url).origin() == home else {}
                async with self.session.get(
                    URL(url, encoded=True), headers=headers, timeout=limits, allow_redirects=False
                ) as answer:
                    if answer.status not in REDIRECTS:
                        async for chunk in limited(answer, limit):
                            yield chunk
                        return
                    url = onward(url, answer.headers.get("Location", ""))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Broken(error) from None
        raise SendError("redirects", retryable=False)


@record
class Call:
    """One request in its final form; `body` is encoded as its Content-Type says."""

    method: str
    url: str
    query: Mapping[str, str]
    body: bytes | None
    headers: Mapping[str, str]


class Transport(AsyncHttpClient):  # type: ignore[misc]  # the library ships no types
    """The library's transport: it turns the library's arguments into a `Call` for `TwilioApi`."""

    def __init__(self, api: TwilioApi, timeout: float) -> None:
        super().__init__(silent, is_async=True, timeout=timeout)
        self._api = api

    async def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 (the library's own signature)
        allow_redirects: bool = False,
    ) -> Response:
        """See `HttpClient.request`. Raises as `TwilioApi.exchange` does. Redirects are never followed."""
        sent = dict(headers or {})
        if auth is not None:
            sent["Authorization"] = aiohttp.encode_basic_auth(*auth)
        query = {name: str(value) for name, value in (params or {}).items()}
        body = None if method == "GET" or not data else encoded(data, sent.get("Content-Type", ""))
        return await self._api.exchange(Call(method, uri, query, body, sent), timeout or self.timeout)


def encoded(data: Mapping[str, object], content_type: str) -> bytes:
    """A body as its content type says: JSON, or a form."""
    return msgspec.json.encode(data) if content_type == JSON else urlencode(data, doseq=True).encode()


async def limited(answer: aiohttp.ClientResponse, limit: int) -> AsyncIterator[bytes]:
    """Yield the body of an answer. Raises SendError on a refusal, or beyond `limit` bytes."""
    if answer.status != 200:
        raise Refusal(answer.status)
    taken = 0
    async for chunk in answer.content.iter_chunked(CHUNK):
        taken += len(chunk)
        if taken > limit:
            raise SendError(TOO_BIG, retryable=False)
        yield chunk


def onward(url: str, location: str) -> str:
    """The address that a redirect leads to. Raises SendError off the web, or from TLS to plain HTTP."""
    target = urljoin(url, location)
    allowed = ("https://",) if url.startswith("https://") else ("https://", "http://")
    if not location or not target.startswith(allowed):
        raise SendError("redirects", retryable=False)
    return target
