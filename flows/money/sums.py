"""Words and numbers of money, told from numbers of other things, as patterns for the words of `said`.

`12` in `12 فيديو` counts things. A number below a thousand is a sum only with a unit, before words of time,
of place or of what came next, or at the end; a larger one unless a thing that people count follows.
"""

MONEY = (
    r"argent|fric|thunes?|sous|cash|especes|somme|montant|virements?|recharges?|mandat|solde|economies|"
    r"salaire|(?:ال|ب|ف|لل|و)*فلوس\w*|(?:ال)?(?:مال|مبلغ|مبالغ|نقود|رصيد|اموال)\w{0,2}|"
    r"دراهم|درهم|ريال|(?:ال|ل)?مليون|ملايين|الراتب|لفلوس|l?flo?u?ss?(?:i|y)?|lflous|drahm?|dirhams?|dhs?|euros?|dollars?|ryal|lmandat|solde|"
    r"usdt|bitcoin|btc|crypto"
)
THINGS = (
    r"(?:كونط|حساب|واتساب|فيس|انستا|ايميل|بريد|هاتف|تيليفون|بورطابل|صفحه|قناه|كود|رمز|صور|تصاور|تصوير|"
    r"فيديو|رساله|رسايل|ميساج|compte|whatsapp|wtsp|facebook|insta|page|profil|telephone|tel|mail|code|photo|"
    r"video|tsaw|tswir|message|msg|numero|numro|nmra|نمره|رقم|ريب|rib|cin|carte d identite|adresse)"
)
"""How things begin that people have taken from them, beside money."""
_COUNTED = (
    r"(?:ابون|متابع|مشترك|فولوور|فلوور|جيم|لايك|بوست|منشور|كليان|زبون|واحد|بوان|نقط|دياموند|جوهر|كوينز)"
)
_UNIT = (
    r"(?:(?:د|ديال|دال) )?(?:ال|ل)?(?:درهم|دراهم|ريال|مليون|ملايين|مليار|الف|الاف|فرنك|سنتيم|ي?ورو|"
    r"اورو|دولار|dhs?|mad|euros?|dollars?|dirhams?|drahm?|ryal|usdt|د)"
)
TIME = r"(?:(?:ال|ل)?يوم\w*|(?:ال|ل)?بارح\w*|هاد\w*|دابا|قبيل\w*|امس|قبل|منذ|مباشره|عاد|نهار|اول|ول)"
_NEXT = (
    rf"(?:{TIME}|من|ف|في|ب|بلا|على|عند|مع|و|ولا|حيت|باش|غير|كامل\w*|كلها|كاش|"
    r"[فبلو]ال\w+|[فب]ل\w+|لل\w+|ف?هاد\w*|و(?!احد|رق|ثيق|اتساب)\w{3,})"
)
"""A word that follows a sum without a unit."""
SUM = (
    r"(?<!مع )(?<!على )(?<!الساعه )(?:"
    rf"[1-9]\d*(?: \d{{3}})* {_UNIT}(?!\w)|[1-9]\d*(?:dhs?|mad|euros?|dollars?|د|درهم|ريال)(?!\w)|"
    rf"[1-9]\d{{1,6}}(?: \d{{3}})*(?= {_NEXT}(?!\w)|$)|"
    rf"[1-9](?:\d{{3,6}}|\d{{0,2}}(?: \d{{3}})+)(?! (?:{THINGS}|{_COUNTED}))(?!\w))"
)
