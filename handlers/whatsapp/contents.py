"""Contents: created at Twilio once for each shape and language, and found again after a restart.

The ContentSid of each name is kept. Before this process creates its first content it lists the names at
Twilio, so that a creation whose answer was lost is not repeated. While contents cannot be created, replies
go out as numbered text.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from twilio.rest.content.v1.content import ContentList

from handlers.channel import SendError
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.encode import Content
from handlers.whatsapp.refusals import MALFORMED, answered, every

PATIENCE = 5.0
"""Seconds that a reply waits for each of Twilio's answers about its content."""
COOLING = 60.0
"""Seconds without new contents after a failure."""
PAGE = 500

log = structlog.get_logger()

Recall = Callable[[str], Awaitable[str | None]]
Remember = Callable[[str, str], Awaitable[None]]


class Contents:
    """The ContentSids by name; `recall` and `remember` keep them beyond this process."""

    def __init__(self, api: TwilioApi, recall: Recall, remember: Remember) -> None:
        self._contents: ContentList = api.limited_to(PATIENCE).content.v1.contents
        self._recall = recall
        self._remember = remember
        self._sids: dict[str, str] = {}
        self._making: dict[str, asyncio.Task[str]] = {}
        self._listing: asyncio.Task[dict[str, str]] | None = None
        self._closed_until = 0.0

    async def sid(self, content: Content) -> str | None:
        """The content's sid, created if there is none yet; None if Twilio fails to create it now."""
        if known := self._sids.get(content.name) or await self._recall(content.name):
            self._sids[content.name] = known
            return known
        if asyncio.get_running_loop().time() < self._closed_until:
            return None
        making = self._making.get(content.name)
        if making is None:
            making = self._making[content.name] = asyncio.create_task(self._make(content))
            making.add_done_callback(lambda _: self._making.pop(content.name, None))
        try:
            return await asyncio.shield(making)
        except SendError as error:
            log.warning("whatsapp content not made", reason=error.reason)
            self._closed_until = asyncio.get_running_loop().time() + COOLING
            return None

    async def forget(self, content: Content) -> None:
        """Forget a content that Twilio does not know any more, or refuses to send."""
        self._sids.pop(content.name, None)
        self._listing = None
        await self._remember(content.name, "")

    async def stop(self) -> None:
        """Wait for creations under way."""
        pending = [*self._making.values(), *([self._listing] if self._listing else [])]
        await asyncio.gather(*pending, return_exceptions=True)

    async def _make(self, content: Content) -> str:
        there = (await self._listed()).get(content.name)
        sid = there or await self._create(content)
        self._sids[content.name] = sid
        await self._remember(content.name, sid)
        return sid

    async def _create(self, content: Content) -> str:
        request = ContentList.ContentCreateRequest(content.request())
        try:
            made = await answered(self._contents.create_async(request))
        except SendError:
            self._listing = None  # it may exist after all: look again before the next creation
            raise
        if not isinstance(made.sid, str):
            raise SendError(MALFORMED)
        return made.sid

    async def _listed(self) -> dict[str, str]:
        """The names and sids at Twilio, listed once for this process."""
        if self._listing is None or self._failed(self._listing):
            self._listing = asyncio.create_task(self._list())
        return await asyncio.shield(self._listing)

    @staticmethod
    def _failed(listing: asyncio.Task[dict[str, str]]) -> bool:
        return listing.done() and (listing.cancelled() or listing.exception() is not None)

    async def _list(self) -> dict[str, str]:
        found = await every(self._contents.page_async(page_size=PAGE))
        return {each.friendly_name: each.sid for each in found if each.friendly_name and each.sid}
