"""Lines for someone whose money has just left: the bank's line, and a text to read out to the bank."""

import re
from collections.abc import Mapping

from flows.answers.banks import BANKS, Bank
from flows.answers.read import unnamed
from flows.core.conversation import HIDDEN_NOW, Conversation
from flows.core.effects import Code, Label, Line
from flows.core.step import Step
from flows.indicators.find import find
from flows.money.questions import just_left
from flows.money.told import AMOUNT, FACTS, TO, WHEN
from flows.money.words import DECLINING
from flows.reading.answers import command, normalise

_STOPPING = frozenset({"drop", "forget", HIDDEN_NOW})
"""Questions on show while a person wants the report to go nowhere."""
_DECLINES = re.compile(rf"(?<!\w)(?:{'|'.join(map(normalise, DECLINING))})(?!\w)")
_MOST_WORDS = 12
"""A longer text tells what happened."""


def bank_lines(value: str, banks: Mapping[str, Bank]) -> tuple[Line | Code, ...]:
    """The line to call for a bank that was named; where the number is written, for a line not known."""
    if not value:
        return ()
    line = banks[value].line if value in banks else ""
    told = {"bank": Label(f"bank-{value}") if value in BANKS else value}
    return (Line("money-line", told), Code(line)) if line else (Line("money-line-at", told),)


def to_read(conversation: Conversation) -> tuple[Line | Code, ...]:
    """A text to read out to the bank, with the facts that are known."""
    facts = {fact: conversation.answer(fact) or "" for fact in FACTS}
    lines: list[Line | Code] = [Line("money-read"), Line("money-say")]
    if facts[AMOUNT]:
        lines.append(Line("money-say-amount", {"amount": facts[AMOUNT]}))
    if facts[WHEN]:
        lines.append(Line("money-say-when", {"when": _shown_when(facts[WHEN])}))
    if facts[TO]:
        lines.append(Line("money-say-to", {"to": facts[TO]}))
    return (*lines, Line("money-ask-bank"))


def _shown_when(value: str) -> Label | str:
    return Label(f"when-{value}") if value in {"now", "today", "yesterday"} else value


def goes_by_itself(conversation: Conversation) -> bool:
    """Whether a report of money that just left is sent after a silence: nobody asked for less.

    Not while the chat is to stay quiet, the person despairs, is asked whether to drop it, or came back to it.
    """
    if conversation.flow != "report" or not just_left(conversation) or conversation.officer:
        return False
    stays = conversation.quiet or conversation.despair or conversation.unread is not None
    return not (stays or conversation.asked.partition("~")[0] in _STOPPING)


def declines(step: Step, text: str) -> bool:
    """Whether a short text of the person asks that a report which goes by itself does not go, or not yet.

    A bare no where a fact is asked may mean that, or that the fact is not known: the person is asked.
    """
    if step.event.origin or not goes_by_itself(step.conversation) or find(text) or unnamed(text):
        return False
    if step.conversation.asked in FACTS and command(text) == "no":
        return True
    return len(text.split()) <= _MOST_WORDS and bool(_DECLINES.search(normalise(text)))
