"""HTTP to the Bot API, over two clients: one for what is done thousands of times, one that can be let go.

pyreqwest (Rust) sends messages and fetches files, for a third of what aiohttp's calls cost. But a call that
is given up goes on behind its back, and a long poll that nobody hears would hold updates back: polling and
the rare methods go through aiohttp, which closes the connection of a call that is cancelled.

Addresses hold the token: none of them reaches an exception.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import TypeVar

import aiohttp
from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import DetailedPyreqwestError, PyreqwestError

JSON = {"Content-Type": "application/json"}
CONNECTIONS = 512
CONNECTING = timedelta(seconds=10)
FETCHING = timedelta(minutes=10)
UPLOADING = timedelta(seconds=10)
"""A chat's next messages wait for an upload."""


T = TypeVar("T")
Answer = tuple[int, bytes]
"""Status and body."""


class Unanswered(Exception):
    """There is no answer, or none of use. `ambiguous`: the request may have gone through all the same."""

    def __init__(self, reason: str, *, ambiguous: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ambiguous = ambiguous


def _lost(error: Exception) -> Unanswered:
    return Unanswered(type(error).__name__, ambiguous=not _before(error))


def _before(error: Exception) -> bool:
    """Whether it came before a connection stood, so that nothing can have gone out.

    pyreqwest gives the same names to a connection that never stood and to one that was lost over an answer;
    its causes tell them apart.
    """
    if isinstance(error, DetailedPyreqwestError) and error.details:
        return any(cause["message"] == "client error (Connect)" for cause in error.details["causes"] or ())
    return isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)


class Http:
    """Open it inside a running loop; close it when no call is under way. `timeout` in seconds."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timedelta(seconds=timeout)
        self._client: Client | None = None
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """Make the clients; no request is sent yet."""
        builder = ClientBuilder().http1_only().no_proxy().follow_redirects(False).default_headers(JSON)
        builder = builder.connect_timeout(min(CONNECTING, self._timeout / 2))
        builder = builder.max_connections(CONNECTIONS).pool_idle_timeout(timedelta(seconds=15))
        self._client = builder.timeout(self._timeout).read_timeout(self._timeout).build()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(keepalive_timeout=15), headers=JSON, trust_env=False
        )

    async def close(self) -> None:
        """Close every connection."""
        client, session, self._client, self._session = self._client, self._session, None, None
        if client is not None:
            await client.close()
        if session is not None:
            await session.close()

    async def post(self, url: str, body: bytes) -> Answer:
        """JSON to a method. Raises Unanswered, also before `open` and after `close`."""
        try:
            answer = await _opened(self._client).post(url).body_bytes(body).build().send()
            return answer.status, (await answer.bytes()).to_bytes()
        except (PyreqwestError, OSError) as error:
            raise _lost(error) from None

    async def upload(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """A form, whose type the headers tell. Raises Unanswered."""
        try:
            request = _opened(self._client).post(url).headers(headers).body_bytes(body)
            answer = await request.timeout(min(UPLOADING, self._timeout)).build().send()
            return answer.status, (await answer.bytes()).to_bytes()
        except (PyreqwestError, OSError) as error:
            raise _lost(error) from None

    async def poll(self, url: str, body: bytes, seconds: float) -> Answer:
        """The same for a call that may take long, and that ends when it is cancelled."""
        limits = aiohttp.ClientTimeout(total=seconds, connect=min(10.0, seconds / 2))
        session = _opened(self._session)
        try:
            async with session.post(url, data=body, timeout=limits, allow_redirects=False) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _lost(error) from None

    async def get(self, url: str) -> AsyncIterator[bytes]:
        """A file's bytes as they come. Raises Unanswered."""
        try:
            async with _opened(self._client).get(url).timeout(FETCHING).build_streamed() as answer:
                if answer.status != 200:
                    raise Unanswered(str(answer.status))
                while (chunk := await answer.body_reader.read_chunk()) is not None:
                    yield chunk.to_bytes()
        except (PyreqwestError, OSError) as error:
            raise _lost(error) from None


def _opened(client: T | None) -> T:
    if client is None:
        raise Unanswered("closed")
    return client
