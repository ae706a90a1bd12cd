"""A case that one server erases while another one does something with it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.core.effects import ChangeStatus, Fetch
from flows.core.events import Event, Media, Text
from flows.said import Origin
from storage.audit.verify import verify
from storage.custody.links import SERVER, Act
from storage.database.engine import Database
from storage.errors import UnknownCase
from storage.sealing.vault import Vault
from storage.unit import Storage, Unit
from tests.storage.cluster import Cluster
from tests.storage.jobs import Jobs
from tests.storage.nodes.waiting import overtaken, wait_for_lock
from tests.storage.sealed import CHAT, NOW, Line

CASE, PIECE, LATER = "AB23CD45", "piece-one", NOW + 10
KEY = bytes(32)


class Two:
    """Two servers over one database, in which a case waits for a file."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        self.one, self.other = (Storage(Database(url, folder), Vault(KEY)) for _ in range(2))
        self.line = Line.opened(self.one, folder)
        fetch = Fetch(PIECE, Media("photo", "file-7", name="a.png", size=9), Origin("someone", 5.0))
        with self.one.write() as unit:
            unit.evidence.expect(fetch, Event("event", CHAT, NOW, Text(""), message="m7"))
        self.line.file(CASE, PIECE)

    def events(self) -> list[str]:
        """The acts of the case's chain, which is whole, as is everything else."""
        with self.one.read() as unit:
            found = [link.event for link in unit.custody.of_case(CASE)]
        assert verify(self.one, self.line.files) == []
        return found

    def exists(self) -> bool:
        with self.one.read() as unit:
            return unit.cases.by_reference(CASE) is not None


@pytest.fixture
def two(cluster: Cluster, tmp_path: Path) -> Iterator[Two]:
    url = cluster.prepared()
    made = Two(url, tmp_path)
    yield made
    made.one.database.close()
    made.other.database.close()
    cluster.drop(url)


def erase(unit: Unit) -> bool:
    return unit.retention.erase(CASE, Act("erasure", SERVER, "over"), LATER)


def hold(unit: Unit) -> bool:
    return unit.retention.hold(CASE, True, Act("hold", "command", "F1"), LATER)


def forget(unit: Unit) -> bool:
    return CASE in unit.privacy.forget_chat(CHAT, LATER).erased


@pytest.mark.parametrize("gone", [erase, forget])
def test_a_case_is_not_erased_that_is_just_being_held(two: Two, gone: Callable[[Unit], bool]) -> None:
    erased: list[bool] = []
    with overtaken(two.one, two.other, lambda unit: erased.append(gone(unit))) as unit:
        assert hold(unit)
    assert (erased, two.exists()) == ([False], True)
    assert two.events()[-1] == "hold" if gone is erase else "hold" in two.events()


@pytest.mark.parametrize("gone", [erase, forget])
def test_a_case_that_is_just_being_erased_is_not_said_to_be_held(
    two: Two, gone: Callable[[Unit], bool]
) -> None:
    held: list[bool] = []
    with overtaken(two.one, two.other, lambda unit: held.append(hold(unit))) as unit:
        assert gone(unit)
    assert (held, two.exists(), two.events()[-1]) == ([False], False, "erasure")


def test_a_file_that_arrives_when_its_case_is_erased_is_destroyed(two: Two) -> None:
    incoming = two.line.files.open_write(PIECE)
    incoming.write(b"x" * 4096)
    kept = incoming.finish()
    with overtaken(two.one, two.other, lambda unit: unit.evidence.stored(PIECE, kept, LATER)) as unit:
        assert erase(unit)
    assert two.events()[-1] == "erasure"
    with two.one.read() as unit:
        assert (kept.erasure, PIECE) in [(each.erasure, each.evidence) for each in unit.retention.shreds()]
        assert unit.wraps.of(kept.erasure) == []


def test_nothing_is_added_to_the_chain_of_a_case_that_was_erased_meanwhile(two: Two) -> None:
    refused: list[UnknownCase] = []

    def opens(unit: Unit) -> None:
        try:
            unit.custody.add(CASE, LATER, Act("opened", "officer1", "desk"))
        except UnknownCase as error:
            refused.append(error)

    with overtaken(two.one, two.other, opens) as unit:
        assert erase(unit)
    assert (len(refused), two.events()[-1]) == (1, "erasure")


def test_a_command_that_forgets_a_chat_and_a_turn_of_that_chat_do_not_wait_for_each_other(two: Two) -> None:
    """The turn has the chat, and comes to the log; the command comes to both."""
    failures: list[Exception] = []

    def command() -> None:
        try:
            with two.other.write() as unit:
                assert forget(unit)
                unit.outbox.post(CHAT, "text", b"forgotten", LATER)
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=command)
    with two.one.write() as unit:
        unit.outbox.post(CHAT, "text", b"turn", LATER)
        thread.start()
        wait_for_lock(two.one.database, thread)
        unit.custody.add(CASE, LATER, Act("opened", "officer1", "desk"))
    thread.join()
    assert (failures, two.exists(), two.events()[-1]) == ([], False, "erasure")


def status(unit: Unit) -> object:
    return unit.cases.change_status(ChangeStatus(CASE, "examined", "", "officer1"), LATER)


def ask_person(unit: Unit) -> object:
    return unit.waiting.persons.ask(unit.cases.number(CASE), LATER, LATER + 9)


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [(erase, status, UnknownCase), (ask_person, erase, True), (ask_person, forget, True)],
)
def test_work_that_met_an_erasure_is_done_again_and_finds_the_case_as_it_is(
    two: Two, first: Callable[[Unit], Any], then: Callable[[Unit], Any], found: object
) -> None:
    """A row was written below a case that is gone: Postgres refuses it, and both are told nothing of that."""
    jobs = Jobs(two.other.database, Vault(KEY))
    jobs.writer.start()
    waits = threading.Thread(target=lambda: jobs.result(number))
    with two.one.write() as unit:
        first(unit)
        unit.transaction.send()
        number = jobs.submit("web:1", then)
        waits.start()
        wait_for_lock(two.one.database, waits)
    value, error = jobs.result(number)
    jobs.writer.stop()
    assert (value if error is None else type(error)) == found
    assert (two.exists(), two.events()[-1]) == (False, "erasure")
