"""Readings by rule: who is held, a demand of money that is no danger to life, a notice that is no despair."""

import pytest

from flows.reading import signals
from flows.reading.fear import pleads

HELD = (
    *("khouya mabghaoch ytl9oh", "khouya ma bghawch ytel9oh", "mabghawch ytlqoha", "chaddinha f myanmar"),
    *("خويا ما بغاوش يطلقوه", "حابسين ولدي فشي دار", "رفضوا إطلاق سراحه", "شادين ختي وما كتهضرش"),
    *("ils ne veulent pas le relâcher", "ils refusent de la laisser rentrer"),
)
NOT_HELD = (
    *("ma bghawch yrj3o liya flousi", "mabghach ytl9 liya lcode", "ما بغاوش يرجعو ليا فلوسي"),
    *("la douane ne veut pas libérer mon colis", "ils ne veulent pas me rembourser"),
)
EXTORTED = (
    *(
        "un homme me menace et veut 500 euros",
        "rajel kayhddni bgha 500 dh",
        "un inconnu me menace et demande 300 dh",
    ),
    *("واحد الراجل كيهددني وباغي 500 درهم", "رجل يهددني ويريد 500 يورو", "il me menace et veut de l'argent"),
)
ENDANGERED = (
    *("il est devant ma porte et veut 500 euros", "il me menace avec un couteau et veut 500 euros"),
    *("si je ne paye pas 500 euros il va me tuer", "ils m'ont enfermé et veulent 5000 euros"),
    *("il me menace de me casser les jambes et veut 3000 dh", "هو قدام الدار كيهددني وباغي 500 درهم"),
)


@pytest.mark.parametrize("text", HELD)
def test_who_is_held_is_in_danger_and_has_a_category(text: str) -> None:
    assert signals.danger(text)
    assert signals.guess_category(text) in {"trafficking", "threat", "child"}


def test_who_is_held_is_answered_with_help_first(person) -> None:
    person().says("khouya mabghaoch ytl9oh").sees("care-danger", "ask-quick")


@pytest.mark.parametrize("text", NOT_HELD)
def test_money_and_parcels_are_not_held_so(text: str) -> None:
    assert not signals.danger(text)


@pytest.mark.parametrize("text", EXTORTED)
def test_a_demand_of_money_is_a_threat_and_no_alarm(text: str) -> None:
    assert not signals.danger(text)
    assert signals.guess_category(text) in {"threat", "blackmail"}


@pytest.mark.parametrize("text", ENDANGERED)
def test_violence_beside_a_demand_stays_an_alarm(text: str) -> None:
    assert signals.danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "merci de régler les frais de douane ce soir avant minuit",
        "arnaque ? Merci de régler les frais de douane ce soir avant minuit sinon le colis sera détruit",
        "c'est vrai ce message : veuillez payer ce soir avant minuit, ensuite tout sera fini",
    ],
)
def test_a_notice_to_pay_is_no_despair(text: str) -> None:
    assert not signals.despair(text)


@pytest.mark.parametrize(
    "text", ["je veux en finir ce soir, merci de régler mes dettes", "il faut payer et je veux mourir"]
)
def test_despair_beside_a_debt_is_heard(text: str) -> None:
    assert signals.despair(text)


@pytest.mark.parametrize("text", ["3awnouni", "عاونوني", "aidez-moi svp", "ساعدوني عافاكم"])
def test_a_plea_gets_a_warm_word_with_the_way_on(person, text: str) -> None:
    assert pleads(text)
    person().says(text).sees("heard").misses("help")


@pytest.mark.parametrize("text", ["aide", "help", "مساعدة", "comment ça marche"])
def test_the_question_what_there_is_gets_the_list_alone(person, text: str) -> None:
    person().says(text).sees("help").misses("heard")


@pytest.mark.parametrize(
    "text",
    [
        *["il a pris 300 dh et il a un pistolet", "ils ont volé mon argent ils m'ont tabassé"],
        *["un homme a pris 2000 dh et m'a poussée dans sa voiture", "il a retiré 900 dh de force"],
        *["il a pris mon argent et mon passeport je ne peux pas sortir"],
        *["il a pris 1200 dh et il m'a frappé chez moi, il a un couteau"],
        *["خدا ليا الفلوس وهز عليا جنوي", "khda liya flousi w drebni b 3sa", "أخذ مني المال وضربني بعصا"],
    ],
)
def test_money_that_is_taken_by_force_is_danger(text: str) -> None:
    assert signals.danger(text)
