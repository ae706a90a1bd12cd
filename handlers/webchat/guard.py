"""Checks before every call of the page: the session cookie, the page's origin, the rate."""

from starlette.requests import Request

from handlers.browser import json_only, own
from handlers.buckets import Buckets
from handlers.networks import network_of
from handlers.webchat.gate import Gate
from handlers.webchat.refusals import TooMany
from handlers.webchat.session import Sessions, Visitor
from handlers.webchat.settings import WebSettings


class Guard:
    """The checks before every call of the page. Each raises BadRequest."""

    def __init__(self, settings: WebSettings, gate: Gate) -> None:
        self._gate = gate
        limits, clock, sharing = settings.limits, settings.clock, settings.networks.sharing
        self.sessions = Sessions(settings.key, settings.secure)
        self._origin = settings.origin.rstrip("/")
        self._address = Buckets(limits.address, clock, sharing=sharing, kind="web address")
        self._pages = Buckets(limits.pages, clock, sharing=sharing, kind="web pages")
        self._messages = Buckets(limits.messages, clock, sharing=sharing, kind="web messages")
        self._files = Buckets(limits.files, clock, sharing=sharing, kind="web files")

    async def page(self, request: Request) -> None:
        """Check a request for the page itself, by its network. A known session is always shown the page."""
        secret = self.sessions.secret(request)
        if not (secret and self._gate.admitted(self.sessions.chat(request))):
            await self._limit(self._pages, network_of(request))

    async def call(self, request: Request) -> Visitor:
        """Check a call of the page and return who calls. The network limits those not yet admitted."""
        self.own(request)
        visitor = self.visitor(request)
        if not self._gate.admitted(visitor.chat):
            await self._limit(self._address, visitor.network)
        return visitor

    def visitor(self, request: Request) -> Visitor:
        """Return who asks. Raises BadRequest 401."""
        chat = self.sessions.chat(request)
        return Visitor(chat, network_of(request), self.sessions.proven(request, chat))

    async def message(self, request: Request) -> Visitor:
        """Check as `call` does, for JSON that counts as a message."""
        visitor = await self.call(request)
        json_only(request)
        await self._limit(self._messages, visitor.chat)
        return visitor

    async def file(self, request: Request) -> Visitor:
        """Check as `call` does, for an upload."""
        visitor = await self.call(request)
        await self._limit(self._files, visitor.chat)
        return visitor

    def own(self, request: Request) -> None:
        """Refuse a post from another page. Raises BadRequest 403."""
        own(request, self._origin)

    @staticmethod
    async def _limit(buckets: Buckets, key: str) -> None:
        if key and (after := await buckets.taken(key)):
            raise TooMany(after)
