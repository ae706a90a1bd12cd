"""Messages that came over a question: a short answer may be meant for them, so that it does no older thing.

An officer's question may be what `yes` answers, a notice what `ok` acknowledges. Neither then sends a draft,
deletes a case, or says that someone is in danger: the question on show is asked again, and the next answer
counts. A line beside the offer to send is such a thing, too.
"""

import re
from collections.abc import Iterable

from flows.core.conversation import Conversation
from flows.core.effects import Code, Line
from flows.core.events import Body, Media, Text
from flows.core.found import OpenQuestion
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import REVISION, Step, standing
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
_SENDS = frozenset({"send", "join"})
_HOLDING_BACK = frozenset({"not-sent", "unsent", "if-sent", "name-not-kept"})
"""Lines beside the offer to send that `ok` may agree to, as it may to the answer to a question."""
_OF_SENDING = re.compile(r"\b(?:envo[iy]\w*|transm\w+)|\bn?s[aeiy]*f[eiy]*t\w*|ارسا?ل|صيفط|سيفط|صفط")


def holds_back(question: Question, said: Iterable[Line | Code]) -> bool:
    """Whether one of these lines stood before the offer to send, so that `ok` may be meant for it."""
    keys = {line.key for line in said if isinstance(line, Line)}
    held = any(key in _HOLDING_BACK or key.startswith("topic-") for key in keys)
    return held and question.id in SENDING


def standing_offer(step: Step, before: Conversation) -> int:
    """The offer to send that stands after this event, as in `Conversation.offer`; -1 where none does.

    Files add to what is sent and change nothing that was shown. Words do: they are read, and first shown.
    """
    after, body = step.conversation, step.event.body
    same = after.run == before.run and after.revision == before.revision
    only_files = isinstance(body, Media) and after.answers == before.answers and after.notes == before.notes
    return before.offer if same or only_files else -1


def sends_as_offered(step: Step, question: Question, option: str, shown: str = "") -> bool:
    """Whether the option sends what an offer that stands was for: one shown for this revision, or any.

    A text must name the sending: a number or a yes may be meant for something else.
    """
    conversation, body = step.conversation, step.event.body
    if isinstance(body, Text) and not _names_sending(body.text):
        return False
    asked = conversation.asked.partition(REVISION)[0] or question.id
    if option not in _SENDS or question.id not in SENDING or asked != question.id:
        return False
    if step.flow is None or step.flow.position(conversation) != question or conversation.offer < 0:
        return False
    standing = map(str, range(conversation.offer, conversation.revision + 1))
    return not shown or shown in standing


def only_agrees(step: Step) -> bool:
    """True for a typed yes, without a word of sending, to an offer that was held back."""
    body = step.event.body
    if not (step.conversation.held_back and isinstance(body, Text)):
        return False
    return not _names_sending(body.text)


def _names_sending(text: str) -> bool:
    return words.command(text) == "send" or bool(_OF_SENDING.search(words.normalise(text)))


def has_sent(step: Step, question: Question | None) -> bool:
    """Whether a report was filed here, and nothing else has begun."""
    if question is not None:
        return question.id == "more"
    conversation = step.conversation
    return bool(conversation.case) and not (conversation.flow or conversation.guest or conversation.officer)
