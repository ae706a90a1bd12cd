"""`main.py migrate --to` as a process of its own that is ended in between: the target is empty or whole."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.base import Base, existing
from bot.commands.operations.migrate import UNTOUCHED, WHOLE
from storage import key_check
from storage.audit.verify import verify
from storage.cases.files import EvidenceStore, FileLimits
from storage.database.engine import Database
from tests.bot.commands.typed import ROOT, clean
from tests.product.product import opened, settings
from tests.storage.cluster import Cluster
from tests.storage.filled import fill, fill_the_rest
from tests.storage.nodes.waiting import WAITING
from tests.storage.sealed import Line

MOMENTS = (
    ("target", signal.SIGKILL),
    ("cases", signal.SIGKILL),
    ("no rows", signal.SIGKILL),
    ("committed", signal.SIGKILL),
)
"""The line after which the program is ended, and the signal: before the copy, in it, and at its end."""


@pytest.fixture(params=["sqlite", "postgres", "sqlite with a bucket"])
def given(request: pytest.FixtureRequest, cluster: Cluster, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The settings of an installation with a row in every table, that nobody serves."""
    more: dict[str, Any] = {} if "sqlite" in request.param else {"database_url": cluster.prepared()}
    if "bucket" in request.param:
        objects = request.getfixturevalue("objects")
        more = objects.settings(objects.address())
    made = opened(settings(tmp_path / "data", **more))
    key_check.remember(made.database, made.vault)
    store = made.store("evidence")
    store.prepare()
    line = Line.opened(made.storage, tmp_path / "data")
    line.files = EvidenceStore(store.place, made.storage.seals, FileLimits(reserve=0))
    fill(line)
    fill_the_rest(line)
    assert verify(made.storage, store) == []
    made.database.close()
    yield more
    if "database_url" in more:
        cluster.drop(more["database_url"])


def variables(folder: Path, more: Mapping[str, Any]) -> dict[str, str]:
    """The environment of that installation."""
    named = {f"BALLEGH_{name.upper()}": str(value) for name, value in more.items()}
    return clean() | {"BALLEGH_DATA_DIR": str(folder)} | named


def command(url: str) -> list[str]:
    """The move, as it is typed."""
    return [sys.executable, str(ROOT / "main.py"), "migrate", "--to", url.replace("+psycopg", "")]


def ended(url: str, after: str, number: int, environment: Mapping[str, str]) -> int:
    """Start the move, end it once it has said this, and return its exit status."""
    with subprocess.Popen(command(url), env=environment, stdout=subprocess.PIPE, text=True) as moving:
        assert moving.stdout
        assert any(line.startswith(f"{after} ") for line in moving.stdout)
        moving.send_signal(number)
        return moving.wait(60)


def verified(made: Base) -> list[str]:
    """What is wrong there."""
    try:
        return [*map(str, verify(made.storage, made.store("evidence")))]
    finally:
        made.database.close()


def is_there(url: str, folder: Path) -> bool:
    """Whether the database holds tables."""
    database = Database(url, folder)
    try:
        return database.version() is not None
    finally:
        database.close()


@pytest.mark.long
def test_a_move_that_is_killed_moves_all_or_nothing(
    given: dict[str, Any], cluster: Cluster, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    environment = variables(folder, given)
    for after, number in MOMENTS:
        url = cluster.empty()
        assert ended(url, after, number, environment) == -number
        assert verified(existing(settings(folder, **given))) == [], "the source is as it was"
        whole = is_there(url, folder)
        assert whole == (after == "committed") or after == "no rows"
        again = subprocess.run(
            command(url), env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        if whole:
            assert again.returncode == 1
            assert "the target is not empty" in again.stderr
            assert "main.py verify" in again.stderr.splitlines()[-1]
        else:
            assert again.returncode == 0, again.stderr
            assert "verify               every chain, file and row fits" in again.stdout
        assert verified(existing(settings(folder, **given | {"database_url": url}))) == []
        cluster.drop(url)


INTERRUPTED = (
    ("target", signal.SIGINT, UNTOUCHED),
    ("cases", signal.SIGTERM, UNTOUCHED),
    ("committed", signal.SIGTERM, WHOLE),
)
"""The line after which the program is interrupted, the signal, and how everything stands then."""


def interrupted(moving: "subprocess.Popen[str]", number: int, stands: str) -> None:
    """Interrupt the move: it ends with this one line, and the signal's status."""
    moving.send_signal(number)
    _, errors = moving.communicate(timeout=60)
    assert errors.splitlines() == [f"main.py: interrupted; {stands}"]
    assert moving.returncode == 128 + number


def begun(url: str, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    """A move that was just started."""
    pipe = subprocess.PIPE
    return subprocess.Popen(command(url), env=environment, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.few(2)
def test_a_move_that_is_interrupted_says_how_everything_stands(
    given: dict[str, Any], cluster: Cluster, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    for after, number, stands in INTERRUPTED:
        url = cluster.empty()
        with begun(url, variables(folder, given)) as moving:
            assert moving.stdout
            assert any(line.startswith(f"{after} ") for line in moving.stdout)
            interrupted(moving, number, stands)
        assert is_there(url, folder) == (stands == WHOLE)
        cluster.drop(url)


@pytest.mark.parametrize("given", ["sqlite"], indirect=True)
def test_a_move_that_waits_for_its_turn_can_be_interrupted(
    given: dict[str, Any], cluster: Cluster, tmp_path: Path
) -> None:
    """Another process makes tables in the target at that moment."""
    url, other = cluster.empty(), tmp_path / "other"
    first = Database(url, other)
    with first.migrating(), begun(url, variables(tmp_path / "data", given)) as moving:
        with first.engine.connect() as connection:
            while not connection.execute(WAITING).scalar():
                assert moving.poll() is None
                connection.rollback()  # a transaction sees the activity of one moment
        interrupted(moving, signal.SIGINT, UNTOUCHED)
    assert not is_there(url, other)
    first.close()
    cluster.drop(url)
