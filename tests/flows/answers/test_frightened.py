"""What frightened and hurried people type: nothing is lost, nothing is done that was not meant."""

from collections.abc import Callable

import pytest

from flows.core.events import Text
from tests.dialogue import House, Person

CHATS = ("telegram:1", "whatsapp:1", "web:1")
STORY = "on m'a volé mon argent avec un faux gain, il appelle du 0661234567 et du 0622334455"
STOPS = [
    *["je veux pas porter plainte", "j'ai changé d'avis", "finalement je ne veux plus signaler"],
    *["bdelt ra2yi ma bghit nblegh", "ma bghitch nchki bih", "safi mabghitch nblegh"],
    *["بدلت رأيي ما بغيتش نبلغ", "ما بغيتش نشكي", "غيرت رأيي لا أريد التبليغ", "لا أريد تقديم شكاية"],
]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("jai peur", "fr"),
        ("khayfa bzaf", "ary"),
        ("خايفة بزاف", "ary"),
        ("3afakom 3awnoni ana mkhlou3a", "ary"),
        ("ساعدوني أنا خائفة جدا", "ar"),
    ],
)
def test_fear_as_the_first_word_gets_a_warm_one_and_a_way_on(
    house: House, chat: str, text: str, language: str
) -> None:
    who = house.person(chat, "en").says(text)
    who.sees("reassured", "welcome-short", "ask-category").misses("ask-language")
    assert who.last.language == language
    assert "language" in who.options


def test_fear_beside_a_question_asks_it_again(reporter: Person) -> None:
    reporter.taps("fraud").says("j'ai peur").sees("reassured", "ask-via").misses(
        "welcome-short", "choose-one"
    )
    reporter.says("menu").says("khayfa bzaf").sees("reassured", "ask-menu")
    reporter.says("retour").skips_to("ask-evidence")


def test_fear_answers_a_question_that_asks_for_words(reporter: Person) -> None:
    reporter.taps("other").sees("ask-story").says("j'ai peur").misses("reassured")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "question", ["c'est une arnaque 0661223344 ?", "واش هادا نصب 0661223344؟", "هل هذا نصب 0661223344؟"]
)
@pytest.mark.parametrize("word", ["oui", "اه", "نعم"])
def test_a_question_about_a_number_is_no_part_of_the_report_and_yes_sends_nothing(
    house: House, chat: str, question: str, word: str
) -> None:
    who = house.person(chat, "fr").says(STORY).sees("ask-quick")
    who.says(question).sees("checked-unknown", "ask-resume")
    who.says(word).misses("filed").sees("ask-quick")
    who.taps("send").sees("filed")
    assert "0661223344" not in str(who.answers)
    assert "+212661223344" not in str(who.answers)


@pytest.mark.parametrize("word", ["3500", "lyouma", "casa", "اليوم", "الدار البيضاء", "demain 300", "فاس"])
def test_a_fact_that_answers_another_question_is_kept(reporter: Person, word: str) -> None:
    reporter.taps("fraud").says(word).sees("note-kept", "unsent", "ask-via")
    reporter.skips_to("ask-confirm").taps("send").sees("filed")
    assert ("note", word) in reporter.answers


@pytest.mark.parametrize("word", ["zzz", "euh", "hein"])
def test_a_word_that_tells_nothing_is_answered_kindly(reporter: Person, word: str) -> None:
    reporter.taps("fraud").says(word).sees("ask-via").misses("note-kept")


def test_a_question_that_tells_nothing_is_answered_kindly_too(person: Callable[..., Person]) -> None:
    who = person().starts().taps("fr").taps("fraud")
    who.says("hein ?").sees("ask-via").misses("note-kept")


@pytest.mark.parametrize(
    "story",
    [
        "tsra9 liya facebook o kaytleb flous",
        "on a piraté mon compte sur instagram",
        "سرقو ليا الكونط وكيطلبو الفلوس",
        "سرقوا حسابي ويطلبون المال من أصدقائي",
    ],
)
def test_a_story_that_names_a_category_is_kept_at_another_question(reporter: Person, story: str) -> None:
    reporter.taps("fraud").taps("sms").says(story).sees("note-kept", "ask-money")
    reporter.skips_to("ask-confirm").taps("send").sees("filed")
    assert ("note", story) in reporter.answers


@pytest.mark.parametrize("text", STOPS)
@pytest.mark.parametrize("chat", CHATS)
def test_who_wants_no_report_any_more_is_asked_before_it_is_dropped(
    house: House, chat: str, text: str
) -> None:
    who = house.person(chat, "fr").says(STORY).sees("ask-quick").says(text).sees("ask-drop")
    who.says("non").misses("dropped").sees("ask-quick")
    who.says(text).taps("yes", on="drop").sees("dropped")


@pytest.mark.parametrize("text", STOPS)
def test_who_wants_no_report_at_all_begins_none(person: Callable[..., Person], text: str) -> None:
    who = person().says(text).sees("nothing-sent", "ask-menu").misses("ask-quick")
    assert not who.cases


@pytest.mark.parametrize("text", [*STOPS, "annuler"])
def test_what_is_sent_is_withdrawn_by_a_tap_alone(person: Callable[..., Person], text: str) -> None:
    who = person().says(STORY).taps("send").says(text).sees("sent-stays", "case-status")
    assert "withdraw" in who.options
    assert who.case.status == "received"
    who.taps("withdraw").sees("ask-withdraw").taps("yes", on="withdraw").sees("withdrawn")
    who.says(text).sees("nothing-sent", "ask-menu")


@pytest.mark.parametrize("word", ["non", "لا", "la"])
def test_no_to_a_withdrawal_changes_nothing(person: Callable[..., Person], word: str) -> None:
    who = person().says(STORY).taps("send").says("j'ai changé d'avis").sees("sent-stays")
    who.says(word).sees("case-stays").misses("choose-one")
    assert who.case.status == "received"


@pytest.mark.parametrize("text", ["arnaque ?", "arnake ?", "نصب؟", "nsab?"])
def test_the_word_alone_as_a_question_is_one_beside_a_draft(person: Callable[..., Person], text: str) -> None:
    who = person().says(STORY).says(text).sees("ask-check").misses("if-sent", "filed")
    who.says("0611223344").sees("checked-unknown", "ask-resume").says("oui").misses("filed")


@pytest.mark.parametrize("text", ["nsab", "arnake", "نصاب", "arnak"])
def test_the_word_alone_names_the_category(reporter: Person, text: str) -> None:
    reporter.says(text).sees("ask-via").misses("choose-one")


def test_ok_to_an_answer_reports_nothing(person: Callable[..., Person]) -> None:
    who = person().says("vous êtes la police ?").sees("topic-police").says("ok").misses("ask-quick")
    assert not who.cases


@pytest.mark.parametrize("word", ["safi", "casa", "fes"])
def test_a_place_or_a_word_at_the_review_names_no_category(person: Callable[..., Person], word: str) -> None:
    who = person().says("0661234567 m'a appelé deux fois hier soir").says(word).misses("understood-category")
    assert not who.cases


def test_a_cancelled_menu_withdraws_nothing(person: Callable[..., Person]) -> None:
    who = person().says(STORY).taps("send").says("menu").says("annuler")
    who.sees("nothing-new-sent", "ask-menu").misses("sent-stays")


@pytest.mark.parametrize(
    "text",
    [
        *[
            "الرقم الثاني رقمي احذفوه",
            "le deuxième numéro c'est le mien enlevez-le",
            "nmra tanya dyali 7iydoha",
        ],
        *["enlevez le deuxième numéro", "النمرة الثانية ديالي", "le premier numéro est à moi"],
    ],
)
def test_one_of_several_numbers_is_removed_by_a_tap(person: Callable[..., Person], text: str) -> None:
    who = person().says(STORY).says(text).sees("own-unknown", "ask-found")
    second = who.options[1]
    who.taps(second).sees("ask-quick")
    who.says("oui").sees("filed")


@pytest.mark.parametrize(
    "text", ["الرقم الثاني رقمي احذفوه", "enlevez le deuxième numéro", "nmra tanya 7iydoha"]
)
def test_a_number_that_is_sent_is_not_removed(person: Callable[..., Person], text: str) -> None:
    person().says(STORY).taps("send").says(text).sees("own-filed")


@pytest.mark.parametrize("word", ["la", "non", "لا", "ماشي دابا", "nn non"])
@pytest.mark.parametrize("chat", CHATS)
def test_no_after_stop_lets_the_draft_wait(house: House, chat: str, word: str) -> None:
    who = house.person(chat, "fr").says(STORY).says("stop").sees("notices-off-draft", "ask-resume")
    if word == "nn non":
        who.says(word).misses("draft-waits", "filed")
        return
    who.says(word).sees("draft-waits").misses("choose-one")
    who.taps("resume", on="do").sees("ask-quick")
    who.says("stop").says(word).taps("cancel", on="do").sees("ask-drop")


@pytest.mark.parametrize("text", ["seft 3afak", "sefto 3afakom", "envoyez-le svp", "صيفطو عافاكم"])
def test_send_with_courtesy_sends(person: Callable[..., Person], text: str) -> None:
    person().says(STORY).says(text).sees("filed")


@pytest.mark.parametrize(
    "text", ["الله يأخذ فيهم الحق", "حسبي الله ونعم الوكيل", "lah yakhod fihom l7a9", "que dieu les punisse"]
)
def test_a_curse_upon_the_wrongdoer_is_no_despair(person: Callable[..., Person], text: str) -> None:
    who = person().says(STORY).says(text).misses("care-despair", "care-danger", "topic-insult-or-test")
    assert not who.cases


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "typed",
    [
        ("bonjour", "jai etai arnaquer", "oui"),
        ("salam", "tnsebt f avito", "ah"),
        ("السلام عليكم", "تعرضت للنصب أمس", "نعم"),
    ],
)
def test_yes_in_a_burst_sends_nothing_that_could_not_be_read(
    house: House, chat: str, typed: tuple[str, ...]
) -> None:
    who = house.person(chat, "fr").burst(*[lambda one, text=text: one.does(Text(text)) for text in typed])
    assert not who.cases
    who.sees("unsent").says("oui").sees("unsent").misses("filed").says("envoyer").sees("filed")


def test_yes_in_a_burst_forgets_nothing(person: Callable[..., Person]) -> None:
    who = person().says(STORY).taps("send")
    who.burst(lambda one: one.says("oubliez-moi"), lambda one: one.says("oui")).misses("forgotten")
    who.sees("ask-forget").says("oui").sees("forgotten")


@pytest.mark.parametrize("word", ["envoyer", "sift", "أرسلوا"])
@pytest.mark.parametrize("chat", CHATS)
def test_the_word_for_sending_sends_however_soon_it_comes(house: House, chat: str, word: str) -> None:
    """It can mean nothing else, and nobody types it by chance."""
    who = house.person(chat, "fr").burst(lambda one: one.says(STORY), lambda one: one.says(word))
    assert who.case.status == "received"
