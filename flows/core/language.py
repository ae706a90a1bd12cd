"""The language to answer in, guessed until the person chooses one."""

from flows.answers.read import said
from flows.core.events import Text
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
    if conversation.guessed and begun and count < SENTENCE and not _plainly(step, text, guess):
        return
    if guess is None and not conversation.guessed:
        guess = signals.language_from_code(step.event.language)
    if guess and (conversation.guessed, guess) != ("ary", "ar"):  # Darija has lines without a mark of it
        step.change(guessed=guess)


def _plainly(step: Step, text: str, guess: str | None) -> bool:
    """Whether a few words tell more than what was guessed: Darija on a phone in Arabic, another script."""
    if step.event.origin or not isinstance(step.event.body, Text):
        return False
    before, script = step.conversation.guessed, any("\u0600" <= letter <= "\u06ff" for letter in text)
    return (before, guess) == ("ar", "ary") or (before == "fr" and script)


_WITHOUT = frozenset(WITHOUT_LANGUAGE)


def _tells_language(text: str) -> bool:
    """False for no word, and for such as `START`, by which the phone's language is the better guess."""
    return not _WITHOUT.issuperset(said(text))
