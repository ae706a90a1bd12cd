"""HTTP to the Bot API, over two clients: one for everything that is done, one for waiting.

pyreqwest (Rust) calls methods and fetches files, for a third of what aiohttp's calls cost. But a call that
is given up goes on behind its back, and a long poll that nobody hears would hold updates back: polling goes
through aiohttp, which closes the connection of a call that is cancelled (`telegram_line`).

Addresses hold the token: none of them reaches an exception.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import DetailedPyreqwestError, PyreqwestError

if TYPE_CHECKING:
    from handlers.telegram.line import Line

JSON = {"Content-Type": "application/json"}
CONNECTIONS = 512
CONNECTING = timedelta(seconds=10)
FETCHING = timedelta(minutes=10)
UPLOADING = timedelta(seconds=10)
"""A chat's next messages wait for an upload."""
KEPT_OPEN = 15
"""Seconds that a connection stays open while nothing goes over it."""

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
    return False


class Http:
    """Open it inside a running loop; close it when no call is under way. `timeout` in seconds."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timedelta(seconds=timeout)
        self._client: Client | None = None
        self._line: Line | None = None

    def open(self, *, polling: bool) -> None:
        """Make the clients that are needed; no request is sent yet."""
        builder = ClientBuilder().http1_only().no_proxy().follow_redirects(False).default_headers(JSON)
        builder = builder.connect_timeout(min(CONNECTING, self._timeout / 2))
        builder = builder.max_connections(CONNECTIONS).pool_idle_timeout(timedelta(seconds=KEPT_OPEN))
        self._client = builder.timeout(self._timeout).read_timeout(self._timeout).build()
        if polling:
            from handlers.telegram.line import Line  # a webhook does without what it imports

            self._line = Line()

    async def close(self) -> None:
        """Close every connection."""
        client, line, self._client, self._line = self._client, self._line, None, None
        if client is not None:
            await client.close()
        if line is not None:
            await line.close()

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
        return await _opened(self._line).post(url, body, seconds)

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
