"""Thanks and good-byes end what is only offered after a filing: further details, and more for the case."""

from flows.core.questions import Question
from flows.core.step import Step
from flows.reading import answers as words

OFFERS = frozenset({"more", "addition", "feedback_words"})
"""Questions that nobody has to answer, after which the person is free to go."""


def closes(step: Step, question: Question | None, text: str) -> bool:
    """Whether thanks end an offer: `merci`, `ok merci`; `oui merci` accepts the offer."""
    offered = question is not None and question.id in OFFERS and step.conversation.asked == question.id
    return offered and not step.event.origin and words.thanks(text)
