"""Reads from a person's own words that they gave the details of a bank card away: minutes count then.

A text that was passed on is never read here. A code alone may be that of another account, and says nothing.
"""

import re

from flows.answers.read import said
from flows.remembered import remembered

_OTHER = (
    r"(?! (?:national\w*|d |de (?:sejour|fidelite|visite)|sim|grise|postale|cadeau|mere|graphique|ramed|"
    r"الوطن\w*|ناسيونال|nas\w*|بوسطال|ديال (?:التيليفون|التليفون)))"
)
_NOT = "".join(rf"(?<!\b{word} )" for word in ("ما", "لم", "ma", "لو", "si", "ila", "الا", "اذا"))
_GAVE = (
    r"(?:mis|donne\w?|entre\w?|rentre\w?|saisi\w?|tape\w?|rempli\w?|communique\w?|fourni\w?|partage\w?|"
    r"renseigne\w?|dicte\w?|envoye\w?|transmis\w?|inscrit\w?|enregistre\w?)"
)
_GIVING = (
    r"(?:mettre|donner|entrer|rentrer|saisir|taper|remplir|communiquer|fournir|partager|renseigner|envoyer)"
)
_I = r"j (?:y )?ai|je (?:lui|leur|l|les) ai|on a|nous avons|(?:ma|mon|notre) \w+ (?:(?:lui|leur|y) )?a"
_BETWEEN = r"(?: (?!pas |rien |jamais |failli |presque )\w+){0,2}"
_CARD = (
    rf"(?:carte{_OTHER}|cb|cvv|cryptogramme|(?:donnees|coordonnees|infos?|informations|codes?|identifiants) "
    rf"(?:de (?:la |ma )?)?(?:bancaires?|banque)|mot de passe de (?:la |ma )?banque)(?!\w)"
)
_CARD_AR = (
    r"(?:(?:ال|ب|لل)?بطاقت(?:ي|نا|ها)(?! الوطن)|(?:ال)?بطاقه (?:ال)?(?:بنك|مصرف|ايتمان)\w*|رقم البطاقه|"
    r"(?:معلومات|بيانات|تفاصيل|ارقام) (?:ال)?(?:بطاقه|بنك)\w*)(?!\w)"
)
_CARD_DARIJA = (
    rf"(?:لاكارط|الكارط|لاكارت|الكارت|(?:la |l)?(?:carte|cart|kart)){_OTHER}(?!\w)|cvv|السيفيفي|"
    r"(?:ال)?بطاقه ديالي"
)
_GIVEN = re.compile(
    rf"\b{_NOT}(?:{_I}){_BETWEEN} {_GAVE}(?: (?!une? )\w+){{0,4}}? {_CARD}"
    rf"|\bje viens (?:juste )?de {_GIVING}(?: \w+){{0,4}}? {_CARD}"
    rf"|(?<!\w){_NOT}[وف]?(?:اعطيت|اعطت|ادخلت|كتبت|ارسلت|وضعت|زودت|قدمت|سلمت|ملات|سجلت)(?:ه|هم|ها)?"
    rf"(?: \w+){{0,3}}? {_CARD_AR}"
    rf"|(?<!\w){_NOT}[وف]?(?:عطيت|درت|دخلت|كتبت|حطيت|صيفطت|سيفطت|قلت|عمرت)(?:و|هم|ها|لو)?(?: \w+){{0,3}}? "
    rf"(?:{_CARD_DARIJA}|{_CARD_AR})"
    rf"|\b{_NOT}(?:3tit|3tite|dert|drt|dkhelt|dakhelt|ktebt|7tit|sift|sefet|sifet)(?:o|ou|hom|ha|lih)?"
    rf"(?: \w+){{0,3}}? (?:{_CARD_DARIJA})"
)
_ELSEWHERE = re.compile(
    r"\b(?:distributeur|guichet|gab|dab|tiroir|coffre|sac|portefeuille|poche|adresse)\b"
    r"|(?<!\w)(?:ال|ف|فال)?(?:كيشي|شباك|موزع|بزطام|جيب\w*|ساك)(?!\w)"
)
"""A card in a machine or in a drawer was given to nobody."""

_ANY_CARD = re.compile(r"c[ab]r?t|kart|\bcb\b|cvv|banc|banq|crypto|بطا|كار|بنك|مصرف|سيفي", re.IGNORECASE)
"""A quick look: without one of these a text names no card."""


def gave_card(text: str) -> bool:
    """Whether the writer, or somebody dear, gave the details of a bank card to somebody or to a site."""
    return bool(_ANY_CARD.search(text)) and _gave(text)


@remembered()
def _gave(text: str) -> bool:
    plain = " ".join(said(text))
    return bool(_GIVEN.search(plain)) and not _ELSEWHERE.search(plain)
