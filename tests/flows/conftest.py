"""A house for each dialogue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dialogue import House, Person


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A database of its own."""
    built = House.build(tmp_path)
    yield built
    built.storage.database.close()


@pytest.fixture
def person(house: House) -> Callable[..., Person]:
    """Someone new, in a chat of their own: `person("ar")`."""

    def come(language: str = "fr", chat: str = "telegram:1") -> Person:
        return house.person(chat, language)

    return come


@pytest.fixture(params=["ar", "fr", "ary"])
def reporter(house: House, request: pytest.FixtureRequest) -> Person:
    """Someone who has chosen a language, each in turn, and stands at the first question."""
    someone = house.person("telegram:1", "fr")
    return someone.starts().sees("welcome").taps(request.param).sees("ask-category")


@pytest.fixture
def officer(house: House) -> Person:
    """An enrolled officer at the desk."""
    with house.storage.write() as unit:
        _, code = unit.officers.add("Salma", house.now)
    return house.person("telegram:900", "fr").starts(f"officer_{code}").sees("officer-welcome", "ask-desk")
