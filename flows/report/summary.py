"""Answers as lines: for the reporter's review, which is the last question, and for the officer's view."""

from collections.abc import Iterable
from typing import get_args

from flows.channels import traits_of
from flows.core.conversation import Conversation
from flows.core.effects import Code, Label, Line, Value
from flows.core.questions import Choice, Prompt, Question
from flows.indicators.marks import Kind
from flows.lexicon.answer_words import REVIEWED_WORDS
from flows.money.questions import QUESTIONS as MONEY_FACTS
from flows.report.evidence import CODE
from flows.report.found import CONTEST, reviewed_lines, sortable
from flows.report.table import CATEGORY, IDENTITIES, IDENTITY, OWN, STORY, SUSPECTS, WHERE

SHOWN_CHARS = 600

TABLE: tuple[Question, ...] = (CATEGORY, *MONEY_FACTS, *OWN, STORY, SUSPECTS, *WHERE, *IDENTITY)
BY_ID: dict[str, Question] = {question.id: question for question in TABLE}
LABELLED = frozenset(BY_ID) | {"note", "edit", "code", "read", CONTEST, *get_args(Kind)}


def shown(question: str, value: str, most: int = SHOWN_CHARS) -> Value:
    """An answer's value to show: the label of an option, or a text of at most so many characters."""
    row = BY_ID.get(question)
    if isinstance(row, Choice) and value in (row.fixed or IDENTITIES):
        return Label(row.label(value)[0])
    return value if len(value) <= most else value[: most - 1] + "…"


def _label(question: str) -> Label:
    """The label of a question, also of one that a newer version removed."""
    return Label(f"label-{question}" if question in LABELLED else "label-note")


def lines(answers: Iterable[tuple[str, str]], most: int = SHOWN_CHARS) -> tuple[Line | Code, ...]:
    """One line for each answer that is not empty, each text cut after `most` characters."""
    return tuple(
        Line("review-answer", {"label": _label(question), "value": shown(question, value, most)})
        for question, value in answers
        if value
    )


def applicable(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The answers that still apply, without those to the questions of an earlier category."""
    return tuple(
        [
            (answer.question, answer.value)
            for answer in conversation.answers
            if answer.value and answer.question in BY_ID and BY_ID[answer.question].applies(conversation)
        ]
    )


def _review(conversation: Conversation) -> Prompt:
    most = traits_of(conversation.chat).shown_chars
    told: list[Line | Code] = [Line("review-title"), *lines(applicable(conversation), most)]
    if conversation.answer("identity") == "signed":
        told += lines([("name", conversation.signature)])
    if conversation.count:
        told.append(Line("review-evidence", {"count": conversation.count}))
    if conversation.coming:
        told.append(Line("pieces-coming", {"count": conversation.coming}))
    if written := [note for note in conversation.notes if note.kind != CODE]:
        told.append(Line("review-notes", {"count": len(written)}))
    return (*told, *reviewed_lines(conversation), Line("ask-confirm"))


def _confirm_options(conversation: Conversation) -> tuple[str, ...]:
    return ("send", "edit", *sortable(conversation), "cancel")


CONFIRM = Choice(
    "confirm",
    volatile=True,
    aliases={"yes": "send", "no": "edit"},
    synonyms=REVIEWED_WORDS,
    exact=frozenset({"send"}),
    apart=lambda _: frozenset({"found"}),
    listed=_confirm_options,
    show=_review,
)
