"""For every test: where CI is set nothing may be skipped, and `make test` leaves long tests out."""

import gc
import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import settings

from tests import databases
from tests.brief import BRIEF, few

if TYPE_CHECKING:
    from tests.ceph import ObjectServer

# The suite plays the same dialogues every time; `make fuzz` plays new ones, from a seed that it prints.
# No deadline: it would fail on a busy machine. test_hostile.py measures in CPU time how soon a text is read.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=30 if BRIEF else 100)
settings.register_profile("fuzz", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


SEEN, DIALOGUES, STORED, SERVED, CASES = 1, 2, 2, 3, 12
"""The most cases that a brief suite runs of a test.

In a browser, a dialogue, on each kind of database, with a server or program of its own, others. Of the two of
a dialogue the first is played: the one whose branches are measured.
"""
RUNNING = frozenset({"line", "typed", "twilio", "server", "objects", "product"})
"""Fixtures that start a server or a program, or play a provider."""


ABOUT_SQLITE = "on SQLite alone"
"""How the reason begins why a test is left out on Postgres."""


def pytest_configure(config: pytest.Config) -> None:
    """Let a connection that a test left open end unsaid, as those to SQLite do: its database is dropped."""
    config.addinivalue_line("filterwarnings", "ignore:<psycopg.Connection:ResourceWarning")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where the suite is brief, leave out long tests, and of a test with many cases all but a few.

    On Postgres a test that is marked as one for SQLite is skipped, with its reason.
    """
    for item in items if databases.POSTGRES else ():
        if marker := item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.skip(reason=f"{ABOUT_SQLITE}: {marker.args[0]}"))
    if BRIEF:
        left_out = [item for item in items if item.get_closest_marker("long")] + _beyond_the_few(items)
        config.hook.pytest_deselected(items=left_out)
        gone = {id(item) for item in left_out}
        items[:] = [item for item in items if id(item) not in gone]


def _beyond_the_few(items: list[pytest.Item]) -> list[pytest.Item]:
    """The cases that a brief suite leaves out: always the same ones."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0] + _database(item), []).append(item)
    left_out: list[pytest.Item] = []
    for name, every in cases.items():
        kept = {id(item) for item in few(every, _enough(every[0]), name)[: _played(every[0])]}
        left_out += [item for item in every if id(item) not in kept]
    return left_out


def _played(item: pytest.Item) -> int | None:
    """How many of the chosen cases are played; None for all."""
    if item.get_closest_marker("few") or _enough(item) != DIALOGUES:
        return None
    return 1 if "house" in getattr(item, "fixturenames", ()) else None


def _database(item: pytest.Item) -> str:
    """The kind of database of a case, if each kind has its own few: where no `few` says how many run."""
    cases = getattr(item, "callspec", None)
    return "" if cases is None or item.get_closest_marker("few") else str(cases.params.get("url", ""))


def _enough(item: pytest.Item) -> int:
    """How many cases of this test a brief suite runs."""
    fixtures = getattr(item, "fixturenames", ())
    if marker := item.get_closest_marker("few"):
        return int(marker.args[0])
    if "browser" in fixtures:
        return SEEN
    if "url" in fixtures:
        return STORED
    if "house" in fixtures:
        return DIALOGUES
    given = getattr(getattr(item, "callspec", None), "params", {})  # a value may have the name of a fixture
    return CASES if RUNNING.isdisjoint({*fixtures} - given.keys()) else SERVED


def pytest_collection_finish() -> None:
    """Exclude thousands of collected tests from garbage collection: they stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _nothing_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _nothing_skipped((yield))


def _nothing_skipped(report: Report) -> Report:
    """A skipped test or file counts as failed; an expected failure is no skip."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        why = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if why.startswith(f"Skipped: {ABOUT_SQLITE}"):
            return report
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {why}"
    return report


@pytest.fixture(scope="session", autouse=True)
def postgres() -> Iterator[None]:
    """End the Postgres of this process at the end, if it ever ran."""
    yield
    databases.close()


@pytest.fixture(autouse=databases.POSTGRES)
def dropped(postgres: None) -> Iterator[None]:
    """Drop the databases that a test has made in Postgres: they take room."""
    before = databases.made()
    yield
    databases.drop(databases.made() - before)


@pytest.fixture(scope="session")
def objects() -> Iterator["ObjectServer"]:
    """An S3-compatible store, started where its programs are installed."""
    from tests.ceph import PACKAGES, lacking, serving_objects

    if program := lacking():
        pytest.skip(f"no {program} here: apt-get install {PACKAGES}")
    with serving_objects() as server:
        yield server
