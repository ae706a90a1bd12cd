"""Measures which branches of `flows/` its own tests reach: a plugin of pytest, for `make test`.

Python takes twice as long while it is measured. So only tests in `tests/flows` are measured. Of a dialogue
with many cases the first one is: the others try the same branches with more words, states and languages.
"""

import os
import pkgutil
from collections.abc import Generator, Iterable
from importlib import import_module

import pytest
from coverage import Coverage

import flows

FLOWS = "tests/flows/"
REPEATING = tuple(
    f"{FLOWS}{name}.py"
    for name in ("test_properties", "test_hostile", "report/test_care_matrix", "report/test_labels")
)
"""They try the same branches with more words, states and dialogues: nothing of them is measured."""


def chosen(tests: Iterable[tuple[str, bool]]) -> set[str]:
    """The ids of the tests to be measured; each test is given as its id and whether it plays a dialogue.

    In every worker the same, for all of them collect in one order.
    """
    played: set[str] = set()
    found = set()
    for test, plays in tests:
        name = test.partition("[")[0]
        again = (plays and name in played) or name.startswith(REPEATING)
        if name.startswith(FLOWS) and not again:
            found.add(test)
        played.add(name)
    return found


def plays_a_dialogue(item: pytest.Item) -> bool:
    """With turns and a database, which take most of the time."""
    return "house" in getattr(item, "fixturenames", ())


class Measuring:
    """Measures one worker: all of `flows/` as it is imported, and later the chosen tests."""

    def __init__(self) -> None:
        self._coverage = Coverage(data_suffix=True)
        self._on = False
        self._chosen: set[str] = set()
        self._turn(on=True)
        self._modules = [import_module(one.name) for one in pkgutil.walk_packages(flows.__path__, "flows.")]
        self._turn(on=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Measure the collection of `tests/flows` alone: it takes twice as long then."""
        self._turn(on=collector.nodeid.startswith(FLOWS))
        try:
            return (yield)
        finally:
            self._turn(on=False)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self._chosen = chosen((item.nodeid, plays_a_dialogue(item)) for item in items)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        measured = item.nodeid in self._chosen
        if measured and self._modules:
            self._forget()
        self._turn(on=measured)
        return (yield)

    def _forget(self) -> None:
        """Let `flows/` compute anew, once, the results that it kept while nothing was measured."""
        for kept in (one for module in self._modules for one in vars(module).values()):
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
        self._modules = []

    def pytest_sessionfinish(self) -> None:
        self._turn(on=False)
        self._coverage.save()

    def _turn(self, *, on: bool) -> None:
        if on and not self._on:
            self._coverage.start()
        elif self._on and not on:
            self._coverage.stop()
        self._on = on


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """In a worker, before any test is imported."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        early_config.pluginmanager.register(Measuring())
