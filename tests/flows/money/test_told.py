"""Money that left within a day is told from money asked for, given back, long gone, and from prices."""

import pytest

from flows.answers.banks import BANKS, asked_bank, own_bank, with_lines
from flows.money.told import facts_told, tells_loss, when_left
from tests.dialogue import NOON

LEFT = """
J'ai viré 3000 dh ce matin à un vendeur avito et il ne répond plus
j'ai payé 800 dh hier par virement et rien reçu
Jai vire 2500dh se matin sur son rib
je viens de payer 200 euros à un escroc
je lui ai envoyé 1500 dh par cashplus aujourdhui
on m'a volé 4000 dh de mon compte ce matin
mon compte a été vidé cette nuit
ils ont vidé mon compte hier soir
je me suis fait arnaquer de 3000 dh aujourd'hui
j'ai fait un virement de 5000 dh il y a 2 heures
ma mère a payé 2000 dh ce matin à un faux livreur
mon père a envoyé 900 dh hier à ce numéro
j'ai perdu 10000 dh ce matin
un retrait de 3000 dh sur mon compte aujourd'hui, je ne l'ai pas fait
j'ai donné 500 dh à 14h30 à wafacash
j'ai payé avec ma carte sur un faux site hier soir
J'ai déjà versé 1000 dh tout à l'heure, il en veut encore
دفعت 3000 درهم هذا الصباح لبائع ولم يرسل شيئا
حولت له 500 درهم قبل ساعة
أرسلت لهم 2000 درهم اليوم عبر كاش بلوس
قمت بتحويل 4000 درهم البارحة
سرقوا مني 5000 درهم من حسابي اليوم
تم سحب 3000 درهم من حسابي هذا الصباح
أمي حولت 1000 درهم أمس لنصاب
خلصت 800 درهم البارح فأفيتو وما جاني والو
صيفطت ليه 1500 درهم دابا
عاد صيفطت ليه 500 درهم
حولت ليهم 3000 درهم ليوما
خداو ليا 2000 درهم من الكونط هاد الصباح
سحبو ليا 3000 درهم من لاكارط البارح
مشاو ليا 5000 درهم هاد الليلة
نصبو عليا ف 3000 درهم ليوما
درت ليه فيرمون ب 2000 درهم هاد الصباح
ماما خلصات 700 درهم لواحد النصاب ليوم
khlst 500dh lyouma l wa7ed nsab
sift lih 3000 dh lbare7 f cashplus
sifet lih 200 dh daba
7ewelt lih 1000 dh hadi sa3tin
khdaw liya 4000 dh mn compte lyoum
nsbo 3liya f 2500 dh lbare7
dert lih virement 3000 dh had sba7
mchaw liya flousi lyouma
3titou 500 dh 9bila
yalah khlst 300 dh l had site
Bonjour, hier j'ai acheté un téléphone sur facebook, j'ai versé 1200 dh par wafacash et depuis bloqué
je me suis faite avoir, j'ai transféré 7000 dhs ce matin
On m'a prélevé 900 dh cette nuit sans autorisation
j'ai payé 3 000,00 DH il y a 30 minutes
J'ai envoyé un mandat de 600 dh hier soir à un inconnu
quelqu'un a vidé mon compte aujourd'hui
des inconnus ont retiré 2000 dh de mon compte ce matin
j'ai rechargé 500 dh pour lui aujourd'hui
ce matin mon frère a viré 4000 dh à un faux vendeur
il m'a arnaqué de 1500 dh hier
j'ai saisi ma carte sur un site et 2500 dh sont partis ce matin
5000 dh ont disparu de mon compte cette nuit
J'ai fait une recharge de 200 dh tout à l'heure puis il m'a bloquée
On vient de me débiter 3000 dh
je viens de me faire arnaquer de 2000 dh
اليوم أرسلت مبلغ 1500 درهم لشخص نصاب
لقد حولت 6000 درهم صباح اليوم إلى حساب مزيف
خسرت 3000 درهم أمس في منصة استثمار
أودعت 2000 درهم البارحة في وكالة
تعرضت للنصب في مبلغ 3000 درهم اليوم
تم خصم 1200 درهم من بطاقتي البنكية هذه الليلة
اختفت 4000 درهم من حسابي اليوم
صيفطت 500 درهم البارح لواحد السيد فالفيسبوك
ضحك عليا ف 2000 درهم هاد الصباح
راه خلصت دابا 350 درهم فواحد السيت
بابا صيفط ليهم 3000 درهم البارح
تسرقو ليا 1000 درهم من لاكارط ليوم
قلبو ليا الكونط و خداو 5000 درهم هاد الليلة
شرجيت ليه 200 درهم روشارج دابا
عطيتو 1000 درهم كاش البارح وهرب
sifett lih 700 dh lbareh b wafacash
salam, lyouma khlest 1200dh f avito o mabanch
hadi nos sa3a 7awelt lih 2000 dh
srqo liya 3000 dh mn la carte had lila
t9olbt f 2000 dh lyoum
bba sift lihom 1500 dh lbare7
ana khallast b la carte 400dh lyom f site fake
ghir daba s7bo liya 900dh
rechargit lih 100 dh daba
3tithom 2500 dh lbare7
dfe3t 500dh lyoum f cash plus
"""
STAYED = """
Il me demande de payer 500 dh aujourd'hui
un homme me menace et veut 500 euros ce soir
Votre colis est bloqué, payez 25 DH aujourd'hui
j'ai payé 800 dh le mois dernier
j'ai payé il y a 3 semaines
j'ai payé hier mais on m'a remboursé ce matin
la banque m'a remboursé ce matin, j'avais perdu 3000
le téléphone coûte 3000 dh, annonce de ce matin
je n'ai pas payé, il veut 2000 dh aujourd'hui
j'ai pas payé ce matin
j'ai rien envoyé aujourd'hui
j'ai failli payer 500 dh hier
est-ce que je dois payer 500 dh aujourd'hui ?
j'ai envoyé mes photos hier
j'ai donné mon code ce matin
il m'a envoyé 500 dh hier
j'ai payé ma facture ce matin et j'ai reçu un sms bizarre
si je paie aujourd'hui il promet de supprimer
je vais payer 500 dh ce soir
طلب مني 500 درهم اليوم
لم أدفع 500 درهم اليوم
دفعت قبل شهر 3000 درهم
استرجعت 500 درهم اليوم
هل أدفع 500 درهم الآن؟
ما خلصتش 500 درهم ليوم
بغاو مني 500 درهم دابا
غادي نخلص 500 درهم ليوما
صيفطت ليه تصاوري البارح
رجعو ليا فلوسي ليوما، كنت خلصت
خلصت الشهر اللي فات 2000 درهم
البورطابل ب 3000 درهم ليوم
bgha mni 500 dh daba
makhelstch 500 dh lyouma
ma khlst walo lyouma
ghadi nkhelles 500 dh daba
khlst lkra lyouma
rj3o liya flousi lyouma
sift lih tsawri lbare7
khlst chher li fat 2000 dh
3titou code dyali lbare7
wach nkhelles 200 dh daba ?
Il veut que j'envoie 500 dh ce soir sinon il publie
ma banque dit que j'ai payé mais je n'ai rien payé aujourd'hui
On m'a proposé un prêt de 50000 dh aujourd'hui
le vendeur demande 300 dh d'avance, est-ce normal ?
j'ai reçu un SMS: vous avez gagné 10000 dh, envoyez 100 dh aujourd'hui
hier il m'a demandé 2000 dh par virement
j'ai refusé de payer 500 dh ce matin
je lui ai dit que je ne paierai pas 2000 dh
j'ai perdu mon téléphone hier
on m'a volé mon compte instagram hier et il demande 1000 dh à mes amis
on m'a volé mon téléphone ce matin il vaut 4000 dh
l'an dernier j'ai payé 4000 dh à un faux recruteur
en 2023 j'ai viré 2000 dh
j'ai été remboursé de 500 dh hier
la maison coûte 500000 dh, annonce vue aujourd'hui
il vend de la drogue à 200 dh depuis hier
ce matin il a vendu des armes pour 3000 dh
mon mari m'a frappée hier
j'ai donné ma carte d'identité hier
j'ai cliqué sur le lien ce matin
يطلبون 3000 درهم اليوم
هددني إذا لم أدفع 2000 درهم اليوم
كان سعره 500 درهم البارحة
أعطيته رقم هاتفي أمس
أرسلت له صوري البارحة وهو يطلب 3000 درهم
رفضت أن أدفع 500 درهم اليوم
وصلتني رسالة اليوم: ربحت 10000 درهم
قبل سنة حولت 3000 درهم لنصاب
سرقوا هاتفي اليوم وثمنه 3000 درهم
كيقول ليا صيفط 500 درهم دابا
ما صيفطتش ليه 500 درهم البارح
بغا مني 1000 درهم ليوما ولا ينشر تصاوري
عطيتو النمرة ديالي البارح
كيبيع الحشيش ب 200 درهم هاد الليلة
هادي عام خلصت 2000 درهم
سرقو ليا التيليفون ليوم، تمنو 3000 درهم
galiya sift 500 dh daba
kayhddni bgha 2000 dh lyouma
ila makhelstch 500 dh lyouma ghadi yneshr
mabghitch nsift lih 500 dh daba
serr9o liya whatsapp lbare7 o kaytlbo lflous
hadi 3am khlst 3000 dh
chrit tilifoun b 3000 dh lbare7 mzyan
wsletni msg lyouma : rbe7ti 5000 dh
"""


def test_money_that_left_within_a_day_is_heard_and_its_look_alikes_are_not() -> None:
    left, stayed = LEFT.strip().splitlines(), STAYED.strip().splitlines()
    assert [text for text in left if when_left(text, NOON) != "recent"] == []
    assert [text for text in stayed if when_left(text, NOON) == "recent"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("j'ai payé 800 dh le 20/09/2026", "recent"),
        ("j'ai payé 800 dh le 10/09/2026", "earlier"),
        ("j'ai payé 800 dh il y a 30 minutes", "recent"),
        ("j'ai payé 800 dh il y a un mois et ce matin il en veut encore", None),
        ("khlst 300 dh", None),
    ],
)
def test_the_time_is_the_one_of_the_payment(text: str, told: str | None) -> None:
    assert tells_loss(text)
    assert when_left(text, NOON) == told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "khlst 3000 dh lyouma mn CIH l RIB 007 810 0001123000000123 45",
            ("cih", "3000 dh", "lyouma", "007 810 0001123000000123 45"),
        ),
        (
            "J'ai viré 3 000 DH ce matin à 10h depuis mon compte Attijari vers 0612345678",
            ("attijari", "3 000 DH", "ce matin à 10h", "+212612345678"),
        ),
        (
            "حولت 2000 درهم البارحة من البنك الشعبي لرقم 0655443322",
            ("populaire", "2000 درهم", "البارحة", "+212655443322"),
        ),
        ("j'ai viré 500 dh hier vers son compte CIH", (None, "500 dh", "hier", None)),
        (
            "j'ai envoyé 3000 hier par cash plus, mon numéro est 0612345678",
            ("cashplus", "3000", "hier", None),
        ),
    ],
)
def test_all_four_facts_are_read_from_one_message(text: str, facts: tuple[str | None, ...]) -> None:
    told = dict(facts_told(text))
    assert tuple(told.get(name) for name in ("lost_bank", "lost_amount", "lost_when", "lost_to")) == facts


@pytest.mark.parametrize(
    ("text", "sum_told"),
    [
        ("on m'a arnaqué, son numéro est le 06 61 23 45 67", None),
        ("نصب عليا نمرتو 06 12 34 56 78", None),
        ("نصب عليا نمرتو 06 12 34 56 78 وصيفطت ليه 3000", "3000"),
        ("j'ai envoyé 2500 au 06 61 23 45 67", "2500"),
    ],
)
def test_a_part_of_a_telephone_number_is_no_sum(text: str, sum_told: str | None) -> None:
    assert dict(facts_told(text)).get("lost_amount") == sum_told


def test_banks_are_known_with_a_letter_wrong_and_a_deployment_adds_its_own() -> None:
    said = {
        "atijari wafa": "attijari",
        "bank populair": "populaire",
        "f cih": "cih",
        "البنك الشعبى": "populaire",
    }
    said |= {"wafacach": "wafacash", "kach plus": "cashplus", "ma3reftch": "", "un voisin": ""}
    assert {text: asked_bank(text) for text in said} == said
    assert asked_bank("il a dit " * 10 + "atijari wafa") == "", "an account is no answer"
    banks = with_lines({"cih": ("0522000000", ()), "Banque X": ("0537000000", ("bx",))})
    assert (banks["cih"].line, banks["cih"].words) == ("0522000000", BANKS["cih"].words)
    assert own_bank("j'ai payé depuis bx", banks) == "Banque X"
    assert not any(bank.line for bank in BANKS.values()), "no number is made up"


@pytest.mark.parametrize(
    "text",
    [
        *["il a pris 1200 dh ce matin", "أعطيته الرمز وسحب ٥٠٠٠ درهم قبل ساعة"],
        *["عطيتو الكود وجبد 5000 درهم هادي ساعة", "3titih lcode w jbed 5000 dh lyouma"],
    ],
)
def test_who_gave_a_code_and_tells_a_sum_has_lost_it(text: str) -> None:
    assert when_left(text, NOON) == "recent"
