"""The page as a manifest of WEBCAT: a browser with that extension loads nothing that was not signed."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from handlers.desk.calls import HEADERS
from handlers.desk.page import Page

INDEX = "/desk"


def manifest(folder: Path, app: str, version: str) -> dict[str, Any]:
    """Return the manifest without signatures; empty where the page is not built.

    `app` is the address of the source. The time and the signatures are added when it is signed.
    """
    page = Page(folder)
    if not page.built:
        return {}
    files = {page.address(name): _hash(content) for name, content in page.contents().items()}
    told = {
        "app": app,
        "version": version,
        "default_csp": HEADERS["Content-Security-Policy"],
        "default_index": INDEX,
        "default_fallback": INDEX,
        "files": files,
        "wasm": [],
        "extra_csp": {},
    }
    return {"manifest": told, "signatures": {}}


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
