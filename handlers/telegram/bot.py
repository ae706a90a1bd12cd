"""Requests to the Bot API, and what its refusals mean.

Addresses hold the token: none reaches an exception or a log.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Mapping

import msgspec

from handlers.channel import SendError
from handlers.telegram import updates as wire
from handlers.telegram.transport import Answer, Http, Unanswered

TOO_BIG = "too_big"
GONE = re.compile(r"chat not found|user not found|peer_id_invalid|deactivated|bot was kicked", re.IGNORECASE)
PASSING = re.compile(r"temporarily", re.IGNORECASE)

encode = msgspec.json.Encoder().encode
_failures = msgspec.json.Decoder(wire.Failure)
_done = msgspec.json.Decoder(wire.Done)


def refusal(status: int, body: bytes) -> SendError:
    """What an answer other than success means to the sender."""
    try:
        failure = _failures.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        failure = wire.Failure()
    parameters = failure.parameters or wire.Parameters()
    if status == 429:
        return SendError("429", after=parameters.retry_after or 1.0)
    if status in (401, 404):  # the token, not the message: worth trying again once it is set right
        return SendError(str(status), after=60.0)
    if status == 403 or (status == 400 and GONE.search(failure.description)):
        return SendError(str(status), unreachable=True)
    if status == 400 and "file is too big" in failure.description:
        return SendError(TOO_BIG, retryable=False)
    if parameters.migrate_to_chat_id is not None:
        return SendError("migrated", retryable=False)
    passing = status >= 500 or status == 409 or bool(PASSING.search(failure.description))
    return SendError(str(status), retryable=passing, ambiguous=status == 504)


def heed() -> None:
    """Raises CancelledError in a cancelled task: pyreqwest forgets it where the answer came first."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


class BotApi:
    """One bot's calls. Open it inside a running loop; close it when no call is under way.

    `state` tells how the last exchange went: connected, connecting (no answer), refused (the token).
    """

    def __init__(self, api_url: str, token: str, timeout: float) -> None:
        self._root = f"{api_url.rstrip('/')}/bot{token}"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}"
        self._http = Http(timeout)
        self.open, self.close = self._http.open, self._http.close
        self.state = "connecting"

    async def call(self, method: str, body: bytes) -> bytes:
        """POST JSON to a method; the whole answer comes back. Raises SendError."""
        return await self._answered(self._http.post(f"{self._root}/{method}", body))

    async def ask(self, method: str, parameters: msgspec.Struct) -> bytes:
        """The same for a task that may be cancelled, which holds even when the answer is just there."""
        try:
            return await self.call(method, encode(parameters))
        finally:
            heed()

    async def tell(self, method: str, parameters: msgspec.Struct) -> None:
        """Ask a method that has nothing to tell but that it was done. Raises SendError."""
        try:
            _done.decode(await self.ask(method, parameters))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise SendError("malformed", ambiguous=True) from None

    async def upload(self, method: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """POST a form, whose type the headers tell. Raises SendError."""
        return await self._answered(self._http.upload(f"{self._root}/{method}", body, headers))

    async def poll(self, body: bytes, seconds: float) -> bytes:
        """Wait for updates, `seconds` at most; ends when it is cancelled. Raises SendError."""
        return await self._answered(self._http.poll(f"{self._root}/getUpdates", body, seconds))

    async def _answered(self, asked: Awaitable[Answer]) -> bytes:
        try:
            status, payload = await asked
        except Unanswered as error:
            self.state = "connecting"
            raise SendError(error.reason, ambiguous=error.ambiguous) from None
        self.state = "refused" if status in (401, 404) else "connected"
        if status != 200:
            raise refusal(status, payload)
        return payload

    async def download(self, path: str, limit: int) -> AsyncIterator[bytes]:
        """A file's bytes, at most `limit` of them. Raises SendError.

        Its address lives for an hour; where it is refused, another try asks for a new one.
        """
        taken = 0
        try:
            async for chunk in self._http.get(f"{self._files}/{path}"):
                taken += len(chunk)
                if taken > limit:
                    raise SendError(TOO_BIG, retryable=False)
                yield chunk
        except Unanswered as error:
            raise SendError(error.reason) from None
