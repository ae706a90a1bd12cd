"""Details about the writer in a text: a name, an address, a number or an account that is their own.

Precision comes first: a number is the suspect's, unless words beside it say "mine" or it is a bank card.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from flows.indicators.find import CARD, located
from flows.indicators.introductions import BEFORE, Detail, addresses, by_another, names, quoted
from flows.indicators.marks import Mark, flat
from flows.remembered import remembered

LEADING = frozenset({"phone", "link", "email", "handle", "group", "rib", "iban", "cardnumber", "crypto"})
"""Kinds of indicator that may be the writer's own."""

_MINE = re.compile(
    r"\bm(?:on|a|es|y)\b|\bnos?\b|notre|m['’]appell|j['’]hab|sous?sign|[tdr][iy]?[aou]?l[iy]\b|[mr][t9]i\b|ism[iy]|"
    r"smi[yt]|kan3t|kans|sak[en]|i live|ي(?![ء-ي])|كنسكن|ساكن|سكن|قطن|معكم|cin\b|cnie|\d{4}",
    re.IGNORECASE,
)
"""A quick look: a text without any of these holds no detail of its writer."""

_THING = (
    r"(?:num[ée]ros?|num|n[°o]|t[ée]l(?:[ée]phone)?|portable|mobile|gsm|whats ?app|fixe|e-?mail|mail|rib|iban"
    r"|adresse (?:e-?mail|mail|[ée]lectronique)|comptes?|cartes?|cb|cin|cnie|profil|page|pseudo)"
)
_BETWEEN = (
    r"(?:[ ,:=.(«\"\n-]|est\b|sont\b|c'est\b|is\b|are\b|are\b|de\b|du\b|d'|t[ée]l(?:[ée]phone)?\b|portable\b"
    r"|personnel\w*|perso\b|whats ?app\b|bancaires?\b|bleue\b|visa\b|mastercard\b|insta(?:gram)?\b|facebook\b"
    r"|fb\b|tik ?tok\b|snap(?:chat)?\b|telegram\b|compte\b|carte\b|n[°o]|num[ée]ro\b|number\b|nationale?\b"
    r"|d'identit[ée]|identit[ée]\b|actuel\b|suivante?\b|ho?w+a\b|hi?ya\b|هو|هي|رقم|الشخصي|البنكي|البنكية"
    r"|الوطنية|واتساب|الواتساب|انستغرام|إنستغرام|فيسبوك|على){0,9}"
)
_FRENCH = rf"\b(?:mon|ma|mes|notre|nos) {_THING}\b"
_ENGLISH = (
    r"\bmy (?:(?:own|personal|phone|mobile|cell|whatsapp|bank|e-?mail|card|account|id|instagram|facebook) )*"
    r"(?:numbers?|phone|mobile|cell|whatsapp|e-?mail|card|account|iban|rib|profile|no)\b"
)
_ARABIC = (
    r"(?<![ء-ي])[وفبل]?(?:رقمي|هاتفي|رقم هاتفي|جوالي|واتسابي|نمرتي|تيليفوني|تلفوني|بريدي"
    r"|[إا]يميلي|حسابي|كونطي|بطاقتي)(?![ء-ي])"
    r"|(?<![ء-ي])[وفبل]?(?:ال)?(?:رقم|نمرة|نوامر|تيليفون|هاتف|واتساب|كونط|حساب|كارط|لاكارط|[إا]يميل|بريد|ريب)"
    r"(?: [ء-ي]+)? (?:ديالي|الخاص بي|الخاصة بي|تاعي)(?![ء-ي])"
)
_DARIJA = (
    r"\b(?:l?n[ea]?mr[at]|l?num[ée]?ro|num|t[ée]l[ée]?(?:phone)?|whats?app|l?compte|l?cart[ea]?|l?e?mail|rib|ra9m)"
    r" (?:dyali|diali|dialy|dyaly|dyli|ta3i)\b"
    r"|\b(?:nme?rti|nemrti|nemerti|ra9mi|tiliphoni|telephoni|num[ée]ro li (?:kan|ka|n)3ti\w*)\b"
)
_CUE = re.compile(rf"(?:{_FRENCH}|{_ENGLISH}|{_ARABIC}|{_DARIJA}){_BETWEEN}$", re.IGNORECASE)
_END = r"(?=\s*(?:[.,;:!)»\"\n]|$)(?!\s*:?\s*\+?\d)|\s+(?:et|w|and|o|mais|but|pas|not|machi|الي|ماشي|و))"
_AFTERWARDS = 60
_POINTING = (
    r"c'est |c |cé |ça c'est |est |is |it's |that's |this is |rahi? |hada |hadi |هاد[اي] |هذ[اه] |راه "
)
_AFTER = re.compile(
    rf"[ ,(=:.\n-]{{0,3}}(?:(?:{_POINTING}|ho?w+a |hi?ya |هو |هي ){{0,2}}"
    rf"(?:{_FRENCH}|{_ENGLISH}|{_ARABIC}|{_DARIJA}|ديالي|dyali|diali|(?:le )?mien|mine)"
    rf"|(?:{_POINTING})(?:à moi|moi|me|ana|[أا]نا)|ana hada|[أا]نا هذا)"
    rf"(?: de t[ée]l[ée]phone| whats ?app| perso\w*)?{_END}",
    re.IGNORECASE,
)
_OTHERS_CARD = re.compile(
    r"\b(?:sa|son|ses|leurs?|his|her|their|cette|this)\b|escroc|arnaqu|voleur|suspect|\bvers[eé]|\bvire|\benvoy"
    r"|transf[ée]r|recharg|deposit"
    r"|\bpa(?:y|i)\w+ (?:sur|[àa])\b|\bpay to|\bsend|\bsift|7ew+el|dyal?[hk]?o"
    r"|dial[hk]?o|dyalha|dyalhom|nss?ab"
    r"|ديالو|ديالها|ديالهم|بطاقته|بطاقتها|النصاب|المحتال|حول|صيفط|[أا]رسل",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:mes|nos) |numbers|نوامر", re.IGNORECASE)
_AND = re.compile(r"\s*(?:et|,|/|ou|or|and|w|و|أو|ولا)\s*", re.IGNORECASE)
_IDCARD = re.compile(
    rf"(?:{_FRENCH}|{_ENGLISH}|{_ARABIC}|{_DARIJA}|\bcin\b|\bcnie\b|carte nationale|lacarte|لاكارط|البطاقة)"
    rf"{_BETWEEN}$",
    re.IGNORECASE,
)


def _says(cue: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The cue at the end of a text, unless somebody else says it."""
    found = cue.search(before)
    return None if found is None or by_another(before[: found.start()]) else found


def _is_own(plain: str, mark: Mark) -> bool:
    before = plain[max(0, mark.start - BEFORE) : mark.start]
    if _says(_CUE, before):
        return True
    if _AFTER.match(plain[mark.end : mark.end + _AFTERWARDS]) and not quoted(before):
        return True
    return mark.kind == "cardnumber" and not _OTHERS_CARD.search(before)


def _own_marks(plain: str, marks: tuple[Mark, ...]) -> Iterator[Mark]:
    owned = {mark for mark in marks if mark.kind in LEADING and _is_own(plain, mark)}
    for one, following in pairwise(marks):
        listed = _AND.fullmatch(plain[one.end : following.start]) and one.kind == following.kind
        if one in owned and listed and _PLURAL.search(plain[max(0, one.start - BEFORE) : one.start]):
            owned.add(following)
    yield from sorted(owned)


def _idcards(plain: str) -> Iterator[Detail]:
    for found in CARD.finditer(plain):
        before = plain[max(0, found.start() - BEFORE) : found.start()]
        if _says(_IDCARD, before) and not _OTHERS_CARD.search(before):
            number = f"{found[1] or found[2]}{found[3]}".upper()
            yield Detail("idcard", number, *found.span())


@remembered()
def own_details(text: str) -> tuple[Detail, ...]:
    """The details about its writer in a text, in its order."""
    if not _MINE.search(text):
        return ()
    plain = flat(text).replace("\u2019", "'")
    marks = (Detail(mark.kind, mark.value, mark.start, mark.end) for mark in _own_marks(plain, located(text)))
    found = [*marks, *names(plain), *addresses(plain), *_idcards(plain)]
    return tuple(sorted(found, key=lambda detail: (detail.start, -detail.end)))


MASK = "[…]"


def without(text: str, only: Collection[tuple[str, str]], claimed: Collection[tuple[str, str]] = ()) -> str:
    """The text with a mark in place of these details about its writer, each by its kind and value.

    `claimed` are values that the writer called their own elsewhere.
    """
    details = [detail for detail in own_details(text) if (detail.kind, detail.value) in only]
    details += [
        Detail(mark.kind, mark.value, mark.start, mark.end)
        for mark in located(text)
        if (mark.kind, mark.value) in claimed
    ]
    pieces, at = [], 0
    for detail in sorted(details, key=lambda detail: (detail.start, -detail.end)):
        if detail.start >= at:
            pieces += [text[at : detail.start], MASK]
            at = detail.end
    return "".join((*pieces, text[at:]))
