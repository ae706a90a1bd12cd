"""Is this a scam? In three languages on three channels: what is told, to whom, how often, what is kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.core.events import Tap
from handlers.networks import Networks, a_day
from tests.dialogue import House, Person

CHATS = ("telegram:9", "whatsapp:9", "web:9")
SMS = {
    "fr": "Barid Al-Maghrib: votre colis 88213 est en attente. Payez 19 DH sur https://poste-ma.xyz/p",
    "ar": "بريد المغرب: طردكم رقم 4455 في الانتظار، المرجو أداء 19 درهم عبر الرابط poste-ma.xyz/p قبل الغد",
    "ary": "سلام خويا، ربحتي معانا جائزة ديال 5000 درهم، صيفط لينا الكود اللي غادي يجيك من 0687654321 دابا",
}
ASKED = {"fr": "est-ce une arnaque ?", "ar": "هل هذا نصب؟", "ary": "واش هادا نصب؟"}
VALUE = {"fr": "poste-ma[.]xyz/p", "ar": "poste-ma[.]xyz/p", "ary": "+212687654321"}
"""As it is told: no link to tap."""
ANY = "Un inconnu me demande de l'argent par téléphone depuis hier, il appelle du 0687654321 sans arrêt"


def reported(house: House, text: str, people: int, chat: str = "telegram:r") -> None:
    """So many people report this text."""
    for number in range(people):
        house.person(f"{chat}{number}", "fr").says(text).taps("send")


def asks(house: House, chat: str, language: str) -> Person:
    return house.person(chat, language).says(f"{ASKED[language]}\n{SMS[language]}")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", SMS)
def test_what_several_people_reported_is_told(house: House, chat: str, language: str) -> None:
    reported(house, SMS[language], 3)
    who = asks(house, chat, language).sees("checked-reported", "checked-copied", "checked-advice")
    assert who.last.codes == [VALUE[language]]
    assert "contest" in who.options
    assert not who.cases


@pytest.mark.parametrize("people", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("language", SMS)
def test_the_answer_tells_no_number_and_nothing_below_the_threshold(house, language, people):
    reported(house, SMS[language], people)
    said = asks(house, "telegram:9", language).last
    assert ("checked-reported" in said.keys) == ("checked-copied" in said.keys) == (people >= 3)
    assert ("checked-unknown" in said.keys) == (people < 3)
    nobody = asks(house_of(house), "telegram:8", language).last
    assert people >= 3 or said.text == nobody.text


def house_of(house: House) -> House:
    """The same house; the next person asks the same."""
    return house


def test_one_person_who_reports_often_is_one(house: House) -> None:
    who = house.person("telegram:r", "fr")
    for _ in range(4):
        who.says(ANY).taps("send").taps("no")
    assert len(who.cases) == 4
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-unknown")


def test_the_threshold_is_a_setting(house: House) -> None:
    house.rules = replace(house.rules, limits=replace(house.rules.limits, reporters_for_check=1))
    reported(house, ANY, 1)
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-reported")


def test_what_every_reporter_removed_is_not_told(house: House) -> None:
    for number in range(3):
        house.person(f"telegram:{number}", "fr").says(ANY).taps("found").says("0687654321").taps("send")
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-unknown")


@pytest.mark.parametrize("way", ["withdraw", "forget"])
def test_a_case_that_is_gone_counts_no_longer(house: House, way: str) -> None:
    reported(house, ANY, 3)
    house.person("telegram:8", "fr").says("vérifier 0687654321").sees("checked-reported")
    gone = house.person("telegram:r0", "fr").taps("no")
    if way == "forget":
        gone.says("oubliez-moi").taps("yes").sees("forget-erased")
    else:
        gone.says("suivi").taps("withdraw").taps("yes")
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-unknown")


def test_a_borrowed_name_of_a_sender_is_not_called_reported(house: House) -> None:
    reported(house, "SMS reçu de CIHBANK", 3)
    house.person("telegram:9", "fr").says("vérifier SMS reçu de CIHBANK").misses("checked-reported")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", SMS)
def test_from_the_menu_what_comes_next_is_checked(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language).starts().taps(language).taps("menu").taps("check").sees("ask-check")
    who.says(SMS[language]).sees("checked-unknown", "checked-advice")
    who.taps("menu").taps("check").forwards(SMS[language]).sees("checked-unknown")
    assert not who.cases


@pytest.mark.parametrize("text", ["vérifier", "تحقق", "واش هادا نصب؟", "wach hada nsb", "is this a scam"])
def test_the_word_alone_asks_for_what_is_to_be_checked(person: Callable[..., Person], text: str) -> None:
    person().says(text).sees("ask-check").says("bonjour, voici").sees("check-nothing", "ask-check")


@pytest.mark.parametrize("language", SMS)
def test_a_forwarded_message_is_checked_by_the_question_after_it(house: House, language: str) -> None:
    who = house.person("telegram:9", language).forwards(
        "Gagnez 500 DH par jour avec nous, appelez le 0687654321"
    )
    who.says(ASKED[language]).sees("checked-unknown", "ask-resume")
    who.taps("resume").sees("ask-quick").taps("send")
    assert not [value for question, value in who.answers if ASKED[language] in value]


def test_during_a_report_of_ones_own_a_question_is_a_part_of_it(person: Callable[..., Person]) -> None:
    who = person().says(ANY).says("est-ce une arnaque ? il appelle du 0611223344")
    who.misses("checked-unknown").taps("send")
    assert "0611223344" in dict(who.answers)["note"]


def test_the_menu_checks_during_a_report_and_goes_on_with_it(person: Callable[..., Person]) -> None:
    who = (
        person().says(ANY).taps("menu").taps("check").says("0611223344").sees("checked-unknown", "ask-resume")
    )
    assert "report" not in who.options
    who.taps("resume").sees("ask-quick").taps("send")
    assert "0611223344" not in str(who.answers)


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", SMS)
def test_one_tap_makes_it_a_report(house: House, chat: str, language: str) -> None:
    who = asks(house, chat, language).taps("report").sees("ask-quick").taps("send")
    assert dict(who.answers)["story"] == SMS[language]


def test_a_forwarded_text_tells_nothing_of_the_reporter(person: Callable[..., Person]) -> None:
    who = person().says("vérifier").forwards("Mon numéro est 0612345678, envoyez 500 DH").taps("report")
    who.misses("own-seen").taps("send")
    assert ("phone", "+212612345678") in who.answers


def test_ones_own_words_tell_of_oneself(person: Callable[..., Person]) -> None:
    who = person().says("vérifier").says("Mon numéro est 0612345678, il appelle du 0687654321").taps("report")
    who.sees("own-seen").taps("send")
    assert ("phone", "+212612345678") not in who.answers


def test_nothing_is_kept_once_the_person_goes_on(house: House) -> None:
    who = asks(house, "telegram:9", "fr")
    with house.storage.read() as unit:
        assert unit.conversations.get("telegram:9").about == SMS["fr"]
    who.taps("menu").taps("help")
    with house.storage.read() as unit:
        assert "poste-ma" not in repr(unit.conversations.get("telegram:9"))


def test_a_chat_has_a_budget_and_is_told_kindly(house: House) -> None:
    house.rules = replace(house.rules, networks=networks(house, 2, 100))
    reported(house, ANY, 3)
    for _ in range(2):
        house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-reported")
    who = house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-limited")
    who.misses("checked-reported", "checked-unknown").taps("report").sees("ask-quick")
    house.person("telegram:8", "fr").says("vérifier 0687654321").sees("checked-reported")
    house.now += 86400
    house.person("telegram:9", "fr").says("annuler").taps("yes").says("vérifier 0687654321").sees(
        "checked-reported"
    )


def test_a_network_of_web_visitors_has_a_budget(house: House) -> None:
    house.rules = replace(house.rules, networks=networks(house, 2, 3))
    for number in range(4):
        house.rules.networks.note(f"web:{number}", "10.0.0")
        who = house.person(f"web:{number}", "fr").says("vérifier 0687654321")
        who.sees("checked-limited" if number == 3 else "checked-unknown")
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-unknown")


def networks(house: House, chat: int, network: int) -> Networks:
    return Networks(clock=lambda: house.now, checks=(a_day(chat), a_day(network)))


def test_few_values_of_one_text_are_looked_up(house: House) -> None:
    reported(house, ANY, 3)
    others = " ".join(f"06110000{number}" for number in range(10, 14))
    house.person("telegram:9", "fr").says(f"vérifier {others} 0687654321").sees("checked-unknown")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", SMS)
def test_what_is_told_wrongly_can_be_contested(house: House, chat: str, language: str) -> None:
    reported(house, SMS[language], 3)
    who = asks(house, chat, language).taps("contest").sees("contest-begun", "ask-quick").taps("send")
    assert who.case.category == "other"
    assert ("contest", SMS[language]) in who.answers


def test_contesting_reports_nothing(house: House) -> None:
    reported(house, ANY, 2)
    house.rules = replace(house.rules, limits=replace(house.rules.limits, reporters_for_check=2))
    house.person("web:c", "fr").says("vérifier 0687654321").taps("contest").taps("send")
    house.rules = replace(house.rules, limits=replace(house.rules.limits, reporters_for_check=3))
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-unknown")


def test_there_is_nothing_to_contest_where_nothing_was_told(person: Callable[..., Person]) -> None:
    who = person().says("vérifier 0687654321")
    assert "contest" not in who.options
    who.taps("report").taps("cancel").taps("yes").says("contester").sees("ask-check")


def test_an_old_button_contests_nothing(house: House) -> None:
    reported(house, ANY, 3)
    who = house.person("telegram:9", "fr").says("vérifier 0687654321")
    button = who.button("contest").id
    who.taps("report")
    who.does(Tap(button)).sees("tap-old").misses("contest-begun")


def test_a_crime_that_is_no_scam_is_named(person: Callable[..., Person]) -> None:
    who = (
        person()
        .says("vérifier")
        .forwards("J'ai tes photos nues, je les envoie à ta famille si tu ne paies pas")
    )
    who.sees("understood-category", "category-blackmail", "checked-unknown")


def test_someone_in_despair_is_cared_for_first(person: Callable[..., Person]) -> None:
    person().says("est-ce vrai ? je veux mourir").sees("care-despair").misses("ask-check")


def test_an_officer_checks_at_the_desk(officer: Person) -> None:
    officer.says("vérifier").sees("ask-check").says("0687654321").sees("checked-unknown", "ask-desk")


def test_a_question_while_looking_at_a_case_is_checked(person: Callable[..., Person]) -> None:
    who = person().says(ANY).taps("send").taps("no").says("suivi")
    who.says("wach hada nsb? 0611223344").sees("checked-unknown")


def test_an_officer_decides_on_what_is_contested(house: House, officer: Person) -> None:
    reported(house, ANY, 3)
    house.person("web:c", "fr").says("vérifier 0687654321").taps("contest").taps("send")
    house.person("telegram:9", "fr").says("vérifier 0687654321").sees("checked-reported")
    officer.taps("new").taps(house.person("web:c", "fr").case.reference)
    officer.sees("label-contest").taps("clear").sees("case-cleared", "case-head")
    assert "clear" not in officer.options
    house.person("telegram:8", "fr").says("vérifier 0687654321").sees("checked-unknown")
    officer.taps("unclear").sees("case-uncleared")
    house.person("telegram:7", "fr").says("vérifier 0687654321").sees("checked-reported")


def test_an_officer_clears_a_contested_message(house: House, officer: Person) -> None:
    text = (
        "Bonjour à tous, la mairie vous invite samedi à la fête du quartier, venez nombreux avec vos enfants"
    )
    reported(house, text, 3)
    who = house.person("web:c", "fr").says(f"est-ce une arnaque ?\n{text}").sees("checked-copied")
    who.taps("contest").taps("send")
    officer.taps("new").taps(who.case.reference).taps("clear")
    house.person("telegram:8", "fr").says(f"est-ce une arnaque ?\n{text}").sees("checked-unknown")


def test_a_case_that_contests_nothing_cannot_be_cleared(house: House, officer: Person) -> None:
    reported(house, ANY, 1)
    officer.taps("new").sees("case-head")
    assert not {"clear", "unclear"} & {*officer.options}


def test_who_is_no_officer_any_more_clears_nothing(house: House, officer: Person) -> None:
    reported(house, ANY, 3)
    who = house.person("web:c", "fr").says("vérifier 0687654321").taps("contest").taps("send")
    officer.taps("new").taps(who.case.reference)
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.taps("clear").sees("enrolment-unknown")
    house.person("telegram:7", "fr").says("vérifier 0687654321").sees("checked-reported")


@pytest.mark.parametrize("cry", ["je veux mourir 0687654321", "بغيت نموت، هاد 0687654321 كيهددني"])
def test_a_cry_in_place_of_what_is_to_be_checked_is_cared_for(
    person: Callable[..., Person], cry: str
) -> None:
    person().says("vérifier").sees("ask-check").says(cry).sees("care-despair").misses("checked-unknown")


def test_joining_a_contest_to_an_earlier_case_reports_nothing(house: House) -> None:
    reported(house, ANY, 3)
    who = house.person("telegram:9", "fr").says("Un voisin me menace chaque jour dans la rue").taps("send")
    who.taps("no", on="more").says("vérifier 0687654321").taps("contest").taps("join").sees("added")
    house.rules = replace(house.rules, limits=replace(house.rules.limits, reporters_for_check=4))
    house.person("telegram:8", "fr").says("vérifier 0687654321").sees("checked-unknown")


def test_words_after_a_contest_report_nothing(house: House) -> None:
    reported(house, ANY, 3)
    who = house.person("web:c", "fr").says("vérifier 0687654321").taps("contest").taps("send")
    who.taps("yes", on="more").says("C'est le vrai numéro de notre boutique, le 0687654321, depuis dix ans")
    house.rules = replace(house.rules, limits=replace(house.rules.limits, reporters_for_check=4))
    house.person("telegram:8", "fr").says("vérifier 0687654321").sees("checked-unknown")


def test_an_own_number_can_be_contested_and_cleared(house: House, officer: Person) -> None:
    reported(house, ANY, 3)
    who = house.person("web:c", "fr").says("est-ce une arnaque ? mon numéro est 0687654321")
    who.taps("contest").taps("send")
    officer.taps("new").taps(who.case.reference).taps("clear").sees("case-cleared")


def test_a_forwarded_text_that_was_checked_first_tells_nothing_of_the_reporter(
    person: Callable[..., Person],
) -> None:
    who = (
        person()
        .starts()
        .taps("fr")
        .says("vérifier")
        .forwards("Je m'appelle Samir, mon numéro est 0687654321")
    )
    who.taps("report").sees("understood-numbers").misses("own-seen")
