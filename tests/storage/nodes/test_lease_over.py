"""A server that stood still for longer than its lease: what it did with a row counts no more."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from bot.delivery.carriers import Carriers
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import given_up
from bot.intake.daily_quota import DailyQuota
from bot.settings.config import Config
from bot.turn.effects import TurnRules
from bot.turn.jobs import FetchOrder
from bot.turn.turn import Turns
from flows.core.effects import Fetch
from flows.core.events import Event, Media
from handlers.channel import SendError
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.database.engine import Database
from storage.delivery.messages import OutboxRow
from storage.sealing.vault import Vault
from storage.unit import Storage
from storage.writer import Job, Writer
from tests.dialogue import engine, words
from tests.storage.cluster import Cluster

CHAT, PIECE = "telegram:1", "abcd"
EXPECTED = Fetch(PIECE, Media("photo", "file"))
ANOTHER = 1024


class OneFile:
    """A channel with a file."""

    name = "telegram"

    async def fetch(self, _: str) -> AsyncIterator[bytes]:
        yield b"\x89PNG\r\n\x1a\n" + bytes(100)


@dataclass
class Server:
    """The parts of a server that fetch files."""

    storage: Storage
    writer: Writer
    carriers: Carriers

    def ordered(self) -> OutboxRow:
        """The row of a file to fetch, leased to this server."""
        order = msgspec.json.encode(FetchOrder(PIECE, "file"))
        with self.storage.write() as unit:
            unit.outbox.find_free([CHAT])
            unit.evidence.expect(EXPECTED, Event("e", CHAT, 1.0, EXPECTED.media, message="1"))
            return unit.outbox.post(CHAT, "fetch", order, unit.clock())

    def ends(self) -> None:
        self.writer.stop()
        self.storage.database.close()

    def state(self) -> str:
        with self.storage.read() as unit:
            piece = unit.evidence.get(PIECE)
            assert piece is not None
            return piece.state

    @contextmanager
    def standing_still(self, row: OutboxRow) -> Iterator[None]:
        """Nothing is written, and meanwhile another server takes over the row."""
        stands, gate = threading.Event(), threading.Event()

        def stand(_: object) -> bool:
            stands.set()
            return gate.wait(30)

        self.writer.submit(Job(CHAT, "", stand, lambda *_: None))
        stands.wait(30)
        try:
            yield
            with self.storage.database.write() as connection:
                connection.exec_driver_sql("UPDATE outbox SET node = %s WHERE id = %s", (ANOTHER, row.id))
        finally:
            gate.set()


def built(url: str, folder: Path) -> Server:
    """A server on this database, whose channel is called `telegram`."""
    storage = Storage(Database(url, folder), Vault(b"k" * 32))
    writer = Writer(storage, asyncio.get_running_loop().call_soon_threadsafe)
    writer.start()
    carriers = Carriers(
        channels={"telegram": OneFile()},  # type: ignore[dict-item]  # only its files are asked for
        turns=Turns(TurnRules(engine(), words(), Config().limits), writer, lambda rows: None),
        storage=storage,
        store=EvidenceStore(folder / "evidence", storage.seals, FileLimits(MEGABYTE, 0)),
        quota=DailyQuota(1000, 1000 * MEGABYTE, storage.clock),
        outbox=OutboxWriter(writer),
    )
    return Server(storage, writer, carriers)


async def queued(server: Server) -> None:
    """Return once a job waits for the writer."""
    async with asyncio.timeout(30):
        while not server.writer.waiting:  # noqa: ASYNC110  # a thread takes from the queue, and tells nobody
            await asyncio.sleep(0)


async def test_a_file_is_not_recorded_by_a_server_that_another_has_replaced_meanwhile(
    cluster: Cluster, tmp_path: Path
) -> None:
    server = built(cluster.prepared(), tmp_path)
    row = server.ordered()
    assert row.lease
    with server.standing_still(row):
        fetching = asyncio.create_task(server.carriers.fetch(row))
        await queued(server)
    with pytest.raises(SendError, match="lease_over"):
        await fetching
    assert server.state() == "expected", "the other one's file is the one that counts"
    server.ends()


async def test_a_file_is_not_given_up_by_a_server_that_another_has_replaced_meanwhile(
    cluster: Cluster, tmp_path: Path
) -> None:
    server = built(cluster.prepared(), tmp_path)
    row, gone = server.ordered(), SendError("gone", retryable=False)
    with server.standing_still(row):
        ended = given_up(row, gone, server.storage.clock())
        failing = asyncio.create_task(server.carriers.fetch_failed(row, ended, gone))
        await queued(server)
    assert await failing == ended
    assert server.state() == "expected"
    server.ends()


async def test_a_file_of_a_row_that_this_server_has_is_recorded(cluster: Cluster, tmp_path: Path) -> None:
    server = built(cluster.prepared(), tmp_path)
    await server.carriers.fetch(server.ordered())
    assert server.state() == "stored"
    server.ends()
