"""Servers of which none sends, or too many for their database: the log and the doctor say what to do."""

from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.base import Base
from bot.commands.checks.finding import BAD, WARN
from bot.commands.operations.doctor import doctor
from bot.nodes.membership import Membership
from bot.nodes.words import Words
from tests.databases import cluster
from tests.product.product import opened, settings
from tests.storage.cluster import LACKING, in_memory, programs

SAID = "no server sends: start one with BALLEGH_ROLE=work or all"


@pytest.fixture
def url() -> Iterator[str]:
    if programs() is None:
        pytest.skip(LACKING)
    made = cluster().prepared()
    yield made
    cluster().drop(made)


@asynccontextmanager
async def joined(folder: Path, url: str, role: str) -> Any:
    """A server of this role among the others, which gives its next sign of life when it is told to."""
    made = opened(settings(folder, database_url=url, role=role))
    membership = Membership(made, Words(made.database))
    membership.every = 3600.0
    await membership.start()
    try:
        yield membership, made
    finally:
        await membership.stop()
        made.database.close()


def bad(made: Base) -> list[Any]:
    """The lines of the doctor about servers that do not send."""
    return found(made, BAD, "sender")


def found(made: Base, mark: str, about: str) -> list[Any]:
    """The lines of the doctor with this mark about this."""
    data: Any = doctor(made).data
    return [each["said"] for each in data if each["mark"] == mark and each["about"] == about]


async def test_the_log_says_once_that_no_server_sends_and_once_that_one_does_again(tmp_path, url):
    with capture_logs() as lines:
        async with joined(tmp_path, url, "serve") as (serves, _):
            await serves.look()
            await serves.look()
            async with joined(tmp_path, url, "work"):
                await serves.look()
                await serves.look()
            await serves.look()
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", SAID),
        ("info", "a server sends again"),
        ("warning", SAID),
    ]


async def test_the_doctor_says_what_to_start_where_no_server_sends(tmp_path, url):
    async with joined(tmp_path, url, "serve") as (_, made):
        assert bad(made) == [SAID]
        async with joined(tmp_path, url, "work"):
            assert bad(made) == []


def test_the_doctor_of_servers_that_are_all_stopped_misses_none(tmp_path, url):
    made = opened(settings(tmp_path, database_url=url, role="serve"))
    assert bad(made) == []
    made.database.close()


async def test_the_doctor_warns_where_the_servers_may_need_more_connections_than_there_are(tmp_path, url):
    async with joined(tmp_path, url, "all") as (_, made):
        assert found(made, WARN, "database") == []
    with in_memory("-c max_connections=26") as small:
        async with joined(tmp_path, small.prepared(), "all") as (_, made):
            said = "1 process may need 24 connections and PostgreSQL gives 23: raise max_connections"
            assert found(made, WARN, "database") == [said]
