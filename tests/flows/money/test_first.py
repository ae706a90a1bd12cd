"""Where money has just left: the bank first, four facts at most, and the case goes out at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.answers.banks import with_lines
from flows.money.told import FACTS
from tests.dialogue import House, Person

LOST = {
    "fr": "J'ai viré 3000 dh ce matin à un vendeur avito et il ne répond plus",
    "ar": "حولت 3000 درهم هذا الصباح لبائع ولم يرسل شيئا",
    "ary": "khlst 3000 dh lyouma l wa7ed nsab f avito",
}
CHATS = ("telegram:1", "whatsapp:1", "web:1")


def alerts(house: House) -> list[set[str]]:
    return [seen.keys for seen in house.seen["telegram:900"] if seen.say.purpose == "alert"]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LOST)
def test_told_then_asked_then_sent_without_another_word(
    person: Callable[..., Person], officer: Person, language: str, chat: str
) -> None:
    someone = person("ar" if language == "ary" else language, chat).says(LOST[language])
    someone.sees("money-first", "money-line-card", "money-goes", "ask-lost_bank").misses("ask-quick")
    someone.taps("cih").sees("money-line-at", "ask-lost_to").misses("ask-lost_amount", "ask-lost_when")
    someone.says("RIB 007 810 0001123000000123 45").sees("filed", "filed-money", "money-read", "ask-more")
    assert someone.case.urgent
    assert [name for name, _ in someone.answers][:4] == ["lost_amount", "lost_when", "lost_bank", "lost_to"]
    assert alerts(officer.house) == [{"alert-money", "category-fraud"}]


def test_one_message_with_all_four_facts_goes_after_a_silence_as_was_said(
    person: Callable[..., Person], officer: Person
) -> None:
    someone = person().says("khlst 3000 dh lyouma mn CIH l 0612345678 w mabghach yjawb")
    someone.sees("money-first", "money-line-at", "money-goes-soon", "ask-quick")
    someone.waits(1 / 60).tick().hears_nothing().waits(3 / 60).tick().sees("filed", "money-read")
    assert set(FACTS) <= {name for name, _ in someone.answers}
    assert alerts(officer.house)


@pytest.mark.parametrize("leaves", ["annuler", "cacher"])
def test_who_wants_out_or_hides_is_not_sent_by_silence(person: Callable[..., Person], leaves: str) -> None:
    someone = person().says(LOST["fr"]).sees("ask-lost_bank").says(leaves).waits(1).tick()
    assert someone.cases == []


@pytest.mark.parametrize(
    "words",
    [
        "attendez je ne veux pas l'envoyer",
        "ne l'envoyez pas",
        "je ne veux pas porter plainte",
        "pas maintenant",
        "لا أريد إرساله",
        "ما تصيفطوش",
        "ما بغيتش نصيفط",
        "lla mabghitch nsift",
        "oubliez moi",
    ],
)
@pytest.mark.parametrize("told", [LOST["fr"], "khlst 3000 dh lyouma mn CIH l 0612345678 w mabghach yjawb"])
def test_who_says_no_in_whatever_words_is_not_sent_by_silence(
    person: Callable[..., Person], words: str, told: str
) -> None:
    someone = person().says(told).says(words).waits(1 / 6).tick()
    assert someone.cases == []


def test_a_command_inside_a_no_is_not_obeyed(person: Callable[..., Person]) -> None:
    someone = person().says(LOST["fr"])
    for words in ("pas maintenant", "mabghitch", "ما بغيتش"):
        someone.says(words).taps("no", on="drop")
    assert someone.cases == []


def test_who_goes_on_after_a_no_is_told_again_that_it_goes(person: Callable[..., Person]) -> None:
    someone = (
        person().says(LOST["fr"]).says("ne l'envoyez pas").sees("ask-drop").taps("no").sees("money-goes")
    )
    assert someone.waits(1 / 6).tick().cases


def test_a_reporter_who_stops_answering_was_heard(person: Callable[..., Person], officer: Person) -> None:
    someone = person().starts().taps("fr").taps("fraud").taps("sms").taps("recent").sees("ask-lost_bank")
    someone.taps("cashplus").waits(4 / 60).tick().sees("filed", "filed-money")
    assert ("lost_bank", "cashplus") in someone.answers
    assert alerts(officer.house)


@pytest.mark.parametrize("way", ["tap", "word"])
def test_sent_at_any_of_the_facts(person: Callable[..., Person], way: str) -> None:
    someone = person().says(LOST["fr"]).sees("ask-lost_bank")
    (someone.taps("send") if way == "tap" else someone.says("envoyer")).sees("filed", "filed-money")


def test_an_old_send_button_of_a_fact_sends_nothing(person: Callable[..., Person]) -> None:
    someone = person().says(LOST["fr"]).taps("attijari").sees("ask-lost_to")
    someone.taps("send", on="lost_bank").sees("tap-old")
    assert someone.cases == []


def test_each_fact_is_taken_wherever_it_is_told_and_none_is_asked_twice(
    person: Callable[..., Person],
) -> None:
    someone = person().starts().taps("fr").taps("fraud").taps("call").taps("recent").sees("ask-lost_bank")
    someone.says("3000 dh hier soir").sees("ask-lost_bank").says("atijari wafa").sees("ask-lost_to")
    someone.says("je ne sais pas").sees("filed")
    told = dict(someone.answers)
    assert (told["lost_bank"], told["lost_amount"], told["lost_when"]) == ("attijari", "3000 dh", "hier soir")
    someone.taps("yes").misses(*(f"ask-{fact}" for fact in FACTS))


def test_a_deployment_gives_the_line_of_a_bank(person: Callable[..., Person], house: House) -> None:
    engine = replace(house.rules.engine, banks=with_lines({"cih": ("0522 47 90 00", ())}))
    house.rules = replace(house.rules, engine=engine)
    someone = person().says(LOST["fr"]).says("cih").sees("money-line").misses("money-line-at")
    assert "0522 47 90 00" in someone.last.codes


def test_a_loss_without_a_time_may_be_recent_by_a_tap_or_a_word(person: Callable[..., Person]) -> None:
    for chat, say in (("telegram:5", "tap"), ("web:6", "hier soir")):
        someone = person(chat=chat).says("Arnaque, j'ai payé 800 dh à un vendeur, rien reçu")
        someone.sees("money-if-recent", "ask-quick").misses("money-first")
        (someone.taps("recent") if say == "tap" else someone.says(say)).sees("money-first", "ask-lost_bank")
        someone.says("cih").misses("ask-lost_amount")


def test_a_forwarded_scam_with_a_sum_is_no_loss(person: Callable[..., Person]) -> None:
    someone = person().forwards("J'ai payé 3000 dh ce matin, faites comme moi : http://gain.top")
    someone.sees("ask-quick").misses("money-first", "money-if-recent")


def test_told_after_the_filing_it_goes_to_the_officers_at_once(
    person: Callable[..., Person], officer: Person
) -> None:
    someone = person().forwards("Votre colis attend, appelez le 0612345678").taps("send").sees("ask-more")
    before = someone.case
    someone.says("j'ai payé 300 dh ce matin avec ma carte CIH").sees("money-first")
    assert (before.urgent, someone.case.urgent) == (False, True)
    assert {"alert-money", "category-fraud"} in alerts(officer.house)
    assert dict(someone.answers)["lost_amount"] == "300 dh"
    someone.taps("yes").sees("ask-lost_to").says("0655443322").sees("money-read")
