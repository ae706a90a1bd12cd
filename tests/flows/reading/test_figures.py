"""Killing that is a manner of speaking, and killing that is meant: where in doubt, it is meant."""

import pytest

from flows.reading import signals
from flows.reading.rules import without_figures

FIGURES = (
    *("à Free Fire il m'a tué", "hier on jouait à PUBG il m'a tué trois fois", "je me fais tuer dans le jeu"),
    *("il m'a tuer sur free fire mdr", "jme suis fait tuer au jeu", "9tlni f free fire", "9tlni f l3ba"),
    *("قتلني ففري فاير", "قتلوني فاللعبة", "قتلني في ببجي", "kay9tlni bzaf f pubg"),
    *("9tlni b de7k", "قتلني بالضحك", "il va me tuer de rire", "tu me tue de rire", "كتقتلني بالضحك"),
)
MEANT = (
    *("ma mère va me tuer je me cache dans la chambre", "maman va me tuer je suis enfermée dans ma chambre"),
    *("ma mère va me tuer elle casse tout", "ma mère va me tuer elle a perdu la tête"),
    *("أمي ستقتلني لأنني خسرت عذريتي", "الوالدة غادي تقتلني هازة عصا حيت ضيعت الفلوس"),
    *("ماما غادي تقتلني باغيا الفلوس", "ma mère va me tuer si elle voit la facture", "مي غادي تقتلني"),
    *("ma mere va me tué elle crie elle a un couto", "mama ghadi t9tlni 7ebsatni f lbit"),
    *("مرات بابا كتقتلني بالجوع", "بابا كيقتلني بالجوع", "mon père me tue de faim", "بابا كيقتلني بالخدمة"),
    *("راجلي كيقتلني بالجوع أنا وولادي", "rajli kay9telni bjou3", "il me tue de faim et de froid"),
    *("راجلي كيقتلني بالبرد", "mon mari me tue de froid il me laisse dehors", "baba kay9telni b lkhedma"),
    *("il m'a tué dans le jeu et maintenant il vient me tabasser", "قتلني ففري فاير ودابا هاز عصا"),
    *("9tlni f free fire w daba hezz 3sa", "il m'a enfermé et il m'a tué de rire"),
    *("قتلني بالضحك ومن بعد هز عليا العصا", "pour lui c'est un jeu il me tue"),
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
AS_WRITTEN = (
    *(
        "mon mari me tue quand je joue au jeu",
        "راجلي كيقتلني إلا لعبت ببجي",
        "rajli kay9telni 7it kanl3eb pubg",
    ),
    *("il m'a connu sur pubg et il m'a tué", "il m'a tué à pubg il a un pistolet", "9tlni f pubg w 7bsni"),
    *("c'est pas un jeu il m'a tué", "ماشي لعبة قتلني فاللعبة", "il hurle et il m'a tué à fortnite"),
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


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_beside_a_word_in_earnest_the_model_reads_the_text_as_it_is(text: str) -> None:
    assert without_figures(text) == text


@pytest.mark.parametrize("text", FELLOWS)
def test_some_fellow_who_threatens_is_no_child_who_is_harmed(text: str) -> None:
    assert not signals.minor(text)


@pytest.mark.parametrize("text", CHILDREN)
def test_a_child_that_is_harmed_stays_one(text: str) -> None:
    assert signals.minor(text)
