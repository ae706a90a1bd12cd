"""Answers to an officer's question: a message that comes after the question is added to that case."""

from typing import Any

from flows.core.draft import has_draft
from flows.core.effects import Code, Line, LookUp, Option
from flows.core.events import Body, Contact, Media, Place, Tap, Text
from flows.core.found import OpenQuestion
from flows.core.step import STANDING, Step, standing
from flows.reading import answers as words
from flows.record import changed

ANSWER = "answer"
"""In a button's id: the button under an officer's question, which names the case."""


_GOES_TO = Line("answer-goes-to")


REPLIES = ("yes", "no", "done", "skip")
"""Words that elsewhere are commands, and here the answer itself."""
SHORT = 3
"""Words."""


def answer_button(reference: str) -> Option:
    """The button that answers a question about this case, valid for ever."""
    return changed(standing("answer"), id=f"{STANDING}:{ANSWER}:{reference}")


def may_answer(step: Step, body: Body) -> bool:
    """True where the message of a chat with a case may answer a question: nothing else is under way."""
    conversation = step.conversation
    apart = conversation.officer or conversation.guest or has_draft(conversation)
    if apart or conversation.flow in {"enrich", "add"}:
        return False
    if not isinstance(body, Text):
        return isinstance(body, (Media, Place, Contact))
    greets = words.courtesy(body.text) and not conversation.missed
    commands = words.command(body.text) not in {None, *REPLIES}
    return not (greets or commands or words.language(body.text))


def ask_question(step: Step, reference: str = "") -> None:
    """Look up the question that waits for this chat's answer, about one case or about any.

    Where the person began something else, only a question that came later counts.
    """
    conversation = step.conversation
    since = str(conversation.updated) if conversation.flow == "report" and not reference else "0"
    unseen = "yes" if conversation.missed else ""
    step.effects.append(LookUp("question", {"reference": reference, "since": since, "unseen": unseen}))
    step.silent = True


def take_answer(step: Step, found: OpenQuestion, body: Any) -> bool:
    """Begin to add to the case of the question; False where the message must be read as any other.

    A tap, the word for it, or a short word where the question was not seen yet only opens the case.
    """
    text = body.text if isinstance(body, Text) else ""
    tapped = isinstance(body, Tap) or words.command(text) == ANSWER
    opens = tapped or (found.unseen and 0 < len(text.split()) <= SHORT)
    if not found.reference:
        if tapped:
            step.line("answer-none")
        return tapped
    if tapped and has_draft(step.conversation):
        step.line("answer-later")
        return True
    step.begin("add", case=found.reference)
    step.lines += [_GOES_TO, Code(found.reference)]
    step.ways.append(standing("new"))
    return opens
