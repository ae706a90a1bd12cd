"""Who comes first: a person in danger, held, a child, or in despair is answered with care before all else."""

from collections.abc import Mapping

from flows.core.effects import AlertOfficers, AmendCase
from flows.core.step import Step
from flows.reading import language as signals

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
"""Answers that are met with advice, without being urgent."""


def mark_urgent(step: Step) -> None:
    """Raise the draft, or the case when it is already filed; the officers are told once."""
    conversation = step.conversation
    if conversation.urgent:
        return
    step.change(urgent=True)
    if conversation.flow in {"enrich", "add"}:
        category = conversation.answer("category") or ""
        step.effects.append(AmendCase(conversation.case, urgent=True))
        step.effects.append(AlertOfficers(conversation.case, category))


def meet_answer(step: Step, question: str, value: str) -> None:
    """What an answer calls for before the next question."""
    if key := URGENT.get((question, value)):
        step.first(key)
        mark_urgent(step)
    elif key := GENTLE.get((question, value)):
        step.first(key)
    if (question, value) == ("safe", "no"):
        step.change(hushed=True)


def meet_text(step: Step, text: str) -> bool:
    """Despair, danger or a child in someone's own words, in any of the languages: care before all else."""
    if signals.despair(text):
        step.first("care-despair")
        step.change(despair=True)
    elif signals.danger(text):
        step.first("care-danger")
    elif signals.minor(text) and step.conversation.answer("minor") != "yes":
        step.first("care-minor")
        if step.conversation.answer("category") == "blackmail":
            step.give("minor", "yes")
    else:
        return False
    mark_urgent(step)
    return True
