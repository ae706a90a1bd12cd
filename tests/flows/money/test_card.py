"""Who gave a card away is told at once that the bank can block it."""

from collections.abc import Callable

import pytest

from flows.money.card import gave_card
from tests.dialogue import Person

SCAM = "Amana: votre colis est bloqué, payez 12 DH ici https://amana-colis.top/ma"
GAVE = (
    *("j'ai mis ma carte", "oui j'ai donné ma carte", "je lui ai donné le numéro de ma carte"),
    *("j'ai entré les coordonnées de ma carte bancaire sur le site", "J'ai cliqué et j'ai rentré ma carte"),
    *("je viens de donner mon code de carte", "ma mère a donné sa carte bancaire à un faux conseiller"),
    *("j'ai rempli le formulaire avec mes données bancaires", "je leur ai communiqué mes codes bancaires"),
    *("أدخلت رقم بطاقتي في الموقع", "أعطيتهم معلومات البطاقة", "كتبت بطاقتي البنكية", "أمي أعطت رقم بطاقتها"),
    *("درت لاكارط ديالي", "عطيتهم نوامر لاكارط", "دخلت لاكارط فالسيت", "كتبت نمرة لاكارط ديالي"),
    *("3tito la carte", "dert la carte dyali f site", "ktebt numero dyal la carte", "3tithom lcarte"),
)
KEPT = (
    *("je n'ai pas donné ma carte", "j'ai pas mis ma carte", "j'ai failli donner ma carte"),
    *("j'ai donné ma carte nationale", "je lui ai envoyé ma carte d'identité", "si je donne ma carte ?"),
    *("ils demandent ma carte bancaire", "j'ai mis ma carte au distributeur et elle est restée"),
    *("j'ai perdu ma carte", "on m'a volé ma carte", "j'ai donné mon code whatsapp", "j'ai mis ma carte sim"),
    *("لم أعط بطاقتي", "طلب مني رقم بطاقتي", "أرسلت بطاقتي الوطنية", "ما عطيتش لاكارط"),
    *("ما عطيتهم لاكارط", "بغاو لاكارط", "عطيتو لاكارط ناسيونال", "ma 3titch la carte"),
)


@pytest.mark.parametrize("text", GAVE)
def test_who_gave_a_card_calls_the_bank_first(person: Callable[..., Person], text: str) -> None:
    person().says(f"{text}, c'était une arnaque").sees("money-card")
    someone = person(chat="web:b").says(SCAM).misses("money-card").says(text).sees("money-card", "ask-quick")
    someone.says(f"{text} ce matin encore").misses("money-card").taps("send").sees("filed")


@pytest.mark.parametrize("text", KEPT)
def test_who_kept_the_card_is_not_told_so(text: str) -> None:
    assert not gave_card(text)


def test_a_message_that_was_passed_on_gives_no_card_away(person: Callable[..., Person]) -> None:
    person().forwards("J'ai donné ma carte bancaire et tout est parti").misses("money-card")


def test_who_calls_the_bank_anyhow_is_told_once(person: Callable[..., Person]) -> None:
    someone = person().says("je viens de payer 3000 dh, j'ai donné ma carte à un escroc")
    someone.sees("money-first").misses("money-card")
