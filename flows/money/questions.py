"""The four facts that are asked where money has just left: bank, sum, time, and to whom it went."""

import re

from flows.answers.banks import BANKS, SHOWN
from flows.answers.facts import time_told
from flows.answers.read import said, unnamed
from flows.core.conversation import Conversation
from flows.core.effects import Line
from flows.core.questions import Choice, Names, Prompt, Question, Rejected
from flows.indicators.find import find
from flows.money.told import AMOUNT, BANK, FACTS, TO, WHEN
from flows.money.words import UNSURE
from flows.reading import answers as words
from flows.reading.negation import marked, refuses
from flows.record import record

MONEY = "money"
RECENT = "recent"
SEND = "send"
MOST_CHARS = 300
MOST_WORDS = 10
"""A longer text tells more than one fact: it is kept, and the facts in it are taken."""

_UNSURE = frozenset(" ".join(said(phrase)) for phrase in UNSURE)
_NUMBER = re.compile(r"\d{2}")
_SUM = re.compile(r"[\d .,]{1,8}(?:dhs?|mad|euros?|درهم|دراهم|d)?", re.IGNORECASE)
"""So few figures are a sum: who is asked to whom the money went may still answer how much."""
_FORGOTTEN = re.compile(
    r"(?:(?:ben|euh|desole\w*|pardon) )?(?:(?:j ai|jai|je l ai|on a) (?:\w+ )?oublie|oublie\b|"
    r"je (?:ne )?(?:me |m en |m )?(?:souviens|rappelle) (?:plus|pas)|"
    r"(?:je (?:ne )?)?(?:sais|connais) (?:plus|pas)\b|"
    r"(?:راني |انا |والله )?(?:نسيت|نسيتها|نسيتو|نسيته)(?!\w)|(?:لا|لم|ما) (?:اعد )?(?:ا?تذكر|اذكر|"
    r"عقلت)|ما ?بقيت? ?عاقل|"
    r"(?:rani |ana |walah )?ns[iy]{1,2}t(?:o|ou|ha|hom)?\b|ma ?b9it(?:ch)? ?(?:3a9el|3a9la))"
)
"""Forgetting is not knowing."""
_HAPPENED = re.compile(
    r"(?:(?:mais|et|w|o|و) )?"
    r"(?:(?:il|elle|ils|elles|on|j|je|jai|nous|tu|vous)(?! (?:s appel|se nomm|se fait appel|crois|pense)\w*)"
    r"|rah|raho|rahom|raha|kant?|kanou?|galt?|galou?|gall?iy?a|galli|9alt?|9alou?|9all?iy?a|9alli"
    r"|bloc?ka\w*|mcha|mchat|hre?b|khda|khdaw|3tito|3titha"
    r"|راه|راها|راهم|راني|كان|كانت|كانو|كانوا|لقد|قال|قالت|قالو|مشا|مشى|هرب|خدا|خداو|حظرني|حظرتني|بلوكاني|عطيتو|"
    r"اعطيته|(?:دار|دارت|دارو) (?:ليا|لي))(?!\w)"
)
"""Beginnings of an account, which names nobody to whom money went."""


def just_left(conversation: Conversation) -> bool:
    """Whether money left within about a day, as far as the person has told."""
    for one in conversation.answers:
        if one.question == MONEY:
            return one.value == RECENT
    return False


def complete(conversation: Conversation) -> bool:
    """Whether each of the four facts is told or was passed over."""
    return just_left(conversation) and all(conversation.answer(fact) is not None for fact in FACTS)


@record
class Fact(Choice):
    """A fact with the likeliest answers to tap; any other words are the answer as they are.

    `send` files the report at once, with what is known.
    """

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        send = (SEND,) if conversation.flow == "report" else ()
        return (*(SHOWN if self.id == BANK else self.fixed), *send)

    def label(self, option: str) -> tuple[str, dict[str, str]]:
        return ("quick-send", {}) if option == SEND else (f"{self.names or self.id}-{option}", {})

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        try:
            return Choice.parse(self, conversation, text, names)
        except Rejected:
            value = words.clean(text)
        spoken = said(value)
        plain = " ".join(spoken)
        if plain in _UNSURE or (_FORGOTTEN.match(plain) and not (find(value) or _NUMBER.search(plain))):
            return ""
        if not spoken or marked(value) or len(spoken) > MOST_WORDS or len(value) > MOST_CHARS:
            raise Rejected("choose-one")
        if unnamed(value) or (self.id == TO and not _may_be_paid(value)):
            raise Rejected("choose-one")
        if self.fixed and words.number(value) is not None:
            raise Rejected("choose-one")
        return value


def _may_be_paid(text: str) -> bool:
    """False for a sum, a time, what the writer does not have or know, and an account of what happened."""
    plain = " ".join(said(text))
    if _SUM.fullmatch(text):
        return False
    return bool(find(text)) or not (time_told(plain) or refuses(text) or _HAPPENED.match(plain))


def _fact(name: str, fixed: tuple[str, ...] = (), names: str = "") -> Question:
    return Fact(
        name,
        names=names,
        ask_if=just_left,
        optional=True,
        fixed=fixed,
        exact=frozenset({SEND}),
        apart=lambda _: frozenset({SEND}),
        show=lambda conversation: _prompt(conversation, name),
    )


def _prompt(conversation: Conversation, name: str) -> Prompt:
    """The question; before the first one, what becomes of the answers."""
    goes = conversation.flow == "report" and conversation.asked not in FACTS
    card = (Line("money-line-card"),) if name == BANK else ()
    return (*card, *((Line("money-goes"),) if goes else ()), Line(f"ask-{name}"))


QUESTIONS: tuple[Question, ...] = (
    _fact(BANK, tuple(BANKS), "bank"),
    _fact(AMOUNT),
    _fact(WHEN, ("now", "today", "yesterday"), "when"),
    _fact(TO),
)
