"""A server that was killed, or stands still: the others miss it soon, and have what it was to send."""

import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import OperationalError

from bot.nodes.membership import Membership
from bot.nodes.words import Words
from storage.database.clock import Clock
from storage.database.engine import Database
from storage.database.ids import session_of
from storage.delivery.held import LOOKS
from storage.nodes.nodes import BEFORE, DEAD, GONE, Node
from storage.nodes.signals import AGAIN, Signals
from storage.unit import Storage
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import opened, running, settings
from tests.storage.cluster import Cluster
from tests.storage.nodes.test_workers import started, workers

NOW = 1_000_000.0
OTHER = Node(1, "host:1", "all", "s3://a", "0.3.0")
SESSIONS = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = :name")
LEASED = text("SELECT count(*) FROM outbox WHERE kind = :kind AND lease > 0")
SOON = 20.0
"""Seconds after which a person who waits for an answer takes it that none comes."""


def gone(storage: Storage, now: float, *, sure: bool) -> list[int]:
    with storage.write() as unit:
        return unit.nodes.gone(now, sure=sure)


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_node_without_a_session_is_missed_sooner_by_one_that_is_sure(
    storage: Storage, database: Database, url: str, tmp_path: Path
) -> None:
    killed = Database(url, tmp_path / "killed")
    number = killed.ids.node
    with storage.write() as unit:
        assert unit.nodes.join(replace(OTHER, number=number), NOW)
    with killed.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert gone(storage, NOW + DEAD + 1, sure=True) == [], "it stands still, or is cut off"
    killed.close()
    with database.engine.connect() as connection:
        while connection.execute(SESSIONS, {"name": session_of(number)}).scalar():
            connection.rollback()  # a transaction sees the activity of one moment
    assert gone(storage, NOW + DEAD - 1, sure=True) == [], "it may be on its way back"
    assert gone(storage, NOW + DEAD + 1, sure=False) == [], "the database may have been away"
    assert gone(storage, NOW + DEAD + 1, sure=True) == [number]


def test_on_a_database_of_ones_own_only_silence_counts(storage: Storage) -> None:
    with storage.write() as unit:
        assert unit.nodes.join(OTHER, NOW)
    if storage.database.exclusive:
        assert gone(storage, NOW + DEAD + 1, sure=True) == []
    assert gone(storage, NOW + GONE + 1, sure=False) == [1]


async def test_a_server_without_sessions_sends_no_more_before_the_others_have_its_rows(
    cluster: Cluster, tmp_path: Path
) -> None:
    later = 0.0
    clock = Clock(steady=lambda: time.monotonic() + later)
    made = opened(settings(tmp_path, database_url=cluster.prepared()), clock)
    words = Words(made.database)
    membership = Membership(made, words)
    membership.every = 3600.0
    try:
        await membership.start()
        assert not words.connected
        assert membership.is_heard()
        later = DEAD / 2
        assert not membership.is_heard()
    finally:
        await membership.stop()
        made.database.close()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_node_that_only_listens_still_has_a_session(
    storage: Storage, database: Database, url: str, tmp_path: Path
) -> None:
    other = Database(url, tmp_path / "other")
    words: SimpleQueue[str] = SimpleQueue()
    signals = Signals(other, words.put)
    signals.start()
    assert words.get(timeout=SOON) == AGAIN
    other.engine.dispose()
    with storage.write() as unit:
        assert unit.nodes.join(replace(OTHER, number=other.ids.node), NOW)
    assert gone(storage, NOW + DEAD + 1, sure=True) == []
    signals.stop()
    other.close()


def test_servers_of_another_version_are_waited_for_as_they_expect(storage: Storage) -> None:
    with storage.write() as unit:
        assert unit.nodes.join(OTHER, NOW)
        assert unit.nodes.join(replace(OTHER, number=2, version="0.2.9"), NOW)
    assert gone(storage, NOW + GONE + 1, sure=True) == []
    assert gone(storage, NOW + BEFORE + 1, sure=True) == [1, 2]


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_row_that_a_server_knows_to_have_stays_its_own(storage: Storage, database: Database) -> None:
    with storage.write() as unit:
        unit.outbox.find_free(["web:1"])
        row = unit.outbox.post("web:1", "reply", b"", NOW)
    storage.held.looks = LOOKS
    for _ in range(LOOKS):
        with storage.write() as unit:
            unit.outbox.leases.release_unheld(database.ids.node)
    with storage.read() as unit:
        assert unit.outbox.holds(row.id)
    storage.held.note([(row.id, "")])
    storage.held.looks = LOOKS
    for still in (True, False):
        with storage.write() as unit:
            unit.outbox.leases.release_unheld(database.ids.node)
        with storage.read() as unit:
            assert unit.outbox.holds(row.id) == still


@pytest.mark.parametrize("kind", ["fetch", "reply"])
async def test_what_was_leased_to_a_server_while_the_line_broke_is_sent_soon(
    cluster: Cluster, tmp_path: Path, kind: str
) -> None:
    """It did not hear that it has the row: a file for a quarter of an hour, a reply for a minute."""
    async with FakeTelegram() as telegram, AsyncExitStack() as stack:
        given = settings(tmp_path, telegram, database_url=cluster.prepared())
        product = await stack.enter_async_context(running(given))
        lost: list[str] = []

        def loses(connection: Connection) -> None:
            if not lost and connection.execute(LEASED, {"kind": kind}).scalar():
                lost.append("the answer to this commit")
                connection.connection.commit()
                raise OperationalError("COMMIT", None, Exception(), connection_invalidated=True)

        event.listen(product.made.database.engine, "commit", loses)
        telegram.chat(7).sends_photo(b"\xff\xd8\xff\xe0" + bytes(100))
        async with asyncio.timeout(SOON):
            await telegram.until(lambda: lost and telegram.called("file") and telegram.called("sendMessage"))


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.parametrize("lead", [True, False])
def test_a_file_that_a_server_was_fetching_is_anothers_soon(
    cluster: Cluster, tmp_path: Path, how: signal.Signals, *, lead: bool
) -> None:
    with started(cluster, tmp_path) as one:
        url = make_url(one.url)
        with psycopg.connect(
            host=str(url.query["host"]),
            port=str(url.query["port"]),
            user="postgres",
            dbname=url.database,
            autocommit=True,
        ) as to:
            assert one.nodes() == workers(one.process)
            while (leader := to.execute("SELECT node FROM leases").fetchone()) is None:
                time.sleep(0.1)
            nodes = {number: int(name.rpartition(":")[2]) for number, name in _named(to)}
            node = next(number for number in nodes if (number == leader[0]) == lead)
            _lease_file(to, node)
            os.kill(nodes[node], how)
            began = time.monotonic()
            while to.execute("SELECT 1 FROM outbox WHERE id = 1 AND node = %s", (node,)).fetchone():
                assert time.monotonic() - began < SOON
                time.sleep(0.1)


def _named(to: psycopg.Connection[Any]) -> list[tuple[int, str]]:
    return to.execute("SELECT number, name FROM nodes").fetchall()


def _lease_file(to: psycopg.Connection[Any], node: int) -> None:
    """Lease a file to this node for a quarter of an hour."""
    to.execute(
        "INSERT INTO outbox (id, chat, lane, kind, priority, body, state, due, lease, attempts, resent, "
        "provider_id, reason, created, settled, channel, node) VALUES (1, 'c', 'l', 'fetch', 0, NULL, "
        "'queued', extract(epoch FROM now()), extract(epoch FROM now()) + 900, 0, false, '', '', "
        "extract(epoch FROM now()), 0, 'telegram', %s)",
        (node,),
    )
