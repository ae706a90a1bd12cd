"""The number of a case, typed by a reporter: the status in the chat that filed it, a kind word elsewhere."""

from dataclasses import replace

import pytest

from flows.core import receipts
from flows.core.events import Tap
from tests.brief import few
from tests.dialogue import House, Person

CHATS = ("telegram:1", "whatsapp:1", "web:1")
SAID = {
    "fr": ("où en est le dossier {}", "{} ?", "dossier n° {}, du nouveau ?", "{}"),
    "ar": ("أين وصل الملف {}؟", "{}"),
    "ary": ("فين وصل الدوسي {}", "شنو وقع ف {}"),
    "ary-Latn": ("chno wqe3 f {}", "fin wsel dossier {}", "3afak {} chno jdid"),
}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def spellings(reference: str) -> tuple[str, ...]:
    halves = (reference[:4], reference[4:])
    return (
        reference,
        reference.lower(),
        "-".join(halves),
        " ".join(halves),
        "–".join(halves),
        f"BLG-{reference}",
        reference.translate(EASTERN),
        "\u2068" + reference + "\u2069",
    )


def filed(house: House, chat: str = "telegram:1", language: str = "fr") -> Person:
    """Someone whose case has a digit in its number, as nearly all have."""
    who = house.person(chat, language).says(
        "Un inconnu me harcèle depuis lundi, voir http://poste-ma.top et son compte"
    )
    who.taps("send").sees("filed").taps("no")
    while not any(map(str.isdecimal, who.case.reference)):
        who.says("Un inconnu me harcèle encore, voir http://poste-ma.top et son compte").taps("send").taps(
            "no"
        )
    return who


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.few(1)
def test_the_number_shows_the_status_in_its_own_chat(house: House, chat: str) -> None:
    who = filed(house, chat)
    reference = who.case.reference
    for written in spellings(reference):
        for sentences in SAID.values():
            for sentence in few(sentences, 1, written):
                who.says(sentence.format(written)).sees("case-status")
                assert reference in who.last.codes, (sentence, written)


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_elsewhere_the_code_is_asked_for_and_no_case_is_betrayed(
    house: House, chat: str, language: str
) -> None:
    reference = filed(house, "telegram:77").case.reference
    unknown = "K7M29QXA"
    other = house.person(chat, language).starts().taps(language)
    for named in (reference, unknown):
        for sentence in SAID[language]:
            other.says(sentence.format(named)).sees("number-alone").misses("case-status", "welcome-short")
            assert reference not in other.last.text


def test_a_number_in_a_story_or_an_answer_is_content(house: House) -> None:
    who = house.person("telegram:1").starts().taps("fr").taps("fraud")
    who.says("passer").says("passer").says("passer").sees("ask-story")
    who.says("ma commande K7M29QXA n'est jamais arrivée").misses("number-alone")
    who.says("passer").sees("ask-suspects").says("K7M29QXA").misses("number-alone").sees("ask-where")
    who.says("K7M29QXA").sees("number-alone", "ask-where")


def test_an_order_that_looks_like_a_number_begins_a_report(house: House) -> None:
    who = house.person("telegram:1").says("ma commande K7M29QXA payée chez eux n'est jamais arrivée")
    who.misses("number-alone").sees("ask-quick")


def test_words_that_only_look_like_a_number_are_words(house: House) -> None:
    assert receipts.references("demander attendre marchand") == ()
    assert receipts.references("0612345678 et 23456789") == ()
    who = house.person("telegram:1").starts().taps("fr")
    who.says("DEMANDER").misses("number-alone")


def test_during_a_report_the_status_is_said_and_the_report_goes_on(house: House) -> None:
    who = filed(house)
    reference = who.case.reference
    who.taps("new").taps("other").says("Un second récit").sees("ask-evidence").says(reference)
    who.sees("case-status", "ask-evidence")


@pytest.mark.parametrize("chat", CHATS)
def test_beside_the_offer_to_add_details_the_number_in_a_sentence_shows_the_status(
    house: House, chat: str
) -> None:
    who = filed(house, chat)
    reference = who.case.reference
    who.says("Un inconnu me réclame de l'argent, voir http://poste-ma.top et son compte").taps("send")
    who.sees("ask-more")
    for sentences in SAID.values():
        for sentence in sentences:
            who.says(sentence.format(reference)).sees("case-status", "ask-more").misses("note-kept")
            assert reference in who.last.codes, sentence


@pytest.mark.parametrize(
    "text", ["c'est le même compte que dans mon dossier {}", "mon dossier {} est contre le même homme"]
)
def test_beside_the_offer_of_details_a_number_in_what_is_told_is_kept(house: House, text: str) -> None:
    who = filed(house)
    reference = who.case.reference
    who.says("Un inconnu me réclame de l'argent, voir http://poste-ma.top et son compte").taps("send")
    who.says(text.format(reference)).sees("note-kept").misses("case-status")
    assert reference in str(who.answers)


def test_beside_a_draft_the_number_of_no_case_is_content(house: House) -> None:
    who = house.person("telegram:1").says("Un inconnu me réclame de l'argent, voir http://poste-ma.top")
    who.says("numéro de dossier K7M29QXA qu'ils m'ont donné").sees("understood-text").misses("number-alone")
    assert "K7M29QXA" in str(who.taps("send").answers)


def test_after_a_receipt_elsewhere_the_number_shows_its_case(house: House) -> None:
    who = filed(house)
    other = house.person("web:9", "fr").says(who.receipt).sees("case-status")
    other.says(f"où en est le dossier {who.case.reference}").sees("case-status")


LETTERS = "KMHAQXTC"


def lettered(house: House, chat: str, language: str) -> Person:
    """Someone whose case has a number without a digit, as one in sixteen has."""
    fresh = sum(receipts.ALPHABET.index(letter) * 27**at for at, letter in enumerate(LETTERS))
    who = house.person(chat, language).says("Un inconnu me harcèle depuis lundi, voir http://poste-ma.top")
    send = who.event(Tap(who.button("send").id))
    house.take(replace(send, fresh=fresh.to_bytes(24, "big")))
    return who.taps("no", on="more")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", SAID)
def test_a_number_without_a_digit_is_known_in_a_sentence(house: House, chat: str, language: str) -> None:
    who = lettered(house, chat, language)
    assert who.case.reference == LETTERS
    for sentence in SAID[language]:
        who.says(sentence.format(LETTERS))
        if sentence != "{} ?":
            who.sees("case-status")
            assert LETTERS in who.last.codes


@pytest.mark.parametrize(
    "text", ["où en est le dossier KMHAQXTC ?", "فين وصل الدوسي KMHAQXTC", "الملف رقم KMHA-QXTC"]
)
def test_elsewhere_such_a_number_asks_for_the_code_where_a_word_announces_it(house: House, text: str) -> None:
    house.person("telegram:1", "fr").starts().taps("fr").says(text).sees("number-alone")


@pytest.mark.parametrize(
    "text",
    ["je veux du nouveau, DEMANDER ne sert à rien", "le numéro du marchand est faux", "attendre le suivi ?"],
)
def test_a_word_of_eight_letters_is_no_number(house: House, text: str) -> None:
    house.person("telegram:1", "fr").starts().taps("fr").says(text).misses("number-alone")
