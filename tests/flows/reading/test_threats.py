"""A threat to kill or to hurt is urgent, whatever it came over and whatever reason is told beside it."""

import pytest

from flows.reading import rules, signals

FRENCH = (
    "Il menace de me tuer",
    "Il a menacé de me tuer",
    "Il me menace de mort",
    "Elle menaçait de me tuer",
    "Ils vont me tuer",
    "On menace de tuer mon fils",
    "Il a dit qu'il va me tuer",
    "Je reçois des menaces de mort",
    "Il menace de me frapper",
    "Il menace de m'égorger",
    "Il m'a menacée de me brûler avec de l'acide",
    "Il menace de me casser les jambes",
    "Il veut me tuer",
    "Il jure de me tuer",
    "Mon ex menace de me poignarder",
)
FRENCH_BESIDE = (
    "",
    "sur Facebook",
    "sur Instagram",
    "sur WhatsApp",
    "sur TikTok",
    "sur Snapchat",
    "sur Telegram",
    "par message",
    "par SMS",
    "en message privé",
    "sur Messenger",
    "au téléphone",
    "dans un commentaire",
    "parce que j'ai témoigné contre lui",
    "depuis hier sur Facebook",
    "sur insta depuis un faux compte",
)
ARABIC = (
    "يهددني بالقتل",
    "هددني بالقتل",
    "هددتني بالقتل",
    "يهددونني بالقتل",
    "سيقتلني",
    "قال إنه سيقتلني",
    "تصلني تهديدات بالقتل",
    "يهدد بقتل ابني",
    "يهددني بالذبح",
    "يهددني بالضرب",
    "توعدني بالقتل",
    "يهددني بحرق وجهي بالأسيد",
    "هدد بكسر رجلي",
)
ARABIC_BESIDE = (
    "",
    "على فيسبوك",
    "على الانستغرام",
    "عبر الواتساب",
    "في تيك توك",
    "على سناب شات",
    "عبر تيليغرام",
    "برسالة",
    "عبر الرسائل",
    "في تعليق",
    "على الخاص",
    "لأنني شهدت عليه",
    "بسبب شهادتي ضده",
    "منذ أسبوع على فيسبوك",
)
DARIJA = (
    "كيهددني بالقتل",
    "هددني بالقتل",
    "كيهددوني بالقتل",
    "غادي يقتلني",
    "قال ليا غادي نقتلك",
    "حلف حتى يقتلني",
    "كيهددني يقتل ولدي",
    "كيهددني بالدبح",
    "كيهددني بالضرب",
    "باغي يقتلني",
    "كيهددني يهرسني",
    "كيهددني يحرقني بالما القاطع",
)
DARIJA_BESIDE = (
    "",
    "فالفايسبوك",
    "ف الفيسبوك",
    "فالانستغرام",
    "فالانستا",
    "فالواتساب",
    "فتيكتوك",
    "فالسناب",
    "فالتيليغرام",
    "بالميساجات",
    "فالميساج",
    "فالبريفي",
    "حيت شهدت عليه",
    "على ود الفلوس",
    "فالفايسبوك حيت شهدت عليه",
    "من البارح فالواتساب",
)
LATIN = (
    "kayheddedni b l9tel",
    "kayhddedni bel9tel",
    "hddedni b l9tla",
    "ghadi y9telni",
    "bghi y9telni",
    "7lef 7ta y9telni",
    "gal liya ghadi n9tlek",
    "kayheddedni ydreb weldi b mous",
    "kayheddedni b dbi7",
    "kayhddedni y7re9ni",
    "kayhedded y9tel mama",
)
LATIN_BESIDE = (
    "",
    "f facebook",
    "f l'insta",
    "f insta",
    "f whatsapp",
    "fl whatsapp",
    "f tiktok",
    "f snap",
    "f telegram",
    "b les messages",
    "f messenger",
    "f privé",
    "7it chhedt 3lih",
    "hit chhedt 3lih f lme7kama",
    "mn lbare7 f whatsapp",
    "f commentaire",
)
THREATS = [
    f"{threat} {beside}".strip()
    for threats, all_beside in (
        (FRENCH, FRENCH_BESIDE),
        (ARABIC, ARABIC_BESIDE),
        (DARIJA, DARIJA_BESIDE),
        (LATIN, LATIN_BESIDE),
    )
    for threat in threats
    for beside in all_beside
]
LOOK_ALIKES = (
    "dans le jeu il menace de me tuer à chaque niveau",
    "dans le film il menace de tuer tout le monde",
    "je tue le temps sur Facebook en attendant",
    "je regarde TikTok pour tuer le temps",
    "c'est une tuerie ce couscous sur Instagram",
    "j'ai lu aux infos qu'un homme a été tué à Fès",
    "il m'insulte sur Facebook",
    "il me traite de voleur sur WhatsApp",
    "il menace de publier mes photos sur Facebook",
    "il menace de supprimer mon compte Instagram",
    "il menace de me dénoncer sur Facebook",
    "il menace de porter plainte contre moi",
    "on dit sur Facebook qu'un homme a été tué",
    "une rumeur sur WhatsApp parle d'un meurtre",
    "mort de rire sur TikTok",
    "ce vendeur me tue avec ses prix",
    "un article sur le tueur en série de Casablanca",
    "il m'a envoyé une tête de mort sur Snapchat pour rire",
    "personne ne menace de me tuer",
    "je suis tuée de fatigue",
    "il est mort l'année dernière, son compte Facebook reste ouvert",
    "un faux compte annonce la mort de mon oncle sur Facebook",
    "fake news : le roi du rap est mort",
    "كيسبني فالفايسبوك",
    "كيهددني ينشر تصاوري فالواتساب",
    "يهددني بنشر صوري على فيسبوك",
    "فاللعبة كيقتلني ديما",
    "فالفيلم كيهددو بالقتل",
    "شفت فيديو ديال واحد قتلوه فالفايسبوك",
    "قتلني بالضحك فتيكتوك",
    "أقتل الوقت على فيسبوك",
    "إشاعة على واتساب عن جريمة قتل",
    "كتب على فيسبوك أن رجلا قتل",
    "قرأت خبرا عن جريمة قتل قديمة",
    "يشتمني على إنستغرام",
    "كينشر خبار كاذبة بلي مات واحد الفنان",
    "قتلني بالهضرة ديالو",
    "كنقتل الوقت فالانستا",
    "kaysbni f facebook",
    "kayhddedni b tsawri f whatsapp",
    "f lo3ba kay9telni dima",
    "9telni b d7ek f tiktok",
    "kan9tel lwe9t f insta",
    "chft video dyal wa7ed 9tloh f facebook",
    "f film kayheddedo b l9tel",
    "gal liya 7mar f whatsapp",
    "fake news gal bli mat chi fennan",
    "il menace de me bloquer sur WhatsApp",
)
DENIED = (
    "il n'a jamais menacé de me tuer",
    "ma kayhddednich b l9tel",
    "لا أحد يهددني بالقتل",
    "elle menace de se tuer",
    "je menace de me tuer",
    "يهدد بقتل نفسه",
    "il menace de casser mon téléphone",
)
UNDENIED = (
    "Je ne sais pas, il menace de me tuer",
    "je ne dors pas, il menace de me tuer",
    "ce n'est pas une blague, il menace de me tuer",
    "il veut une partie de l'argent et menace de me tuer",
    "من بعد ما هددني بالقتل",
    "كل ما هددني بالقتل خفت",
    "قلت ليه لا كيهددني بالقتل",
    "أنا مهدد بالقتل",
    "mn be3d ma hddni b l9tel",
    "il ne cesse de menacer de me tuer",
    "personne ne m'aide, il menace de me tuer",
    "أنا لا أنام يهددني بالقتل",
    "il menace de me tuer, je suis partie",
)


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_is_danger_whatever_stands_beside_it(text: str) -> None:
    assert signals.danger(text)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_games_films_rumours_and_insults_are_no_danger(text: str) -> None:
    assert not signals.danger(text)


@pytest.mark.parametrize("text", DENIED)
def test_a_threat_denied_or_of_another_kind_is_not_read_by_rule(text: str) -> None:
    assert not rules.threatened(text)


@pytest.mark.parametrize("text", UNDENIED)
def test_a_negation_of_something_else_denies_no_threat(text: str) -> None:
    assert rules.threatened(text)


@pytest.mark.parametrize(
    "text", ["Il menace de me tuer sur Facebook", "كيهددني بالقتل فالفايسبوك حيت شهدت عليه"]
)
def test_who_is_threatened_is_told_of_help_first(person, text: str) -> None:
    person().says(text).sees("care-danger")


def test_an_act_begun_is_answered_before_a_threat(person) -> None:
    person().says("il menace de me tuer, j'ai avalé toute la boîte de cachets").sees("care-overdose")
