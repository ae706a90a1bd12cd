"""Commands and categories in other words: what the model takes a text for, where no exact word says it."""

import re

from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step
from flows.dialogue.commands import COMMANDS, obey
from flows.dialogue.doubts import FEW_WORDS
from flows.indicators.find import find
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.answers import normalise
from flows.report.table import CATEGORY

FEW = 8
"""A command has at most so many words; a longer text tells a story."""

SURE = 1.0
"""The score from which a text is obeyed; `zzz` is near to nothing, and a little nearer to one command."""

ANYWHERE = frozenset({"help", "back", "skip"})
"""Commands that are obeyed in other words even where a text of one's own is asked for."""

ASKS_FIRST = frozenset({"cancel", "forget", "withdraw", "restart", "new"})
"""Commands that do nothing for good before a further yes."""

PLAIN = frozenset({"back", "cancel", "edit", "language"})
"""Commands that are neither a question about the service nor a part of a report."""

HARMLESS = frozenset(
    {"back", "edit", "menu", "help", "language", "hide", "data", "status", "skip", "done", "no"}
)


def obey_meant(step: Step, question: Question | None, text: str) -> bool:
    """Carry out a command that the text stands for; False for none, or one that takes exact words."""
    if step.event.origin or len(text.split()) > FEW or find(text):
        return False
    if step.conversation.flow == "officer":
        return False
    guess = signals.intent(text, SURE)
    command = "data" if guess == "my-data" else guess
    if command is None or command not in _allowed(step, question):
        return False
    if command == "hide" and not names_hiding(text):
        return False
    return (command in COMMANDS or question is not None) and obey(step, command)


def names_hiding(text: str) -> bool:
    """True for a text with a word for hiding or erasing, however it is spelled."""
    return bool(_HIDING.search(normalise(text)))


_HIDING = re.compile(
    r"(?<!\w)(?:ca+ch+|ka+ch+[eé]|eff?ac|supp?rim|mas[qk]|hid|delet|eras|k+h+[ae]*b+[aei3]|m[ae]*ss?[ae]*[7h]"
    r"|[وفن]?(?:ال)?(?:[اتين]?خب[يعو]|[اتين]?مسح|حيد|[اتين]?حذف|[اتين]?خفي|اخف))"
)


def _allowed(step: Step, question: Question | None) -> frozenset[str]:
    if question is None:
        return HARMLESS | ASKS_FIRST
    if not isinstance(question, Choice):
        return ANYWHERE
    options = {*question.options(step.conversation), *question.aliases}
    skipping = {"no"} - options | ({"done"} if "yes" in options else set())
    return (HARMLESS | ASKS_FIRST) - question.exact - skipping


def named_category(step: Step, text: str) -> str | None:
    """The category that a text names: a sentence by all its words, a word or two by the name alone."""
    if words.number(text) is not None:
        return None
    if len(text.split()) >= FEW_WORDS and (guess := signals.guess_category(text)):
        return guess
    try:
        return CATEGORY.parse(step.conversation, text, step.names)
    except Rejected:
        return signals.guess_category(text)


def wishes_to_report(step: Step, text: str) -> bool:
    """True for the wish to report something that has a category: `je veux signaler une arnaque`."""
    return signals.intent(text) == "new" and named_category(step, text) not in {None, "other"}
