"""What texts tell: language, despair, danger, category, complaints and who signed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lexicon.commands import CATEGORY_WORDS
from flows.reading import complaint, signals

LANGUAGES = {
    "ary": [
        *[
            "salam",
            "bghit nblegh 3la wa7ed",
            "wach kayn chi 7ad",
            "sift liya flous",
            "Slm khoya chi wahd kayhder m3aya",
            "3AFAK 3AWNOUNI",
            "WA7ED KAYHDDEDNI",
        ],
        *[
            "كيهددني بتصاوري",
            "بغيت نبلغ على شي واحد",
            "واش ممكن تعاونوني",
            "مابقيتش فاهم",
            "شفرو ليا فلوسي من لاكارط",
        ],
        *["3afak 3awnouni", "kayhddedni b tsawri f facebook", "n9elt lih flous https://x.top/le/la"],
    ],
    "fr": [
        *[
            "Bonjour, je voudrais signaler une arnaque",
            "J'ai reçu un SMS bizarre le 3 mars à 9h",
            "aidez moi svp",
        ],
        *[
            "Votre colis est bloqué https://bit.ly/3dfa9b",
            "on me menace depuis 3jours",
            "c'est la 3ème fois, le 7eme SMS",
        ],
    ],
    "ar": [
        *[
            "السلام عليكم",
            "أريد التبليغ عن عملية نصب",
            "كتابة رسالة إلى الشرطة",
            "كنت أعمل في شركة",
            "كيف يمكنني التبليغ",
            "مرحبا",
            "أريد المساعدة",
            "تعرضت للنصب أمس",
        ],
        *["توصلت برسالة من رقم مجهول تخبرني أنني ربحت جائزة مالية https://bit.ly/x"],
        "إلى السيد وكيل الملك تحية طيبة وبعد توصلت برسائل من أرقام تطلب مني مبالغ مالية كبيرة ولم أعط شي",
    ],
    None: [
        *["hello", "Your parcel is waiting", "123", "٣", "https://bit.ly/3dfa9b", "👍", "", "3 9 7"],
        *["77V52MYC-H2D2-K7M2-9QXA-CDEF", "77v52myc-h2d2-k7m2-9qxa-cdef", "H2D2 K7M2", "QX7A", "BLG-7K2M"],
        *["0612345678", "+212612345678", "AB123456", "@ahmed_9", "wa.me/212612345678", "code 9ABCD"],
        *["500 dh", "500 درهم", "٥٠٠ درهم", "300 €", "1000 ريال", "25,00 DH", "20 usdt"],
        *[
            "merci",
            "Merci beaucoup",
            "ok",
            "ok merci",
            "chokran",
            "شكرا",
            "نعم",
            "سلمى الإدريسي",
            "الدار البيضاء",
        ],
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in LANGUAGES.items() for text in texts]
)
def test_language_of_a_text(language, text):
    assert signals.guess_language(text) == language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("ar", "ar"),
        ("ar-MA", "ar"),
        ("fr-FR", "fr"),
        ("FR_ca", "fr"),
        ("ary", "ary"),
        ("en", None),
        ("", None),
    ],
)
def test_language_of_a_phone(code, language):
    assert signals.language_from_code(code) == language


DESPAIR = [
    *[
        "je veux mourir",
        "J’AI ENVIE DE MOURIR",
        "je veux vraiment en finir",
        "j'ai envie d'en finir avec la vie",
    ],
    *[
        "je vais me suicider",
        "Je n'en peux plus",
        "j'ai pensé au suicide",
        "je ne veux plus vivre",
        "ma vie est finie",
    ],
    *[
        "il publie mes photos et je veux mourir",
        "je veux en finir avec cette vie",
        "ma fille veut se suicider",
    ],
    *[
        "i want to kill myself",
        "I want to die",
        "أريد أن أموت",
        "أريدُ أنْ أموت",
        "لا أريد أن أعيش",
        "فكرت في الانتحار",
    ],
    *[
        "سأنتحر",
        "الموت أرحم لي",
        "تعبت من هذه الحياة",
        "لم أعد أتحمل",
        "نقتل راسي",
        "غادي نقتل راسي",
        "عييت من الحياة",
    ],
    *[
        "مابقيتش باغية نعيش",
        "ما بقيتش باغي نعيش",
        "الموت أحسن ليا",
        "بغيت غير نموت",
        "كرهت حياتي",
        "بغيت نموت ونرتاح",
    ],
    *[
        "bghit nmout",
        "Bghyt nmoot",
        "nakhtar lmout",
        "ma b9itch baghi n3ich",
        "n9tl rasi",
        "ghadi nqtel rassi",
        "nentaher",
    ],
    *["3yit mn had l7yat", "krht 7yati", "bghit nmout, ana mayet b da7k"],
]
DESPAIR += [
    *["ghadi ntiyer rassi", "kanfker ntiyr rassi", "نطير راسي", "غادي نطير راسي", "ghadi ntaher"],
    *["غادي ننتاحر", "mn l a7sen nmout", "من الأحسن نموت", "بغيت نتهنى من هاد الدنيا"],
    *["والله يا ربي نموت", "je n'en peux plus de vivre", "bghit nthenna mn had denya", "ya rabbi nmout"],
    *["الله ياخد روحي", "الموت هو الحل", "l7al howa lmout", "la mort est la seule solution", "نموت راسي"],
    *["تمنيت الموت", "كنفكر نموت", "ما عندي علاش نعيش", "ma3ndi 3lach n3ich", "نقطع عروقي", "nsali rassi"],
    *["غادي نوضع حد لحياتي", "nchreb dwa lfiran", "j'veux mourir", "jvais me tuer", "jen peux plus"],
    *["je ne veux plus exister", "ils seraient mieux sans moi", "je pense à mourir", "i can't live anymore"],
    *["أريد أن أرتاح من هذه الحياة", "nqte3 3ro9i", "kanfker f lmout", "ma b9it bghit n3ich"],
]
NO_DESPAIR = [
    *[
        "il veut me tuer",
        "il menace de me tuer",
        "il veut me faire du mal",
        "غادي يقتلني",
        "يريد أن يقتلني",
        "ghadi yqtelni",
    ],
    *[
        "هددني بالقتل",
        "mort de rire",
        "je suis morte de faim",
        "ميت بالضحك",
        "نموت عليك",
        "kanmout 3lik",
        "nmout b da7k",
    ],
    *[
        "je ne veux pas mourir",
        "لا أريد أن أموت",
        "ما بغيتش نموت",
        "attentat suicide à Paris",
        "dying to see you",
    ],
    *[
        "je veux en finir avec cette arnaque",
        "en finir avec vos dettes",
        "je n'en peux plus de ces SMS",
        "offre limitée, la fin",
    ],
    *[
        "another package is waiting",
        "neither",
        "je peux plus accéder à mon compte",
        "Votre colis est bloqué",
        "kan3ich f casa",
    ],
    *["had dar dyali", "bonjour", "salam bghit nblegh", "يهددني بنشر صوري", "", "ربحت جائزة"],
    *["notre réseau est bloqué", "entrer ici", "ghadi ntaher weldi", "طير ليا راسي", "ما طارش ليا راسي"],
    *["بغيت نتهنى من هاد المشكل", "nthenna mn had lmochkil", "je ne veux plus être contacté"],
    *["le site ne semble plus exister", "j'en peux plus de ces pubs", "je ne veux plus recevoir ces SMS"],
    *["i can't go on my account", "الحل هو تغيير القن", "سبب الموت ديال جارنا", "يا ربي عاونوني"],
]


@pytest.mark.parametrize("text", DESPAIR)
def test_despair_is_heard(text):
    assert signals.despair(text)


@pytest.mark.parametrize("text", NO_DESPAIR)
def test_threats_jokes_and_advertising_are_not_despair(text):
    assert not signals.despair(text)


DANGER = [
    *[
        "il est devant ma porte",
        "il va me tuer maintenant",
        "je suis en danger",
        "on m'a enfermée dans une chambre",
    ],
    *[
        "séquestrée",
        "ils nous retiennent",
        "ils ont pris mon passeport",
        "il est chez moi",
        "ils vont tuer ma mère",
    ],
    *[
        "they hold me",
        "he is outside my house",
        "we are trapped",
        "محبوس",
        "نحن محتجزون في ميانمار",
        "أنا في خطر",
        "سيقتلني",
    ],
    *[
        "أمام باب المنزل الآن",
        "راه قدام الدار",
        "راه واقف قدام الباب",
        "غادي يقتلني",
        "خطفوني",
        "عتقوني",
        "راني فخطر",
    ],
    *[
        "ما خلاوناش نخرجو",
        "هاز جنوي",
        "ghadi yqtelni",
        "rah wa9ef 9dam ddar",
        "m7bousin hna",
        "rani f khatar",
    ],
]
DANGER += [
    *["kaytsnani lbra", "كيتسناني برا وهاز موس", "ينتظرني في الخارج ومعه سكين", "العتقو", "العتق العتق"],
    *["Il m'attend dehors avec un couteau", "ils m'attendent en bas", "il m'attend devant chez moi"],
    *["3te9ouni", "l3at9o", "au secours", "au secour", "النجدة", "غيثوني", "أو سكور", "à l'aide il arrive"],
    *["كيتسناني قدام العمارة", "كيتسناوني حدا الخدمة", "واقف ليا برا", "هازين سيوف", "شاد فيا جنوي"],
    *["ينتظرونني أمام المنزل", "معه سلاح", "يهددني بسكين", "كيهددني بالموس", "تابعني فالزنقة", "خطفو بنتي"],
    *["haz ljenwi", "3ando mous", "tab3ni f zn9a", "dkhel 3liya ldar", "khtfo bnti", "wa9ef lbra"],
    *["il va m'égorger", "il me menace avec un couteau", "ma fille a été enlevée", "il est armé"],
    *["he is waiting outside with a knife", "he has a gun", "ils sont entrés chez moi"],
]
NO_DANGER = [
    *[
        "Votre colis est retenu à la douane",
        "your package is being held at customs",
        "طردكم محتجز لدى الجمارك",
    ],
    *[
        "فلوسي محبوسين",
        "le colis est chez moi",
        "il menace de publier mes photos",
        "en cas de danger immédiat",
    ],
    *[
        "had ddar",
        "mon compte est bloqué",
        "he locked me out of my account",
        "كيهددني بتصاوري",
        "شادني بتصاوري",
        "",
        "salam",
    ],
    *[
        "le livreur m'attend dehors",
        "mon colis m'attend en bas",
        "livreur kaytsnani lbra",
        "taxi kaytsnani lbra",
    ],
    *[
        "وظيفة تنتظرني في الخارج",
        "خدمة كتسناني برا",
        "اللهم عتق من النار",
        "سكنت برا المغرب",
        "راه برا المغرب",
    ],
    *["3ndo mes photos", "3ndi jeune frère", "عندو حساب فردي", "il nous a mis dehors", "gun for sale"],
    *["on me suit sur instagram", "il essaie d'entrer dans mon compte", "à l'aide de ce lien"],
    *["كنتسنى الكوليس", "kantsna lcolis", "the parcel is waiting for me outside", "la vidéo a été enlevée"],
]


@pytest.mark.parametrize("text", DANGER)
def test_present_danger_is_heard(text):
    assert signals.danger(text)


@pytest.mark.parametrize("text", NO_DANGER)
def test_held_parcels_and_plain_reports_are_not_danger(text):
    assert not signals.danger(text)


CATEGORIES = {
    "fraud": [
        "Votre colis est en attente, payez les frais de douane 25 DH: http://barid-ma.top",
        "Your parcel is on hold, pay the delivery fee: www.barid-post.top",
        "Amazon recruiting 250-500 dollars a day contact wa.me/212600000000",
        "Hi, I am HR from TikTok, part time job, earn 300 USD per day",
        "CIH: votre compte est suspendu, cliquez sur www.cih.top",
        "attijari: saisissez votre RIB",
        "Vous avez gagné un iPhone, cliquez ici",
        "Investissement crypto rendement garanti",
        "envoyez moi le code que vous avez reçu par sms, code de vérification",
        "j'ai envoyé 500 dh à un vendeur sur avito et il a disparu",
        "تم إيقاف بطاقتك البنكية المرجو الضغط على الرابط",
        "طردكم محتجز لدى الجمارك المرجو أداء الرسوم",
        "مبروك ربحت جائزة 10000 درهم",
        "توصلت برسائل جماعية من أرقام مجهولة باسم شركة أمازون للتوظيف يعدون بـ250 إلى 500 دولار في اليوم",
        "نصبو عليا فالفايسبوك",
        "صيفطت ليه العربون وبلوكاني",
        "ربحتي مليون كليكي على الليان",
        "bghit nblegh nsbo 3liya f avito",
        "klaw liya flousi f telegram",
        "وعدني رجل بوظيفة وأخذ مني 300 درهم ولم يرسل شيئا",
        "شد ليا 300 درهم وما صيفط والو",
        "chedd liya 300 dh",
        "khlsst w ma jani walo",
        "khlst o blokani",
        "خلصتو وبلوكاني",
        "j'ai subi une arnaque hier",
        "victime d'escroquerie",
        "il m'a pris 500 dh",
        "j'ai payé et je n'ai rien reçu",
        "j'ai envoyé l'argent et il m'a bloqué",
        "دفعت ولم أستلم شيئا",
    ],
    "blackmail": [
        "il menace de publier mes photos",
        "elle a une vidéo intime de moi et demande de l'argent",
        "mon ex veut diffuser mes nudes",
        "I have recorded you naked, pay 500$ or I publish your video",
        "يهددني بنشر صوري",
        "يبتزني بفيديو",
        "كيهددني بتصاوري إلا ما خلصتوش",
        "غينشر تصاوري فالفيسبوك",
        "kayhddedni ynchor tsawri",
    ],
    "defamation": [
        "quelqu'un a créé un faux compte avec mon nom et m'insulte",
        "diffamation sur facebook, mensonges sur moi",
        "حساب وهمي باسمي ينشر أكاذيب عني",
        "كيسبوني فالفيسبوك",
        "dar compte bsmiti",
    ],
    "threat": [
        "il menace de me tuer",
        "il me menace et me suit",
        "هددني بالقتل",
        "كيهددني بالقتل",
        "ghadi y9telni",
    ],
    "terrorism": [
        "un compte fait l'apologie du terrorisme",
        "un type publie des vidéos de daech",
        "صفحة تشيد بداعش و الإشادة بالإرهاب",
        "حساب فتيليكرام ديال داعش",
    ],
    "child": [
        "un homme demande des photos à des enfants, c'est un pédophile",
        "استغلال جنسي للأطفال",
        "رجل يتحرش بطفلة",
        "شي واحد كيتحرش بدرية صغيرة",
    ],
    "weapons": [
        "il vend des armes sur telegram",
        "يبيع مسدسات على فيسبوك",
        "كيبيع السلاح فالفيسبوك",
        "kaybi3 sla7",
    ],
    "drugs": [
        *["un dealer vend de la cocaïne sur snap", "il vend de l'alcool clandestinement", "يبيع المخدرات"],
        *["كيبيع الحشيش قدام المدرسة", "kaybi3 7chich"],
    ],
    "trafficking": [
        *[
            "mon frère est retenu au Myanmar on l'oblige à arnaquer les gens",
            "réseau d'immigration clandestine",
        ],
        *["أخي محتجز في ميانمار", "صادروا جوازات سفرهم", "خويا محبوس فتايلاند", "khouya m7bous f thailand"],
    ],
    "incitement": ["il appelle à la haine contre les migrants", "يحرض على القتل", "كيحرض على العنف"],
    "hacking": [
        *["mon compte facebook a été piraté", "تم اختراق حسابي", "هاكاو ليا الكونط", "hakaw liya lcompte"],
        *["on a piraté mon whatsapp", "on m'a volé mon compte whatsapp", "tsre9 liya whatsapp"],
        *["تسرق ليا الواتساب", "quelqu'un utilise mon whatsapp"],
    ],
    None: [
        *[
            "bonjour",
            "salam",
            "je veux signaler",
            "كيف الحال",
            "j'ai un problème",
            "merci",
            "le compte",
            "hello",
            "",
        ],
        *["fin wsel dossier dyali", "https://example.com", "كيفاش", "terrorisme drogue"],
    ],
}


@pytest.mark.parametrize(
    ("category", "text"), [(name, text) for name, texts in CATEGORIES.items() for text in texts]
)
def test_the_likeliest_category(category, text):
    assert signals.guess_category(text) == category


MINOR = [
    *[
        "j'ai 15 ans",
        "J’ai quinze ans",
        "jai 15ans",
        "g 15 ans",
        "j'ai seulement 16 ans",
        "j'ai dix-sept ans",
    ],
    *[
        "عندي 15 عام",
        "عندي ١٥ عام",
        "عندي 17عام",
        "عمري 16 سنة",
        "عمري ۱۶",
        "فعمري 15 عام",
        "عندي خمسطاش عام",
    ],
    *["عمري خمس عشرة سنة", "عمري خمسة عشر عاما", "عندي غير 14 عام", "عندي 15 عام وأنا خايفة", "سني 16 سنة"],
    *["3ndi 14 3am", "3andi 14 3am w khayfa", "3ndi khmstach 3am", "3mri 15", "ma3ndich 18 3am"],
    *["je suis mineure", "je suis encore mineur", "ma fille mineure", "ma sœur est mineure", "ana mineure"],
    *["أنا قاصر", "بنتي قاصر", "لم أبلغ 18 سنة", "ماعنديش 18 عام", "je n'ai pas encore 18 ans"],
    *["ma fille de 12 ans", "ma fille, 12 ans", "ma petite sœur elle a 13 ans", "mon fils âgé de 10 ans"],
    *["ولدي عندو 10 سنين", "بنتي عندها 12 عام", "ابنتي البالغة من العمر 12 سنة", "طفلة عمرها 9 سنوات"],
    *["weldi 3ndo 10 snin", "bnti 3ndha 12 3am", "دري ديال 8 سنين", "تلميذة 14 سنة", "un garçon de 14 ans"],
    *["I'm 15 years old", "my daughter is 12", "my 14 year old sister", "j'ai moins de 18 ans"],
]
NOT_MINOR = [
    *["il y a 15 ans", "depuis 10 ans", "قبل 15 سنة", "منذ 10 سنوات", "j'attends depuis 3 ans", "15 ans"],
    *["j'ai payé 15 dh", "j'ai 15 euros", "عندي 15 درهم", "3ndi 10 dh", "300 dh", "j'ai reçu 15 messages"],
    *["j'ai 15 ans d'expérience", "عندي 15 عام ديال الخدمة", "3ndi 10 snin dyal lkhedma", "garantie 10 ans"],
    *[
        "j'ai 18 ans",
        "j'ai 30 ans",
        "عمري 18 سنة",
        "عمري 35 سنة",
        "عندي 40 عام",
        "j'ai 0 ans",
        "j'ai 115 ans",
    ],
    *["عمري خمسة وعشرون سنة", "عندي خمسة وعشرين عام", "j'ai vingt-cinq ans", "elle a quatre-vingt-dix ans"],
    *[
        "je ne suis pas mineure",
        "je ne suis plus mineur",
        "لست قاصرا",
        "ana machi mineure",
        "interdit aux mineurs",
    ],
    *["mon fils a travaillé avec eux il y a 10 ans", "ولدي خدم معاهم 10 سنين", "mon fils de 30 ans"],
    *["ma fille a 22 ans", "la société a 10 ans", "شركة عمرها 10 سنوات", "site créé il y a 2 ans"],
    *["عمري ما شفت بحال هادشي", "le 15 mai", "I'm 15 minutes away", "quand j'avais 15 ans", ""],
]


@pytest.mark.parametrize("text", MINOR)
def test_an_age_under_18_is_read(text):
    assert signals.minor(text)


@pytest.mark.parametrize("text", NOT_MINOR)
def test_years_sums_and_grown_ages_are_not_a_minor(text):
    assert not signals.minor(text)


FRENCH = """Monsieur le Procureur,

J'ai l'honneur de porter à votre connaissance les faits suivants. Depuis le 3 mars,
des numéros inconnus m'ajoutent à des groupes WhatsApp au nom d'une société « Amazon Recruiting »
qui promet 250 à 500 dollars par jour.
Après chaque blocage ils recommencent.
Je n'ai rien donné et je n'ai ouvert aucun lien. Je garde les captures d'écran.

Je demande l'ouverture d'une enquête et ma protection.

{}
"""
ARABIC = """إلى السيد وكيل الملك

تحية طيبة وبعد، يشرفني أن أتقدم إليكم بهذه الشكاية ضد أصحاب أرقام مجهولة
يضيفونني منذ ثلاثة أشهر وبدون إذن مني إلى مجموعات كثيرة باسم شركة أمازون للتوظيف،
ويعدون بمبالغ تتراوح بين 250 و500 دولار في اليوم، ويعيدون إضافتي بعد كل حظر من رقم جديد.
لم أقدم لهم أي معلومات ولم أضغط على أي رابط، وأحتفظ بلقطات الشاشة.

ألتمس منكم فتح تحقيق وحمايتي.

{}
"""


@pytest.mark.parametrize("letter", [FRENCH, ARABIC, FRENCH.replace("\n", " "), ARABIC.replace("\n", " ")])
def test_a_letter_is_a_whole_complaint(letter):
    assert complaint.is_whole_complaint(
        letter.format("Cordialement" if letter.startswith("M") else "والسلام")
    )


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "Monsieur, je porte plainte. Cordialement",
            "je veux porter plainte\ncontre un vendeur\nqui a disparu",
        ],
        "Madame, Monsieur,\n\nVotre colis est en attente.\n\n" + "Payez les frais de douane. " * 20,
        "on m'a volé mon argent et je suis victime de cet homme " * 10,
    ],
)
def test_short_or_other_texts_are_not(text):
    assert not complaint.is_whole_complaint(text)


@pytest.mark.parametrize(
    ("letter", "closing", "name"),
    [
        (FRENCH, "Cordialement,\nSalma El Idrissi", "Salma El Idrissi"),
        (FRENCH, "Cordialement, Salma El Idrissi.", "Salma El Idrissi"),
        (FRENCH, "Signé : Fatima-Zahra Bennani", "Fatima-Zahra Bennani"),
        (
            FRENCH,
            "Fait à Rabat, le 3 mars\nNom et prénom : YOUSSEF AIT TALEB\nCIN : AB123456",
            "YOUSSEF AIT TALEB",
        ),
        (
            FRENCH,
            "Veuillez agréer mes salutations distinguées.\n\n  Omar ben Ali Fassi\n0612345678",
            "Omar ben Ali Fassi",
        ),
        (FRENCH, "Cordialement,\nService Client", None),
        (FRENCH, "Cordialement,\nAmazon Recruiting Maroc", None),
        (FRENCH, "Signé : Banque Populaire", None),
        (FRENCH, "Cordialement,\nune citoyenne inquiète", None),
        (FRENCH, "Cordialement,\nSalma", None),
        (FRENCH, "Cordialement", None),
        (FRENCH, "Salma El Idrissi", None),
        (FRENCH, "Cordialement,\nSalma El Idrissi Bennani Fassi Alaoui Tazi", None),
        (ARABIC, "والسلام\nالاسم: سلمى الإدريسي", "سلمى الإدريسي"),
        (ARABIC, "الإمضاء : عبد الله بن علي", "عبد الله بن علي"),
        (ARABIC, "وتقبلوا فائق الاحترام والتقدير\nفاطمة الزهراء بناني", "فاطمة الزهراء بناني"),
        (ARABIC, "والسلام عليكم ورحمة الله، محمد أمين العلوي", "محمد أمين العلوي"),
        (ARABIC, "والسلام\nشركة أمازون للتوظيف", None),
        (ARABIC, "والسلام عليكم\nورحمة الله وبركاته", None),
        (ARABIC, "والسلام\nبنت من حي كبير في المدينة", None),
        (ARABIC, "التوقيع:", None),
    ],
)
def test_who_signed(letter, closing, name):
    assert complaint.signature(letter.format(closing)) == name


def test_a_message_that_asks_nothing_has_no_signature():
    assert complaint.signature("Votre colis attend.\nCordialement,\nJean Dupont") is None


@pytest.mark.parametrize("about", [signals.despair, signals.danger])
def test_names_of_categories_are_not_distress(about):
    quiet = {"drugs", "weapons", "hacking", "other", "fraud", "defamation", "blackmail", "threat"}
    assert not [name for key in quiet for name in CATEGORY_WORDS[key] if about(name)]


LETTERS = """
je veux en finir avec il est devant ما بغيت نموت بغيتش أريد أن لا mort de rire bghit nmout 3lik w o b _ . :
Cordialement Salma El شكاية plainte والسلام http:// colis
"""
soup = st.lists(st.sampled_from([*LETTERS.split(), "\n", "\n\n"]), max_size=40).map(" ".join)


@given(st.one_of(st.text(max_size=400), soup))
@pytest.mark.long
def test_any_text_gets_an_answer(text):
    assert signals.guess_language(text) in {None, "ar", "fr", "ary"}
    assert signals.guess_category(text) in set(CATEGORY_WORDS) - {"other"} | {None}
    assert isinstance(signals.despair(text), bool)
    assert isinstance(signals.danger(text), bool)
    assert isinstance(signals.minor(text), bool)
    assert isinstance(complaint.is_whole_complaint(text), bool)
    name = complaint.signature(text)
    assert name is None or all(part in text for part in name.split())


@pytest.mark.parametrize(
    "piece",
    [
        "je veux ",
        "il est ",
        "j'ai 15 ",
        "خمسة ",
        "est ",
        "a",
        "بغيت ",
        "ما",
        "vend de ",
        "\n",
        "plainte\n",
        ".",
    ],
)
def test_the_longest_hostile_text_comes_to_an_end(piece):
    text = (piece * 4096)[:4096]
    assert {signals.despair(text), signals.danger(text), signals.minor(text)} <= {True, False}
    assert complaint.signature(text) is None
    assert signals.guess_language(text) in {None, "ar", "fr", "ary"}
    assert signals.guess_category(text) in {None, *CATEGORY_WORDS}


@pytest.mark.parametrize(
    "cry", ["je veux mourir", "je vais me suicider", "بغيت نموت", "أريد أن أموت", "bghit nmout"]
)
@pytest.mark.parametrize(
    "beside",
    [
        "0687654321",
        ", il m'appelle du 06 87 65 43 21",
        "25 DH",
        "https://x.top/a",
        "le 05/06/2024",
        "٠٦٨٧٦٥٤٣٢١",
    ],
)
def test_a_number_beside_a_cry_does_not_hide_it(cry: str, beside: str) -> None:
    assert signals.despair(f"{cry} {beside}")


@pytest.mark.parametrize(
    "text",
    [
        "il me menace de publier mes photos",
        "on me menace de diffuser mes photos, 2000 dh",
        "elle menace d'envoyer ma vidéo à mon mari",
        "يهددني بنشر صوري",
        "كيهددني ينشر تصاوري",
        "kayhddedni ynchr tsawri",
        "la victime est ma voisine",
    ],
)
def test_a_threat_to_publish_pictures_tells_of_no_child(text: str) -> None:
    assert not signals.minor(text)


@pytest.mark.parametrize("text", ["wlidi mkhtof", "بنتي تخطفات", "mon fils a été enlevé", "اختطفوا أخي"])
def test_somebody_taken_is_in_danger(text: str) -> None:
    assert signals.danger(text)


@pytest.mark.parametrize("text", ["mon ex", "بنتي", "mon père", "khtfo liya telephone", "خطفو ليا الصاك"])
def test_a_relative_or_a_snatched_telephone_is_no_danger(text: str) -> None:
    assert not signals.danger(text)


@pytest.mark.parametrize("text", ["ما بقيتش قادرة نزيد", "ma b9itch 9adra nzid"])
def test_who_cannot_bear_any_more_is_heard(text: str) -> None:
    assert signals.despair(text)
