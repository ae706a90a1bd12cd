"""Checks before every call of the page: the session cookie, the page's origin, the rate."""

import hashlib
import re
import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from handlers.buckets import Buckets, address_key
from handlers.channel import BadRequest
from handlers.webchat.settings import WebSettings

COOKIE = "ballegh"
MAX_AGE = 30 * 24 * 3600
SESSION = re.compile(r"[A-Za-z0-9_-]{43}")


class TooMany(BadRequest):
    """The page asked too often. It is answered 429 and may try again `after` seconds later."""

    def __init__(self, after: float) -> None:
        super().__init__(429)
        self.after = after


def session_of(request: Request) -> str:
    """Return the secret of the session, or an empty text. The secret is never stored."""
    value = request.cookies.get(COOKIE, "")
    return value if SESSION.fullmatch(value) else ""


def chat_of(request: Request) -> str:
    """Return the chat of the session: a hash that does not give the cookie away. Raises BadRequest 401."""
    if not (session := session_of(request)):
        raise BadRequest(401)
    return "web:" + hashlib.sha256(session.encode()).hexdigest()[:32]


def keep_session(request: Request, response: Response, secure: bool) -> None:
    """Renew the session, or begin one.

    A link on another site brings no strict cookie, though there may be one: beginning anew would
    lose that conversation. Such a page comes without a session; its first call learns so and
    reloads the page from within, which brings the cookie.
    """
    session = session_of(request)
    if not session and request.headers.get("sec-fetch-site") == "cross-site":
        return
    response.set_cookie(
        COOKIE,
        session or secrets.token_urlsafe(32),
        max_age=MAX_AGE,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def end_session(response: Response, secure: bool) -> None:
    """Have the browser delete the cookie and everything that it stored for the page."""
    response.delete_cookie(COOKIE, path="/", secure=secure, httponly=True, samesite="strict")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


class Guard:
    """The checks before every call of the page. Each raises BadRequest."""

    def __init__(self, settings: WebSettings) -> None:
        limits, clock = settings.limits, settings.clock
        self._origin = settings.origin.rstrip("/")
        self._address = Buckets(limits.address, clock)
        self._pages = Buckets(limits.pages, clock)
        self._messages = Buckets(limits.messages, clock)
        self._files = Buckets(limits.files, clock)

    def page(self, request: Request) -> None:
        """Check a request for the page itself, by its address."""
        self._limit(self._pages, _address(request))

    def call(self, request: Request) -> str:
        """Check a call of the page and return its chat."""
        self.own(request)
        self._limit(self._address, _address(request))
        return chat_of(request)

    def message(self, request: Request) -> str:
        """Check as `call` does, for JSON that counts as a message."""
        chat = self.call(request)
        json_only(request)
        self._limit(self._messages, chat)
        return chat

    def file(self, request: Request) -> str:
        """Check as `call` does, for an upload."""
        chat = self.call(request)
        self._limit(self._files, chat)
        return chat

    def own(self, request: Request) -> None:
        """Refuse a post from another page: its origin must be the requested host or the public address."""
        origin = request.headers.get("origin", "")
        if origin and origin == self._origin:
            return
        try:
            parts = urlsplit(origin)
        except ValueError:  # no address at all
            raise BadRequest(403) from None
        if parts.scheme not in ("http", "https") or parts.netloc != request.headers.get("host"):
            raise BadRequest(403)

    @staticmethod
    def _limit(buckets: Buckets, key: str) -> None:
        if key and (after := buckets.wait(key)):
            raise TooMany(after)


def json_only(request: Request) -> None:
    """Require JSON: a form on another site cannot send JSON unless the browser asks this server first."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(415)


def _address(request: Request) -> str:
    return address_key(request.client.host) if request.client else ""
