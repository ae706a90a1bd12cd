"""The intent of a typed text: a command, a short answer or a courtesy; exact words first, then the model."""

from collections.abc import Mapping

from flows.reading import answers as words
from flows.reading import signals
from flows.reading.negation import doubtful

_NAMES: Mapping[str, str] = {"data": "my-data", "restart": "new", "resume": "back"}
"""Commands and labels that an intent joins under one name."""

ACTS = frozenset({"yes", "send", "named", "forget", "withdraw", "cancel", "restart"})
"""Intents that may do what cannot be undone: a text that refuses, asks or supposes never has one of them."""


def exact_intent(text: str) -> str | None:
    """The intent whose words the whole text is."""
    if command := words.command(text):
        return _NAMES.get(command, command)
    if words.language(text):
        return "language"
    return "courtesy" if words.courtesy(text) else None


def intent(text: str) -> str | None:
    """The intent of a text; None for content, and where the model is unsure.

    One of yes, no, skip, done, send, back, edit, cancel, menu, help, status, new, language, hide, forget,
    my-data, withdraw, anonymous, named, courtesy, and of the commands `desk` and `unfile`.
    """
    if found := exact_intent(text):
        return found
    guess = signals.intent(text)
    if guess is None or (guess in ACTS and doubtful(text)):
        return None
    return _NAMES.get(guess, guess)
