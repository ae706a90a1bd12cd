"""One of two servers behind the nginx of `deploy/` stands still: it takes connections and says nothing."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.campaigns.floods import proxy as nginx

ONE = "server 127.0.0.1:8080 max_fails=0;"
SLOW = 12.0
"""Seconds after which the working server answers what may take long."""
SENT, ASKED = ("POST", "/web/messages"), ("GET", "/")
EACH = 4
"""Requests of a kind: nginx gives each server half of them."""

if lacking := nginx.missing():
    pytest.skip(f"not installed: {lacking}; .ci/packages installs them", allow_module_level=True)


async def works(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request, an upload late, and a stream with something every 15 seconds."""
    head = await reader.readuntil(b"\r\n\r\n")
    streams, late = b"/stream " in head, b"/web/files " in head
    await asyncio.sleep(SLOW if late else 0)
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    for _ in range(2 if streams else 1):
        writer.write(b"here\n")
        await writer.drain()
        await asyncio.sleep(15 if streams else 0)
    writer.close()


async def stands_still(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read all of it, and say nothing until nginx goes."""
    while await reader.read(65536):
        pass
    writer.close()


@asynccontextmanager
async def behind(folder: Path, *servers: object) -> AsyncIterator[httpx.AsyncClient]:
    """A client of nginx, which has these servers."""
    running = [await asyncio.start_server(each, "127.0.0.1") for each in servers]  # type: ignore[arg-type]  # the two above
    ports = [each.sockets[0].getsockname()[1] for each in running]
    lines = "\n".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
    async with nginx.proxied(folder, 0, lambda site: site.replace(ONE, lines)) as port:
        base = f"https://127.0.0.1:{port}"
        # nothing is proved to a test about whose certificate it is
        async with httpx.AsyncClient(base_url=base, verify=False, timeout=60) as client:  # noqa: S501  # our own nginx
            yield client
    for each in running:
        each.close()


async def asked(client: httpx.AsyncClient, method: str, path: str) -> tuple[int, float]:
    """The status, and the seconds that it took."""
    began = time.monotonic()
    answer = await client.request(
        method, path, headers={"Host": nginx.HOST}, extensions={"sni_hostname": nginx.HOST}
    )
    return answer.status_code, time.monotonic() - began


@pytest.mark.long
async def test_pages_and_what_counts_once_are_answered_by_the_other_server(tmp_path: Path) -> None:
    async with behind(tmp_path / "nginx", works, stands_still) as client:
        for method, path in (SENT, ASKED, ("GET", "/static/1/chat.js"), ("GET", "/desk")):
            found = await asyncio.gather(*(asked(client, method, path) for _ in range(EACH)))
            assert [status for status, _ in found] == [200] * EACH
            assert 4 < max(seconds for _, seconds in found) < 10
            assert min(seconds for _, seconds in found) < 4


@pytest.mark.long
async def test_an_upload_and_a_stream_may_take_long(tmp_path: Path) -> None:
    async with behind(tmp_path / "nginx", works) as client:
        found = await asyncio.gather(
            asked(client, "POST", "/web/files"),
            asked(client, "GET", "/web/stream"),
            asked(client, "GET", "/desk/api/stream"),
        )
    assert [status for status, _ in found] == [200] * 3
    assert min(seconds for _, seconds in found) > SLOW - 1
