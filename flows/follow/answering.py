"""Answers to an officer's question: a message that comes after the question is added to that case."""

from typing import Any

from flows.core.conversation import has_draft
from flows.core.effects import Code, Line, LookUp, Option
from flows.core.events import Body, Contact, Media, Place, Tap, Text
from flows.core.found import OpenQuestion
from flows.core.questions import Choice, Question
from flows.core.step import STANDING, Step, standing
from flows.follow.named import asks_about_case
from flows.reading import answers as words
from flows.reading.negation import asks
from flows.record import changed

ANSWER = "answer"
"""In a button's id: the button under an officer's question, which names the case."""


_GOES_TO = Line("answer-goes-to")


REPLIES = ("yes", "no", "done", "skip")
"""Words that elsewhere are commands, and here the answer itself."""
OPENED_REPLIES = ("yes", "no", "skip")
"""The same once the question is open, where "that is all" ends the answer."""
SHORT = 3
"""Words."""


def answer_button(reference: str) -> Option:
    """The button that answers a question about this case, valid for ever."""
    return changed(standing("answer"), id=f"{STANDING}:{ANSWER}:{reference}")


def may_answer(step: Step, question: Question | None, body: Body) -> bool:
    """True where the message of a chat with a case may answer a question: nothing else is under way.

    Beside the options of a question on details, only an officer's question may be meant.
    """
    conversation = step.conversation
    apart = conversation.officer or conversation.guest or has_draft(conversation)
    if apart or conversation.flow == "add" or (conversation.flow == "enrich" and not _offers(question)):
        return False
    if not isinstance(body, Text):
        return isinstance(body, (Media, Place, Contact))
    greets = words.courtesy(body.text) and not conversation.missed
    commands = words.command(body.text) not in {None, *REPLIES}
    return not (greets or commands or words.language(body.text) or asks_about_case(body.text))


def _offers(question: Question | None) -> bool:
    return isinstance(question, Choice)


def ask_question(step: Step, reference: str = "") -> None:
    """Look up the question that waits for this chat's answer, about one case or about any.

    Where the person began something else, only a question that came later counts.
    """
    conversation = step.conversation
    began = conversation.flow == "report" or conversation.answer("more") is not None
    since = str(conversation.updated) if began and not reference else "0"
    args = {
        "reference": reference,
        "since": since,
        "seen": str(conversation.updated),
        "missed": "yes" if conversation.missed else "",
    }
    step.defer(LookUp("question", args))


def take_answer(step: Step, found: OpenQuestion, body: Any) -> bool:
    """Begin to add to the case of the question; False where the message must be read as any other.

    A tap, the word for it, or a short word without content where the question was not seen yet only opens the
    case. The notice held none of the officer's words, so they come here.
    """
    text = body.text if isinstance(body, Text) else ""
    tapped = isinstance(body, Tap) or words.command(text) == ANSWER
    opens = tapped or (found.unseen and _only_opens(text))
    if not found.reference:
        if tapped:
            step.line("answer-none")
        return tapped
    if tapped and has_draft(step.conversation):
        step.line("answer-later")
        return True
    step.begin("add", case=found.reference)
    if found.note:
        step.line("notice-note", note=found.note)
    step.change(answering=opens)
    step.lines += [_GOES_TO, Code(found.reference)]
    step.ways.append(standing("new"))
    return opens


def _only_opens(text: str) -> bool:
    """Whether a short text tells nothing: yes or no, thanks, or `what is it?`."""
    if not 0 < len(text.split()) <= SHORT:
        return False
    return words.command(text) is not None or words.courtesy(text) or asks(text)
