"""How people ask whether something is a scam, how they stop asking, and what of a picture can be checked."""

from collections.abc import Callable

import pytest

from flows.core.events import Codes, Tap
from tests.dialogue import House, Person
from tests.flows.check.test_check import reported

CHATS = ("telegram:9", "whatsapp:9", "web:9")
ANY = "Un inconnu me demande de l'argent par téléphone depuis hier, il appelle du 0687654321 sans arrêt"
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top"
OTHER = "Gagnez 500 DH par jour avec nous, appelez le 0687654321"
NAMING = {
    "fr": (
        "est ce que 0612345678 est un arnaqueur",
        "est-ce que ce numéro 0612345678 est un arnaqueur ?",
        "0612345678 arnaqueur ?",
        "est-ce que poste-ma.top est fiable",
        "c fiable poste-ma.top ?",
        "fake ou pas 0612345678",
        "je peux faire confiance à 0612345678 ?",
        "c'est quoi ce numéro 0612345678 ?",
        "poste-ma.top c'est sûr ?",
        "je veux vérifier le 0612345678",
        "vérifier code 0612345678",
        "est-ce que 0612345678 est connu",
        "je clique ou pas poste-ma.top",
        "je peu payer ici http://poste-ma.top",
    ),
    "ar": (
        "هل الرقم 0612345678 نصاب",
        "هل هذا الرقم محتال 0612345678",
        "هل رابط poste-ma.top آمن؟",
        "هل أضغط على هذا الرابط http://poste-ma.top",
        "أريد التحقق من 0612345678",
    ),
    "ary": (
        "واش 0612345678 نصاب",
        "واش هاد النمرة 0612345678 ديال النصابة",
        "واش هاد الليان http://poste-ma.top نصب",
        "wach 0612345678 nsab",
        "wach had nmra dyal nsaba 0612345678",
        "wach had site poste-ma.top fiable",
        "tverifier liya 0612345678",
        "verifier liya had nmra 0612345678",
        "تأكدو ليا من هاد النمرة 0612345678",
        "شكون مول هاد النمرة 0612345678؟",
        "واش نكليكي على هاد الليان http://poste-ma.top",
        "wach n7el had lien http://poste-ma.top",
        "wach n9der nti9 f had site poste-ma.top",
        "3afak wach kat3rfo had nmra 0612345678",
    ),
}
ALONE = {
    "fr": (
        "est-ce que c'est une arnaque",
        "est ce que c est une arnaque",
        "c une arnaque ?",
        "c'est une arnaque ?",
        "arnak ou pas",
        "vrai ou arnaque",
        "c vrai ?",
    ),
    "ar": ("هل هذا نصب", "هل هذه رسالة احتيال؟", "صحيح أم نصب"),
    "ary": (
        "s7i7 wla nsb",
        "nsb wla la",
        "صحيح ولا نصب",
        "واش نصب ولا لا",
        "wach had nmra dyal nsaba",
        "tverifier liya",
    ),
}
NAMED = [(language, text) for language, texts in NAMING.items() for text in texts]
UNNAMED = [(language, text) for language, texts in ALONE.items() for text in texts]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "text"), NAMED)
def test_a_question_about_a_number_or_a_link_checks_it(
    house: House, chat: str, language: str, text: str
) -> None:
    who = house.person(chat, language).says(text).sees("checked-unknown", "checked-advice")
    assert not who.cases


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "text"), UNNAMED)
def test_a_question_alone_asks_what_is_to_be_checked(
    house: House, chat: str, language: str, text: str
) -> None:
    house.person(chat, language).says(text).sees("ask-check")


@pytest.mark.parametrize(("language", "text"), UNNAMED)
@pytest.mark.parametrize("begun", ["told", "via"])
def test_in_the_middle_of_a_report_too(house: House, language: str, text: str, begun: str) -> None:
    who = house.person("telegram:9", language)
    if begun == "told":
        who.says(ANY)
    else:
        who.starts().taps(language).taps("fraud").sees("ask-via")
    who.says(text).sees("ask-check").misses("topic-safe", "topic-what-can-i-report")
    who.says("0611223344").sees("checked-unknown", "ask-via" if begun == "via" else "ask-resume")


@pytest.mark.parametrize(
    "text",
    [
        *[
            "c'est une arnaque 0612345678",
            "arnaque 0612345678",
            "il m'a fait une arnaque sur facebook 0612345678",
        ],
        *["0612345678 me menace, que faire ?", "هذا نصاب 0612345678", "هادا نصاب 0612345678 شدّ ليا الفلوس"],
    ],
)
def test_a_statement_with_a_number_begins_a_report_that_has_it(
    person: Callable[..., Person], text: str
) -> None:
    who = person().says(text).misses("checked-unknown").taps("send").sees("filed")
    assert ("phone", "+212612345678") in who.answers


@pytest.mark.parametrize("chat", CHATS)
def test_all_that_was_forwarded_is_checked(house: House, chat: str) -> None:
    reported(house, ANY, 3)
    many = [
        lambda one, number=number: one.forwards(f"Appelez le 061122334{number} ou le 061122335{number}")
        for number in range(2)
    ]
    who = house.person(chat, "fr").burst(*many, lambda one: one.forwards(OTHER))
    who.says("est-ce une arnaque ?").sees("checked-reported", "ask-resume")
    assert "+212687654321" in who.last.codes


@pytest.mark.parametrize("text", ["code 0687654321", "votre code est 0687654321", "الكود 0687654321"])
def test_a_number_after_the_word_code_is_looked_up(house: House, text: str) -> None:
    reported(house, ANY, 3)
    house.person("telegram:9", "fr").says("vérifier").says(text).sees("checked-reported")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "text",
    [
        *["Votre colis attend, payez vite", "BCP : votre carte est bloquée", "Maman j'ai changé de numéro"],
        *["ربحتي جائزة صيفط الكود", "حسابك موقوف المرجو التأكيد"],
    ],
)
def test_a_short_message_is_checked(house: House, chat: str, text: str) -> None:
    house.person(chat, "fr").says("vérifier").says(text).sees("checked-unknown").misses("check-nothing")


ENDS = ("merci", "non", "je sais pas", "plus tard", "c'est tout", "شكرا", "لا", "ما عرفتش", "safi", "chokran")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("word", [*ENDS, "je sais plus le numéro"])
def test_who_has_nothing_to_check_is_answered_kindly(house: House, chat: str, word: str) -> None:
    who = house.person(chat, "fr").says("vérifier").sees("ask-check").says(word).sees("checked-closed")
    who.misses("cannot-skip", "check-nothing", "welcome", "ask-category")
    who.says("vérifier 0612345678").sees("checked-unknown")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("word", [*ENDS, "ok", "ok merci", "d'accord", "واخا", "wakha", "حسنا شكرا"])
def test_who_heard_the_answer_is_let_go_and_nothing_begins(house: House, chat: str, word: str) -> None:
    who = house.person(chat, "fr").says("vérifier 0612345678").says(word).sees("checked-closed")
    who.misses("welcome", "ask-category", "ask-quick")
    with house.storage.read() as unit:
        assert not unit.conversations.get(chat).about


@pytest.mark.parametrize("word", ["oui", "le signaler", "نعم", "signaler"])
def test_a_yes_to_the_offer_reports_it(house: House, word: str) -> None:
    house.person("telegram:9", "fr").says("vérifier 0612345678").says(word).sees("ask-quick")


def test_within_a_report_the_report_goes_on(person: Callable[..., Person]) -> None:
    who = (
        person().says(ANY).taps("menu").taps("check").says("je sais pas").sees("checked-closed", "ask-quick")
    )
    who.taps("send").sees("filed")


def test_an_officer_goes_back_to_the_desk(officer: Person) -> None:
    officer.says("vérifier").says("non").sees("checked-closed", "ask-desk")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
@pytest.mark.parametrize("way", ["asked", "caption", "burst"])
def test_of_a_picture_it_is_said_what_can_be_checked(
    house: House, chat: str, language: str, way: str
) -> None:
    who = house.person(chat, language)
    if way == "asked":
        who.says("vérifier").sends()
    elif way == "caption":
        who.sends(caption=ALONE[language][0])
    else:
        who.says("vérifier").burst(lambda one: one.sends(), lambda one: one.sends())
    who.sees("check-picture", "ask-quick-checked").taps("send").sees("filed")


def test_what_a_caption_names_is_checked(house: House) -> None:
    reported(house, ANY, 3)
    who = house.person("telegram:9", "fr").sends(caption="est-ce une arnaque ? 0687654321")
    who.sees("check-picture", "checked-reported", "ask-quick-checked")


def test_a_code_in_the_picture_is_checked(house: House) -> None:
    reported(house, SMS, 3)
    who = house.person("telegram:9", "fr").says("vérifier").sends().sees("check-picture")
    coded(who, "http://poste-ma.top/x").sees("codes-found", "checked-reported", "ask-quick-checked")
    other = house.person("telegram:8", "fr").sends()
    coded(other, "http://poste-ma.top/x").sees("codes-found").misses("checked-reported")
    other.says("est-ce une arnaque ?").sees("checked-reported", "ask-resume")


def test_a_code_that_names_nothing_is_only_shown(house: House) -> None:
    who = house.person("telegram:9", "fr").says("vérifier").sends()
    coded(who, "Table 4").sees("codes-found", "ask-quick-checked").misses("check-nothing", "checked-unknown")


def coded(who: Person, code: str) -> Person:
    with who.house.storage.read() as unit:
        piece = unit.conversations.get(who.chat).pieces[-1].id
    return who.does(Codes(piece, (code,)))


def test_a_picture_of_ones_own_report_is_evidence(person: Callable[..., Person]) -> None:
    person().says(ANY).sends(caption="voici la capture").misses("check-picture")


def test_after_a_filing_a_picture_is_added(person: Callable[..., Person]) -> None:
    who = person().says(ANY).taps("send").sees("ask-more").does(Tap("-:do:check")).sees("ask-check")
    who.sends().misses("check-picture")
    assert who.case.evidence_count == 1
