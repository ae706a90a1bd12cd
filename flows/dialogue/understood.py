"""How a text is read, for people who ask: each reading of it by name, outside any conversation."""

from typing import Any

from flows.core.conversation import Conversation
from flows.core.questions import Choice, Names, Question, Rejected
from flows.indicators.find import Indicator, find_all
from flows.reading import answers as words
from flows.reading import complaint, signals
from flows.reading.intents import intent


def understand(text: str, question: Question | None, names: Names) -> dict[str, Any]:
    """Every reading of a text, as `main.py understand` prints it; `question` is the one on show."""
    meant = intent(text)
    return {
        "language": signals.guess_language(text),
        "intent": meant,
        "answer": _answer(text, question, meant, names),
        "despair": signals.despair(text),
        "danger": signals.danger(text),
        "minor": signals.minor(text),
        "category": signals.guess_category(text),
        "topic": signals.topic(text),
        "indicators": [_indicator(one) for one in find_all(text)],
        "complaint": {
            "whole": complaint.is_whole_complaint(text),
            "signature": complaint.signature(text),
        },
    }


def _indicator(one: Indicator) -> dict[str, str]:
    """The indicator's kind, value and words, and what more is known of it."""
    return {"kind": one.kind, "value": one.value, "text": one.text, **dict(one.about)}


def _answer(text: str, question: Question | None, meant: str | None, names: Names) -> str | None:
    """The option or value that the text is to the question on show; the language where it names one."""
    if meant == "language":
        return words.language(text)
    if question is None:
        return None
    if isinstance(question, Choice):
        command = words.command(text) or ""
        command = question.commands(_NOBODY).get(command, command)
        if command in question.options(_NOBODY):
            return command
    try:
        return question.parse(_NOBODY, text, names)
    except Rejected:
        return None


_NOBODY = Conversation("web:nobody")
