"""Two servers behind a proxy of `deploy/`: each in turn is put anew while people write, nobody notices."""

import asyncio
import json
import re
import secrets
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import httpx
import pytest

from tests.campaigns.floods import proxy as nginx
from tests.campaigns.kill.process import MANY_VISITORS, Process
from tests.deploy import caddy
from tests.product.product import configured, free_port
from tests.storage.cluster import Cluster

PEOPLE = 6
PATIENCE = 120.0
NAMED = {"sni_hostname": nginx.HOST}
"""Of a request: the name for which a certificate is asked."""
ONE = {"nginx": "server 127.0.0.1:8080 max_fails=0;", "caddy": "reverse_proxy 127.0.0.1:8080"}
MARK = re.compile(r"^\t\t#(?=[a-z_]+ )", re.MULTILINE)
"""The mark of a line in the Caddyfile that is for several servers."""
Behind = Callable[..., AbstractAsyncContextManager[int]]

if missing := [name for name in ("nginx", "caddy", "openssl") if not which(name)]:
    pytest.skip(f"not installed: {missing}; .ci/packages installs them", allow_module_level=True)


@dataclass
class Writer:
    """Somebody who writes, waits for the answer, and writes again. `seen`: refusals."""

    http: httpx.AsyncClient
    seen: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    answered: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def writes(self, stop: asyncio.Event) -> None:
        """Open the page, and write until told to stop."""
        await self._asks("GET", "/")
        listening = asyncio.create_task(self._listens())
        try:
            while not stop.is_set():
                before = len(self.rows)
                await self._asks("POST", "/web/messages", json={"id": secrets.token_hex(16), "text": "menu"})
                await self.until(before + 1)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def until(self, count: int) -> None:
        """Return once so many answers were heard."""
        async with asyncio.timeout(PATIENCE), self.answered:
            await self.answered.wait_for(lambda: len(self.rows) >= count)

    async def _asks(self, method: str, path: str, **more: object) -> None:
        more["extensions"] = NAMED
        while (answer := await self.http.request(method, path, **more)).status_code != 200:  # type: ignore[arg-type]  # by keyword
            if answer.status_code != 429:
                self.seen.append(f"{path} {answer.status_code}")
                assert self.seen.count(self.seen[-1]) < 10
            # Who wrote too fast waits as long as the answer says; other refusals the page tries again.
            await asyncio.sleep(int(answer.headers.get("Retry-After", 1)))

    async def _listens(self) -> None:
        """Hear the stream, which is opened anew when a server ends it."""
        while True:
            after = {"after": str(max(self.rows, default=0))}
            with suppress(httpx.RemoteProtocolError):  # it breaks off with its server
                async with self.http.stream("GET", "/web/stream", params=after, extensions=NAMED) as stream:
                    if stream.status_code != 200:
                        self.seen.append(f"/web/stream {stream.status_code}")
                    await self._hears(stream.aiter_lines())

    async def _hears(self, lines: AsyncIterator[str]) -> None:
        async for line in lines:
            if line.startswith('data: {"row"') and (row := int(json.loads(line[6:])["row"])) not in self.rows:
                async with self.answered:
                    self.rows.append(row)
                    self.answered.notify_all()
                shown = {"rows": [str(row)]}
                await self._asks("POST", "/web/ack", json=shown)


@asynccontextmanager
async def people(port: int) -> AsyncIterator[Sequence[Writer]]:
    """People who write through this port, until the block ends."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        writers = []
        for _ in range(PEOPLE):
            http = httpx.AsyncClient(
                base_url=f"https://127.0.0.1:{port}",
                verify=trusting,
                timeout=30,
                headers={"Host": nginx.HOST, "Origin": f"https://{nginx.HOST}"},
            )
            writers.append(Writer(await stack.enter_async_context(http)))
        async with asyncio.TaskGroup() as tasks:
            for writer in writers:
                tasks.create_task(writer.writes(stop))
            yield writers
            stop.set()


async def more(writers: Sequence[Writer], count: int) -> None:
    """Return once each has heard so many answers more."""
    await asyncio.gather(*(writer.until(len(writer.rows) + count) for writer in writers))


def beside(program: str, ports: Sequence[int]) -> Callable[[str], str]:
    """The change of the shipped configuration that the manual tells of: all servers, in place of one."""
    if program == "nginx":
        each = "\n".join(f"    server 127.0.0.1:{port} max_fails=0;" for port in ports)
        return lambda site: site.replace(ONE[program], each.strip())
    all_ = " ".join(f"127.0.0.1:{port}" for port in ports)
    return lambda site: MARK.sub("\t\t", site.replace(ONE[program], f"reverse_proxy {all_}"))


def server(folder: Path, url: str, number: int, port: int) -> Process:
    """One of the servers; the second one has two workers."""
    return Process(
        folder / f"server-{number}",
        {
            "BALLEGH_DATA_DIR": str(folder / "data"),
            "BALLEGH_DATABASE_URL": url,
            "BALLEGH_CONFIG": str(folder / "ballegh.toml"),
            "BALLEGH_LISTEN": f"127.0.0.1:{port}",
            "BALLEGH_PUBLIC_URL": f"https://{nginx.HOST}",
            "BALLEGH_WORKERS": str(number),
        },
    )


@pytest.mark.parametrize(("program", "behind"), [("nginx", nginx.proxied), ("caddy", caddy.proxied)])
@pytest.mark.long
async def test_nobody_notices_that_one_server_after_the_other_is_put_anew(
    program: str, behind: Behind, cluster: Cluster, tmp_path: Path
) -> None:
    configured(tmp_path, MANY_VISITORS)
    url, ports = cluster.prepared(), [free_port(), free_port()]
    for number in (1, 2):
        (tmp_path / f"server-{number}").mkdir()
    async with AsyncExitStack() as stack:
        servers = [server(tmp_path, url, number, port) for number, port in enumerate(ports, 1)]
        for each in servers:
            await each.__aenter__()
            stack.push_async_callback(each.__aexit__)
        front = await stack.enter_async_context(behind(tmp_path / "proxy", 0, beside(program, ports)))
        async with people(front) as writers:
            for each in servers:
                await more(writers, 2)
                await each.__aexit__()
                assert each.status == 0
                await more(writers, 2)
                await each.__aenter__()
                await more(writers, 2)
        refused = [seen for writer in writers for seen in writer.seen]
        # Caddy tries no post again that a server may have begun to read, and has none where both are slow to
        # say that they are ready: the page tries again.
        assert [seen for seen in refused if program == "nginx" or seen[-3:] not in ("502", "503")] == []
