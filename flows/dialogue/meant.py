"""Commands in other words: what the model takes a typed text for, where no exact word says it."""

import re

from flows.core.questions import Choice, Question
from flows.core.step import Step
from flows.dialogue.commands import COMMANDS, obey
from flows.indicators.find import find
from flows.reading import signals
from flows.reading.answers import normalise

FEW = 8
"""A command has at most so many words; a longer text tells a story."""

ANYWHERE = frozenset({"help", "back", "skip"})
"""Commands that are obeyed in other words even where a text of one's own is asked for."""

ASKS_FIRST = frozenset({"cancel", "forget", "withdraw", "restart", "new"})
"""Commands that do nothing for good before a further yes."""

HARMLESS = frozenset(
    {"back", "edit", "menu", "help", "language", "hide", "data", "status", "skip", "done", "no"}
)


def obey_meant(step: Step, question: Question | None, text: str) -> bool:
    """Carry out a command that the text stands for; False where none is, or only an exact word counts."""
    if step.event.origin or len(text.split()) > FEW or find(text):
        return False
    command = signals.intent(text)
    if command == "my-data":
        command = "data"
    if command is None or command not in _allowed(question):
        return False
    if command == "hide" and not names_hiding(text):
        return False
    if isinstance(question, Choice) and command in question.exact:
        return False
    return (command in COMMANDS or question is not None) and obey(step, command)


def names_hiding(text: str) -> bool:
    """True for a text with a word for hiding or erasing, however it is spelled."""
    return bool(_HIDING.search(normalise(text)))


_HIDING = re.compile(
    r"(?<!\w)(?:ca+ch+|ka+ch+[eé]|eff?ac|supp?rim|mas[qk]|hid|delet|eras|k+h+[ae]*b+[aei3]|m[ae]*ss?[ae]*[7h]"
    r"|[وفن]?(?:ال)?(?:[اتين]?خب[يعو]|[اتين]?مسح|حيد|[اتين]?حذف|[اتين]?خفي|اخف))"
)


def _allowed(question: Question | None) -> frozenset[str]:
    if question is None or isinstance(question, Choice):
        return HARMLESS | ASKS_FIRST
    return ANYWHERE
