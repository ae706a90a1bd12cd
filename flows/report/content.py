"""Content that begins a report, that is kept beside a question, or that comes after a pause."""

from flows.core.draft import HIDDEN_NOW, has_draft
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step
from flows.reading import signals
from flows.report.care import meet_text
from flows.report.evidence import keep_text
from flows.report.filled import take_story
from flows.report.report import begin_quick
from flows.report.table import CATEGORY

RESUME_AFTER = 1800.0
SHORT = 8
_BRIEF = frozenset({"name", "contact", "city", "country", "more"})
"""Questions whose answer is no place for a cry for help, which is kept as a note."""


def begin_with(step: Step, text: str, category: str | None = None) -> None:
    """Begin a report with content: care first, and a short welcome where this is the first contact."""
    new = not step.conversation.run
    begin_quick(step, text, category)
    if not meet_text(step, text) and new:
        step.first("welcome-short")


def keep_beside(step: Step, question: Question | None, text: str) -> None:
    """Keep a text that came beside the question, and say so."""
    conversation = step.conversation
    unbegun = conversation.flow == "report" and not conversation.answers
    if unbegun and question is CATEGORY:
        begin_with(step, text)
        return
    keep_text(step, text)
    if not step.event.origin:
        take_story(step, text, question.id if question else "")
    if question is None or question.id != "quick":
        step.line("note-kept")
        if has_draft(step.conversation):
            step.line("unsent")


def answered_by_cry(step: Step, question: Question, text: str) -> str | None:
    """The answer to the question that a cry for help holds; None where nothing may be read from the cry."""
    if question.volatile or question.id in _BRIEF or (isinstance(question, Choice) and question.exact):
        return None
    if question.id == "danger" and signals.danger(text):
        return "yes"
    if question.id == "story":
        replaces = step.conversation.editing and len(text.split()) <= SHORT
        return None if replaces else text
    if signals.despair(text):
        return None
    try:
        return question.parse(step.conversation, text, step.names)
    except Rejected:
        return None


def returned(step: Step) -> bool:
    """True where the person comes back to a draft after a pause, or after hiding the chat."""
    conversation = step.conversation
    away = step.event.time - conversation.updated > RESUME_AFTER
    return has_draft(conversation) and (away or conversation.asked == HIDDEN_NOW)


def come_back(step: Step, text: str) -> None:
    """Keep the text, and ask whether to go on with the report."""
    conversation = step.conversation
    step.change(unread=(len(conversation.notes), len(conversation.pieces)))
    meet_text(step, text)
    keep_text(step, text)
    step.aside = "resume"
