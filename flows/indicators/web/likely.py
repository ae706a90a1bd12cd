"""Whether a bare name is a link (`amazon-job.top`) or two sentences without a space (`payé.Je`)."""

import re

from flows.indicators.web.hosts import suffix_length

_AS_THEY_STAND = (
    "com net org info biz top xyz shop store online site website club vip icu cc ly gl io app dev click uk ru"
    " cn tk ml gq buzz cyou sbs cfd bond lol eu nl ch ae eg dz tn ws gg tech cloud host mobi asia gov edu ma"
    " fr sa qa jo sn ci bank finance ink gd ee re"
)
_SURE = frozenset(_AS_THEY_STAND.split())
"""Endings that no sentence holds by chance: a bare name with one of them is a link."""

_WORDLIKE = (
    "me de it es in to co us be ca la id tv is at im so do no my as am et il ne se si mu ni ai pm ga al an je"
    " tu va pro page today life world win loan tel now here how one you cool fun best love live help work"
    " rest press space name date moi ou zip mov md py sh rs ps pl cf ms pn st hm ye day call like open"
)
_WORDS = frozenset(_WORDLIKE.split())
"""Endings that are a word or a file's: the first word of the next sentence, or `notes.zip`."""

_CUE = re.compile(
    r"(?:li[ea]n|links?|url|site|web|clique\w*|click|visit\w*|adresse|page|رابط|الرابط|موقع|الموقع|لينك|ليان)"
    r"[^\w\n]{1,4}$",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset({"ma", "sa"})
_ELIDED = re.compile(r"(?<![A-Za-z])[jmtsnc]['’]$", re.IGNORECASE)
_MANY = 3


def likely(name: str, after: str, before: str) -> bool:
    """True for a name that is a link: by its ending, or by the path and the words around it."""
    labels = name.split(".")
    ending = labels[-1].lower()
    sure = len(after) > 1 or labels[0].lower() == "www" or bool(_CUE.search(before))
    if sure or ending.isdecimal():
        return sure
    if _a_sentence(labels, before) or len(labels[-2]) < 2:
        return False
    if ending in _SURE:
        return len(labels) > 2 or not labels[-2].isdecimal()
    return ending not in _WORDS and _named_like_a_site(name, labels)


def _a_sentence(labels: list[str], before: str) -> bool:
    """True for `payé.Je` and `Merci.Ma`, unlike `My-Bank.Ma`; and for `j'arrive.fr`."""
    capital = labels[-1][0].isupper() and labels[-1][1:].islower() and labels[-2][-1:].islower()
    name = labels[-2]
    as_a_name = name[0].isupper() and ("-" in name or labels[-1].lower() not in _POSSESSIVES)
    return (capital and not as_a_name) or bool(_ELIDED.search(before))


def _named_like_a_site(name: str, labels: list[str]) -> bool:
    """True for a hyphen, a digit, or more labels than a sentence would join."""
    marked = "-" in name or any(map(str.isdecimal, labels[-2]))
    return marked or len(labels) > _MANY or suffix_length(name.lower()) > 1
