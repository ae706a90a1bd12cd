"""An officer says in the chat to be on duty, or not."""

from flows.core.effects import Line, LookUp, Say, When
from flows.core.events import Text
from flows.core.found import DutyState
from flows.core.questions import Choice, Look, Prompt
from flows.core.step import Step
from flows.duty import SetDuty
from flows.reading.answers import normalise
from flows.waiting.words import OFF_DUTY, ON_DUTY

BEGIN = "begin"
_WORDS = {normalise(word): True for word in ON_DUTY} | {normalise(word): False for word in OFF_DUTY}


def _state(found: DutyState) -> Prompt:
    own = Line("duty-is-on", {"date": When(found.until)}) if found.until else Line("duty-is-off")
    names = ", ".join(found.others)
    return (own, Line("duty-others", {"name": names}) if names else Line("duty-nobody"))


DUTY = Choice(
    "duty",
    fixed=(BEGIN, "end"),
    ask_if=lambda c: c.answer("desk") == "duty",
    look=Look(query=lambda _: LookUp("duty"), show=_state),
)
"""Shows who is on duty, and asks whether the officer is."""


def set_duty(step: Step, *, present: bool) -> None:
    """Say for the officer of this chat to be on duty, or not."""
    step.effects.append(SetDuty(step.conversation.officer, present))


def hears_duty(step: Step, text: str) -> bool:
    """Act on the words `I am on duty` and their like; False for other texts."""
    present = _WORDS.get(normalise(text))
    if present is None or not isinstance(step.event.body, Text):
        return False
    set_duty(step, present=present)
    return True


def began(until: float, minutes: int) -> Say:
    """For the officer: on duty until then, and to answer within so many minutes."""
    return Say((Line("duty-began", {"date": When(until)}), Line("duty-means", {"count": minutes})))


def ended() -> Say:
    """For the officer: not on duty."""
    return Say((Line("duty-ended"),))


def not_theirs() -> Say:
    """For an officer whose role asks reporters nothing."""
    return Say((Line("duty-not-yours"),))
