"""Readings by rule beside the trained reader: who is held or threatened, a demand of money, a notice to pay.

Each is a kind of sentence that the reader knows too few of, or takes for another kind.
"""

import re

from flows.reading.answers import normalise
from flows.remembered import remembered

_SAID = re.compile(r"[^\W_]+")
_KIN = (
    r"(?:khouya|khoya|khti|weldi|wldi|bnti|rajli|mrati|mama|baba|s[ae]7bi|sahbi|"
    r"خويا|ختي|ولدي|بنتي|راجلي|زوجي|مراتي|زوجتي|اخي|اختي|ابني|ابنتي|صاحبي|صاحبتي|صديقي|صديقتي)"
)
_HIM = r"(?:h|ha|hom|ni|na|nich|nach|hach|homch)"
_HELD = re.compile(
    r"(?:ne )?(?:veulent|veut|veux) (?:pas|plus) (?:le|la|les|me|nous|l) (?:relacher|liberer|laisser|"
    r"rendre libre)"
    r"|(?:refuse|refusent) de (?:le|la|les|me|nous) (?:relacher|liberer|laisser (?:partir|sortir|rentrer))"
    rf"|m ?a? ?b?gh?[ae]?[wo]*u?ch? (?:y|i)?(?:te?l[9qk]o?u?|se?r?r[7h]o|khelliw|"
    rf"khliw){_HIM}(?!\w)"
    rf"|(?:chadd?in|sheddin|chedd?o|7absin|7absou?|7abso|habsin|m7abs[iy]n){_HIM}(?!\w)"
    rf"|{_KIN} (?:rah |raha |راه |راها )?(?:m[e7h]*7?bou?s(?:a|in)?|m7aser|محبوس|محبوسه|محتجز|محتجزه)"
    r"|(?:ما ?بغاو?ش?|ما ?بغاوش|مابغاوش|رفضوا?|لا يريدون|كيرفضو) (?:ان )?(?:يطلقو|يسرحو|يطلقوا|"
    r"اطلاق سراح|يفرجوا عن|يخليو)"
    rf"(?:ه|ها|هم|ني|نا| {_KIN}| سراحه| سراحها)"
    rf"|(?:شادين|حابسين|حاجزين|محتجزين)(?:ه|ها|هم|ني|نا| {_KIN})(?!\w)"
)
"""Somebody is kept from leaving. A parcel, a salary or a telephone has no such words around it."""

_THREATENS = re.compile(r"menac|fait (?:du )?chant|hd+[ei]?d|هدد|بتز")
_WANTS = re.compile(
    r"(?<!\w)[وف]?(?:veu(?:t|lent)|demande(?:nt)?|exige(?:nt)?|reclame(?:nt)?|bgh?a(?:w|ou)?|baghi(?:in|"
    r"yin)?|ba4i"
    r"|kaytl[aeo]?b(?:o|ou)?|يريد(?:ون)?|يطلب(?:ون)?|باغي(?:ين)?|بغا(?:و)?|كيطلب(?:و)?|طالب) (?:mni |"
    r"مني |ليا )?"
    r"(?:de l )?(?:argent|\d|flou?s|فلوس|الفلوس|مال|المال|مبلغ)"
)
_NEAR_OR_VIOLENT = re.compile(
    r"porte|chez moi|chez nous|maison|devant|suit|frapp|battu|cass|enferm|attach|seul|rue\b|immeuble|"
    r"arriv|vien[st]"
    r"|\bdar\b|lbab|berra|barra|9eddam|7da|hda|tab3|drb|dreb|dar o|الدار|الباب|باب|قدام|حدا|برا|تابع|"
    r"كيضرب|يضرب|ضرب"
    r"|حبس|محبوس|يلاحق|بيتي|المنزل|الزنقه"
)

_BODY = r"(?:gueule|jambes?|bras|dents?|tete|os|nez|cotes?|doigts?|genoux?|figure|visage)"
_HARM = (
    r"(?:tuer|egorger|poignarder|planter|frapper|tabasser|battre|violer|bruler|buter|etrangler|defigurer|"
    rf"vitrioler|lyncher|enlever|kidnapper|agresser|(?:casser|peter|briser) (?:la|les|le|un|mes|"
    rf"mon) {_BODY})"
)
_MINE = (
    r"(?:ma|mon|mes|nos|notre) (?:mere|pere|maman|papa|fille|fils|bebe|famille|femme|mari|enfants?|parents|"
    r"(?:petite? )?(?:soeurs?|freres?)|amis?|amie|copine|copain|cousine?|oncle|tante|voisine?)"
)
_THREAT_FRENCH = re.compile(
    r"(?<!je )(?<!\bj ai )(?<!\w)menac\w* (?:\w+ ){0,3}?(?:de |d )(?:venir )?"
    rf"(?:(?:me|m|nous) {_HARM}|{_HARM} {_MINE})(?!\w)"
)
_KILLING = r"(?:قتل|ذبح|دبح|دبيح|ذبيح|طعن|ضرب|حرق|موت|تعنيف|اغتصاب|خطف|اختطاف|سكين|موس|سلاح|تصفيه|هرس)"
_KIN_ARABIC = r"(?:ولدي|بنتي|ابني|ابنتي|خويا|اخي|ختي|اختي|امي|ماما|ابي|بابا|راجلي|مراتي|ولادي|اولادي|عائلتي)"
_THREAT_ARABIC = re.compile(
    r"(?<!\w)[وف]?(?:كا?|ت)?(?:[يتن]|ال?م)?م?(?:هدد|توعد)\w* (?:[^\W_]+ ){0,2}?"
    rf"(?:بال{_KILLING}|ب{_KILLING}(?! (?:نفس|راس[وه]))\w*"
    r"|ب(?:كسر|قطع|تشويه) (?:يد|رجل|ساق|راس|وجه|عظام|سنان)\w*"
    r"|(?:ب?ان )?(?:غا|غادي )?س?[ين](?:قتل|ذبح|دبح|ضرب|طعن|هرس|حرق|غتاصب|غتصب|خطف|شرمل)"
    rf"(?:ني|نا|ها| {_KIN_ARABIC}))(?!\w)"
)
_THREAT_LATIN = re.compile(
    r"(?<!\w)(?:[kt]ay|kat|ka|t|y)?he?d+e?d+\w* (?:\w+ ){0,2}?"
    r"(?:b ?e?l? ?(?:l?[9q]e?t[el]+a?|d+(?:be|bi|eb)[7h]|mo+u?t|d+[ae]?re?b|3sa|mous|jenwi|sla7|khtif|"
    r"hers+)"
    r"|y(?:[9q]e?tel|dbe?[7h]|d+re?b|[7h]re[9q]|herr?es|ghtas[ae]?b|khte?f)"
    r"(?:ni|na|ha| (?:we?ldi|bnti|kho[uy]+a|khti|mama|mmi|baba|lwalida?|rajli|mrati|wladi)))(?!\w)"
)
"""Someone threatens to kill or hurt the writer or somebody near."""

_OF_DEATH = (
    r"(?:(?<!je )(?<!\bj ai )menac\w* (?:\w+ ){0,3}?de mort"
    r"|(?:ال)?تهديد\w* بال(?:قتل|موت)|tahdid\w* b ?e?l? ?[9q]e?t[el]+)"
)
_THREAT_OF_DEATH = re.compile(rf"(?<=\w ){_OF_DEATH}(?!\w)|(?<!\w){_OF_DEATH} (?=\w)")
"""The words with any word beside them; alone they name a kind of report."""

_UNREAL = re.compile(
    r"(?<!\w)(?<!pas un )(?<!pas une )(?:jeux?|films?|serie|feuilleton|episode|roman|chanson|fortnite|pubg|"
    r"free fire|roblox|game|l?o3ba|l?film|l?mos+als+al|rumeurs?|intox|fake news|icha3a|blague|mdr|lol|"
    r"[فب]?(?:ا?ل)?(?:لعبه|فيلم|مسلسل)|[فب]?(?:ببجي|فري فاير|روبلوكس)|اشاعه|مزاح)(?!\w)"
)
_GAME = (
    r"(?:free ?fire|frifayer|frayfayer|fortnite|pubg|bob?ji|roblox|minecraft|fifa|call of duty|"
    r"cod mobile|brawl stars|"
    r"jeux? video|(?:dans|sur) (?:un|le|ce|les|des|mon) jeux?|au jeu|(?:f|fi) ?(?:had |wa[7h]d )?(?:l|"
    r"el)? ?l?[eo]?3e?ba|"
    r"[فبل]?(?:فري ?فاير|ببجي|بوبجي|روبلوكس|فورتنايت|ماينكرافت)|ف ?(?:هاد |واحد )?ا?ل?(?:لعبه|لعب|كيم))"
)
_KILLED = (
    r"(?:(?:me|m a|m ont|m avait|nous a|nous ont|m as) (?:\w+ )?(?:tuee?s?|tuent|kill\w*|bute[es]?|"
    r"elimine\w*)"
    r"|(?:je me|j me) (?:suis )?fai\w+ (?:tuer|kill\w*|buter)"
    r"|(?:كي|كت)?قتل(?:ني|وني|تني|نا|ونا)|(?:kay|kat|ka|ta)?[9q]e?te?l(?:ni|ouni|oni|atni|tni|na|ouna))"
)
_OF_LAUGHING = r"(?:de rire|(?:ب|من ?)(?:ا?ل)?ضحك|(?:b|be|men|mn) ?(?:e?d|l|el)? ?d?d?e?[7h]e?k)"
_FIGURES = re.compile(
    rf"(?<!\w)(?:{_KILLED} (?:\w+ ){{0,4}}?(?:a |au |dans |sur |f |fi |ف |في )?(?:le |la |un |une |"
    rf"l )?{_GAME}"
    rf"|(?:a |au |dans |sur |f |fi |ف |في )?(?:le |la |un |une |l )?{_GAME} (?:\w+ ){{0,4}}?{_KILLED}"
    rf"|(?:va |vas |vont )?(?:{_KILLED}|me tuer) {_OF_LAUGHING})(?!\w)"
)
"""Killing that is none: in a game, and with laughter."""
_NOTHING_ELSE = 2
"""So few words beside it tell nothing."""
_EARNEST = re.compile(
    r"\b(?:mari|rajli|rajly|baba|bba|lwalid|wal[ie]d|khou?ya|mrati|quand|si|ila|7it|hit|parce|cause)\b|"
    r"connu|rencontr|t3arf|راجلي|زوج|بابا|(?<!\w)(?:ابا|الوالد|الوالده|ماما|مي|امي|الا|حيت|حيث)(?!\w)|تعارف|"
    r"menac|fr?app|habite|ou je vis|batt|battu|couteau|\barme|sang|vrai|reel|serieu|jure\b|deja|"
    r"toujours|chez (?:moi|nous)|adresse|devant|"
    r"porte|maison|ecole|lycee|photo|video(?<!jeu video)(?<!jeux video)|image|intime|\bnu[es]?\b|copain|"
    r"garcon|petit ami|enceinte|relation|sexe|chantage|"
    r"honte|honneur|mari(?:age|er)|peur|hdd|hded|drb|dreb|dar(?:na|ou|hom|i)?\b|bab\b|tsaw|tsw|vidio|"
    r"sa7bi|sahbi|3la bsse7|bse?7|khayf|kheft|"
    r"virginit|vierge|hurl|cri(?:e|ent|ait)\b|enferm|cach|pistolet|fusil|flingue|tabass|gifl|\bcoups?\b|"
    r"poing|etrangl|egorg|viol|poursui|suivi?t?\b|voiture|forc|attach|baton|ceinture|marteau|hache|lame|"
    r"\bpas\b|jamais|presque|failli|essay|aidez|secours|police|fils\b|fille|frere|soeur|mere\b|pere\b|"
    r"enfant|"
    r"3sa\b|3ssa|3asa|smta|mous\b|jenwi|janwi|sla7|frdi|7bs|[7h]bes|m7bous|khnen|khne9|ghtas|machi\b|"
    r"mashi\b|"
    r"3awno|3awen|bouli[sc]|tab3|"
    r"هدد|ضرب|سكين|جنوي|سلاح|عنوان|الدار|دارنا|الباب|بصح|حقيق|تصاور|تصوير|صور|صوره|"
    r"فيديو|صاحبي|حبيب|حامل|"
    r"علاقه|شرف|فضيح|شوه|خايف|خائف|خفت|خوف|حلف|حالف|تبع|المدرسه|عرس|"
    r"عصا|سمطه|موس|مسدس|فردي|عذري|بكاره|حبس|سد عليا|خنق|ذبح|غتصب|غتصاب|شاقور|مقده|غوت|مخبي|مختبي|ماشي|ليس|"
    r"عاونو|ساعدو|بوليس|شرطه|خويا|ختي|ولدي|بنتي|اخي|اختي"
)
"""Words beside which killing is read as it stands."""
_JOKES = re.compile(r"(?<!\w)(?:mdr+|lol+|ptdr|haha\w*|hhh+|ههه+)(?!\w)")
_WILL_KILL = re.compile(
    r"(?<!\w)(?:(?:va|vont|allait|allaient) (?:\w+ )?(?:me|m|nous) (?:tuer?|egorge[rz]?|buter)"
    r"|(?:غادي |غا ?|غ|س|سوف )[يت](?:قتل|ذبح|دبح)و?ني"
    r"|(?:ghadi |gha ?|gh)[yt][ae]?(?:[9q]e?t?e?l|dbe?[7h])(?:ni|ouni|oni))(?!\w)"
)
_SEEN = re.compile(
    r"(?<!\w)(?:photos?|videos?|images?|captures?|screens?|tsaw[ei]r\w*|tsawri|video\w*|vidio\w*|"
    r"[وبفل]?(?:ا?ل)?(?:تصاور\w*|تصاوير\w*|تصويره|صوري|صور|فيديو\w*|الفيديوهات))(?!\w)"
)
_DENIED = re.compile(
    r"(?<!\w)(?:(?:ne|n) (?!cess|arret|fai)(?:\w+ ){0,2}menac|(?:jamais|sans) (?:\w+ )?menac"
    r"|pas (?:ete )?menac"
    r"|(?:لا احد ?|لا ?(?=[يت])|لم ?|(?<!بعد )(?<!كل )ما ?|عمرو ?)(?:ك|كا|ت)?[يتن]?هدد"
    r"|(?:(?<!be3d )(?<!b3d )(?<!kol )ma|3emro) ?(?:kay|kat|ka|t|y)?he?d+e?d)"
)
_NOTICE = re.compile(
    r"(?:merci de|veuillez|priere de|vous devez|il faut) (?:bien vouloir |vite |tout de suite )?"
    r"(?:regler|payer|verser|vous acquitter|effectuer|confirmer|mettre a jour|finaliser)"
    r"|frais (?:de|d) (?:la )?(?:douane|livraison|dossier|port|stockage)|(?:pour|a) regler"
)
_SELF = re.compile(r"(?<!\w)(?:je|j|moi|me|m|mon|ma|mes|nous|ana|rani|wana|انا|راني)(?!\w)")


@remembered()
def _plain(text: str) -> str:
    return " ".join(_SAID.findall(normalise(text)))


def held(text: str) -> bool:
    """True where somebody is said to be kept from leaving: `khouya mabghaoch ytl9oh`."""
    return bool(_HELD.search(_plain(text)))


@remembered()
def threatened(text: str) -> bool:
    """True for a threat to kill or hurt the writer or somebody near, in earnest and undenied.

    The trained reader weighs the whole text, so that each word beside a threat, as a platform or a reason,
    makes the threat count for less. It still reads what is told of a game, a film or a rumour.
    """
    plain = _plain(text)
    if (
        _WILL_KILL.search(plain)
        and _SEEN.search(plain)
        and not (_UNREAL.search(plain) or _JOKES.search(plain))
    ):
        return True
    readings = (_THREAT_FRENCH, _THREAT_ARABIC, _THREAT_LATIN, _THREAT_OF_DEATH)
    found = any(reading.search(plain) for reading in readings)
    return found and not _UNREAL.search(plain) and not _DENIED.search(plain)


def without_figures(text: str) -> str:
    """The text, its talk of being killed in a game or with laughter left out.

    The text as it is where a word in earnest stands in it; empty where hardly a word is left.
    """
    plain = _plain(text)
    if _EARNEST.search(plain) or not _FIGURES.search(plain):
        return text
    left = _FIGURES.sub(" ", plain).split()
    return " ".join(left) if len(left) > _NOTHING_ELSE else ""


_DOER = re.compile(
    r"(?<!\w)(?:wa[7h]e?d|chi|شي|واحد) (?:ا?ل|l ?|el )?(?:weld|wld|de?rri|rajel|rajl|دري|ولد|راجل) "
    r"(?=(?:(?:li|اللي|لي|راه|rah|daba|دابا) )?(?:kay|ky|كي|ت?هدد)\w*ni|(?:كي|هدد|ته)\w*ني(?!\w))"
)
"""`wahd l weld kayhdedni`: some fellow does it to me, who may be of any age."""


def without_doer(text: str) -> str:
    """The text with `rajel`, a man, where it says that some fellow harms its writer.

    The words for a fellow are those for a boy, too, and would be read as a child who is harmed.
    """
    plain = _plain(text)
    return _DOER.sub("rajel ", plain) if _DOER.search(plain) else text


def demands_money(text: str) -> bool:
    """True for a threat that is a demand of money, with no word of violence or of somebody near."""
    plain = _plain(text)
    wants = _THREATENS.search(plain) and _WANTS.search(plain)
    return bool(wants) and not _NEAR_OR_VIOLENT.search(plain)


def notice(text: str) -> bool:
    """True for a demand to pay as companies and scams write it, with no word of who passes it on."""
    plain = _plain(text)
    return bool(_NOTICE.search(plain)) and not _SELF.search(plain)
