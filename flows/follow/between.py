"""Messages that came over a question: a short answer may be meant for them, so that it does no older thing.

An officer's question may be what `yes` answers, a notice what `ok` acknowledges. Neither then sends a draft,
deletes a case, or says that someone is in danger: the question on show is asked again, and the next answer
counts. A line beside the offer to send is such a thing, too.
"""

import re
from collections.abc import Iterable

from flows.core.effects import Code, Line
from flows.core.events import Body, Text
from flows.core.found import OpenQuestion
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step, standing
from flows.follow.answering import REPLIES, answer_button
from flows.reading import answers as words

ASSENTS = frozenset({"yes", "done"})
"""Commands that acknowledge a notice: `ok`, `d'accord`, `safi`."""


def chooses(step: Step, question: Question | None, body: Body) -> str:
    """The option of the question on show that a typed text chooses; empty where it chooses none."""
    if not (isinstance(question, Choice) and isinstance(body, Text)) or step.event.origin:
        return ""
    command = words.command(body.text) or ""
    meant = question.commands(step.conversation).get(command, command)
    if meant in question.options(step.conversation):
        return meant
    try:
        return question.parse(step.conversation, body.text, step.names)
    except Rejected:
        return ""


def may_be_meant(question: Question | None, body: Body, chosen: str) -> bool:
    """Whether the text that chooses this option acts for good, or is a bare word that answers anything."""
    if not (chosen and isinstance(question, Choice) and isinstance(body, Text)):
        return False
    return chosen in question.exact or words.command(body.text) in REPLIES


def assents(body: Body) -> bool:
    """Whether a message is a bare word that may acknowledge a notice."""
    return isinstance(body, Text) and words.command(body.text) in ASSENTS


def came_between(step: Step, found: OpenQuestion, body: Body, chosen: str) -> bool:
    """Say that something came over the question on show, where the text may be meant for that; else False."""
    if found.reference and found.unseen:
        step.line("came-between")
        step.ways.append(answer_button(found.reference))
        return True
    if found.noticed and assents(body) and chosen != "no":
        step.line("came-notice")
        step.ways.append(standing("status"))
        return True
    return False


SENDING = frozenset({"quick", "confirm"})
"""The questions that file the report."""
_HOLDING_BACK = frozenset({"not-sent", "unsent", "if-sent", "name-not-kept"})
"""Lines beside the offer to send that `ok` may agree to, as it may to the answer to a question."""
_OF_SENDING = re.compile(r"\b(?:envo[iy]\w*|transm\w+)|\bn?s[aeiy]*f[eiy]*t\w*|ارسا?ل|صيفط|سيفط|صفط")


def holds_back(question: Question, said: Iterable[Line | Code]) -> bool:
    """Whether one of these lines stood before the offer to send, so that `ok` may be meant for it."""
    keys = {line.key for line in said if isinstance(line, Line)}
    held = any(key in _HOLDING_BACK or key.startswith("topic-") for key in keys)
    return held and question.id in SENDING


def only_agrees(step: Step) -> bool:
    """True for a typed yes, without a word of sending, to an offer that was held back."""
    body = step.event.body
    if not (step.conversation.held_back and isinstance(body, Text)):
        return False
    return words.command(body.text) != "send" and not _OF_SENDING.search(words.normalise(body.text))


def has_sent(step: Step, question: Question | None) -> bool:
    """Whether a report was filed here, and nothing else has begun."""
    if question is not None:
        return question.id == "more"
    conversation = step.conversation
    return bool(conversation.case) and not (conversation.flow or conversation.guest or conversation.officer)
