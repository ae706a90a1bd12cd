"""Who comes first: a person in danger, held, a child, or in despair is answered with care before all else."""

from collections.abc import Mapping

from flows import signals
from flows.effects import AlertOfficers, AmendCase
from flows.step import Step

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
        step.line(key)
        mark_urgent(step)
    elif key := GENTLE.get((question, value)):
        step.line(key)


def meet_text(step: Step, text: str) -> None:
    """Despair or danger in someone's own words, in any of the languages."""
    if signals.despair(text):
        step.line("care-despair")
        mark_urgent(step)
    elif signals.danger(text):
        step.line("care-danger")
        mark_urgent(step)
