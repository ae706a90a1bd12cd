"""The Caddy of `deploy/`, with a certificate, ports and folders of its own."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.campaigns.floods.proxy import HOST, certified, listening
from tests.campaigns.kill.process import ROOT
from tests.product.product import free_port

CONFIGURATION = ROOT / "deploy/caddy/Caddyfile"
GLOBAL = """{{
	admin off
	auto_https disable_redirects
	https_port {secure}
	http_port {plain}
	storage file_system {folder}/storage
}}
"""


@asynccontextmanager
async def proxied(
    folder: Path, upstream: int, change: Callable[[str], str] = str, under: Sequence[str] = ()
) -> AsyncIterator[int]:
    """Run Caddy in front of this port, as `tests.campaigns.floods.proxy` runs nginx."""
    secure = prepared(folder, upstream, change)
    command = (*under, "caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile"))
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, stderr=log, env=os.environ | dict.fromkeys(("HOME", "XDG_CONFIG_HOME"), str(folder))
        )
        try:
            await listening(secure)
            yield secure
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def prepared(folder: Path, upstream: int, change: Callable[[str], str]) -> int:
    """Write the configuration, with free ports; return that of its TLS."""
    folder.mkdir()
    certified(folder)
    secure = free_port()
    site = change(CONFIGURATION.read_text("utf-8")).replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
    site = site.replace(f"{HOST} {{", f"{HOST} {{\n\ttls {folder}/report.pem {folder}/report.key")
    options = GLOBAL.format(secure=secure, plain=free_port(), folder=folder)
    (folder / "Caddyfile").write_text(options + site)
    return secure
