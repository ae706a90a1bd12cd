"""Typed words: a code, a command, an answer, or content to keep."""

import re

from flows.channels import channel_of
from flows.core import receipts
from flows.core.draft import HIDDEN_NOW, has_draft
from flows.core.effects import LookUp
from flows.core.questions import Choice, Evidence, Question, Rejected
from flows.core.step import Step
from flows.desk.officer import begin_desk
from flows.dialogue.asides import ASIDES
from flows.dialogue.commands import answer, current, obey
from flows.indicators.find import find
from flows.reading import answers as words
from flows.reading import language as signals
from flows.report.care import meet_text
from flows.report.evidence import keep_text
from flows.report.report import begin_guided, begin_quick
from flows.report.table import CATEGORY, QUICK

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
    if conversation.language or (conversation.guessed and len(text.split()) < SENTENCE):
        return
    guess = signals.guess_language(text) if text else None
    if guess is None and not conversation.guessed:
        guess = signals.language_from_code(step.event.language)
    if guess and (conversation.guessed, guess) != ("ary", "ar"):  # Darija has lines without a mark of it
        step.change(guessed=guess)


def take_text(step: Step, text: str) -> None:
    """Codes first, then the ways out, then what the words say."""
    if take_code(step, text.strip()):
        return
    guess_language(step, text)
    command = None if step.event.origin else words.command(text)
    if command and obey(step, command):
        return
    _words(step, text)


def take_code(step: Step, text: str) -> bool:
    """A receipt, a proof of filing or an enrolment code, alone in its message."""
    if receipts.read_proof(text):
        guess_language(step)
        step.line("receipt-is-proof")
        return True
    if receipt := receipts.read(text):
        step.effects.append(LookUp("receipt", {"reference": receipt[0], "secret": receipt[1]}))
    elif enrolment := ENROLMENT.fullmatch(text):
        step.effects.append(LookUp("enrolment", {"code": enrolment[1]}))
    else:
        return False
    guess_language(step)
    step.silent = True
    return True


def _words(step: Step, text: str) -> None:
    """Words that are no command: an answer to what is on show, or content."""
    question = current(step)
    if returned(step):
        come_back(step, text)
    elif question is None:
        _first(step, text)
    elif not _heard(step, question, text):
        _read(step, question, text)


def _read(step: Step, question: Question, text: str) -> None:
    try:
        value = question.parse(step.conversation, text, step.names)
    except Rejected as rejected:
        _unmatched(step, text, rejected.key)
    else:
        meet_text(step, text)
        answer(step, question, value)


def _heard(step: Step, question: Question, text: str) -> bool:
    """Words that are heard before they are read as an answer: thanks, a language, danger, despair."""
    if words.courtesy(text):
        if step.conversation.flow in {"", "officer"}:
            greet(step)
        return True
    if isinstance(question, Choice) and (language := words.language(text)):
        step.change(language=language, asked="")
        return True
    if question.id == "danger" and signals.danger(text):
        answer(step, question, "yes")
        return True
    if has_draft(step.conversation) and len(text.split()) <= SENTENCE and signals.despair(text):
        come_back(step, text)
        return True
    return False


def come_back(step: Step, text: str) -> None:
    """Keep what was said, and leave it to the person whether to go on."""
    conversation = step.conversation
    step.change(unread=(len(conversation.notes), len(conversation.pieces)))
    meet_text(step, text)
    keep_text(step, text)
    step.aside = "resume"


def returned(step: Step) -> bool:
    """The person comes back to an unfinished report after a while, or after hiding it."""
    conversation = step.conversation
    away = step.event.time - conversation.updated > RESUME_AFTER
    return has_draft(conversation) and (away or conversation.asked == HIDDEN_NOW)


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
    return count > FEW_WORDS and not _greets(text) and _named_category(step, text) is None


def begin_with(step: Step, text: str) -> None:
    """Content begins a report: care first; who we are only where this is the first we hear of each other."""
    new = not step.conversation.run
    begin_quick(step, text)
    if not meet_text(step, text) and new:
        step.first("welcome-short")


def _first(step: Step, text: str) -> None:
    """Nothing is under way: content is a report already begun, the rest leads to the first question."""
    if _is_content(step, text):
        begin_with(step, text)
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
        step.line(f"anonymity-{channel_of(conversation.chat)}")
        step.aside = "language"


def _unmatched(step: Step, text: str, key: str) -> None:
    """The words do not answer what is on show: keep them if they say something, and ask again."""
    aside = step.conversation.asked
    if aside in ASIDES and step.flow is None:
        _first(step, text)
    elif aside in ASIDES:
        step.change(asked="")
        _words(step, text)
    else:
        _beside(step, text, key)


def _beside(step: Step, text: str, key: str) -> None:
    question = current(step)
    short = len(text.split()) <= FEW_WORDS
    if question is QUICK and short and (category := _named_category(step, text)):
        answer(step, CATEGORY, category)
    elif isinstance(question, Evidence) or _keeps(step, question, text, key):
        meet_text(step, text)
        keep_beside(step, question, text)
    elif step.conversation.flow == "status" and _is_content(step, text):
        _first(step, text)
    else:
        _again(step, key)


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
        begin_with(step, text)
        return
    keep_text(step, text)
    if question is None or question.id != "quick":
        step.line("note-kept")


def _again(step: Step, key: str) -> None:
    misses = step.conversation.misses + 1
    step.change(misses=misses)
    step.line(key if misses < ESCALATE_AFTER else "lost")
