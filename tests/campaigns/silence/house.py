"""The servers of one play: processes of `main.py serve`, on SQLite or on one Postgres."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.base import base
from bot.settings.environment import Settings
from tests.campaigns.kill.process import OURS, ROOT

STARTS = 90.0
WORKERS = "BALLEGH_WORKERS"
NODES = (
    "SELECT nodes.name, leases.node IS NOT NULL FROM nodes "
    "LEFT JOIN leases ON leases.node = nodes.number AND leases.name = 'scheduled work'"
)


@dataclass
class Server:
    """A process of `main.py serve` on a port; if it has workers, they serve, and are its children."""

    settings: Mapping[str, str]
    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Return once it serves."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, str(ROOT / "main.py"), "serve"),
                cwd=self.folder,
                env=inherited | dict(self.settings) | {"BALLEGH_LISTEN": f"127.0.0.1:{self.port}"},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert self.process.stdout
        async with asyncio.timeout(STARTS):
            async for line in self.process.stdout:
                if line.startswith(b"  open  "):
                    return
        raise RuntimeError(f"no server: {self.folder / 'log'}")

    @property
    def processes(self) -> list[int]:
        """The numbers of the processes that serve."""
        pid = self.process.pid
        if WORKERS not in self.settings:
            return [pid]
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]

    async def kill(self) -> None:
        """End all of it at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()


@dataclass
class House:
    """All servers of a play."""

    servers: list[Server]

    async def start(self) -> None:
        """Start one after the other, until all know of one another."""
        for server in self.servers:
            await server.start()
        while self.shared and not self._know():  # noqa: ASYNC110  # they are other processes
            await asyncio.sleep(0.1)

    def _know(self) -> bool:
        return len(self._nodes()) >= len(self.processes) and self.leader() > 0

    @property
    def shared(self) -> bool:
        """Whether the database is Postgres."""
        return "BALLEGH_DATABASE_URL" in self.servers[0].settings

    @property
    def processes(self) -> list[int]:
        """The numbers of all processes that serve."""
        return [pid for server in self.servers for pid in server.processes]

    def victim(self, *, lead: bool) -> int:
        """The process that has the scheduled work, or another one; the only one, where there is no other."""
        leader = self.leader() if self.shared else 0
        others = [pid for pid in self.processes if pid != leader]
        return leader if (lead and leader) or not others else others[0]

    def leader(self) -> int:
        """The process that has the scheduled work; 0 where none has."""
        return next((pid for pid, leads in self._nodes() if leads), 0)

    def _nodes(self) -> list[tuple[int, bool]]:
        return [(int(name.rpartition(":")[2]), leads) for name, leads in self.queried(NODES)]

    def queried(self, query: str) -> list[Any]:
        """The rows of a query, read beside the servers."""
        made = base(Settings(**self.servers[0].settings))  # type: ignore[arg-type]  # texts, as in the environment
        with closing(made.database), made.database.read() as connection:
            return [*connection.execute(text(query)).fetchall()]

    def errors(self) -> list[str]:
        """The lines of the log that tell of an error, but for a worker that was killed."""
        log = (self.servers[0].folder / "log").read_text("utf-8", "replace")
        lines = (line for line in log.splitlines() if '"level": "error"' in line)
        return [line for line in lines if "a worker ended" not in line]

    async def stop(self) -> None:
        """End everything by force."""
        for server in self.servers:
            await server.kill()
