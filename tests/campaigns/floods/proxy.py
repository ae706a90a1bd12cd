"""The nginx of `deploy/`, with a certificate, ports and folders of its own."""

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.campaigns.kill.process import ROOT
from tests.product.product import free_port

CONFIGURATION = ROOT / "deploy/nginx/ballegh.conf"
HOST = "report.example.org"
MAIN = """
daemon off;
{user}
pid {folder}/pid;
worker_processes 1;
worker_rlimit_nofile 16384;
error_log {folder}/error.log crit;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/ballegh.conf;
}}
"""


def missing() -> str:
    """The programs that are not installed here; empty where the proxy can run."""
    return ", ".join(name for name in ("nginx", "openssl") if not shutil.which(name))


@asynccontextmanager
async def proxied(
    folder: Path, upstream: int, change: Callable[[str], str] = str, under: Sequence[str] = ()
) -> AsyncIterator[int]:
    """Run nginx in front of this port; yields the port of its TLS.

    `change` alters the shipped configuration; `under` is a command that starts nginx.
    """
    port = prepared(folder, upstream, change)
    command = (*under, "nginx", "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"))
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await listening(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


def prepared(folder: Path, upstream: int, change: Callable[[str], str]) -> int:
    """Write the configuration, with free ports; return that of its TLS."""
    folder.mkdir()
    secure, plain = free_port(), free_port()
    certified(folder)
    site = change(CONFIGURATION.read_text("utf-8"))
    site = site.replace("/etc/ssl", str(folder)).replace("/var/log/nginx", str(folder))
    site = site.replace("/opt/ballegh/deploy", str(ROOT / "deploy"))
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
    site = re.sub(r"listen (\[::\]:)?443", lambda found: f"listen {found[1] or ''}{secure}", site)
    site = re.sub(r"listen (\[::\]:)?80;", lambda found: f"listen {found[1] or ''}{plain};", site)
    (folder / "ballegh.conf").write_text(site)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    return secure


def certified(folder: Path) -> None:
    """Make a self-signed certificate."""
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    files = ("-keyout", str(folder / "report.key"), "-out", str(folder / "report.pem"))
    subprocess.run(
        ("openssl", "req", "-x509", *curve, "-subj", f"/CN={HOST}", *files), check=True, capture_output=True
    )


async def listening(port: int) -> None:
    """Return once something listens on this port."""
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
