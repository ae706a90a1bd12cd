"""Care: danger, captivity, a child or despair is answered before anything else."""

from collections.abc import Mapping

from flows.core.effects import AlertOfficers, AmendCase
from flows.core.step import Step
from flows.reading import signals

URGENT: Mapping[tuple[str, str], str] = {
    ("danger", "yes"): "care-danger",
    ("held", "yes"): "care-held",
    ("minor", "yes"): "care-minor",
}
"""Answers that make the case urgent, and the line that is said at once."""

GENTLE: Mapping[tuple[str, str], str] = {
    ("safe", "no"): "care-unsafe",
    ("money", "recent"): "care-bank",
}
"""Answers that call for advice and are not urgent."""


def mark_urgent(step: Step) -> None:
    """Mark the draft, or the filed case, as urgent; the officers are told once."""
    conversation = step.conversation
    if conversation.urgent:
        return
    step.change(urgent=True)
    if conversation.case and conversation.flow != "report":
        category = conversation.answer("category") or ""
        step.effects.append(AmendCase(conversation.case, urgent=True))
        step.effects.append(AlertOfficers(conversation.case, category))


def meet_answer(step: Step, question: str, value: str) -> None:
    """Say the line of care that an answer calls for, before the next question."""
    if key := URGENT.get((question, value)):
        step.first(key)
        mark_urgent(step)
    elif key := GENTLE.get((question, value)):
        step.first(key)
    if (question, value) == ("safe", "no"):
        step.change(hushed=True)


def meet_text(step: Step, text: str) -> bool:
    """Say the lines of care for despair, danger or a child in a text; False for other texts."""
    keys, child = _care(text), signals.minor(text)
    if not keys and (not child or step.conversation.answer("minor") == "yes"):
        return False
    if child:
        _meet_child(step, keys)
    for key in reversed(keys):
        step.first(key)
    step.change(despair=step.conversation.despair or not _OF_DESPAIR.isdisjoint(keys))
    mark_urgent(step)
    return True


_OF_DESPAIR = frozenset({"care-despair", "care-overdose"})


def _care(text: str) -> tuple[str, ...]:
    """The lines for despair or danger in a text, the one that is said first in front.

    The line for danger stands alone, or before the one for despair where danger is the stronger reading; else
    the line for despair is enough, since it names the police and the ambulance too.
    """
    danger, despair = signals.danger(text), signals.despair(text)
    if danger and signals.danger_outweighs(text):
        return ("care-danger", "care-despair") if despair else ("care-danger",)
    if signals.overdose(text):
        return ("care-overdose",)
    return ("care-despair",) if despair else ()


def _meet_child(step: Step, beside: tuple[str, ...]) -> None:
    """Answer a child. Beside an act already begun, the ambulance alone is named."""
    if "care-overdose" not in beside:
        step.first("care-minor")
    if step.conversation.answer("category") == "blackmail":
        step.give("minor", "yes")


def calls_for_care(text: str) -> bool:
    """True for despair, danger or a child in a text."""
    return bool(_care(text)) or signals.minor(text)
