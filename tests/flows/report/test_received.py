"""Whatever is sent is acknowledged in a word and read; a file has arrived once it is kept, and not before."""

from collections.abc import Callable

import pytest

from flows.core.conversation import Conversation
from flows.core.events import Contact, Media, Place, Unsupported
from flows.report.evidence import MAX_CHARS, MAX_NOTES
from flows.said import Origin
from tests.dialogue import House, Person

CHATS = ("telegram:1", "whatsapp:1", "web:1")
LANGUAGES = ("fr", "ar", "ary")


def draft(who: Person) -> Conversation:
    with who.house.storage.read() as unit:
        return unit.conversations.get(who.chat)


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_has_arrived_once_it_is_kept(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language).sends().sees("pieces-coming").misses("understood-pieces")
    who.fetched(draft(who).pieces[0].id).hears_nothing()
    who.sends().sees("understood-pieces", "pieces-coming")
    who.fetched(draft(who).pieces[1].id, "timeout").sees("evidence-failed", "understood-pieces")
    who.misses("pieces-coming").taps("details").taps("other").says("Mon récit")
    who.sees("understood-pieces", "evidence-so-far").misses("pieces-coming")


@pytest.mark.parametrize("chat", CHATS)
def test_the_review_says_what_is_still_coming(house: House, chat: str) -> None:
    who = house.person(chat).starts().taps("fr").taps("other").sends().sees("evidence-received")
    who.skips_to("ask-confirm")
    who.sees("review-evidence", "pieces-coming")
    who.fetched(draft(who).pieces[0].id).hears_nothing()
    who.taps("send").sees("filed")


def test_a_file_that_arrived_leaves_the_review_on_show_valid(reporter: Person) -> None:
    reporter.taps("other").sends()
    reporter.skips_to("ask-confirm")
    reporter.fetched(draft(reporter).pieces[0].id).taps("send").sees("filed")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_and_a_contact_are_read(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language).does(Place(33.589, -7.603, "Café")).sees("place-received", "ask-quick")
    who.does(Contact("Vendeur", "0687654321")).sees("contact-received", "understood-numbers")
    assert "+212687654321" in who.last.codes
    who.taps("send")
    assert ("phone", "+212687654321") in who.answers
    assert any("33.589000, -7.603000" in value for _, value in who.answers)


def test_a_place_and_a_contact_as_answers_are_read_too(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").does(Place(33.589, -7.603)).sees("place-received", "note-kept")
    reporter.says("terminé").does(Contact("Vendeur", "0687654321")).sees("contact-received", "ask-where")


def test_an_officers_position_begins_nothing(officer: Person) -> None:
    officer.does(Place(33.589, -7.603)).sees("desk-not-here").misses("place-received")


CAPTIONS = {
    "fr": "voici le message de cet escroc",
    "ar": "هذه رسالة وصلتني من محتال",
    "ary": "شوفو هاد الميساج ديال هاد النصاب",
}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("started", [False, True])
def test_a_caption_is_read_and_tells_the_language(
    house: House, chat: str, language: str, started: bool
) -> None:
    who = house.person(chat, "en" if language == "fr" else "fr")
    if started:
        who.starts()
    who.sends(caption=f"{CAPTIONS[language]} 0687654321").sees("pieces-coming", "understood-numbers")
    assert "+212687654321" in who.last.codes
    assert who.last.language == language


def test_a_language_that_words_have_told_is_kept(person: Callable[..., Person]) -> None:
    who = person("ar").says("Un inconnu me harcèle depuis lundi sur tous mes comptes")
    who.sends(caption="شوفو هاد الميساج ديال هاد النصاب")
    assert who.last.language == "fr"


def test_a_caption_during_a_report_is_acknowledged(reporter: Person) -> None:
    reporter.taps("blackmail").sends(caption="j'habite à Fès, voici son compte").sees(
        "caption-kept", "ask-minor"
    )
    reporter.taps("no").taps("ex").says("Mon récit").says("passer").says("passer")
    reporter.sees("ask-identity")


def test_a_forwarded_caption_tells_nothing_of_the_reporter(reporter: Person) -> None:
    reporter.taps("blackmail").does(Media("photo", "ref", caption="j'habite à Fès"), origin=Origin("X"))
    assert draft(reporter).answer("where") is None


@pytest.mark.parametrize("kind", ["sticker", "poll", "other"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_that_is_no_evidence_is_named(house: House, kind: str, language: str) -> None:
    who = house.person("telegram:1", language).starts().taps(language)
    said = {
        who.does(Unsupported(one)).sees("unsupported", "ask-category").last.text for one in (kind, "other")
    }
    assert len(said) == (1 if kind == "other" else 2)


LONG = "une adresse avec beaucoup de numéros, "


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_is_too_long_is_kept_whole(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language).starts().taps(language).taps("other").says("Mon récit")
    who.skips_to("ask-where")
    words = (LONG * 5).strip()
    who.taps("morocco").says("passer").says(words).sees("too-long-kept", "unsent", "ask-city")
    who.says("passer").taps("anonymous").taps("send")
    assert ("note", words) in who.answers


def test_a_text_longer_than_a_note_is_kept_as_several(reporter: Person) -> None:
    reporter.taps("other").says(story := "a" * (2 * MAX_CHARS + 5)).sees("too-long-kept")
    kept = [note.text for note in draft(reporter).notes]
    assert len(kept) == 3
    assert "".join(kept) == story


def test_a_long_answer_after_filing_goes_to_the_case_whole(person: Callable[..., Person]) -> None:
    who = (
        person()
        .forwards("Votre colis est bloqué, payez 25 DH sur http://poste-ma.top")
        .taps("send")
        .taps("yes")
    )
    who.taps("sms").taps("earlier").says(words := (LONG * 20).strip()).sees("too-long-kept", "ask-payment")
    assert ("note", words) in who.answers


def test_a_caption_that_finds_no_room_is_not_called_kept(reporter: Person) -> None:
    reporter.taps("blackmail").says("Mon récit de ce qui est arrivé hier soir devant la porte")
    for number in range(MAX_NOTES):
        reporter.forwards(f"Message numéro {number}, reçu hier soir encore")
    reporter.sends(caption="voici la suite des messages").sees("notes-full").misses("caption-kept")


def test_starting_over_with_forwarded_words_takes_no_detail_from_them(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").waits(2).forwards(
        "Je m'appelle Karim, mon numéro est 0612345678"
    )
    reporter.sees("ask-resume").taps("restart").sees("ask-quick").misses("own-seen")
