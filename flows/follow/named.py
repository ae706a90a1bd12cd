"""A case that a reporter names by its number: its status in the chat that filed it, a kind word elsewhere.

The number opens no case by itself. Whether a case with that number exists is told to nobody else.
"""

import re

from flows.core import receipts
from flows.core.conversation import Conversation, has_draft
from flows.core.effects import LookUp
from flows.core.found import NamedCase
from flows.core.questions import Question, Text
from flows.core.step import Step
from flows.follow.status import case_lines
from flows.indicators.find import find
from flows.reading import negation
from flows.reading.answers import normalise

MOST_WORDS = 12
"""A longer text tells a story, in which the number is a detail."""

_ASKING = re.compile(
    r"doss|ملف|دوسي|dosi|suivi|statu|وصل|ws[ae]?l|w[a]?9[ae3]|wqe?3|وقع|ou en est|nouvel|referen|مرجع"
    r"|\bcase\b|تتبع|جديد|jdid|\bchno|\bachno|شنو|فين|\bfin\b|\bfeen|signal|تبليغ|plainte|شكاي|report|numero|رقم|نمره|news"
)


_OF_NEWS = re.compile(
    r"suivi|statu|وصل|ws[ae]?l|wa?[q9][ae]?3|وقع|ou en est|nouve|تتبع|جديد|jdid|news|retir|supprim|annul"
)
_FEW = 3
"""So few words with a number are no part of a report."""


_LETTERS = f"[{receipts.ALPHABET}]{{4}}"
_ANNOUNCED = re.compile(
    r"(?:doss\w*|r[ée]f\w*|n°|num[ée]ro|suivi|case|(?:ال)?(?:ملف|دوسي|رقم|نمرة|مرجع))[ :]{1,3}"
    rf"(?:(?:n°|est|num[ée]ro|رقم|نمرة|ديالي|dyali)[ :]{{1,3}})?{_LETTERS}[ \-]?{_LETTERS}(?!\w)"
)
"""A number without a digit, in capitals behind a word for it: anything less may be a word."""


def asks_about_case(text: str) -> bool:
    """True for a text that is the number of a case, or a few words that ask about one by its number."""
    if receipts.read_reference(text):
        return any(map(str.isdecimal, text))
    asks = len(text.split()) <= MOST_WORDS and _ASKING.search(normalise(text))
    return bool(asks and (receipts.references(text) or _ANNOUNCED.search(text)))


def _named(text: str) -> tuple[str, ...]:
    """The numbers that a sentence may name. One of letters alone is believed once its case is found."""
    lettered = receipts.lettered(text) if _ASKING.search(normalise(text)) else ()
    return (*receipts.references(text), *lettered)


def _under_way(conversation: Conversation) -> bool:
    """True while a report is told or added to: another number there is content."""
    return has_draft(conversation) or conversation.flow in {"enrich", "add"}


def _only_asks(text: str) -> bool:
    """True for a text that asks about a case; `c'est le même que dans le dossier K7M29QXA` tells of it."""
    return len(text.split()) <= _FEW or negation.asks(text) or bool(_OF_NEWS.search(normalise(text)))


def look_up_named(step: Step, question: Question | None, text: str) -> bool:
    """Look up the case that a text names by its number; False where the text names none."""
    conversation = step.conversation
    if conversation.officer or step.event.origin:
        return False
    alone = receipts.read_reference(text)
    tells = len(text.split()) > MOST_WORDS or isinstance(question, Text) or bool(find(text))
    if _under_way(conversation):
        tells = tells or not (asks_about_case(text) and _only_asks(text))
    named = (alone,) if alone else () if tells else _named(text)
    if not named:
        return False
    step.effects.append(LookUp("named", {"references": ",".join(named)}))
    step.silent = True
    return True


def take_named(step: Step, question: Question | None, found: NamedCase, text: str) -> bool:
    """Show the status of the chat's own case; False where the text must be read as any other."""
    under_way = _under_way(step.conversation)
    alone = bool(receipts.read_reference(text))
    case = found.case
    if case is not None and under_way:
        step.lines += case_lines(case)
    elif case is not None:
        step.begin("status", case=case.reference)
        step.give("which", case.reference)
    elif (
        asks_about_case(text) and (alone or not under_way) and not (under_way and isinstance(question, Text))
    ):
        step.line("number-alone")
    else:
        return False
    return True
