"""Killing that is a manner of speaking, and killing that is meant: where in doubt, it is meant."""

import pytest

from flows.reading import signals

FIGURES = (
    *("ma mère va me tuer si elle voit la facture", "maman va me tuer j'ai cassé le téléphone"),
    *("à Free Fire il m'a tué", "hier on jouait à PUBG il m'a tué trois fois", "je me fais tuer dans le jeu"),
    *("mama ghadi t9tlni ila chafet la facture", "9tlni f free fire", "9tlni b de7k"),
    *("ماما غادي تقتلني إلا شافت الفاكتورة", "ماما غتقتلني حيت هرست التيليفون", "قتلني ففري فاير"),
    *("أمي ستقتلني إذا رأت الفاتورة", "قتلني بالضحك", "il va me tuer de rire"),
)
MEANT = (
    *("mon mari va me tuer s'il voit les photos", "mon père va me tuer, il l'a déjà fait à ma soeur"),
    *(
        "il va me tuer",
        "mon mari va me tuer si il voit la facture",
        "ma mère va me tuer",
        "mon père va me tuer",
    ),
    *("mes parents vont me tuer s'ils savent que j'ai perdu 200 dh", "il va me tuer à free fire"),
    *("ma mère va me tuer si elle voit la facture et elle me frappe déjà",),
    *("un joueur de free fire va me tuer il sait où j'habite", "à Free Fire il m'a dit qu'il va me tuer"),
    *("ma mère va me tuer si elle voit la facture, il est devant ma porte avec un couteau",),
    *("غادي يقتلني", "ماما غادي تقتلني إلا شافت", "ماما غادي تقتلني إلا شافت التصاور", "قتلني بالعصا"),
    *("بابا غادي يقتلني إلا شاف التصاور", "بابا غادي يقتلني خسرت فلوسو فلعبة", "خويا غادي يقتلني"),
    *("mama ghadi t9tlni ila chafet tsawri", "ghadi y9tlni", "mama ghadi t9tlni rah drebtni 3la lflous"),
    *("أمي ستقتلني إذا رأت الفيديو", "سيقتلني أبي إذا رأى صوري"),
)
FELLOWS = (
    "wahd l weld kayhdedni",
    "wahd lweld kayhdedni ynchr tsawri",
    "واحد الدري كيهددني",
    "شي ولد كيهددني بتصاور",
)
CHILDREN = (
    "واحد الولد عندو 12 عام كيهددوه",
    "واحد الولد صغير كيهددوه",
    "wahd lweld kayhdedni w ana 3ndi 14 3am",
)


@pytest.mark.parametrize("text", FIGURES)
def test_a_manner_of_speaking_is_no_danger(text: str) -> None:
    assert not signals.danger(text)


@pytest.mark.parametrize("text", MEANT)
def test_killing_that_may_be_meant_is_danger(text: str) -> None:
    assert signals.danger(text)


@pytest.mark.parametrize("text", FELLOWS)
def test_some_fellow_who_threatens_is_no_child_who_is_harmed(text: str) -> None:
    assert not signals.minor(text)


@pytest.mark.parametrize("text", CHILDREN)
def test_a_child_that_is_harmed_stays_one(text: str) -> None:
    assert signals.minor(text)
