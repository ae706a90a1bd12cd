"""Checks before every call of the desk's page: its origin, the session, how often it asks."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response

from handlers.browser import json_only, own
from handlers.buckets import Buckets, Budget
from handlers.channel import BadRequest
from handlers.desk.refusals import Refused, TooOften
from handlers.desk.settings import Caller, Desk, DeskSettings
from handlers.networks import network_of

COOKIE, HOST_COOKIE = "desk", "__Host-desk"
LOCAL = "localhost"
SECONDS = 12 * 3600
SESSIONS = 1_000
"""Cookies that were good a moment ago: the limit of strangers is not theirs."""


class Guard:
    """The checks before every call. Each raises BadRequest."""

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._origin = settings.origin.rstrip("/")
        self._cookie = HOST_COOKIE if settings.secure else COOKIE
        limits, clock, sharing = settings.limits, settings.clock, settings.sharing
        self._codes = Budget(limits.codes, limits.all_codes, clock, sharing=sharing, kind="desk codes")
        self._sign_ins = Budget(
            limits.sign_ins, limits.all_sign_ins, clock, sharing=sharing, kind="desk sign_ins"
        )
        self._strangers = Budget(
            limits.strangers, limits.all_strangers, clock, sharing=sharing, kind="desk strangers"
        )
        self._calls = Buckets(limits.calls, clock, sharing=sharing, kind="desk calls")
        self._known: LRUCache[str, bool] = LRUCache(SESSIONS)

    def desk(self, request: Request) -> Desk:
        """Return the address of the page, to which passkeys are bound. Raises Refused for an IP address."""
        if self._origin:
            return Desk(self._origin, urlsplit(self._origin).hostname or "")
        host = request.headers.get("host", "")
        if host.partition(":")[0] != LOCAL:
            raise Refused(400, LOCAL)
        return Desk(f"http://{host}", LOCAL)

    def post(self, request: Request) -> None:
        """Refuse a post from another page, and one without JSON."""
        own(request, self._origin)
        json_only(request)

    async def code(self, request: Request) -> None:
        """Count a try of a one-time code. Raises TooOften."""
        await self._limit(self._codes.taken, network_of(request))

    async def sign_in(self, request: Request) -> None:
        """Count a try to sign in. Raises TooOften."""
        await self._limit(self._sign_ins.taken, network_of(request))

    async def caller(self, request: Request) -> Caller:
        """Return who is signed in. Raises BadRequest 401."""
        secret = request.cookies.get(self._cookie, "")
        if not secret or len(secret) > 100:
            raise BadRequest(401)
        if secret in self._known:
            await self._limit(self._calls.taken, secret)
        else:
            await self._limit(self._strangers.taken, network_of(request))
        caller = await self._settings.access.caller(secret)
        if caller is None:
            self._known.pop(secret, None)
            raise BadRequest(401)
        self._known[secret] = True
        return caller

    async def officer(self, request: Request) -> Caller:
        """Return who is signed in with a key that was confirmed. Raises BadRequest 401, Refused 403."""
        caller = await self.caller(request)
        if caller.state != "ready":
            raise Refused(403, "unready")
        return caller

    def begin(self, response: Response, secret: str) -> None:
        """Give the browser its cookie."""
        response.set_cookie(
            self._cookie,
            secret,
            max_age=SECONDS,
            path="/",
            secure=self._settings.secure,
            httponly=True,
            samesite="strict",
        )

    def end(self, response: Response) -> None:
        """Have the browser delete the cookie."""
        response.delete_cookie(
            self._cookie, path="/", secure=self._settings.secure, httponly=True, samesite="strict"
        )

    @staticmethod
    async def _limit(taken: Callable[[str], Awaitable[float]], key: str) -> None:
        if after := await taken(key):
            raise TooOften(after)
