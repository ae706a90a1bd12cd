"""Readings by rule beside the trained reader: a person who is held, a demand of money, a notice to pay.

Each is a kind of sentence that the reader knows too few of, or takes for another kind.
"""

import re
from functools import lru_cache

from flows.reading.answers import RECENT, normalise

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

_NOTICE = re.compile(
    r"(?:merci de|veuillez|priere de|vous devez|il faut) (?:bien vouloir |vite |tout de suite )?"
    r"(?:regler|payer|verser|vous acquitter|effectuer|confirmer|mettre a jour|finaliser)"
    r"|frais (?:de|d) (?:la )?(?:douane|livraison|dossier|port|stockage)|(?:pour|a) regler"
)
_SELF = re.compile(r"(?<!\w)(?:je|j|moi|me|m|mon|ma|mes|nous|ana|rani|wana|انا|راني)(?!\w)")


@lru_cache(maxsize=RECENT)
def _plain(text: str) -> str:
    return " ".join(_SAID.findall(normalise(text)))


def held(text: str) -> bool:
    """True where somebody is said to be kept from leaving: `khouya mabghaoch ytl9oh`."""
    return bool(_HELD.search(_plain(text)))


def demands_money(text: str) -> bool:
    """True for a threat that is a demand of money, with no word of violence or of somebody near."""
    plain = _plain(text)
    wants = _THREATENS.search(plain) and _WANTS.search(plain)
    return bool(wants) and not _NEAR_OR_VIOLENT.search(plain)


def notice(text: str) -> bool:
    """True for a demand to pay as companies and scams write it, with no word of who passes it on."""
    plain = _plain(text)
    return bool(_NOTICE.search(plain)) and not _SELF.search(plain)
