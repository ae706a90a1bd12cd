"""How people ask whether something is a scam, and how scams speak: French, English, Arabic, Darija.

Everything is matched on the words of `answers.read.said`: folded letters, one space between words.
"""

from collections.abc import Mapping

from flows.lexicon.commands import listed

CHECK_WORDS: dict[str, tuple[str, ...]] = {
    "check": listed("""
        check, verify, check a number, check a link, is this a scam, is it a scam, is this real, is this fake,
        is this legit, vérifier, vérifie, vérifiez, vérification, je veux vérifier, vérifier un numéro,
        vérifier un lien, vérifier un message, est-ce une arnaque, est ce que c'est une arnaque, arnaque ou
        pas, est-ce fiable, est-ce vrai, vrai ou faux, تحقق, التحقق, تحقق من رقم, تحقق من رابط, أريد التحقق,
        هل هذا نصب, هل هذه رسالة نصب, هل هذا احتيال, هل هذا صحيح, هل هذا حقيقي, تأكد, بغيت نتأكد, بغيت نتحقق,
        نتأكد, تأكدو, واش هادا نصب, واش هادي نصبة, واش هاد الشي نصب, واش نصب, واش هادشي نصب, واش هادشي بصح,
        واش بصح, واش هادا بصح, wach hada nsb, wach hadchi nsb, wach hada nasb, wach hadi nsba, wach nsb, wach
        nasb, wach hadchi bse7, wach bse7, wach hada bse7, tverifier liya, tverifi liya, verifier liya,
        verifi liya, nverifier, bghit nverifier, vérifiez pour moi, vérifie pour moi, تأكدو ليا, تأكد ليا,
        تحققو ليا, شيكيو ليا, bghit nt2eked, nt2eked, nte7e9e9, t7e9e9, ntakd
    """),
    "contest": listed("""
        contest, dispute, contester, je conteste, contestation, اعتراض, أعترض, الاعتراض, نعترض, معترض,
        بغيت نعترض, n3tared, bghit n3tared
    """),
}

_SCAM = (
    r"arnaqu\w*|arnak\w*|arnac\w*|escroc\w*|escroquerie|fraude\w*|faux|fausse|fake|piege|spam|scam\w*"
    r"|phishing"
)
_GENUINE = r"fiables?|serieux|serieuse|vraie?s?|reel|reelle|officiel|officielle|legit"
_SCAM_ARABIC = (
    r"(?:ال)?(?:نصب|نصبه|نصاب|نصابه|نصابين|احتيال|احتياليه|محتال|محتاله|محتالين|خدعه|مزيف|مزيفه|مزور|مزوره"
    r"|كذوب|كدوب|شفار|شفاره|شفارا|ارناك|ارنك|فيك)"
)
_GENUINE_ARABIC = r"(?:ال)?(?:حقيقي|حقيقيه|صحيح|صحيحه|بصح|موثوق|موثوقه|مضمون|مضمونه|نقي|نقيه|تقه|ثقه|فيابل)"
_SCAM_LATIN = (
    r"(?:[ln]?n[ae]?s+[ae]?b\w*|na?s+ab\w*|[ck]h?effar\w*|kdo?u?b|mzawr\w*|mzewr\w*|fake|arnaqu\w*|arnak\w*"
    r"|scam)"
)
_GENUINE_LATIN = r"(?:s7i7\w*|sahih|b ?se?7|dyal bse?7|bsa7|7a9i9i\w*|vrai|fiable|madmon\w*|legit)"

SCAM_ALONE = rf"(?:{_SCAM}|{_SCAM_ARABIC}|{_SCAM_LATIN})"

ASKS_CHECK = (
    r"(?:est ce|serait ce|c est|c|est ce que c est|est ce que c|est ce que (?:\w+ ){0,4}est|(?:il|elle) est)"
    rf" (?:bien )?(?:une? |des )?(?:vraie? )?(?:{_SCAM}|{_GENUINE})"
    rf"|(?:{_SCAM}|{_GENUINE}) ou (?:pas|non|bien|{_SCAM}|{_GENUINE})(?!\w)"
    r"|(?:dois|puis|peut|peux) (?:je|on) (?:cliquer|repondre|payer|y croire|lui faire confiance"
    r"|faire confiance|me mefier|m inquieter)"
    r"|(?:is|are) (?:this|it|that|these) (?:\w+ )?(?:an? )?(?:scam|fake|real|legit|fraud|phishing)"
    rf"|هل (?:\w+ ){{0,4}}(?:{_SCAM_ARABIC}|{_GENUINE_ARABIC})"
    rf"|واش (?:\w+ ){{0,4}}(?:{_SCAM_ARABIC}|{_GENUINE_ARABIC}|fiable|arnaque)"
    rf"|(?:{_SCAM_ARABIC}|{_GENUINE_ARABIC}) (?:ولا|ام|او) (?:لا|{_SCAM_ARABIC}|{_GENUINE_ARABIC})(?!\w)"
    rf"|w[ae]?[cs]h (?:\w+ ){{0,4}}(?:{_SCAM_LATIN}|{_GENUINE_LATIN})"
    rf"|(?:{_SCAM_LATIN}|{_GENUINE_LATIN}) (?:wla|wlla|wela|ola|ou)"
    rf" (?:la|non|{_SCAM_LATIN}|{_GENUINE_LATIN})(?!\w)"
)
"""Inside a longer text; statements (`c'est une arnaque`, `c fiable`) count with a question mark only."""

ASKS_OF_IT = (
    rf"{_SCAM}|{_GENUINE}|{_SCAM_ARABIC}|{_GENUINE_ARABIC}|{_SCAM_LATIN}|{_GENUINE_LATIN}"
    r"|sure?s?|securise\w*|de confiance|(?:ال)?(?:امن|امنه)"
    r"|(?:je|on) (?:peux|peut|dois|doit) (?:lui |leur |y )?(?:cliquer|repondre|payer|croire|faire confiance)"
    r"|(?:c est|c) (?:quoi|qui)|qui est|a qui|شكون|لمن|chkoun"
)
"""In a question of a few words about a number or a link: `0612345678 arnaqueur ?`."""

ASKS_WHETHER = (
    r"(?:(?:svp|stp|bonjour|salut|salam|slm|3afak|3afakom|سلام|السلام عليكم|عافاك|عافاكم) )*(?:"
    r"(?:واش|هل|w[ae]?[cs]h|est ce que) (?:\w+ ){0,3}"
    r"(?:نكليكي\w*|نضغط|اضغط|نحل\w*|افتح\w*|نفتح\w*|نجاوب\w*|ارد|نخلص\w*|ادفع|نتيق\w*|اثق|معروفه?|كتعرفو\w*|n?[ck]li[ck]+\w*|n7el\w*|njaw[ae]?b\w*|nkhe?l+[ae]?s\w*"
    r"|nt?ti[9q]\w*|nti[9q]\w*|kat3rfo\w*|kat3arfo\w*|m3rouf\w*|connue?s?)"
    r"|(?:je|on) (?:clique|reponds?|paye|paie|ouvre) ou (?:pas|non|bien)"
    r"|(?:je|on) (?:peux?|peut|dois|doit) (?:cliquer?|repondre|payer?|ouvrir|y aller))"
)
"""Begins a question of a few words about a number or a link, which needs no mark: `wach n7el had lien`."""

ORDERS_CHECK = (
    r"(?:(?:svp|stp|bonjour|salut|salam|slm|s il vous plait|je veux|je voudrais|j aimerais|il faut"
    r"|bghit|bghina|brit|3afak|3afakom|سلام|السلام عليكم|بغيت|بغينا|اريد|اود|عافاك|عافاكم|المرجو|من فضلك) )*"
    r"(?:[tnk]?verifi\w*|peux tu verifier|pouvez vous verifier|check|t?checki\w*|n?checki\w*|verify"
    r"|(?:ال)?تحقق\w*|(?:[نت])?تحقق\w*|تاكد\w*|نتاكد\w*|فيريفي\w*|شيكي\w*"
    r"|شوف|شوفو|chouf|choufo|[nt]?t7e9e9\w*|n?t2e?ke?d\w*)"
)
"""Before a number or a link: `vérifier 0612345678`, `tverifier liya had nmra 0612345678`."""

ACKNOWLEDGING = listed("""
    ok, okay, oki, okk, d'accord, dac, dacc, ça marche, entendu, compris, j'ai compris, je vois, très bien,
    super, parfait, واخا, وخا, واخة, حسنا, مزيان, فهمت, مفهوم, صافي فهمت, اوكي, wakha, waxa, ouakha, mzyan,
    mezyan,    fhemt, fhmt, safi fhemt
""")
"""Words that acknowledge an answer which asked nothing: they are no yes to the offer beside it."""

FAMILIES: Mapping[str, str] = {
    "parcel": r"colis|parcel|package|livraison|livreur|douanes?|barid|amana|dhl|fedex|chronopost|بريد|طرد"
    r"|طردكم|طردك|الطرد|التوصيل|الكولي|كولي|الديوانه|جمارك|koli|lkoli|diwana",
    "bank": r"banque|bancaire|carte (?:bancaire|bloquee|suspendue)|bank|cih|attijari\w*|bmce|boa|"
    r"bcp|chaabi|credit agricole|بنك|البنك|بنكك|حسابك البنكي|بطاقتك|البنكيه|لاكارط|البنكه|lbanka|banka",
    "prize": r"gagne\w*|gagnant\w*|loterie|lottery|winner|won|cadeau|prize|tirage|ربحت|ربحتم|ربحتي|فزت|فائز"
    r"|جائزه|الجائزه|هديه|مسابقه|rbe?7ti|rbe?7to|jaiza|iphone",
    "job": r"emploi|recrut\w*|travail a domicile|teletravail|job|salaire|offre d emploi|par jour|hiring"
    r"|وظيفه|توظيف|عمل عن بعد|راتب|فرصه عمل|خدمه|الخدمه|khedma|khdma|salaire",
    "investment": r"invest\w*|crypto\w*|bitcoin|usdt|trading|forex|rendement|استثمار|الاستثمار|ارباح|تداول"
    r"|بيتكوين|عملات رقميه|استتمار|rbe?7 yawmi|istitmar",
    "aid": r"aide (?:sociale|directe|de l etat)|subvention|don royal|daam|cnss|amo|ramed|allocation|bourse"
    r"|دعم|الدعم|الدعم المباشر|منحه|مساعده ماليه|الضمان الاجتماعي|d3m|da3m",
    "relative": r"(?:maman|papa|mama|baba) (?:c est|j ai)|nouveau numero|change de numero|new number"
    r"|رقمي الجديد|بدلت رقمي|بدلت النمره|نمرتي الجديده|bedelt nmerti|nmerti jdida",
}
"""The words by which each kind of scam is known; the first that fits is told."""

ASKS_CODE = (
    r"(?:code|codes|pin|otp|cvv|mot de passe|password|mdp|passcode|codi|lcode|lkod)|(?:ال)?(?:كود|رمز|رموز)"
    r"|(?:ال)?رقم السري|كلمه (?:ال)?(?:سر|مرور)|الكود"
)
ASKS_MONEY = (
    r"pa(?:ye[rz]?|iement|yement|iez|ie)|frais|vire\w*|virement|verse[rz]?|versement|recharge[rz]?|transfer\w*"
    r"|wafacash|cash ?plus|western union|money ?gram|pay|fee|fees|send money"
    r"|(?:ال)?(?:اداء|دفع|رسوم|تحويل|مبلغ)"
    r"|ادفع\w*|ادفعوا|حول\w*|خلص\w*|صيفط الفلوس|فلوس|الفلوس|تعبئه|روشارج|flous"
    r"|khe?l+e?s\w*|sifet|sift"
)
URGES = (
    r"urgent\w*|urgence|immediat\w*|dernier (?:rappel|avis|delai)|dernieres? heures?|avant (?:ce soir|demain)"
    r"|\d+ ?(?:h|heures?|minutes?|hours?)|sinon|suspendu\w*|bloque\w*|expire\w*|aujourd hui|now|today|vite"
    r"|عاجل|عاجلا|فورا|حالا|قبل (?:الغد|غدا|فوات)|خلال \d+|\d+ ساعه|اخر اجل|والا"
    r"|سيتم (?:حذف|توقيف|ايقاف|اغلاق)"
    r"|توقيف|ايقاف|موقوف|دغيا|دابا|ضروري|daba|dghya|dghia|darori"
)
BRANDS = (
    "barid poste post amana cih attijari wafa bmce chaabi cnss daam ramed inwi orange iam maroctelecom dgsn"
    " gov paypal netflix whatsapp facebook instagram amazon dhl fedex ups visa mastercard binance apple"
    " google jumia avito glovo royalairmaroc ram oncf"
)
"""Names that a host borrows: `poste-ma.xyz`."""
