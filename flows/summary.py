"""Answers as lines to read: for the reporter's review and for the officer's view of a case."""

from collections.abc import Iterable

from flows.conversation import Conversation
from flows.effects import Code, Label, Line, Value
from flows.questions import Choice, Question
from flows.report_table import CATEGORY, IDENTITY, OWN, STORY, SUSPECTS, WHERE

SHOWN_CHARS = 600

TABLE: tuple[Question, ...] = (CATEGORY, *OWN, STORY, SUSPECTS, *WHERE, *IDENTITY)
BY_ID: dict[str, Question] = {question.id: question for question in TABLE}


def shown(question: str, value: str) -> Value:
    """An answer's value as it is read: an option by its label, a text as it was written, shortened."""
    row = BY_ID.get(question)
    if isinstance(row, Choice):
        return Label(row.label(value)[0])
    return value if len(value) <= SHOWN_CHARS else value[: SHOWN_CHARS - 1] + "…"


def lines(answers: Iterable[tuple[str, str]]) -> tuple[Line | Code, ...]:
    """One line for each answer that says something."""
    return tuple(
        Line("review-answer", {"label": Label(f"label-{question}"), "value": shown(question, value)})
        for question, value in answers
        if value
    )


def applicable(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The answers that still apply: a changed category leaves the old one's questions behind."""
    return tuple(
        (answer.question, answer.value)
        for answer in conversation.answers
        if answer.value and answer.question in BY_ID and BY_ID[answer.question].ask_if(conversation)
    )
