"""Typed texts: a code, a command, an answer, or content to keep."""

import re

from flows.channels import channel_of
from flows.core import receipts
from flows.core.draft import HIDDEN_NOW, has_draft
from flows.core.effects import LookUp
from flows.core.questions import Choice, Evidence, Question, Rejected, Text
from flows.core.step import Step
from flows.desk.officer import begin_desk, keeps_nothing, open_case
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
    """Guess the language to answer in, until the person chooses one."""
    conversation = step.conversation
    if conversation.language or (conversation.guessed and len(text.split()) < SENTENCE):
        return
    guess = signals.guess_language(text) if text else None
    if guess is None and not conversation.guessed:
        guess = signals.language_from_code(step.event.language)
    if guess and (conversation.guessed, guess) != ("ary", "ar"):  # Darija has lines without a mark of it
        step.change(guessed=guess)


def take_text(step: Step, text: str) -> None:
    """Read a text: first as a code, then as a command, then as an answer or content."""
    if take_code(step, text.strip()):
        return
    guess_language(step, text)
    if _opens_case(step, text):
        return
    command = None if step.event.origin else words.command(text)
    if command and obey(step, command):
        return
    _words(step, text)


def _opens_case(step: Step, text: str) -> bool:
    """Open the case that an officer named by its reference alone, in any spelling; else False."""
    conversation = step.conversation
    if not conversation.officer or has_draft(conversation) or isinstance(current(step), Text):
        return False
    reference = receipts.read_reference(text)
    if reference:
        open_case(step, reference)
    return bool(reference)


def take_code(step: Step, text: str) -> bool:
    """Act on a text that is a receipt, a proof of filing or an enrolment code and no more; else False."""
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
    """Read a text that is no command: as an answer to the question on show, or as content."""
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
    """Act on thanks, a language, danger or despair, before the text is read as an answer."""
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
    """Keep the text, and ask whether to go on with the report."""
    conversation = step.conversation
    step.change(unread=(len(conversation.notes), len(conversation.pieces)))
    meet_text(step, text)
    keep_text(step, text)
    step.aside = "resume"


def returned(step: Step) -> bool:
    """True where the person comes back to a draft after a pause, or after hiding the chat."""
    conversation = step.conversation
    away = step.event.time - conversation.updated > RESUME_AFTER
    return has_draft(conversation) and (away or conversation.asked == HIDDEN_NOW)


def _greets(text: str) -> bool:
    """True for a text that begins with a greeting."""
    return words.normalise(text).startswith(GREETINGS)


def _is_content(step: Step, text: str) -> bool:
    """True for a text with content, more than a greeting or the name of a category."""
    if step.event.origin or signals.despair(text) or signals.danger(text) or find(text):
        return True
    count = len(text.split())
    if count > SENTENCE:
        return True
    return count > FEW_WORDS and not _greets(text) and _named_category(step, text) is None


def begin_with(step: Step, text: str) -> None:
    """Begin a report with content: care first, and a short welcome where this is the first contact."""
    new = not step.conversation.run
    begin_quick(step, text)
    if not meet_text(step, text) and new:
        step.first("welcome-short")


def _first(step: Step, text: str) -> None:
    """Read a text at rest: content begins a report, other texts lead to the first question."""
    if step.conversation.officer:
        if not _is_content(step, text) or not keeps_nothing(step):
            greet(step)
    elif _is_content(step, text):
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
    """Show the first step: the desk, the draft, the categories or the languages."""
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
    """The text does not answer the question on show: keep the text where it is content, and ask again."""
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
    """True where a text beside the question is kept: during a report, for a text with content."""
    if step.conversation.flow not in {"report", "enrich"} or not isinstance(question, Question):
        return False
    return key == "too-long" or (isinstance(question, Choice) and _is_content(step, text))


def keep_beside(step: Step, question: Question | None, text: str) -> None:
    """Keep a text that came beside the question, and say so."""
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
