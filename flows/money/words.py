"""Words of money that left: verbs of paying, of being robbed, of getting money back; as patterns.

Each matches the words of a text in their plainest form (`said`), joined by single spaces.
"""

from flows.lexicon.commands import listed
from flows.money.sums import SUM, THINGS
from flows.money.taking import JUST_TAKEN, LIYA, NOT, OBJECT, TAKEN, TAKEN_WITH_MONEY

_ADVERB = r"(?:deja |bien |du |meme |tout |juste |quand meme |malheureusement |betement |fini par |\w+ment )?"
_FR_HAVE = (
    rf"(?:j ?(?:e )?(?:ai|ais|es)|on a|nous avons|je (?:lui|leur|l|les|le|la|vous) (?:en )?ai) {_ADVERB}"
)
_KIN = (
    r"(?:mon|ma|notre) (?:mere|pere|frere|soeur|mari|femme|fils|fille|grand mere|grand pere|tante|oncle|"
    r"ami|amie|voisine?|cousine?|belle mere|beau pere|copine|copain|maman|papa)"
)
_KIN_DARIJA = (
    r"(?:mama|baba|lwalida|lwalid|khouya|khoya|khti|rajli|mrati|weldi|bnti|jeddi|jedda|3ammi|khali|ماما|"
    r"بابا|الوالده|الوالد|امي|ابي|خويا|اخي|ختي|اختي|راجلي|زوجي|مراتي|زوجتي|ولدي|بنتي|ابني|ابنتي|عمي|"
    r"خالي|جدي|جدتي)"
)
_SENDS = (
    r"(?:envoy\w{1,3}|donn\w{1,3}|pass\w{1,2}|remis|depos\w{1,2}|recharg\w{1,2}|mis|laiss\w{1,2}|"
    r"plac\w{1,2}|invest\w{1,3}|perdu)"
)
_PAYS = r"(?:pay(?:e|er|es|ee)|vers(?:e|er)|vir(?:e|er)|transfer\w{1,3}|regl(?:e|er)|debours\w{1,2})"
_A_TRANSFER = (
    r"(?:fait|effectue|passe|envoye|valide|confirme) (?:un|une|le|la|ce|deux|trois|plusieurs|des|"
    r"\d+) (?:\w+ )?(?:virements?|versements?|transferts?|mandats?|paiements?|recharges?|depots?)"
)
_TAKES = r"(?:pris|vole|preleve|debite|retire|soutire|siphonne|vide|pique|detourne)"
_LIH = r"(?:ليه|ليهم|ليها|لو|له|لهم|لها|اليه|اليهم|lih|lihom|liha|lo|lhom|lih o)"
_ACCOUNT = (
    r"(?:من|mn|men|f|ف) ?(?:ال)?(?:كونط|حسابي|حساب|الحساب|رصيدي|الرصيد|لاكارط|بطاقتي|البطاقه|compte|"
    r"lcompte|l7sab|7sabi|carte|lcarte|solde|lbanka|البنكه)"
)

SURE = "|".join(
    (
        rf"{_FR_HAVE}{_PAYS}",
        rf"{_FR_HAVE}{_A_TRANSFER}",
        r"je viens (?:juste )?de (?:lui |leur |le |les )?(?:pay|vers|vir|transfer|regl)er",
        r"je viens (?:juste )?de faire (?:un|le|une) (?:virement|versement|transfert|paiement|recharge|"
        r"depot)",
        rf"{_KIN} (?:leur |lui |vous |l )?(?:en )?(?:a|vient de) {_ADVERB}{_PAYS}",
        rf"(?:on|il|elle|ils|elles) (?:m|nous) (?:a|ont|on) {_ADVERB}(?:debite|preleve|siphonne)",
        r"(?:a|ont|on) (?:vide|debite|pirate et vide|siphonne) (?:mon|notre|ma) (?:compte|carte)",
        r"(?:a|ont|on) (?:retire|preleve|pris|debite|vole|soutire) \d.{0,25}(?:mon|notre|ma) (?:compte|"
        r"carte)",
        r"vien(?:t|nent) de (?:me|nous) (?:debiter|prelever|siphonner)",
        r"mon compte (?:bancaire )?(?:a|est|vient) (?:ete |d etre )?(?:vide|debite|siphonne)",
        r"(?:mon|l|tout mon) argent (?:a|est) (?:disparu|parti|ete (?:vole|pris|retire))",
        rf"{NOT}[وف]?(?:دفعت|حولت|سددت|خلصت)(?:ه|هم|ها|و|هو|لو|ليه|لهم|ليهم)?",
        r"[وف]?قمت (?:بتحويل|بدفع|بايداع|بتسديد)",
        rf"{NOT}[وف]?(?:درت|عملت) (?:{_LIH} )?(?:شي |واحد )?(?:ال)?(?:فيرمون|فيرمو|تحويل|تحويله|"
        rf"فيرسمون|روشارج|تعبئه|تعبيه|فلوس فالكونط)",
        rf"{_KIN_DARIJA} (?:دفع|دفعت|حول|حولت|خلص|خلصت|خلصات|حولات|khelles|khelsat|khlsat|khles|7ewel|"
        rf"7ewlat|7wl)(?!\w)(?! {LIYA}(?!\w))",
        r"(?:تم|جري) (?:سحب|خصم|اقتطاع|تحويل) .{0,40}(?:من حسابي|من رصيدي|من بطاقتي)",
        rf"(?:تسحبو?|تخصمو?|تجبدو?|تسلتو?) (?:{LIYA} ).{{0,30}}",
        rf"{NOT}(?:[wo] ?)?(?:kh|5)[aei]?ll?[aei]?ss?[aei]?t(?:o|ou|hom|ha|lih|lihom)?",
        rf"{NOT}(?:7|h)[ae]?ww?[ae]?lt(?:o|ou|hom|ha|lih|lihom)?",
        rf"{NOT}d[ae]?f[ae]?3[ae]?t(?:o|ou|hom|ha|lih|lihom)?",
        rf"{NOT}(?:dert|drt|dart|3melt) (?:{_LIH} )?(?:chi |wa7ed |une? )?(?:l)?(?:virement|virment|"
        rf"vermo|virmo|versement|transfert|recharge|ta7wil|te7wil|paiement)",
        rf"(?:kh?wa?w|5waw|ferghou?) (?:{LIYA} )?(?:l)?(?:compte|carte|7sab|7sabi)",
        TAKEN,
    )
)
"""Money left, without a word of money beside it."""

WITH_MONEY = "|".join(
    (
        rf"{_FR_HAVE}{_SENDS}",
        r"je viens (?:juste )?de (?:lui |leur )?(?:envoyer|donner|deposer|recharger|remettre|perdre)",
        rf"{_KIN} (?:leur |lui |vous |l )?(?:en )?(?:a|vient d(?:e|))? ?{_ADVERB}{_SENDS}",
        rf"(?:on|il|elle|ils|elles|un \w+|des \w+|quelqu un) (?:m|nous) ?(?:a|ont|"
        rf"on) {_ADVERB}(?:{_TAKES}|arnaque|escroque|eu)",
        r"(?:sont|est|ont|a) (?:parti|disparu|ete (?:retire|preleve|debite|vole|pris))\w{0,2}",
        r"je viens de me faire (?:arnaquer|escroquer|voler|avoir|depouiller)",
        r"(?:vient|viennent) de me (?:prendre|voler|retirer)",
        r"(?:تعرضت|وقعت) (?:للنصب|لعمليه نصب|للاحتيال|للسرقه|ضحيه)",
        r"(?:اختف\w+|ضاع\w*|خرج\w*|نقص\w*) .{0,30}من (?:حسابي|رصيدي|بطاقتي)",
        r"(?:t9[aeo]?l[ae]?bt|tnsb 3liya|تقولبت|تقلبت|تنصب عليا)",
        r"je me suis fai(?:t|te)s? (?:arnaque|escroque|vole|avoir|depouille|pigeonne|prendre)\w{0,2}",
        r"(?:a|ont|on) (?:ete )?(?:retire|preleve|debite|pris|disparu)\w{0,2} (?:de|sur) (?:mon|ma|"
        r"notre) (?:compte|carte)",
        r"(?:ont|a) ete (?:retire|preleve|debite|vole)\w{0,2}",
        r"(?:un|une|le) (?:retrait|prelevement|debit|paiement|achat) .{0,40}(?:pas fait|pas autorise|"
        r"jamais fait|mon compte|ma carte)",
        r"c est parti (?:de|sur) (?:mon|ma) (?:compte|carte)",
        rf"{NOT}[وف]?(?:ارسلت|بعثت|اعطيت|سلمت|اودعت|خسرت|صيفطت|سيفطت|صفطت|عطيت|حطيت|شرجيت|روشارجيت|"
        rf"تشارجيت|ضيعت|بعت)(?:ه|هم|ها|و|لو|ليه)?(?!\w)(?! {LIYA}(?!\w))",
        rf"{_KIN_DARIJA} (?:ارسل|ارسلت|صيفط|صيفطات|صيفطت|عطا|عطات|بعث|بعثت|sifet|sifta?t|seft|seftat|"
        rf"3ta|3tat)(?!\w)(?! {LIYA}(?!\w))",
        rf"(?:سرقوا|اخذوا|سحبوا|نهبوا|سحب|اخذ|سرق|خصموا|اقتطعوا)(?: {LIYA})?",
        rf"(?:سحبو|جبدو|حيدو|خداو|شفرو|سرقو|قلبو|خدا|سرق|شفر|حيد|جبد|سلتو|نهبو)"
        rf"(?: {LIYA}{OBJECT}| {_ACCOUNT}|(?= {SUM}))",
        rf"(?:il|elle|ils|elles|on) (?:a|ont) {_ADVERB}(?:pris|preleve|debite|retire|soutire)(?= {SUM})",
        rf"[وف](?:سحب|جبد|خدا|اخذ|سرق|شفر|خصم)(?:و|وا|ت|ات)?(?= {SUM})",
        rf"[wo] ?(?:jbed|jebed|jebd|khda|sre9|sra9|chfer|s7eb)\w{{0,2}}(?= {SUM})",
        rf"(?:مشاو|مشات|مشا|ضاعو|ضاعت|ضاع|تسرقو|تسرقات|تشفرو|تشفرات|تحيدو) {LIYA}",
        r"(?:نصبوا?|نصب|ضحكوا?|ضحك|احتالوا?|احتال|تنصبو?|تنصب) علي?(?:ا|ي|نا)?",
        rf"{NOT}(?:[wo] ?)?(?:s[ie]?f[et]?[ae]?tt?|sifett|siyfet|siyft|sayfat|seft)(?:o|ou|lih|lihom|"
        rf"hom)?",
        rf"{NOT}3tit(?:o|ou|hom|ha|lih|lihom)?",
        rf"{NOT}(?:charjit|rechargit|7ett?it|dayye3t|diye3t|khsert|khsrt|5sert)",
        rf"(?:khdaw|khda|khadaw|5daw|7eyy?do|7ydo|7ayd|s7[ae]?bo|sa7bo|jebdo|jbdo|chefro|chefrou|chfro|"
        rf"cherfo|serr?9o|sr9o|srqo|ser9ou)u?(?: {LIYA}| {_ACCOUNT}|(?= \d))",
        rf"(?:mchaw|mshaw|mcha|mchat|mshat|da3o|da3ou|da3|tsr9o|tser9o|tsre9|tchefro|t7eyedo|"
        rf"ts7bo) {LIYA}",
        r"(?:n[ae]?sbo|nasbo|nsb|nesbou|nesb|nasb|de7ko|d7ko|dahko|da7ko) 3l[iy]+(?:a|ya|na)?",
        TAKEN_WITH_MONEY,
    )
)
"""Money left where a word of money or a sum stands with it: `j'ai envoyé mes photos` tells of none."""

JUST = (
    r"vien(?:s|t|nent) (?:juste )?de (?:me|nous|lui|leur|le|faire|pay|vers|vir|transfer|envoy|donn|"
    r"perdre|depos|recharg)\w*|a l instant|il y a un instant|(?:يلاه|ياله|عاد) [وف]?(?:خلصت|صيفطت|حولت|"
    r"دفعت|عطيت|درت|سحبو|جبدو)|غير دابا|دابا نيت|دابا هادا|قبل لحظات|قبل لحظه|(?:yalah|yallah|"
    r"3ad) (?:kh\w*st|s[ie]?f\w*t|7\w*lt|3tit\w*|d[ae]?f3t|drt|dert)|ghir daba|daba nit|"
    rf"{JUST_TAKEN}"
)
"""Words by which the payment itself is a moment ago."""

BACK = (
    r"(?:m|nous|l) (?:a|ont|on) (?:deja |bien |tout |enfin )?(?:rembourse|rendu|restitue|"
    r"recredite)\w{0,2}|(?:ete|suis|etait) (?:deja |bien |entierement )?rembourse\w{0,2}|"
    r"recuper\w{1,3} (?:mon|l|tout|toute|mes|la somme|le montant|les)"
    rf"|{NOT}(?:رجعو?ا?|رجعت|رجعات|ردو?ا?|ترجعو?|رجع) (?:لي|ليا|لينا|الي|علي)|رجعولي|ردولي|رجعتلي"
    r"|(?:استرجعت|استعدت|استرديت|تم استرجاع|تم ارجاع|وصلني المبلغ|توصلت ب(?:فلوسي|المبلغ))"
    rf"|{NOT}(?:rj3o|rej3o|rje3o|reje3|rja3|rj3at|rje3|red|rdo|reddo|trj3o|trej3o)u? (?:liya|lia|li|lina)"
)
"""The money came back: no bank needs to hurry."""

HONEST = (
    r"(?:ma|la|le|les|mes|mon|une|un) (?:facture|loyer|courses|cafe|impots?|vignette|taxi|eau|"
    r"electricite|amende|credit|abonnement)|(?:ال)?(?:فاتوره|كرا|كراء|الضو|الماء|تقديه|قهوه|طاكسي|كريدي|"
    r"ضريبه|فينييت)|lkra|do w lma|lfactura|facture d"
)
"""After a verb of paying: bills and shopping."""

UNSURE = (
    *("je ne sais pas", "je sais pas", "sais pas", "jsp", "aucune idée", "je ne sais plus", "je sais plus"),
    *("لا أعرف", "لا أدري", "لا أذكر", "ما عرفتش", "ماعرفتش", "معرفتش", "ما عارفش", "ما عقلتش", "معقلتش"),
    *(
        "ma3reftch",
        "ma3rftch",
        "m3rftch",
        "ma 3reftch",
        "ma3reftch walo",
        "ma39eltch",
        "m39ltch",
        "makan3refch",
    ),
)
"""Words of somebody who does not know: the question is passed over."""

THING = (
    r"(?:له |لهم |لها |ليه |ليهم |ليها |اليه |lih |lihom |liha )?(?:\d+ )?(?:ال|ل|l|le |la |mon |ma |mes |"
    rf"notre )?{THINGS}"
)
"""After a verb of sending or taking: what is no money."""

DENIES = (
    r"n ai (?:rien|pas|jamais|encore rien) (?:\w+ )?(?:pay|vers|vir|envoy|donn|transfer)|(?:لم|"
    r"ما) (?:ادفع|احول|ارسل|اعط)|(?:ما ?خلصت|ما ?صيفطت|ما ?عطيت)\w{0,3}ش|ma ?(?:kh|5)\w{3,6}(?:ch|sh|"
    r"x)(?!\w)|ma ?sif\w{1,4}(?:ch|sh|x)(?!\w)"
)
"""Says that no money was paid."""

TOLD_TO = r"(?:gal|9al|gol|gull?|kaygo?l|kay9ol|gali|قال|كيقول|كال|قالو|كيقولو)\w{0,4}(?: \w{2,4})?$"
"""Before a verb: an order of somebody else's, which in Latin Darija looks like "I sent"."""

DECLINING = listed("""
    je ne veux pas, je veux pas, je ne veux plus, je veux plus, ne l'envoyez pas, ne l'envoie pas, n'envoyez
    pas, n'envoyez rien, n'envoie pas, n'envoie rien, ne pas envoyer, pas envoyer, n'envoyez plus, je veux
    annuler, annulez, annule, laissez tomber, laisse tomber, je renonce, j'abandonne, pas maintenant,
    attendez, je préfère réfléchir, je dois réfléchir, don't send, do not send, i don't want, لا أريد,
    لا أرغب, لا ترسل, لا ترسلوا, لا ترسلوه, تراجعت, أريد الإلغاء, أريد إلغاء, ليس الآن, انتظروا, ما بغيتش,
    مابغيتش, ما بغيت, ما تصيفطوش, ماتصيفطوش, ما تصيفطوهش, ما تصيفطهاش, ما تصيفطوهاش, ما نصيفطش, ما نصيفطهاش,
    بلاش, ماشي دابا, تسناو, mabghitch, ma bghitch, ma bghit, mabghit, ma tsiftouch, matsiftouch, ma tsiftoch,
    matsiftoch, ma tsiftouhch, ma nsiftch, mansiftch, blach, machi daba, tsnaw
""")
"""Said by people whose money just left: that the report is not to go, or not yet."""
