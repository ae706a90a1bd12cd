"""The page of the desk and its files, as `make desk` built them."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from handlers.browser import Files
from handlers.channel import BadRequest
from handlers.desk.calls import HEADERS

INDEX = "/desk"
UNBUILT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ballegh</title>'
    "<p>The page of the desk is not built. On the server: <code>make desk</code>, then restart.</p></html>"
)


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file as it is sent, the page's as `desk`; `all` is of the lines before it.

    Empty where the page is not built.
    """
    page = Page(folder)
    if not page.built:
        return {}
    found = {name: hashlib.sha256(content).hexdigest() for name, content in page.contents().items()}
    lines = "".join(f"{digest}  {name}\n" for name, digest in found.items())
    return found | {"all": hashlib.sha256(lines.encode()).hexdigest()}


def manifest(folder: Path, app: str, version: str) -> dict[str, Any]:
    """Return the page as a manifest of WEBCAT without signatures; empty where the page is not built.

    A browser with that extension loads nothing that was not signed. `app` is the address of the source. The
    time and the signatures are added when the manifest is signed.
    """
    page = Page(folder)
    if not page.built:
        return {}
    told = {
        "app": app,
        "version": version,
        "default_csp": HEADERS["Content-Security-Policy"],
        "default_index": INDEX,
        "default_fallback": INDEX,
        "files": {page.address(name): _hash(content) for name, content in page.contents().items()},
        "wasm": [],
        "extra_csp": {},
    }
    return {"manifest": told, "signatures": {}}


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


class Page:
    """The page, the same for everybody: it chooses its language itself."""

    def __init__(self, folder: Path) -> None:
        template = folder / "index.html"
        self._files = Files(folder) if template.is_file() else None
        self._page = b""
        if self._files is not None:
            self._page = template.read_text("utf-8").replace("{{version}}", self._files.version).encode()

    @property
    def built(self) -> bool:
        """Return whether there is a page."""
        return self._files is not None

    def contents(self) -> dict[str, bytes]:
        """Return the page as `desk`, and its files by name."""
        return {"desk": self._page} | dict(self._files.contents() if self._files else {})

    def address(self, name: str) -> str:
        """Return the path at which one of the contents is served."""
        return (
            "/desk" if name == "desk" or self._files is None else f"/desk/files/{self._files.version}/{name}"
        )

    async def index(self, request: Request) -> Response:
        """Return the page, or one that says how it is built."""
        if self._files is None:
            return Response(UNBUILT, 503, media_type="text/html")
        return Response(self._page, media_type="text/html")

    async def file(self, request: Request) -> Response:
        """Return a file of the page."""
        if self._files is None:
            raise BadRequest(404)
        return self._files.answer(request)
