"""Refusals and questions where an answer would act: they are answered as such, and nothing is done."""

import re

from flows.core.questions import Choice, Question
from flows.core.step import Step
from flows.dialogue.asides import ASIDES
from flows.dialogue.commands import SENDING, answer
from flows.indicators.find import find
from flows.reading import answers as words
from flows.reading import negation, signals

FEW_WORDS = 3
SENTENCE = 8
LONG_SENTENCE = 12
_OF_SENDING = re.compile(
    r"\b(?:envoi\w*|envoye[rz]|transme\w+|partir|parte?|partira|valide[rz]?|confirme[rz]?|send|submit)\b"
    r"|\b[mty]?a?[nty]?s+[aeiy]*f[eiy]*t(?:o|ou|ouch|och|ha|ih|iha|oha)?\b|ارسا?ل|ترسل|صيفط|سيفط|صفط|ابعث"
)
_OF_BEING_KNOWN = re.compile(
    r"\b(?:nom|anonym|sa[vu]|sach|conna|voi[rt]|lir|lis|lu|famille|parents|mari|smi|y?[t]?3[e]*r[e]?f)"
    r"|اسم|سمي|هوي|يعرف|تعرف|عرف|يقرا|يشوف|يري|عايل"
)
_ACTING = frozenset({"send", "yes", "done", "restart"})
_NAMES = 2
"""A name has about so many words; in so few, a family name may look like a negated verb."""

_DANGER_ITSELF = re.compile(r"\b(?:danger|l?f?l?[ck]?kh?atar)\b|[وف]?(?:ال)?خطر")


def command_is_asked(question: Question | None, command: str, text: str) -> bool:
    """True where a command would act for good and is a question (`envoyer ?`), or says more than no."""
    if not (isinstance(question, Choice) and question.exact):
        return False
    if command == "no":
        return question.id in SENDING and len(text.split()) > 1
    return negation.marked(text) and (command in _ACTING or command in question.exact)


def not_sent(step: Step, question: Question | None, text: str) -> bool:
    """Say that nothing was sent, where a text at the review refuses or asks about sending."""
    if question is None or question.id not in SENDING or step.event.origin or find(text):
        return False
    count, plain = len(text.split()), words.normalise(text)
    of_it = count <= FEW_WORDS or (count <= LONG_SENTENCE and _about_sending(plain))
    if negation.asks(text) and (of_it or (count <= SENTENCE and _OF_BEING_KNOWN.search(plain))):
        step.line("if-sent")
        return True
    if of_it and (_OF_SENDING.search(plain) or negation.refuses(text) or negation.supposes(text)):
        step.line("not-sent")
        return True
    return False


def _about_sending(plain: str) -> bool:
    """True for a text that speaks of sending, or begins as an answer does: `ok mais pas maintenant`."""
    if _OF_SENDING.search(plain):
        return True
    return len(plain.split()) <= SENTENCE and words.command(plain.split(" ")[0]) in {"yes", "no", "done"}


def sure_again(step: Step, text: str) -> bool:
    """Ask again, in other words, before something that cannot be undone."""
    aside = ASIDES.get(step.conversation.asked)
    if not (isinstance(aside, Choice) and aside.exact) or len(text.split()) > FEW_WORDS or find(text):
        return False
    step.line("choose-one")
    step.aside = aside.id
    return True


def keeps_name(step: Step, text: str) -> bool:
    """Take a refusal or a question in place of the name: no such text is stored as a name."""
    identity = step.flow.question("identity") if step.flow else None
    if negation.asks(text):
        step.line("means-named")
        step.line("means-anonymous")
        return True
    said = words.command(text)
    if identity and (said == "anonymous" or (said is None and _declines(text))):
        answer(step, identity, "anonymous")
        step.line("name-not-kept")
        return True
    return False


def _declines(text: str) -> bool:
    plain = words.normalise(text)
    if "anonym" in plain or "مجهول" in plain:
        return True
    return negation.refuses(text, verbs=len(text.split()) > _NAMES)


def no_danger(text: str) -> bool:
    """Whether a text denies the danger that was asked about, and names no other."""
    plain = words.normalise(text)
    if not _DANGER_ITSELF.search(plain) or "hors" in plain or negation.marked(text):
        return False
    return negation.refuses(text) and not signals.danger(_DANGER_ITSELF.sub(" ", plain))
