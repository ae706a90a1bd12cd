"""Whether a text asks if something is a scam, and which part of it is to be checked."""

import re

from flows.answers.read import said
from flows.indicators.find import Indicator, find, located
from flows.indicators.marks import hide
from flows.lexicon.check_words import (
    ACKNOWLEDGING,
    ASKS_CHECK,
    ASKS_OF_IT,
    ASKS_WHETHER,
    ORDERS_CHECK,
    SCAM_ALONE,
)
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.negation import marked

_ASKS = re.compile(rf"(?<!\w)(?:{ASKS_CHECK})(?!\w)")
_OF_IT = re.compile(rf"(?<!\w)(?:{ASKS_OF_IT})(?!\w)")
_WHETHER = re.compile(rf"{ASKS_WHETHER}(?!\w)")
_ORDERS = re.compile(rf"{ORDERS_CHECK}(?!\w)")
_SCAM = re.compile(SCAM_ALONE)
_STATES = re.compile(r"(?<!\w)(?:c|c est|il est|elle est) ")
_PARTS = re.compile(r"(?<=[?؟])\s*|\n+")
_CODE_BEFORE = re.compile(
    r"(?<!\w)(?:l?codes?|otp|pin|(?:ال)?(?:كود|رمز))(?: (?:est|is|هو))?[ :.]{1,3}"
    r"(?=(?:\+|00)?(?:212|0)[5-7]\d)",
    re.IGNORECASE,
)
_MOST_WORDS = 120
"""A longer text tells what happened: it begins a report."""
_ALONE = 8
"""A question of at most so many words, with no number or link, names nothing to check."""
_FEW = 6
"""A question of at most so many words beside a number asks about the number."""
_SHORT = 8
_ACKNOWLEDGING = frozenset(" ".join(said(phrase)) for phrase in ACKNOWLEDGING)


def named_in(text: str) -> tuple[Indicator, ...]:
    """The indicators that a check looks up.

    A number after the word `code` counts too: in a report it may be anyone's order, here it harms nobody.
    """
    found = find(text)
    plain = _CODE_BEFORE.sub("", text)
    return found if plain == text else tuple(dict.fromkeys((*found, *find(plain))))


def own_words(text: str) -> str:
    """The text without what it names: a link reads as words that nobody said."""
    return hide(text, ((mark.start, mark.end) for mark in located(text)))


def asks_check(text: str) -> bool:
    """True for a text that asks whether something is a scam: the word alone, a question, or an order."""
    command = words.command(text) or ""
    if command == "check":
        return True
    if command.startswith("signs"):
        return False
    plain = " ".join(said(text))
    if plain.count(" ") >= _MOST_WORDS or not _may_ask(plain):
        return False
    plain = " ".join(said(own_words(text)))
    if question := _ASKS.search(plain):
        return marked(text) or not _STATES.match(question[0])
    named = named_in(text)
    if not named:
        return False
    leads = any(one.kind != "amount" for one in named)
    if _ORDERS.match(plain) or (leads and plain.count(" ") < _ALONE and _WHETHER.match(plain)):
        return True
    return bool(marked(text) and plain.count(" ") < _FEW and _OF_IT.search(plain))


def names_scam(text: str) -> bool:
    """True for the word alone, as a question: `arnaque ?`; it may also name what is to be reported."""
    return marked(text) and bool(_SCAM.fullmatch(" ".join(said(text))))


def _may_ask(plain: str) -> bool:
    """A quick look, before the text is read for what it names."""
    return bool(_OF_IT.search(plain) or _ORDERS.match(plain) or _ASKS.search(plain) or _WHETHER.match(plain))


def checked_part(text: str) -> str:
    """The text without its question; empty where there is nothing else to check."""
    rest = "\n".join(part for part in _PARTS.split(text) if not _is_question(part)).strip()
    return rest if named_in(rest) or len(rest.split()) > _ALONE else ""


def question_part(text: str) -> str:
    """The words of the person who asks, without what is to be checked."""
    return "\n".join(part for part in _PARTS.split(text) if _is_question(part)).strip()


def _is_question(part: str) -> bool:
    return not named_in(part) and asks_check(part)


def acknowledges(text: str) -> bool:
    """Whether a text says that an answer was read: `ok`, `d'accord`."""
    return " ".join(said(text)) in _ACKNOWLEDGING


def ends_check(text: str, *, answered: bool) -> bool:
    """Whether a text ends the check: thanks, no, "I do not know"; after the answer `ok` too."""
    if words.thanks(text) or words.command(text) in {"no", "skip", "done"}:
        return True
    if answered:
        return acknowledges(text)
    return len(text.split()) <= _SHORT and not named_in(text) and signals.intent(text, 1.0) == "skip"
