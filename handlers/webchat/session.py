"""The session cookie: a secret that this server drew and signed. Any other cookie is no session."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from flows.record import record
from handlers.channel import BadRequest
from handlers.webchat.proof import VALID

COOKIE = "ballegh"
HOST_COOKIE = "__Host-ballegh"
"""The name where the site is https: no other host, also none of the same domain, can set such a cookie."""
FRAME_COOKIE = "__Host-ballegh-frame"
"""The name in a frame of another site: the browser keeps one such cookie for each site around the frame."""
PROVEN, HOST_PROVEN = "ballegh-proven", "__Host-ballegh-proven"
"""The names of the cookie by which every server knows that a session has shown its work."""
IN_FRAME = "Path=/; Secure; HttpOnly; SameSite=None; Partitioned"
MAX_AGE = 30 * 24 * 3600
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
SIGNED = re.compile(r"([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})")
TIMED = re.compile(r"([0-9]{1,15})\.([A-Za-z0-9_-]{43})")


@record
class Visitor:
    """The chat of a session, and the network from which it asks; empty where none is known.

    `proven`: when it was asked for the work that it showed to one of the servers, in milliseconds since the
    epoch; 0: it showed none.
    """

    chat: str
    network: str
    proven: int = 0


class Sessions:
    """Makes, reads and ends sessions. `key` signs the cookies; a secret is never stored."""

    def __init__(self, key: bytes, secure: bool) -> None:
        self._key = key
        self._secure = secure
        self.cookie = HOST_COOKIE if secure else COOKIE
        self._proof = HOST_PROVEN if secure else PROVEN

    def secret(self, request: Request) -> str:
        """Return the secret of the session; empty where the cookie is missing or not this server's."""
        own = self._read(request, self.cookie)
        within = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
        return own or (self._read(request, FRAME_COOKIE) if within else "")

    def proven(self, request: Request, chat: str) -> int:
        """Return when this chat's session was asked for the work it showed; 0 where no cookie says so."""
        found = TIMED.fullmatch(request.cookies.get(self._proof, ""))
        signed = found and hmac.compare_digest(found[2], self._signature(f"{chat} {found[1]}", b"proven "))
        return int(found[1]) if found and signed else 0

    def keep_proof(self, request: Request, response: Response, asked: int) -> None:
        """Let the browser tell every server for a while that this session showed the work asked for then."""
        value = f"{asked}.{self._signature(f'{self.chat(request)} {asked}', b'proven ')}"
        if self._read(request, self.cookie):
            response.set_cookie(
                self._proof,
                value,
                max_age=VALID,
                path="/",
                secure=self._secure,
                httponly=True,
                samesite="strict",
            )
        else:
            response.headers.append("set-cookie", f"{self._proof}={value}; Max-Age={VALID}; {IN_FRAME}")

    def _read(self, request: Request, name: str) -> str:
        found = SIGNED.fullmatch(request.cookies.get(name, ""))
        return found[1] if found and hmac.compare_digest(found[2], self._signature(found[1])) else ""

    def chat(self, request: Request) -> str:
        """Return the chat of the session. Raises BadRequest 401."""
        if not (secret := self.secret(request)):
            raise BadRequest(401)
        return chat_of(secret)

    def signed(self, secret: str) -> str:
        """Return the cookie's value for this secret."""
        return f"{secret}.{self._signature(secret)}"

    async def keep(
        self, request: Request, response: Response, known: Callable[[str], Awaitable[bool]]
    ) -> None:
        """Renew the session, or begin one. A cookie of before cookies were signed is signed if `known`.

        A link on another site brings no strict cookie, though there may be one: beginning anew would
        lose that conversation. Such a page comes without a session; its first call learns so and
        reloads the page from within, which brings the cookie.
        """
        secret = self.secret(request)
        if not secret and request.headers.get("sec-fetch-site") == "cross-site":
            return
        unsigned = request.cookies.get(COOKIE, "")
        if not secret and SECRET.fullmatch(unsigned) and await known(chat_of(unsigned)):
            secret = unsigned
        if unsigned and self.cookie != COOKIE:
            response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        response.set_cookie(
            self.cookie,
            self.signed(secret or secrets.token_urlsafe(32)),
            max_age=MAX_AGE,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )

    def keep_framed(self, request: Request, response: Response) -> None:
        """Renew or begin the session of a page in another site's frame, which brings no strict cookie."""
        value = self.signed(self._read(request, FRAME_COOKIE) or secrets.token_urlsafe(32))
        response.headers.append("set-cookie", f"{FRAME_COOKIE}={value}; Max-Age={MAX_AGE}; {IN_FRAME}")

    def end(self, response: Response) -> None:
        """Have the browser delete the cookie and everything that it stored for the page."""
        for name in {self.cookie, self._proof, COOKIE}:
            response.delete_cookie(name, path="/", secure=self._secure, httponly=True, samesite="strict")
        if self._secure:
            for name in (FRAME_COOKIE, self._proof):
                response.headers.append("set-cookie", f"{name}=; Max-Age=0; {IN_FRAME}")
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'

    def _signature(self, signed: str, kind: bytes = b"session ") -> str:
        made = hmac.digest(self._key, kind + signed.encode(), "sha256")
        return base64.urlsafe_b64encode(made).decode().rstrip("=")


def chat_of(secret: str) -> str:
    """Return the chat of a session: a hash that does not give the cookie away."""
    return "web:" + hashlib.sha256(secret.encode()).hexdigest()[:32]
