"""What the tests of the whole product share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.bot.commands.typed import Typed


@pytest.fixture(scope="session")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    """Commands of `main.py`, for a terminal beside the server."""
    found = Typed(tmp_path_factory.mktemp("typed"))
    yield found
    found.close()


@pytest.fixture
def healthy() -> Iterator[None]:
    """A database in which the doctor finds nothing bad: the tests' Postgres does not wait for its disk."""
    with databases.syncing():
        yield


@pytest.fixture(scope="session")
def deploy(typed: Typed, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """`deploy(folder)` makes a folder what `init` makes it, by copying."""
    made = tmp_path_factory.mktemp("made")
    assert typed(made, "init").status == 0

    def copied(folder: Path) -> Path:
        return databases.copied(made, folder)

    return copied
