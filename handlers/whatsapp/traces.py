"""What is left at Twilio and need not be: bodies emptied, cards deleted, in the background, until done."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from handlers.channel import SendError
from handlers.retry import until_done
from handlers.whatsapp.api import Refusal, TwilioApi

GRACE = 5.0
MOST = 10_000

log = structlog.get_logger()


class Traces:
    """Each errand is tried until Twilio takes it, or says that it never will."""

    def __init__(self, api: TwilioApi, backoff: float) -> None:
        self._api = api
        self._backoff = backoff
        self._tasks: set[asyncio.Task[None]] = set()
        self._line = asyncio.Semaphore(8)

    async def empty(self, sid: str) -> None:
        """A message's body is deleted at Twilio; the message stays. Raises SendError."""
        try:
            await self._api.form(f"{self._api.root}/Messages/{sid}.json", {"Body": ""})
        except Refusal as error:
            if error.status != 404:
                raise

    async def typing(self, sid: str) -> None:
        """The message is shown as read, and that an answer is being written. Raises SendError."""
        fields = {"messageId": sid, "channel": "whatsapp"}
        await self._api.form(f"{self._api.messaging}/v2/Indicators/Typing.json", fields)

    def later(self, errand: Callable[[], Awaitable[object]], *, insist: bool = True) -> None:
        """Do it when there is time; once only, unless it matters."""
        if len(self._tasks) >= MOST:
            log.warning("whatsapp errand dropped")
            return
        task = asyncio.create_task(self._do(errand, insist))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, errand: Callable[[], Awaitable[object]], insist: bool) -> None:
        try:
            async with self._line:
                await (until_done(errand, self._backoff) if insist else errand())
        except SendError as error:
            log.info("whatsapp errand not done", reason=error.reason)

    async def stop(self) -> None:
        """A moment for what is under way; the rest stays at Twilio."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
