"""The language to answer in, guessed until the person chooses one."""

from flows.answers.read import said
from flows.core.step import Step
from flows.lexicon.greetings import WITHOUT_LANGUAGE
from flows.reading import signals

FEW_WORDS = 3
SENTENCE = 8
"""Words: less than a sentence in another language changes nothing once a report has begun."""


def guess_language(step: Step, text: str = "") -> None:
    """Guess the language to answer in, until the person chooses one."""
    conversation = step.conversation
    begun = bool(conversation.run)
    count = len(text.split())
    if conversation.language or (conversation.guessed and count < FEW_WORDS):
        return
    guess = signals.guess_language(text) if _tells_language(text) else None
    darija = (conversation.guessed, guess) == ("ar", "ary")  # a phone is in Arabic, its owner writes Darija
    if conversation.guessed and begun and count < SENTENCE and not darija:
        return
    if guess is None and not conversation.guessed:
        guess = signals.language_from_code(step.event.language)
    if guess and (conversation.guessed, guess) != ("ary", "ar"):  # Darija has lines without a mark of it
        step.change(guessed=guess)


_WITHOUT = frozenset(WITHOUT_LANGUAGE)


def _tells_language(text: str) -> bool:
    """False for no word, and for such as `START`, by which the phone's language is the better guess."""
    return not _WITHOUT.issuperset(said(text))
