"""Whether a few words tell something, or only refuse, ask, laugh or speak of sending."""

import re

from flows.answers import sending
from flows.answers.read import said
from flows.lexicon.doubt_words import AROUND_REFUSALS, ASKING, POLITE, REFUSING, SUPPOSING
from flows.lexicon.greetings import COURTESIES
from flows.reading import answers as words

_NO_CONTENT = frozenset(
    word
    for phrase in (*REFUSING, *ASKING, *SUPPOSING, *POLITE, *AROUND_REFUSALS, *COURTESIES)
    for word in said(phrase)
)
_OTHERS_DO = re.compile(r"[كت][يت]|k[ae]?[ty]|ta?y")
_KNOWS_NOT = re.compile(
    r"\b(?:sai[st]|connai[st]|souvien[st]|rappelle) (?:pas|plus)\b"
    r"|(?<!\w)(?:لا|لم) (?:اعرف|اعلم|ادري|ا?تذكر|اذكر)(?!\w)"
    r"|(?<!\w)(?:ما ?(?:ك)?(?:ن)?عرف(?:ت)?\w*ش|معرفت\w*|ما ?عقلتش)(?!\w)|\bma ?(?:ka)?n?3[ae]?r[ae]?f\w*"
)
_SOUND = re.compile(
    r"h+m+|(.)\1{2,}|bo+f+|euh+|heu+|a+h+|o+h+|hein|pf+|mdr+|lo+l|ptdr+|(?:ha){2,}h?|hh+|te?st+|"
    r"ه{2,}|ام+|اه+|اوف+|تيست"
)


def tells(text: str) -> bool:
    """True for a text with a word beside those of refusing, asking and sending."""
    if words.command(text) or words.courtesy(text):
        return False
    return any(map(_is_content, said(text)))


def _is_content(word: str) -> bool:
    """False for a word of refusing, asking or sending; `كيصيفط` tells of somebody else's sending."""
    if word in _NO_CONTENT or words.command(word) is not None:
        return False
    return bool(_OTHERS_DO.match(word)) or not sending.of_sending(word)


def knows_not(plain: str) -> bool:
    """Whether a text, its words joined by spaces, says that something is not known or remembered."""
    return bool(_KNOWS_NOT.search(plain))


def only_sounds(text: str) -> bool:
    """Whether a text is laughter, a sigh, a test of the line or a number, and tells nothing."""
    return text.strip().isdecimal() or all(map(_SOUND.fullmatch, said(text)))
