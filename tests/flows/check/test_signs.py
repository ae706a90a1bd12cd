"""The signs of a scam, its kind, and the texts that ask whether something is one."""

import pytest

from flows.check.asking import asks_check, checked_part, question_part
from flows.check.signs import SIGNS, TOLD, family, signs
from flows.lexicon.check_words import FAMILIES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Votre colis: payez sur https://poste-ma.xyz/p avant ce soir", ("lookalike", "money", "urgency")),
        ("Voir https://аmazon.com", ("lookalike",)),
        ("bit.ly/3xYz", ("shortener",)),
        ("http://boutique-salma.shop", ("link",)),
        ("https://www.google.com/search?q=a", ()),
        ("صيفط ليا الكود دابا", ("code", "urgency")),
        ("Envoie moi le code reçu", ("code",)),
        ("Payez votre loyer avant ce soir", ()),
        ("Payez vite, appelez le 0687654321", ("money", "urgency")),
        ("0687654321", ()),
        ("wallet bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", ()),
        ("whatsapp://chat?code=AbCdEf123", ()),
    ],
)
def test_the_signs_of_a_text(text: str, told: tuple[str, ...]) -> None:
    assert signs(text) == told
    assert len(told) <= TOLD <= len(SIGNS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("votre colis est bloqué", "parcel"),
        ("طردكم في الانتظار", "parcel"),
        ("votre carte bancaire est suspendue", "bank"),
        ("مبروك ربحتم معنا", "prize"),
        ("rbe7ti m3ana", "prize"),
        ("travail à domicile, 500 DH par jour", "job"),
        ("usdt trading", "investment"),
        ("الدعم المباشر", "aid"),
        ("Maman c'est moi, nouveau numéro", "relative"),
        ("bonjour", ""),
    ],
)
def test_the_kind_of_scam(text: str, name: str) -> None:
    assert family(text) == name
    assert name in {"", *FAMILIES}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("c'est une arnaque ?", True),
        ("c'est une arnaque", False),
        ("Bonjour, est-ce que ce site est fiable", True),
        ("dois-je cliquer", True),
        ("Is this a scam", True),
        ("هل هذا الرقم نصاب", True),
        ("واش هاد الليان ديال بصح", True),
        ("wach had nmra dyal nassab", True),
        ("تحقق 0612345678", True),
        ("chouf bit.ly/3xYz", True),
        ("chouf", False),
        ("je veux signaler une arnaque", False),
        ("est-ce une arnaque ? " + "il m'a appelé " * 60, False),
    ],
)
def test_who_asks(text: str, asks: bool) -> None:
    assert asks_check(text) is asks


def test_the_question_is_not_a_part_of_what_is_checked() -> None:
    sms = "Votre colis est bloqué, payez sur poste-ma.xyz"
    asked = "Bonjour, est-ce une arnaque ?"
    assert checked_part(f"{asked}\n{sms}") == checked_part(f"{sms}\n{asked}") == sms
    assert question_part(f"{asked} {sms}") == asked
    assert checked_part(asked) == ""
    long = "Votre compte sera fermé ce soir si vous ne rappelez pas tout de suite notre service"
    assert checked_part(f"{asked}\n{long}") == long
    assert checked_part("vérifier 0612345678") == "vérifier 0612345678"
