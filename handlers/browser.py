"""The parts that the pages of this server share: security headers, files, and checks of a page's calls."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from handlers.channel import BadRequest

MAX_BODY = 64 * 1024
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
Shape = TypeVar("Shape")
Endpoint = Callable[[Request], Awaitable[Response]]


def headers(*, images: str, types: str, permissions: str, ancestors: Sequence[str] = ()) -> Mapping[str, str]:
    """Return a page's security headers: no script and no style but the page's own, and no other site.

    `images` is the directive for pictures, `types` the names of policies that may make trusted types,
    `ancestors` the origins of the sites that may show the page in a frame: no other site may.
    """
    framing = " ".join(ancestors) or "'none'"
    given = {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; {images}; "
            f"media-src blob:; form-action 'none'; base-uri 'none'; frame-ancestors {framing}; "
            f"require-trusted-types-for 'script'; trusted-types {types}"
        ),
        "Permissions-Policy": permissions,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    if ancestors:
        del given["X-Frame-Options"]  # it knows no list, and browsers that know one ignore it
    return given


def answering(
    endpoint: Endpoint, headers: Mapping[str, str], refused: Callable[[BadRequest], Response]
) -> Endpoint:
    """Return the endpoint with these headers on every answer; `refused` makes the answer of a refusal."""

    async def answer(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except ClientDisconnect:
            response = Response(status_code=400)
        except BadRequest as refusal:
            response = refused(refusal)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return answer


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


class Files:
    """The files of a page, read once, under an address that changes with their content."""

    def __init__(self, folder: Path) -> None:
        self._files = {f.name: f.read_bytes() for f in sorted(folder.iterdir()) if f.suffix in TYPES}
        self._small = {name: _packed(content) for name, content in self._files.items()}
        self.version = hashlib.sha256(b"\0".join(self._files.values())).hexdigest()[:16]

    def contents(self) -> Mapping[str, bytes]:
        """Return the files by name."""
        return self._files

    def answer(self, request: Request) -> Response:
        """Return a file: cacheable for ever under its own version, not under an older one."""
        name = request.path_params["name"]
        if name not in self._files:
            raise BadRequest(404)
        packed = "gzip" in request.headers.get("accept-encoding", "")
        content = self._small[name] if packed else self._files[name]
        response = Response(content, headers={"Content-Type": TYPES[Path(name).suffix]})
        response.headers["Vary"] = "Accept-Encoding"
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        if request.path_params["version"] == self.version:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def own(request: Request, public: str) -> None:
    """Refuse a post from another page: its origin must be the requested host or the public address.

    Raises BadRequest 403.
    """
    origin = request.headers.get("origin", "")
    if origin and origin == public:
        return
    try:
        parts = urlsplit(origin)
    except ValueError:  # no address at all
        raise BadRequest(403) from None
    if parts.scheme not in ("http", "https") or parts.netloc != request.headers.get("host"):
        raise BadRequest(403)


def json_only(request: Request) -> None:
    """Require JSON: a form on another site cannot send JSON unless the browser asks this server first."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(415)


def parse(body: bytes, shape: type[Shape]) -> Shape:
    """Return the JSON as this shape. Raises BadRequest, which holds no content."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise BadRequest from None


async def small_body(request: Request, most: int = MAX_BODY) -> bytes:
    """Return a JSON body. Raises BadRequest 413 once more bytes than this have come."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise BadRequest(413)
    return bytes(body)
