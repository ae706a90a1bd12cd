"""Typed words: a code, a command, an answer, or content to keep."""

import re

from flows import receipts, signals, words
from flows.asides import ASIDES, has_draft
from flows.care import meet_text
from flows.commands import answer, current, obey
from flows.content import keep_text
from flows.effects import LookUp
from flows.indicators import find
from flows.officer import begin_desk
from flows.questions import Choice, Evidence, Question, Rejected
from flows.report import begin_guided, begin_quick
from flows.report_table import CATEGORY
from flows.step import Step

RESUME_AFTER = 1800.0
FEW_WORDS = 3
SENTENCE = 8
ESCALATE_AFTER = 3
GREETINGS = (
    "السلام عليكم",
    "سلام",
    "صباح الخير",
    "مساء الخير",
    "bonjour",
    "bonsoir",
    "salut",
    "salam",
    "slm",
)
ENROLMENT = re.compile(r"officer_([A-Za-z0-9-]{8,40})")


def guess_language(step: Step, text: str = "") -> None:
    """The language to answer in until one is chosen."""
    conversation = step.conversation
    if conversation.language:
        return
    guess = signals.guess_language(text) if text else None
    if guess is None and not conversation.guessed:
        guess = signals.language_from_code(step.event.language)
    if guess:
        step.change(guessed=guess)


def take_text(step: Step, text: str) -> None:
    """Codes first, then the ways out, then what the words say."""
    guess_language(step, text)
    if take_code(step, text.strip()):
        return
    command = None if step.event.origin else words.command(text)
    if command and obey(step, command):
        return
    _words(step, text)


def take_code(step: Step, text: str) -> bool:
    """A receipt or an enrolment code, alone in its message."""
    if receipt := receipts.read(text):
        step.effects.append(LookUp("receipt", {"reference": receipt[0], "secret": receipt[1]}))
    elif enrolment := ENROLMENT.fullmatch(text):
        step.effects.append(LookUp("enrolment", {"code": enrolment[1]}))
    else:
        return False
    step.silent = True
    return True


def _words(step: Step, text: str) -> None:
    """Words that are no command: an answer to what is on show, or content."""
    if returned(step):
        meet_text(step, text)
        keep_text(step, text)
        step.aside = "resume"
        return None
    question = current(step)
    if question is None:
        return _first(step, text)
    try:
        value = question.parse(step.conversation, text, step.names)
    except Rejected as rejected:
        return _unmatched(step, text, rejected.key)
    meet_text(step, text)
    return answer(step, question, value)


def returned(step: Step) -> bool:
    """The person comes back to an unfinished report after a while."""
    conversation = step.conversation
    return has_draft(conversation) and step.event.time - conversation.updated > RESUME_AFTER


def _greets(text: str) -> bool:
    """Opens with a greeting and is short: nothing has been told yet."""
    return words.normalise(text).startswith(GREETINGS)


def _is_content(step: Step, text: str) -> bool:
    """More than a greeting or the name of a category: something to keep."""
    if step.event.origin or signals.despair(text) or signals.danger(text) or find(text):
        return True
    count = len(text.split())
    if count > SENTENCE:
        return True
    return count > FEW_WORDS and not _greets(text) and signals.guess_category(text) is None


def _first(step: Step, text: str) -> None:
    """Nothing is under way: content is a report already begun, the rest leads to the first question."""
    if _is_content(step, text):
        if not step.conversation.run:
            step.line("welcome-short")
        begin_quick(step, text)
        meet_text(step, text)
    elif category := _named_category(step, text):
        begin_guided(step, category)
        if len(text.split()) > FEW_WORDS:
            keep_text(step, text)
    else:
        greet(step)


def _named_category(step: Step, text: str) -> str | None:
    if words.number(text) is not None:
        return None
    try:
        return CATEGORY.parse(step.conversation, text, step.names)
    except Rejected:
        return signals.guess_category(text)


def greet(step: Step) -> None:
    """Where someone with nothing under way begins."""
    conversation = step.conversation
    if conversation.officer:
        begin_desk(step)
    elif has_draft(conversation):
        step.aside = "resume"
    elif conversation.language or conversation.run or conversation.asked == "language":
        begin_guided(step)
    else:
        step.line("welcome")
        step.line(f"anonymity-{conversation.chat.partition(':')[0]}")
        step.aside = "language"


def _unmatched(step: Step, text: str, key: str) -> None:
    """The words do not answer what is on show: keep them if they say something, and ask again."""
    if step.conversation.asked in ASIDES:
        step.change(asked="language" if step.conversation.asked == "language" else "")
        if step.flow is None:
            return _first(step, text)
        step.change(asked="")
        return _words(step, text)
    question = current(step)
    if isinstance(question, Evidence) or _keeps(step, question, text, key):
        meet_text(step, text)
        keep_beside(step, question, text)
    elif step.conversation.flow == "status" and _is_content(step, text):
        _first(step, text)
    else:
        _again(step, key)
    return None


def _keeps(step: Step, question: Question | None, text: str, key: str) -> bool:
    """Whether words beside the question are kept: a report is under way and they say something."""
    if step.conversation.flow not in {"report", "enrich"} or not isinstance(question, Question):
        return False
    return key == "too-long" or (isinstance(question, Choice) and _is_content(step, text))


def keep_beside(step: Step, question: Question | None, text: str) -> None:
    """Keep words that came beside the question, and say so."""
    conversation = step.conversation
    unbegun = conversation.flow == "report" and not conversation.answers
    if unbegun and question is CATEGORY:
        begin_quick(step, text)
        meet_text(step, text)
        return
    keep_text(step, text)
    if question is None or question.id != "quick":
        step.line("note-kept")


def _again(step: Step, key: str) -> None:
    misses = step.conversation.misses + 1
    step.change(misses=misses)
    step.line(key if misses < ESCALATE_AFTER else "lost")
