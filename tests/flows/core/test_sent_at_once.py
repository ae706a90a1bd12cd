"""A picture, and at once *Send*, which is still on the screen: both are the person's, so the report goes.

Files add to what is sent and change nothing that was shown. Where anything else came since the offer, the
person is told that the report is not sent, and asked anew.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.core.effects import Option
from flows.core.events import Codes, Contact, Fetched, Media, Place, Tap, Text, Words
from tests.dialogue import House, Person
from tests.flows.follow.test_answering import asks, filed

CHATS = ("telegram:1", "whatsapp:1", "web:1")
LANGUAGES = ("ar", "fr", "ary")
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"
SEND = {"ar": "إرسال", "fr": "envoyer", "ary": "صيفط"}
PICTURE = Media("photo", "file-ref", declared_type="image/jpeg")


def offered(house: House, chat: str = "web:1", language: str = "fr") -> Person:
    """Someone who is offered to send, and then is too quick for the answers to files."""
    someone = house.person(chat, language).says(SMS).sees("ask-quick")
    someone.bursting = True
    return someone


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_and_at_once_the_send_on_the_screen(house: House, chat: str, language: str) -> None:
    someone = offered(house, chat, language).does(PICTURE).hears_nothing()
    someone.taps("send").sees("filed", "pieces-coming")
    assert someone.case.evidence_count == 1
    someone.tick().hears_nothing()


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_and_at_once_the_word(house: House, chat: str, language: str) -> None:
    someone = offered(house, chat, language).does(PICTURE).hears_nothing()
    someone.says(SEND[language]).sees("filed", "pieces-coming")
    assert someone.case.evidence_count == 1


@pytest.mark.parametrize("word", ["oui", "ok", "d'accord", "1", "premier"])
def test_a_yes_or_a_number_at_once_may_be_meant_for_anything(house: House, word: str) -> None:
    someone = offered(house).does(PICTURE)
    someone.house.now -= 2  # the next event comes two seconds later
    someone.says(word).sees("ask-quick")
    assert not someone.cases


def test_the_same_tap_after_the_answer_to_the_picture(house: House) -> None:
    someone = offered(house)
    old = someone.button("send")
    someone.bursting = False
    someone.does(PICTURE).sees("pieces-coming", "ask-quick").does(Tap(old.id)).sees("filed")
    assert someone.case.evidence_count == 1


def test_without_any_wait_for_the_end_of_a_burst(house: House) -> None:
    house.rules = replace(house.rules, engine=replace(house.rules.engine, burst_quiet=0.0))
    someone = offered(house)
    old = someone.button("send")
    someone.does(PICTURE).sees("ask-quick").does(Tap(old.id)).sees("filed")
    assert someone.case.evidence_count == 1


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document"])
def test_any_file_is_theirs(house: House, kind: str) -> None:
    someone = offered(house).sends(kind).taps("send").sees("filed")  # type: ignore[arg-type]  # a literal
    assert someone.case.evidence_count == 1


def test_an_album_under_way_goes_to_the_case(house: House) -> None:
    someone = offered(house, "telegram:1").sends(album="a1").sends(album="a1").taps("send").sees("filed")
    someone.sends(album="a1")
    someone.tick()
    assert someone.case.evidence_count == 3


def test_a_picture_that_arrived_before_the_tap_is_counted_as_arrived(house: House) -> None:
    someone = offered(house).does(PICTURE)
    with house.storage.read() as unit:
        (piece,) = unit.conversations.get(someone.chat).pieces
    someone.does(Fetched(piece.id)).taps("send").sees("filed", "understood-pieces")


def test_what_a_picture_tells_of_its_place_is_said_with_the_receipt(house: House) -> None:
    """The answer that was put off would have said so."""
    offered(house, "web:1").does(PICTURE).taps("send").sees("filed", "original-filed")
    offered(house, "web:2").sends().taps("send").sees("filed").misses("original-filed")


def test_at_the_review(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").sees("review-title").bursting = True
    reporter.does(PICTURE).taps("send", on="confirm").sees("filed", "pieces-coming")
    assert reporter.case.evidence_count == 1


def test_a_report_without_trace_tells_of_the_picture_too(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("traceless").sees("review-title").bursting = True
    reporter.does(PICTURE).taps("send", on="confirm").sees("filed", "pieces-coming", "parted")


def test_at_a_fact_about_money(house: House) -> None:
    someone = house.person("web:1").says(
        "Je viens de me faire arnaquer, j'ai envoyé 3000 dh il y a 10 minutes"
    )
    someone.sees("ask-lost_bank").bursting = True
    someone.does(PICTURE).taps("send", on="lost_bank").sees("filed", "filed-money")
    assert someone.case.evidence_count == 1


def test_the_case_that_was_chosen_gets_the_picture_too(house: House) -> None:
    someone = house.person("web:1")
    filed(someone)
    someone.forwards(SMS).sees("ask-quick").bursting = True
    someone.does(PICTURE).taps("join").sees("added", "pieces-coming")
    assert len(someone.cases) == 1


@pytest.mark.parametrize("option", ["details", "category", "cancel"])
def test_other_buttons_of_that_moment_are_old(house: House, option: str) -> None:
    offered(house).does(PICTURE).taps(option).sees("tap-old", "ask-quick").misses("unsent")


NEW_WORDS: dict[str, Callable[[Person], Person]] = {
    "a text": lambda one: one.says("Il a aussi appelé ma mère hier soir avec un autre numéro, 0661223344"),
    "a text of others": lambda one: one.forwards("Payez vite sur http://autre-lien.top"),
    "a caption": lambda one: one.sends(caption="Voici son autre numéro 0661223344"),
    "a card": lambda one: one.does(Contact("Vendeur", "0661223344")),
    "a place": lambda one: one.does(Place(33.58, -7.61)),
}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("words", NEW_WORDS)
def test_after_new_words_the_older_send_says_that_nothing_is_sent(
    house: House, chat: str, words: str
) -> None:
    someone = offered(house, chat)
    old = someone.button("send")
    NEW_WORDS[words](someone).does(Tap(old.id)).sees("unsent", "tap-old", "ask-quick")
    assert not someone.cases
    someone.taps("send").sees("filed")


@pytest.mark.parametrize("words", NEW_WORDS)
def test_pictures_after_new_words_do_not_bring_the_older_send_back(house: House, words: str) -> None:
    someone = offered(house)
    old = someone.button("send")
    NEW_WORDS[words](someone).does(PICTURE).does(Tap(old.id)).sees("unsent", "tap-old", "ask-quick")
    assert not someone.cases


def with_picture(house: House) -> tuple[Person, Option, str]:
    """Somebody who has just sent a picture, the Send then on the screen, and the picture's id."""
    someone = offered(house).does(PICTURE)
    with house.storage.read() as unit:
        (piece,) = unit.conversations.get(someone.chat).pieces
    return someone, someone.button("send"), piece.id


def test_a_picture_that_could_not_be_fetched_is_told_before_anything_goes(house: House) -> None:
    someone, old, piece = with_picture(house)
    someone.fetched(piece, "failed").sees("evidence-failed", "ask-quick")
    someone.does(Tap(old.id)).sees("unsent", "tap-old", "ask-quick")
    assert not someone.cases


def test_a_code_in_the_picture_is_shown_before_it_goes(house: House) -> None:
    someone, old, piece = with_picture(house)
    someone.does(Codes(piece, ("https://faux.top/a",))).does(Tap(old.id))
    someone.sees("unsent", "tap-old", "ask-quick")
    assert not someone.cases


def test_what_is_read_in_the_picture_and_not_confirmed_holds_nothing_up(house: House) -> None:
    someone = offered(house)
    old = someone.button("send")
    someone.bursting = False
    someone.does(PICTURE)
    with house.storage.read() as unit:
        (piece,) = unit.conversations.get(someone.chat).pieces
    someone.does(Words(((piece.id, "0661223344"),))).sees("ask-read").does(Tap(old.id)).sees("filed")
    assert "0661223344" not in " ".join(value for _, value in someone.answers)


@pytest.mark.parametrize("way", ["tap", "envoyer", "oui", "1"])
def test_an_officers_question_that_came_between_is_not_answered_by_it(
    house: House, officer: Person, way: str
) -> None:
    """The tap and the word of sending are meant for the draft; anything shorter sends nothing."""
    someone = house.person("web:1")
    reference = filed(someone)
    someone.forwards(SMS).sees("ask-quick")
    asks(officer, reference)
    old = someone.button("send", on="quick")
    someone.bursting = True
    someone.does(PICTURE).does(Tap(old.id) if way == "tap" else Text(way))
    assert len(someone.cases) == (2 if way in {"tap", "envoyer"} else 1)
    with house.storage.read() as unit:
        assert all(one.answers != (("answer", way),) for one in unit.cases.contents(reference))


def test_a_second_tap_says_that_it_is_sent(house: House) -> None:
    someone = offered(house)
    old = someone.button("send")
    someone.does(PICTURE).does(Tap(old.id)).sees("filed").does(Tap(old.id)).sees("already-sent")
    someone.misses("tap-old")
    assert len(someone.cases) == 1


def test_after_the_draft_was_dropped_nothing_is_sent(house: House) -> None:
    someone = offered(house)
    old = someone.button("send")
    someone.bursting = False
    someone.says("annuler").taps("yes").sees("dropped").does(Tap(old.id)).sees("tap-old")
    someone.misses("already-sent", "unsent")
    assert not someone.cases


@pytest.mark.parametrize("shown", ["", "x", "-1", "99", "٢", "2" * 5000])
def test_a_made_up_revision_sends_nothing(house: House, shown: str) -> None:
    someone = offered(house).does(PICTURE)
    run = someone.button("send").id.partition(":")[0]
    someone.does(Tap(f"{run}:quick~{shown}:send")).sees("unsent", "tap-old")
    assert not someone.cases
