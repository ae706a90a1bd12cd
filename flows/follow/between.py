"""Messages that came over a question: a short answer may be meant for them, so that it does no older thing.

An officer's question may be what `yes` answers, a notice what `ok` acknowledges. Neither then sends a draft,
deletes a case, or says that someone is in danger: the question on show is asked again, and the next answer
counts.
"""

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
