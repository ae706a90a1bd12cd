"""The country in which the writer of a text is, where it is not Morocco."""

import re

from flows.answers.facts import country_named, leading_place
from flows.answers.read import said
from flows.lexicon.places import BACK_FROM, OF_SOMEBODY_ELSE, ON_THE_WAY, SAYING

_HERE = re.compile(
    r"(?<!\w)(?:j ?e? ?(?:suis|sui|vis|vit|reste|travaille|me trouve|habite)|chuis?|chu|nous sommes|on est"
    r"|ici|coincee?s?|bloquee?s?|(?:on|ils?|elles?) ?(?:me|m|nous|ma|mon|mont|m ?ont) (?:a |ont |on )?(?:re)?"
    r"(?:tien|tenu|enferm|bloqu|forc|oblig|gard|empech|sequest|confisq|pris|attach|vend|frapp|tap)\w*"
    r"|i am|i m|i live|we are|they (?:took|hold|keep)|انا|اني|راني|راحنا|حنا|نحن|هنا|اسكن|اقيم|اعيش|ساكنه?"
    r"|كنسكن|كنعيش|كاينه?|عايشه?|واحله?|حاصله?|محاصره?|محبوسه?|محتجزه?|عالقه?"
    r"|\w*(?:حبس|حاجز|حابس|حتجز|حجز|خطف|حاصر)\w*(?:ني|نا)|كنخدم|خدامه?"
    r"|(?:سدو|سادين|شادين) علي(?:ا|نا|ي)|(?:خدا?و|حيدو|شدو) (?:لي(?:ا|نا)|مني)"
    r"|(?:اخذوا|سحبوا|صادروا)"
    r"|ana|rani|hna|7na|saken|sakna|kanskon|kan3ich|kayna?|3ay[ei]?cha?|3aych|khdd?ama?|kankhdem"
    r"|wa7el|wa7la|wahel|7asel|7asla|\w*(?:[h7]a?bs|7jz|hjz|khtf|khatf|[h7]asr)\w*(?:ni|na)"
    r"|m[eh]?[h7]bo?us[ae]?"
    r"|m[h7]abs(?:ini?|na)?|sedd?o 3liy?n?a|cheddo?n?i|khda?w (?:liy?n?a|mni)"
    r"|7eyy?do (?:liy?n?a|mni)|3a?l9a?)(?!\w)"
)
_THINGS = frozenset(
    [
        "passeport",
        "passport",
        "papiers",
        "telephone",
        "tel",
        "argent",
        "affaires",
        "salaire",
        "carte",
        "cin",
        "documents",
        "portable",
    ]
)
"""After "my": things that are taken from the writer, where the writer is."""
_SOMEBODY_ELSE = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "son",
        "sa",
        "mon",
        "ma",
        "mes",
        "qui",
        "he",
        "she",
        "his",
        "her",
        "هو",
        "هي",
        "هم",
        "خويا",
        "ختي",
        "ولدي",
        "بنتي",
        "اخي",
        "اختي",
        "ابني",
        "زوجي",
        "huwa",
        "howa",
        "hiya",
        "khoya",
        "khouya",
        "khti",
        "weldi",
        "bnti",
    ]
)
_SAYING, _BACK, _TOLD_OF = (
    frozenset(word for one in listed for word in said(one))
    for listed in (SAYING, BACK_FROM, (*OF_SOMEBODY_ELSE, *ON_THE_WAY))
)
_AT = frozenset(
    [
        "a",
        "au",
        "aux",
        "en",
        "in",
        "at",
        "dans",
        "في",
        "ف",
        "من",
        "ب",
        "f",
        "fi",
        "b",
        "fel",
        "fl",
        "mn",
        "depuis",
        "ici",
        "hna",
        "هنا",
        "هنايا",
    ]
)
_ARABIC_AT = ("ف", "ب")
_SOON = 7
"""Words after "I am" within which the place stands."""
_FEW = 5
"""So few words that name a country, with "in" before it, tell where their writer is."""


def country_told(text: str) -> str | None:
    """The writer's country, by its first name in the table, empty for Morocco; None where none is told."""
    words = said(text)
    plain = " ".join(words)
    for here in _HERE.finditer(plain):
        if not (_SOMEBODY_ELSE | _SAYING).isdisjoint(plain[: here.start()].split()[-2:]):
            continue
        told = _first_place(plain[here.end() :].split()[:_SOON])
        if told is not None:
            return told
    few = len(words) <= _FEW and (_SOMEBODY_ELSE | _TOLD_OF).isdisjoint(words)
    return _first_place(words, located=True) if few else None


def country_of(text: str) -> str:
    """The writer's country; empty for Morocco, and where the text does not tell."""
    return country_told(text) or ""


def _first_place(words: list[str], *, located: bool = False) -> str | None:
    """The country of the first place, empty for Morocco; None where none is named, or somebody else's is.

    `located`: only a place with a word for "in" counts.
    """
    for at, word in enumerate(words):
        if word in _BACK:
            return None
        if word in _SOMEBODY_ELSE and _THINGS.isdisjoint(words[at + 1 : at + 2]):
            return None
        if place := leading_place(words[at:]):
            stands = words[at - 1] in _AT if at else False
            if not located or stands or word.startswith(_ARABIC_AT):
                return country_named(place.country) if place.country else ""
    return None
