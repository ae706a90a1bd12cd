"""Ordinary fraud, theft and insults with the words of an end are no despair; cries with such words are."""

import pytest

from flows.reading import signals

CALM = (
    "Un vendeur sur Instagram (@boutique.rabat) m'a pris 900 dirhams la semaine dernière et ne répond plus,"
    " numéro 0612345678",
    "J'ai payé 300 dh la semaine dernière et le vendeur ne répond plus",
    "J'ai viré 1500 dh le mois dernier et depuis plus de nouvelles",
    "J'ai envoyé l'argent par Wafacash la semaine dernière et il ne répond plus",
    "L'année dernière j'ai acheté un téléphone sur Avito, jamais reçu",
    "Lundi dernier on m'a débité 2000 dh sans mon accord",
    "Il m'a bloquée la semaine dernière après le virement",
    "J'ai commandé une robe le mois dernier, la page n'existe plus",
    "La dernière fois qu'il a répondu c'était vendredi, il a gardé mon avance",
    "À la fin du mois dernier on m'a volé mon compte Facebook",
    "Je ne peux plus entrer dans mon compte Instagram depuis la semaine dernière",
    "Son numéro ne marche plus et il a pris 700 dh",
    "Mon dernier achat en ligne n'est jamais arrivé, le vendeur a disparu",
    "Je n'ai plus d'argent sur ma carte, quelqu'un a tout retiré hier",
    "Je suis fatiguée de ces appels, ils m'insultent depuis l'été dernier",
    "Il a promis la livraison pour la fin de la semaine et maintenant il ne lit plus mes messages",
    "Je n'ai plus accès à ma boîte mail, on a changé le mot de passe",
    "Le mois dernier un homme m'a vendu une fausse attestation",
    "Depuis la semaine dernière il m'envoie des messages vulgaires sur WhatsApp",
    "On m'a pris mon dernier salaire avec un faux lien de la banque",
    "Je lui ai envoyé 500 dh par Cash Plus dimanche dernier, plus aucune réponse",
    "Elle ne veut plus me rendre l'argent du visa",
    "Au final je n'ai rien reçu, c'était une arnaque du début à la fin",
    "الأسبوع الماضي حولت له 900 درهم ولم يعد يجيب",
    "آخر مرة أجابني كانت يوم الجمعة ثم حظرني",
    "لم أعد أستطيع الدخول إلى حسابي في فيسبوك",
    "دفعت 1500 درهم الشهر الماضي ولم يصلني شيء",
    "لم يبق في حسابي البنكي شيء بعد أن أعطيتهم الرمز",
    "في نهاية الشهر الماضي سرقوا حسابي على إنستغرام",
    "أرسلت المال عبر وفاكاش الأسبوع الماضي ولم يعد يرد",
    "تعبت من اتصالات هذا النصاب يطلب المال كل يوم",
    "آخر رسالة منه طلب فيها رقم البطاقة",
    "لم تعد الصفحة موجودة بعد أن دفعت العربون",
    "اشتريت هاتفا السنة الماضية من صفحة مزورة",
    "لم يعد عندي رصيد، أحدهم سحب كل شيء",
    "انتهى الأمر بأنه أخذ 3000 درهم واختفى",
    "يزعجني برسائل بذيئة منذ الشهر الماضي",
    "خلصت 300 درهم السيمانة اللي فاتت والبياع ما بقاش كيجاوب",
    "صيفطت الفلوس فوافاكاش السيمانة اللي فاتت وما بقاش كيرد",
    "آخر مرة جاوبني كانت نهار الجمعة ومن بعد بلوكاني",
    "ما بقاش عندي الكونط ديالي ديال الفيسبوك",
    "باقي ما وصلني والو وخلصت 700 درهم",
    "تعبت من هاد النصاب كل نهار كيعيط ليا",
    "الشهر اللي فات شرات ماما من باج فانستغرام وما وصلها والو",
    "ما بقاو عندي فلوس فالبنكة، شي حد جبدهم",
    "باقي كيصيفط ليا ميساجات خايبين من السيمانة اللي فاتت",
    "ما بقيتش كنقدر ندخل للواتساب ديالي",
    "فالاخر لقيت راسي تنصب عليا ف 2000 درهم",
    "عيت من الناس اللي كينصبو فالتيليفون",
    "البياع سد الباج ديالو ومابقاش كيبان",
    "كنت خلصت العربون فآخر الشهر والكرا طلع كدوب",
    "simana li fatet sift lih 900 dh w mab9ach kayjawb",
    "khlst 300 dh chhar li fat w lbayya3 blokani",
    "ma b9itch kan9der ndkhl l compte dyali f facebook",
    "akher merra jawbni kanet nhar jem3a w mn b3d tfa",
    "ba9i ma wsslni walo w ana khlst 1500 dh",
    "3yit mn had nnssab kol nhar kay3iyt liya",
    "mab9a 3ndi walo f lcompte, chi 7ed jbed flous kamlin",
    "te3bt m3a had lbayya3 la jawab la flous",
    "men ssimana lfayta w howa kaysbni f insta",
    "lbage mab9atch kayna mn b3d ma khlst l3arboun",
    "f lakher tle3 nssab w da liya 2000 dh",
    "J'ai payé la caution le mois dernier, l'appartement n'existe pas et l'agence ne répond plus",
    "Le dernier message du voleur disait que mon colis était bloqué",
)
CRIES = (
    "c'est ma dernière nuit, demain je ne serai plus là",
    "ce sont mes derniers mots, pardonnez-moi",
    "la semaine dernière j'ai voulu me tuer",
    "le mois dernier j'ai essayé de me pendre",
    "je n'en peux plus de vivre",
    "je ne veux plus vivre depuis qu'il a publié mes photos",
    "j'ai payé 3000 dh la semaine dernière et maintenant je veux mourir",
    "il m'a tout pris la semaine dernière, je vais me suicider",
    "je n'ai plus envie de vivre après cette arnaque",
    "je veux en finir avec ma vie",
    "je pense au suicide depuis le mois dernier",
    "c'est la dernière fois que je vous écris, adieu",
    "il ne répond plus et moi je veux mourir",
    "plus rien ne me retient ici, je vais sauter",
    "j'ai avalé toute la boîte de cachets",
    "personne ne me regrettera si je meurs",
    "je suis fatiguée de vivre",
    "أريد أن أموت لم أعد أحتمل الحياة",
    "هذه آخر رسالة لي، سامحوني، سأنهي حياتي",
    "لم أعد أرغب في العيش",
    "تعبت من الحياة أريد أن أنتحر",
    "حاولت الانتحار الأسبوع الماضي",
    "سرقوا مالي الشهر الماضي وأفكر في الانتحار",
    "لا أريد أن أعيش بعد اليوم",
    "آخر ليلة لي في هذه الدنيا",
    "سأقتل نفسي إذا نشر الصور",
    "بغيت نموت ما بقيتش قادر",
    "ما بقاش عندي علاش نعيش",
    "تعبت من هاد الحياة بغيت نموت",
    "عييت من حياتي غادي نقتل راسي",
    "هادي آخر ليلة ليا سمحو ليا",
    "ما بقيتش باغي نعيش",
    "نصبو عليا فكلشي وبغيت نقتل راسي",
    "السيمانة اللي فاتت كنت غادي نتحر",
    "شربت الدوا كامل باش نموت",
    "bghit nmout ma b9itch 9ader",
    "ma b9ach 3ndi 3lach n3ich",
    "3yit mn 7yati ghadi n9tel rassi",
    "te3bt mn had denya bghit nmout",
    "simana li fatet bghit ntaher",
    "ma b9itch baghya n3ich",
    "hadi akher lila dyali sam7o liya",
)


@pytest.mark.parametrize("text", CALM)
def test_fraud_told_with_words_of_an_end_raises_no_alarm(text: str) -> None:
    assert not signals.despair(text)
    assert not signals.danger(text)


@pytest.mark.parametrize("text", CRIES)
def test_a_cry_with_such_words_is_heard(text: str) -> None:
    assert signals.despair(text)


def test_ordinary_fraud_is_asked_about_and_not_urgent(person) -> None:
    person().says(CALM[0]).misses("care-despair", "care-danger")


def test_despair_beside_a_loss_is_answered_first(person) -> None:
    person().says(CRIES[6]).sees("care-despair")
