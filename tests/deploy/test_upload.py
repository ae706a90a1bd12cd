"""A file that a browser sends through a shipped proxy to a real server lies nowhere in plain on its way."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import pytest

from tests.campaigns.floods import proxy as nginx
from tests.campaigns.kill.process import Process
from tests.deploy import caddy
from tests.deploy.disk_writes import DiskWrites, watched

CONTENT, NAME = "canary-of-the-content", "canary-of-the-name"
FILE = (CONTENT.encode() + b"\n") * 200_000
"""More than four megabytes: no proxy keeps that in its buffers."""
BUFFERED = "proxy_request_buffering on;"

person = pytest.importorskip("tests.product.person", reason="playwright is missing: make test installs it")
if missing := [name for name in ("chromium", "nginx", "caddy", "openssl", "strace") if not which(name)]:
    pytest.skip(f"not installed: {', '.join(missing)}; .ci/packages installs them", allow_module_level=True)


@dataclass
class Sent:
    """What was seen of one upload; `urls` are the addresses that the page called."""

    server: DiskWrites
    proxy: DiskWrites
    urls: list[str] = field(default_factory=list)

    @property
    def plain(self) -> set[tuple[str, str]]:
        """The files, and the needles that were written to them."""
        return self.server.held | self.proxy.held


async def uploads(folder: Path, behind: Callable[..., AbstractAsyncContextManager[int]], change=str) -> Sent:
    """Send the file from the page in a browser, and end every program."""
    public = {"BALLEGH_PUBLIC_URL": f"https://{nginx.HOST}"}
    data = folder / "data"
    data.mkdir()
    async with AsyncExitStack() as stack:
        needles = (CONTENT, NAME)
        server = await stack.enter_async_context(watched(folder / "server.trace", needles))
        front = await stack.enter_async_context(watched(folder / "proxy.trace", needles))
        bot = await stack.enter_async_context(Process(data, public, server.under))
        upstream = int(bot.url.rpartition(":")[2])
        port = await stack.enter_async_context(behind(folder / "proxy", upstream, change, front.under))
        sent = Sent(server, front)
        async with page(port, sent.urls) as shown:
            await shown.get_by_role("button", name="Français").click()
            await person.expect(shown.locator(".message.us")).to_have_count(2)
            given = {"name": f"{NAME}.txt", "mimeType": "text/plain", "buffer": FILE}
            await shown.locator("#files").set_input_files(given)
            await person.expect(shown.locator(".message.us")).to_have_count(3, timeout=60_000)
    return sent


@asynccontextmanager
async def page(port: int, urls: list[str]):
    """The site in a browser, which finds its host behind this port."""
    async with person.chromium(f"--host-resolver-rules=MAP {nginx.HOST} 127.0.0.1:{port}") as browser:
        context = await browser.new_context(locale="fr", ignore_https_errors=True)
        shown = await context.new_page()
        shown.set_default_timeout(30_000)
        shown.on("request", lambda request: urls.append(request.url))
        await shown.goto(f"https://{nginx.HOST}/")
        yield shown


def lying(folder: Path) -> list[str]:
    """The files that hold the content or the name."""
    wanted = (CONTENT.encode(), NAME.encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(each in path.read_bytes() for each in wanted)]


@pytest.mark.parametrize("behind", [nginx.proxied, caddy.proxied], ids=["nginx", "caddy"])
@pytest.mark.few(1)
@pytest.mark.long
async def test_an_upload_is_written_in_plain_nowhere(behind, tmp_path: Path) -> None:
    sent = await uploads(tmp_path, behind)
    assert sent.plain == set()
    assert [*sent.server.unshown, *sent.proxy.unshown] == []
    assert not [url for url in sent.urls if NAME in url]
    # The watcher saw the file as it was sealed, and everything that lies there now is free of it.
    assert max(sent.server.bytes.values()) > len(FILE)
    assert lying(tmp_path) == []


@pytest.mark.long
async def test_the_watcher_sees_a_proxy_that_buffers(tmp_path: Path) -> None:
    sent = await uploads(
        tmp_path, nginx.proxied, lambda site: site.replace("proxy_request_buffering off;", BUFFERED)
    )
    assert {needle for name, needle in sent.plain if name.startswith(f"{tmp_path}/proxy/body/")} == {CONTENT}
    assert not list((tmp_path / "proxy/body").rglob("*/*"))
