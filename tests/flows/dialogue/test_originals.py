"""Pictures sent as files: their metadata is spoken of once. Pictures that replace another: both are kept."""

from collections.abc import Callable

import pytest

from flows.core.events import Edited, Media
from tests.dialogue import Person

AS_FILE = Media("document", "file-ref", name="IMG_2041.HEIC", declared_type="image/heic")
BY_NAME = Media("document", "file-ref", name="scan.JPG")
PAPER = Media("document", "file-ref", name="plainte.pdf", declared_type="application/pdf")


def discarded(someone: Person) -> int:
    with someone.house.storage.read() as unit:
        return len(unit.evidence.discarded())


@pytest.mark.parametrize("picture", [AS_FILE, BY_NAME])
def test_a_picture_sent_as_a_file_is_told_of_and_sent_in_two_taps(person, picture: Media) -> None:
    someone = person().does(picture).sees("original-telegram", "pieces-coming", "ask-quick")
    assert "unfile" in someone.options
    someone.taps("send").sees("filed")
    assert someone.case.evidence_count == 1


def test_it_is_said_once(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").does(AS_FILE).sees("original-telegram", "evidence-so-far")
    reporter.does(AS_FILE).sees("evidence-so-far").misses("original-telegram")
    assert "unfile" not in reporter.options


def test_other_files_and_photos_say_nothing_of_it(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").does(PAPER).misses("original-telegram", "evidence-as-file")
    reporter.sends().misses("original-telegram", "evidence-as-file")


def test_a_photo_is_told_that_a_file_would_keep_more(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").sends().sees("evidence-so-far", "evidence-as-file")
    reporter.sends().sees("evidence-so-far").misses("evidence-as-file")


def test_a_picture_can_be_taken_back_and_sent_as_a_photo(person) -> None:
    someone = person().does(AS_FILE).taps("unfile").sees("unfiled", "ask-category")
    assert discarded(someone) == 1
    someone.sends().sees("pieces-coming", "ask-quick").taps("send").sees("filed")
    assert someone.case.evidence_count == 1


@pytest.mark.parametrize("said", ["retirer ce fichier", "سحب هذا الملف", "حيّد هاد الفيشيي"])
def test_a_picture_is_taken_back_by_words_and_the_report_goes_on(reporter: Person, said: str) -> None:
    reporter.taps("other").says("Mon récit").sends().does(AS_FILE).says(said).sees(
        "unfiled", "evidence-so-far"
    )
    reporter.says(said).sees("unfile-none")
    assert discarded(reporter) == 1
    reporter.says("envoyer").says("envoyer").sees("filed")
    assert reporter.case.evidence_count == 1


def test_in_a_filed_case_nothing_is_taken_back(person) -> None:
    someone = person().sends().taps("send").taps("yes").taps("other").sees("ask-evidence")
    someone.does(AS_FILE).sees("original-filed").misses("original-telegram")
    assert "unfile" not in someone.options
    someone.says("retirer ce fichier").sees("unfile-late")
    assert someone.case.evidence_count == 2


def test_the_page_sends_pictures_as_they_are(person) -> None:
    taken = Media("photo", "file-ref", name="IMG_2041.jpg", declared_type="image/jpeg")
    shot = Media("photo", "file-ref", name="capture.png", declared_type="image/png")
    person(chat="web:abc").does(shot).sees("ask-quick").misses("original-web")
    person(chat="web:def").does(taken).sees("original-web", "ask-quick").misses("evidence-as-file")
    paper = person(chat="whatsapp:1").does(AS_FILE).sees("original-whatsapp")
    assert "unfile" in paper.options


FIRST = Media("photo", "ref-1", unique="u1")
OTHER = Media("photo", "ref-2", unique="u2")


def pieces(someone: Person) -> int:
    with someone.house.storage.read() as unit:
        return len(unit.evidence.loose(someone.chat))


def test_an_edited_picture_is_kept_beside_the_first(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").does(FIRST)
    reporter.does(Edited("", OTHER), message="7").sees("edit-kept")
    assert pieces(reporter) == 2
    reporter.says("envoyer").says("envoyer").sees("filed")
    assert reporter.case.evidence_count == 2


def test_an_edited_caption_fetches_the_same_file_only_once(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").does(FIRST)
    reporter.does(Edited("c'était hier", FIRST), message="7").sees("edit-kept")
    assert pieces(reporter) == 1


@pytest.mark.parametrize("words", ["", "c'était hier"])
def test_a_picture_edited_after_filing_joins_the_case(person: Callable[..., Person], words: str) -> None:
    someone = person().does(FIRST).taps("send").sees("filed").taps("no")
    someone.does(Edited(words, OTHER), message="7").sees("edit-kept")
    assert someone.case.evidence_count == 2
    assert (("edit", words) in someone.answers) == bool(words)


def test_a_picture_edited_where_nothing_is_reported_is_not_kept(person: Callable[..., Person]) -> None:
    someone = person().does(Edited("", OTHER)).hears_nothing()
    assert pieces(someone) == 0
