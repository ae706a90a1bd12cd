"""A receipt promises no more than is so: where no officer is there, and where no message may come."""

import pytest

from tests.dialogue import House, Person
from tests.flows.money.test_first import LOST

DANGER = {
    "fr": "au secours il est devant ma porte avec un couteau",
    "ar": "النجدة هو أمام باب بيتي ومعه سكين",
    "ary": "عتقوني راه قدام الباب ديالي وعندو موس",
}
PERSON = {"fr": "parler à quelqu'un", "ar": "أريد التحدث مع شخص", "ary": "بغيت نهضر مع شي حد"}
TOLD = ("prévenu", "informés", "أُخبر", "أخبر", "وصلهم الخبار")
"""Words that say that officers know."""


def said(who: Person) -> str:
    return "\n".join(seen.text for seen in who.messages)


@pytest.mark.parametrize("language", LOST)
def test_where_no_officer_is_there_no_receipt_says_that_officers_know(house: House, language: str) -> None:
    money = house.person("telegram:1", "ar" if language == "ary" else language).says(LOST[language])
    money.sees("money-first").taps("cih").says("RIB 007 810 0001123000000123 45").sees("filed", "filed-money")
    danger = house.person("telegram:2", "ar" if language == "ary" else language).says(DANGER[language])
    danger.taps("send").sees("filed", "filed-urgent")
    danger.says(PERSON[language]).sees("person-nobody", "person-lines").misses("person-off")
    assert not [word for word in TOLD for who in (money, danger) if word in said(who)]


@pytest.mark.parametrize("removed", [False, True])
def test_a_time_by_which_a_case_is_read_is_said_while_an_officer_is_there(
    house: House, officer: Person, *, removed: bool
) -> None:
    with house.storage.write() as unit:
        (one,) = unit.officers.present()
        if removed:
            unit.officers.suspend(one.id, house.now)
    who = house.person("telegram:2", "fr").says(DANGER["fr"]).taps("send")
    who.says(PERSON["fr"]).sees("person-nobody" if removed else "person-off", "person-lines")


@pytest.mark.parametrize("language", LOST)
def test_who_wants_no_messages_reads_that_no_question_comes(house: House, language: str) -> None:
    who = house.person("telegram:1", "fr").starts().taps(language).says("stop").sees("notices-off")
    who.says("le compte @inconnu.12 m'écrit des insultes").taps("send").sees("filed", "filed-traceless")
    assert who.case.chat
