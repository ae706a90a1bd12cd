"""The most files that a report may hold; the caption of a file that does not fit is kept."""

from dataclasses import replace

import pytest

from flows.core.events import Fetched, Media
from flows.core.flow import ReportQuota
from tests.dialogue import House, Person

MEGABYTE = 1 << 20


@pytest.fixture
def small(house: House, person) -> Person:
    """A reporter whose report takes three files and ten megabytes."""
    engine = replace(house.rules.engine, quota=ReportQuota(3, 10 * MEGABYTE))
    house.rules = replace(house.rules, engine=engine)
    return person("fr").starts().taps("fr").taps("other").says("Il m'a demandé 500 dirhams hier soir")


def sends(person: Person, megabytes: float | None, caption: str = "") -> Person:
    size = None if megabytes is None else int(megabytes * MEGABYTE)
    return person.does(Media("photo", "file-ref", size=size, caption=caption))


def draft(person: Person):
    with person.house.storage.read() as unit:
        return unit.conversations.get(person.chat)


def test_files_beyond_the_number_are_said_and_their_words_kept(small: Person) -> None:
    for _ in range(3):
        sends(small, 1).misses("evidence-full")
    sends(small, 1, "Il a encore écrit ce matin").sees("evidence-full")
    assert len(draft(small).pieces) == 3
    assert [note.text for note in draft(small).notes] == ["Il a encore écrit ce matin"]


def test_despair_is_heard_beside_a_file_that_does_not_fit(small: Person) -> None:
    for _ in range(3):
        sends(small, 1)
    sends(small, 1, "je veux mourir").sees("evidence-full", "care-despair")


def test_megabytes_beyond_the_quota_are_said(small: Person) -> None:
    sends(small, 6).misses("evidence-full")
    sends(small, 6).sees("evidence-full")
    sends(small, 4).misses("evidence-full")
    sends(small, 0.1).sees("evidence-full")


def test_a_size_that_was_not_told_counts_once_the_file_is_here(small: Person) -> None:
    sends(small, None).misses("evidence-full")
    piece = draft(small).pieces[0].id
    before = draft(small).revision
    small.does(Fetched(piece, size=9 * MEGABYTE)).hears_nothing()
    assert [one.size for one in draft(small).pieces] == [9 * MEGABYTE]
    assert draft(small).revision == before
    sends(small, 2).sees("evidence-full")
    sends(small, 1).misses("evidence-full")
    small.does(Fetched(piece, size=1)).hears_nothing()
    assert draft(small).pieces[0].size == 9 * MEGABYTE


def test_a_first_file_too_large_for_any_report_still_begins_one(house: House, person) -> None:
    house.rules = replace(house.rules, engine=replace(house.rules.engine, quota=ReportQuota(3, MEGABYTE)))
    someone = person("fr")
    sends(someone, 2, "Voilà l'homme qui m'a pris 500 dirhams").sees("evidence-full", "ask-quick")
    assert draft(someone).answer("story") == "Voilà l'homme qui m'a pris 500 dirhams"
    assert draft(someone).notes == ()


def test_a_file_stopped_by_the_days_quota_is_said(small: Person) -> None:
    sends(small, 1)
    piece = draft(small).pieces[0].id
    small.does(Fetched(piece, "quota")).sees("evidence-day-full")
    assert draft(small).pieces[0].failed
