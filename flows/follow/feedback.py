"""How we did: one question to the reporter of a case that was closed, answered by a button or in words."""

from flows.core.conversation import has_draft
from flows.core.effects import Line, LookUp, Option
from flows.core.events import Body, Tap, Text
from flows.core.flow import Flow
from flows.core.questions import Choice, Question, Rejected
from flows.core.questions import Text as TextQuestion
from flows.core.statuses import STATUS
from flows.core.step import STANDING, Step, standing
from flows.opinion import AwaitedFeedback, GiveFeedback
from flows.reading import answers as words

ASK = Line("ask-feedback")
SHORT = 5
"""Words of an answer that is typed."""
SPARED = frozenset({"child", "trafficking"})
"""Categories in which nobody is asked: after what happened there, the question would be cruel."""

HELPED = {"helped": True, "unhelped": False}
"""The answers; in a button's id before the case, where they stay valid until there is an answer."""
_HELPED = Choice("helped", fixed=tuple(HELPED), names="mine")
_COMMANDS = {"yes": "helped", "no": "unhelped"}


def may_be_asked(status: str, category: str, *, urgent: bool) -> bool:
    """Return whether the reporter of a case that gets this status may be asked whether it helped."""
    return STATUS[status].asks and category not in SPARED and not urgent


def ways(reference: str) -> tuple[Option, ...]:
    """The two answers as buttons under a notice."""
    return tuple([Option(f"{STANDING}:{one}:{reference}", f"mine-{one}") for one in HELPED])


def ask_tapped(step: Step, reference: str) -> None:
    """Look up whether the question of a tapped button waits for an answer."""
    _look(step, reference)


def may_answer(step: Step, body: Body) -> bool:
    """Return whether a text may answer the question: a short yes or no while nothing else is asked."""
    conversation = step.conversation
    busy = conversation.officer or conversation.flow or conversation.asked or step.event.origin
    return not busy and isinstance(body, Text) and bool(_typed(step, body.text))


def ask_typed(step: Step) -> None:
    """Look up whether this chat was asked, and has not answered."""
    _look(step, "")


def take(step: Step, found: AwaitedFeedback, body: Body) -> bool:
    """Take the answer, and ask for a sentence unless a report is under way; False where none is awaited."""
    value = body.button.split(":")[1] if isinstance(body, Tap) else ""
    if not found.reference:
        if value:
            step.line("feedback-over")
        return bool(value)
    value = value or _typed(step, getattr(body, "text", ""))
    step.effects.append(GiveFeedback(found.reference, HELPED[value]))
    if has_draft(step.conversation):
        step.line("feedback-thanks")
    else:
        step.begin("feedback", case=found.reference)
    return True


def _look(step: Step, reference: str) -> None:
    step.defer(LookUp("feedback", {"reference": reference}))


def _typed(step: Step, text: str) -> str:
    if not 0 < len(text.split()) <= SHORT:
        return ""
    if meant := _COMMANDS.get(words.command(text) or ""):
        return meant
    try:
        return _HELPED.parse(step.conversation, text, step.names)
    except Rejected:
        return ""


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "feedback_words" and value:
        step.effects.append(GiveFeedback(step.conversation.case, words=value))


def _done(step: Step) -> None:
    step.rest()
    step.line("feedback-thanks")
    step.say(options=(standing("status"), standing("new")))


WORDS = TextQuestion("feedback_words", optional=True, max_chars=500)
FEEDBACK_FLOW = Flow("feedback", (WORDS,), answered=_answered, done=_done, linear=True)
