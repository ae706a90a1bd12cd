"""What the tests of the whole product share."""

from collections.abc import Iterator

import pytest

from tests.bot.commands.typed import Typed


@pytest.fixture(scope="session")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typed]:
    """Commands of `main.py`, for a terminal beside the server."""
    found = Typed(tmp_path_factory.mktemp("typed"))
    yield found
    found.close()
