"""A Postgres of the campaign's own, and the lines by which the nodes reach its socket."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from tests.storage.cluster import Cluster, cluster_in, programs

CHUNK = 1 << 16


def lacking() -> str:
    """The program that is missing, or nothing."""
    return "" if programs() else "initdb"


@contextmanager
def postgres() -> Iterator[Cluster]:
    """Run a Postgres whose commits are synced to a disk."""
    folder = Path(tempfile.mkdtemp(prefix="ballegh-pg-", dir="/tmp"))  # a socket's path is short
    cluster = cluster_in(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        with suppress(Exception):  # a campaign that failed may have left it stopped
            cluster.stop("immediate")
        shutil.rmtree(folder)


class Wire:
    """A node's line to the database. While it is parted nothing is carried, and nothing is refused either."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self._name = f".s.PGSQL.{cluster.port}"
        self._target = cluster.folder / self._name
        self._whole = asyncio.Event()
        self._whole.set()
        self._ends: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self.folder.mkdir(mode=0o700)
        self._server = await asyncio.start_unix_server(self._carry, self.folder / self._name)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.mend(broken=True)

    def url(self, database: str) -> str:
        """The database's address by this line."""
        return database.replace(str(self._target.parent), str(self.folder))

    def part(self) -> None:
        """Carry nothing from now on."""
        self._whole.clear()

    def mend(self, *, broken: bool) -> None:
        """Carry again, what was held back too; or, where the line is `broken`, cut every connection."""
        if broken:
            for end in self._ends:
                end.transport.abort()
        self._whole.set()

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._ends.add(back)
        try:
            await self._whole.wait()
            far, forth = await asyncio.open_unix_connection(self._target)
            self._ends.add(forth)
            try:
                await asyncio.gather(self._pump(near, forth), self._pump(far, back))
            finally:
                self._ends.discard(forth)
        except OSError:
            back.close()
        finally:
            self._ends.discard(back)

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(CHUNK):
                await self._whole.wait()
                target.write(data)
                await target.drain()
        target.close()
