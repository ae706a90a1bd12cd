"""Questions about the service that are known by their words: what comes next, who comes, can more be added.

The patterns match the words of a text as `said` gives them, joined by single spaces.
"""

import re

from flows.answers.read import said
from flows.lexicon.doubt_words import AROUND_ASKED, AROUND_QUESTIONS
from flows.reading.negation import asks, marked, supposes

NEXT, TO_DO = "what-next", "what-to-do"
TO_ADD, TO_CALL, TO_COME, ACCOUNT = "add-later", "call-me", "send-someone", "recover-account"
FAULT, SCREENSHOT, WHAT, WHO = "fault", "screenshot", "what-is-this", "who-reads"

_NEXT = re.compile(
    r"(?<!\w)(?:(?:qu|que|quoi|il) (?:est ce qui |va t il )?(?:va )?se passe\w*|qu est ce qui va (?:m |"
    r"nous )?arriver"
    r"|se passe quoi|(?:quoi|quelle est) la suite|apres quoi"
    r"|vous allez (?:l |le |la |les )?(?:arreter|trouver|attraper|faire)"
    r"|(?:je vais|vais je|on va|je peux|puis je) (?:\w+ )?(?:recuperer|ravoir|revoir|rembours\w*)"
    r"|(?:ماذا|ما الذي) (?:س?ي(?:حدث|حصل|قع|جري)|بعد)|الخطوه التاليه"
    r"|(?:que|quoi|qu est ce que) (?:pouvez vous|vous pouvez|vous allez|allez vous) faire"
    r"|vous (?:pouvez|allez|faites) (?:faire )?quoi|(?:ماذا|ما الذي) (?:يمكنكم|تستطيعون|س?تفعلون|بامكانكم)"
    r"(?: (?:ان )?(?:تفعلوا|فعله|تعملوا))?|(?:شنو|اش) (?:تقدرو|غادي|يمكن ليكم)(?: ت?ديرو)?"
    r"|(?:chno|ach|achno) (?:t?[9q]e?dro|n?t[9q]ed?ro|ghadi|gha) (?:t?diro?u?)"
    r"|هل (?:س\w*|يمكن\w*|استطيع)? ?(?:ان )?س?(?:استرجع|استرجاع|استعيد|استعاده|يرجع|تعود|يعود|توقف\w*|"
    r"تعتقل\w*)(?: (?:ال)?(?:مال|نقود|فلوس|مبلغ|حساب|صور)\w*)?"
    r"|(?:شنو|اش|اشنو|شنوا) (?:اللي )?(?:غادي |غا ?|غ)?(?:يوقع|يطرا|كيوقع)|شنو من بعد"
    r"|واش (?:غادي |غا ?|غ|نقدر )?(?:ي|ت|ن)?رج\w* (?:ليا |لينا )?(?:ال)?فلوس\w*|واش (?:غادي |غا ?|"
    r"غ)(?:تشدو|يتشد|تلقاو|يشدو)\w*"
    r"|(?:chno|chnou|chnu|ach|achno|ash) (?:li )?(?:ghadi |gha ?|gh)?(?:i|y)[aeo]?(?:w[9q]e?3|[9q]e3|"
    r"tra)\w*"
    r"|w[ae][cs]?h (?:ghadi |gha ?|gh|n9der )?[ytn]?a?rj[ae]?3?\w* (?:liya |lia |lina )?(?:l|el)?flo?u?s\w*"
    r"|w[ae]c?h (?:ghadi |gha ?|gh)(?:tch[ae]?d|ytch[ae]?d|tl[9q]a)\w*)(?!\w)"
)
_TO_DO = re.compile(
    r"(?<!\w)(?:fais quoi|(?:que|quoi) (?:dois je |puis je |je dois |je peux )?faire|"
    r"est ce que je (?:dois |peux )?fai\w+"
    r"|(?:ماذا|ما) (?:علي ان |يجب ان |علي )?(?:افعل|نفعل|العمل|عساي افعل)"
    r"|(?:شنو|اش|اشنو|كيفاش|ما) ?(?:خاصني |خصني |يخصني |غادي )?(?:نديرو?|نعمل)"
    r"|(?:chno|chnou|chnu|ach|achno|ash|kifach|ma) ?(?:khasni |khassni |ghadi )?(?:nd[ie]+r|n3mel))(?!\w)"
)
_THEN = re.compile(
    r"(?:(?:ok|bon|merci|oui) )?(?:(?:et|puis|alors|donc) )?"
    r"(?:maintenant|apres(?: (?:ca|cela|quoi))?|ensuite|la suite)"
    r"|(?:c est )?quoi (?:la suite|maintenant|ensuite|apres)"
    r"|(?:و|ثم )?(?:ماذا )?(?:الان|بعد(?: ذلك|ها)?)|و?ثم ماذا"
    r"|و?(?:شنو |اش |اشنو )?(?:دابا|دبا|من ?بعد)"
    r"|(?:(?:w|o|ou|wa) )?(?:chno |ach |achno )?(?:daba|dba|db|m[ae]?n ?be?3d)"
)
"""So few words that they can only ask what comes next: `et maintenant ?`."""
_LEADS_ON = re.compile(r"(?:et|puis|alors|donc|quoi|c est|w|o|ou|wa|chno|achno|ach) |و|ثم|ماذا|شنو|اش")
"""How such words begin where no mark shows the question: `maintenant` alone may answer something."""
_TO_ADD = (
    r"(?:r?ajouter|completer|preciser|corriger|(?:re)?envoyer (?:d )?autres?|donner (?:plus|d autres)"
    r"|اضافه|اضيف|نضيف|تكميل|اكمل|(?:ان ارسل|ارسال) المزيد|نزيد\w*|نكمل\w*|n?zid\w*|nke?mme?l\w*)"
)
_ADDS = re.compile(
    r"(?<!\w)(?:(?:je (?:peux|pourrai|pourrais)|(?:puis|pourrai) je|on (?:peut|pourra)|peut on|possible de?"
    r"|هل (?:يمكن\w*|استطيع|بامكاني|ممكن)(?: (?:من|ان))?|واش (?:نقدر|يمكن ليا|يمكنلي|ممكن)"
    r"|w[ae][cs]?h (?:n[9q]e?d[ae]?r|ymke?n (?:liya|lia)|momkin)|n[9q]e?d[ae]?r)"
    rf" (?:\w+ )?{_TO_ADD})(?!\w)(?! (?:qu\w*|بان|ان|بلي|belli|bli) )"
)
"""Whether something can be added, now or later; `je peux ajouter qu'il me suit` adds it."""
_COMES = re.compile(
    r"(?<!\w)(?:(?:envoyez|envoie[sz]?|(?:pouvez|allez|pourriez|faut|peut) (?:(?:vous|me|m|nous) )*envoyer)"
    r"(?: (?:moi|nous|vite|svp|ici|une?|des|la|les|l|de|du)){0,3} "
    r"(?:quelqu un|patrouille|police|policiers?|gendarm\w+|ambulance|secours|aide|monde|equipe|agents?)"
    r"|vous (?:pouvez|allez|pourriez|voulez) (?:vous )?(?:venir|intervenir|deplacer)"
    r"|venez (?:vite|chez|m|nous|ici|svp|me)"
    r"|(?:ارسلوا|ابعثوا|هل (?:س|يمكنكم |تستطيعون )?(?:ترسلون|ارسال|ان ترسلوا)) (?:لي |لنا )?"
    r"(?:ال)?(?:شرطه|دوريه|احدا?|شخصا?|سياره|اسعاف|نجده|مساعده|درك)|تعالوا (?:بسرعه|حالا|الي)"
    r"|هل (?:ستاتون|تاتون|ستحضرون|يمكنكم (?:القدوم|الحضور|التدخل|المجيء))"
    r"|(?:صيفطو|سيفطو|صفطو|تصيفطو|تسيفطو|صيفط) (?:ليا |لينا |لي )?(?:شي |ال|لا)?"
    r"(?:بوليس|حد|واحد|دوريه|مبيلانص|لامبيلانص|جندارم\w*|درك)|اجيو(?: |$)|واش (?:غادي )?تجيو"
    r"|(?:t?s+[aeiy]*f[eiy]*to?u?) (?:liya |lina |lia )?(?:chi )?(?:l ?)?(?:boulis\w*|bolis\w*|police|7e?d|"
    r"wa7e?d|ambulance|jadarmi\w*)|ajiw|w[ae][cs]h (?:ghadi )?tjiw)(?!\w)"
)
"""Whether somebody can be sent, or comes."""
_CALLS = re.compile(
    r"(?<!\w)(?:vous(?: (?:allez|pouvez|pourrez|pourriez|me|m|nous)){1,3}"
    r"|(?:les enqueteurs|un enqueteur|quelqu un) (?:va |vont |peut |peuvent )(?:me|m|nous)"
    r"|on (?:va|peut|pourrait) (?:me|m|nous)) (?:r?appel\w+|telephon\w+|joindre|contact\w+)"
    r"|(?<!\w)(?:هل|متي) (?:سوف )?س?تتصل\w*(?: بي| بنا)?"
    r"|(?<!\w)(?:واش|فوقاش|امتا) (?:غادي |غا ?)?تعيط\w*(?: ليا| لي| لينا)?"
    r"|\b(?:w[ae][cs]h|fou?[9q]ach|imta) (?:ghadi |gha ?)?t3[ae]?y+[ie]?t\w*(?: liya| lia| lina)?"
)
"""Whether somebody will call."""
_ONE = (
    r"(?:compte|page|profil|acces|whatsapp|facebook|fb|insta\w*|gmail|(?:ال|ل)?(?:حساب\w*|صفح\w*|كونط\w*|"
    r"واتساب|فيسبوك|انستغرام)|l ?(?:compte|kont|cont|page)|kont\w*)"
)
_ACCOUNT = re.compile(
    r"\b(?:comment|puis je|je (?:peux|vais)|peut on|possible de)(?: \w+){0,3}? "
    rf"(?:recuperer|reprendre|retrouver|ravoir|debloquer)(?: \w+){{0,2}}? {_ONE}(?!\w)"
    r"|(?<!\w)(?:كيف|هل|كيفاش|واش)(?: \w+){0,2}? (?:استرجع|استرجاع|استعيد|استعاده|نرجع|نسترجع|يرجع|نرد)"
    rf"(?: \w+){{0,2}}? {_ONE}(?!\w)"
    r"|\b(?:kifa[cs]h|kifax|w[ae][cs]h)(?: \w+){0,2}? [ny](?:st)?r[ea]?j[ea]?3"
    rf"(?: \w+){{0,2}}? {_ONE}(?!\w)"
)
"""How a stolen account comes back."""
_SHOT = re.compile(
    r"\bcomment (?:je |on |puis je |peut on )?(?:fai\w+|prend\w*) (?:une |des |la )?(?:capture|screen)"
    r"|(?<!\w)(?:كيف|كيفاش) (?:\w+ )?(?:اخذ|اصور|التقط|ندير|نصور|ناخد) (?:شي |ال|واحد ال?)?"
    r"(?:لقطه|الشاشه|كابتير\w*|سكرين|تصويره ديال الشاشه)"
    r"|\bkifa[cs]h (?:\w+ )?(?:ndir|nakhod|nsowwer|nsawwer) (?:chi |l|une? )?(?:capture|screen\w*|kabtir)"
)
_ANONYMOUS = re.compile(r"\banonym\w*|(?<!\w)(?:ال|ب)?مجهول|سريه? (?:تامه|المعلومات)|\bbla smiya\b")
_ROBOT = re.compile(
    r"\b(?:robot|bot|humain|vraie personne|programme|machine)\b"
    r"|(?<!\w)(?:ال)?(?:روبو\w*|بوت|برنامج|انسان)(?!\w)"
)
_DOES = re.compile(
    r"\b(?:dois je|faut il|(?:est ce que )?(?:je dois|il faut))(?: que je)?(?: (?:le|la|les|lui|leur|l))? "
    r"(?:pay\w+|bloqu\w+|repond\w+|supprim\w+|effac\w+|gard\w+|vers\w+)"
    r"|(?<!\w)هل (?:علي ان |يجب ان |يجب |ان )?(?:ادفع|احظر|ارد|احذف|امسح|اجيب|احتفظ)\w*"
    r"|(?<!\w)واش (?:خاصني |خصني |يخصني )?(?:نخلص|نبلوكي|نجاوب|نمسح|نعطي|نخلي)\w*"
    r"|\bw[ae][cs]h (?:khas+ni )?(?:nkhe?l+e?s|nblok|njaw[ei]?b|nmse?7|n3ti)\w*"
)
_AT_FAULT = re.compile(
    r"(?:(?:est ce que )?c est (?:de )?(?:ma|notre) faute|(?:j ai|jai) (?:trop |tres |tellement )?honte|"
    r"je m en veux|je suis (?:trop |si |tellement )?(?:bete|nulle?|stupide|con|conne|naive?|idiote?))"
    r"(?: (?:de moi|tellement|trop|je crois))?"
    r"|(?:هل )?(?:هذا |انه |كل هذا )?(?:خطءي|خطيي|خطاي|ذنبي)|(?:انا )?(?:اشعر|احس) (?:بالعار|بالخجل|بالذنب)"
    r"|(?:واش )?(?:هادشي |هادي )?غلطي|(?:انا |راني )?(?:حشمان|حشمانه|حشمت)(?: بزاف| من راسي)?"
    r"|(?:wach )?(?:hadchi )?(?:ghalti|ghelti)|(?:ana |rani )?(?:7|h)chm?ana?(?: bza?f)?"
)
"""Shame, and nothing beside it."""
_ASKED = {
    TO_ADD: _ADDS,
    TO_CALL: _CALLS,
    ACCOUNT: _ACCOUNT,
    SCREENSHOT: _SHOT,
    TO_DO: _DOES,
    WHO: _ANONYMOUS,
    WHAT: _ROBOT,
}
_OF_PAYING = re.compile(r"\bpa(?:y|ie)|\b[nt]?khe?l+[ae]?s|\b[nt]?5e?l+[ae]?s|[نت]خلص|ا?دفع")
_MONEY = re.compile(
    r"gratuit|pay[eé]|cou[tû]|prix|cher|argent|frais|tarif|factur|مجان|ثمن|تكلف|فلوس|دفع|خلص|فابور|بشحال|"
    r"fabor|fabour|ch?7al|chhal|flous|kh?el+es|mj+an|b\s?chhal"
)
_POLICE = re.compile(
    r"polic|gendarm|flic|etat|officiel|dgsn|bolis|boulis|شرط|بوليس|درك|دوله|رسمي|امن|حكوم|hokoma|makhzen|مخزن"
)
_PAPERS = re.compile(
    r"veu|voudr|faire|refaire|renouv|demande|obtenir|comment|اريد|تجديد|استخراج|بغيت|ندير|نجدد|كيف|bghit|ndir|njed|kif"
)
_LOST = re.compile(r"perd|oubli|retrouv|plus|egar|ضاع|اضع|نسي|فقد|تلف|مشا|nsi|tle?f|mcha|dya3|lost|forgot")
_EVIDENCE = {"free": _MONEY, "police": _POLICE, "passport": _PAPERS, "lost-code": _LOST}
"""Topics that the model takes many a short question for: each needs a word of its own."""
_AROUND = frozenset(word for phrase in AROUND_QUESTIONS for word in said(phrase))
_NEAR = _AROUND.union(word for phrase in AROUND_ASKED for word in said(phrase))


def _whole(asked: re.Pattern[str], plain: str, around: frozenset[str] = _AROUND) -> bool:
    """Whether these words are asked, and nothing but filling words stands around them."""
    return bool(asked.search(plain)) and around.issuperset(asked.sub(" ", plain).split())


def asked_topic(text: str) -> str | None:
    """The topic of a text that asks what happens next, what to do, or whether more can be added."""
    plain = " ".join(said(text))
    if _whole(_COMES, plain, _NEAR):
        return TO_COME
    if _AT_FAULT.fullmatch(plain):
        return FAULT
    if asks(text) and (found := [topic for topic, asked in _ASKED.items() if _whole(asked, plain, _NEAR)]):
        return found[0]
    leads_on = marked(text) or _LEADS_ON.match(plain)
    if (leads_on and _THEN.fullmatch(plain)) or (_whole(_NEXT, plain) and not supposes(text)):
        return NEXT
    return TO_DO if _whole(_TO_DO, plain) else None


def speaks_of(topic: str | None, text: str) -> bool:
    """Whether a text has a word of the topic that the model takes it for, where that topic needs one."""
    evidence = _EVIDENCE.get(topic or "")
    return evidence is None or bool(evidence.search(" ".join(said(text))))


def of_paying(plain: str) -> bool:
    """Whether a text has a word of paying."""
    return bool(_OF_PAYING.search(plain))


def asks_what_to_do(text: str) -> bool:
    """Whether a text asks whether to pay, answer, block or keep, whatever stands beside that."""
    return bool(_DOES.search(" ".join(said(text))))
