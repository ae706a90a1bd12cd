"""Typed texts: a code, a command, an answer, or content to keep."""

import re

from flows.answers.choose import adds
from flows.answers.facts import told_place
from flows.channels import channel_of
from flows.core import receipts
from flows.core.draft import has_draft
from flows.core.effects import LookUp
from flows.core.questions import Choice, Evidence, Question, Rejected, Text
from flows.core.step import Step
from flows.desk.officer import begin_desk, keeps_nothing, open_case
from flows.dialogue.asides import ASIDES
from flows.dialogue.commands import answer, current, obey, set_language
from flows.dialogue.doubts import (
    FEW_WORDS,
    SENTENCE,
    command_is_asked,
    keeps_name,
    no_danger,
    not_sent,
    sure_again,
)
from flows.dialogue.meant import PLAIN, SURE, named_category, obey_meant, wishes_to_report
from flows.dialogue.topics import asks_topic, keep_safe, take_topic, topic_of, watched
from flows.indicators.find import find
from flows.lexicon.commands import CATEGORY_WORDS
from flows.reading import answers as words
from flows.reading import signals
from flows.report.care import calls_for_care, meet_text
from flows.report.content import answered_by_cry, begin_with, come_back, keep_beside, returned
from flows.report.evidence import filed, keep_text
from flows.report.filled import take_place, take_story
from flows.report.report import begin_guided
from flows.report.table import CATEGORY, QUICK

ESCALATE_AFTER = 3
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
    if command and not command_is_asked(current(step), command, text) and obey(step, command):
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
    """Read a text that is no command: as a cry for help, an answer to the question on show, or content."""
    question, desk = current(step), step.conversation.flow == "officer"
    if not step.event.origin and (language := words.language(text)):
        _speak(step, language)
    elif returned(step):
        come_back(step, text)
    elif not desk and calls_for_care(text) and not _denies_danger(question, text):
        _cry(step, text)
    elif question is None:
        _first(step, text)
    elif not _heard(step, question, text):
        _read(step, question, text)
    if not (desk or step.event.origin) and watched(text):
        keep_safe(step)


def _denies_danger(question: Question | None, text: str) -> bool:
    """True for a no to the question of danger that tells of nothing else to care for."""
    asked = question is not None and question.id == "danger"
    return asked and no_danger(text) and not (signals.despair(text) or signals.minor(text))


def _cry(step: Step, text: str) -> None:
    """Answer despair, danger or a child first, and keep the words, whatever was asked."""
    if step.conversation.asked in ASIDES:
        step.change(asked="")
    conversation, question = step.conversation, current(step)
    if not (has_draft(conversation) or filed(step)):
        begin_with(step, text, named_category(step, text))
    elif has_draft(conversation) and len(text.split()) <= SENTENCE and signals.despair(text):
        come_back(step, text)
    elif question is None or not _cries_in_answer(step, question, text):
        meet_text(step, text)
        keep_beside(step, question, text)


def _cries_in_answer(step: Step, question: Question, text: str) -> bool:
    """Take a cry for help as the answer that it is beside; False where the text answers nothing."""
    named = named_category(step, text) if question.id == "category" else None
    value = named or answered_by_cry(step, question, text)
    if value is None:
        return False
    answer(step, question, value)
    if isinstance(question, Choice):
        keep_text(step, text)
        take_story(step, text)
    meet_text(step, text)
    return True


def _speak(step: Step, language: str) -> None:
    """Answer in the language that was named; a hidden chat shows no question by itself."""
    back = returned(step)
    step.change(asked="")
    set_language(step, language)
    if back:
        step.aside = "resume"


def _read(step: Step, question: Question, text: str) -> None:
    if question.id == "category" and _tells_category(step, question, text):
        return
    if isinstance(question, Text) and obey_meant(step, question, text):
        return
    try:
        value = question.parse(step.conversation, text, step.names)
    except Rejected as rejected:
        _unmatched(step, text, rejected.key)
    else:
        answer(step, question, value)
        if isinstance(question, Choice) and not (question.volatile or question.id in _APART):
            _keep_more(step, question, text, value)


_APART = frozenset({*ASIDES, "more", "category"})
"""Choices whose typed answer is no part of the report, or is kept elsewhere."""


def _keep_more(step: Step, question: Choice, text: str, value: str) -> None:
    """Keep what a typed answer says beyond the name of an option."""
    if step.conversation.flow not in {"report", "enrich"}:
        return
    if question.id in {"where", "region"} and (place := told_place(text)):
        take_place(step, place)
    elif adds(text, question.spoken((value,), step.names)[value]):
        keep_text(step, text)
        take_story(step, text)


def _tells_category(step: Step, question: Question, text: str) -> bool:
    """Take a text that names the category and says more: it begins the report, or is kept beside it."""
    category = named_category(step, text)
    if category is None or not adds(text, CATEGORY_WORDS[category]):
        return False
    if step.conversation.flow == "report" and not has_draft(step.conversation):
        begin_with(step, text, category)
        return True
    keep_text(step, text)
    answer(step, question, category)
    take_story(step, text)
    return True


def _heard(step: Step, question: Question, text: str) -> bool:
    """Act on thanks, a denied danger or a refused name, before the text is read as an answer."""
    if words.courtesy(text):
        if step.conversation.flow in {"", "officer"}:
            greet(step)
        return True
    if question.id == "danger" and no_danger(text):
        answer(step, question, "no")
        return True
    return question.id == "name" and keeps_name(step, text)


def _is_content(step: Step, text: str) -> bool:
    """True for a text with content, more than a greeting or the name of a category."""
    if step.event.origin or find(text):
        return True
    count = len(text.split())
    if count > SENTENCE:
        return True
    return count > FEW_WORDS and not words.opens_with_greeting(text) and named_category(step, text) is None


def _first(step: Step, text: str) -> None:
    """Read a text at rest: an officer's begins no report, others' are questions, commands or content."""
    if not step.conversation.officer:
        _begins(step, text)
    elif not _is_content(step, text) or not keeps_nothing(step):
        greet(step)


def _begins(step: Step, text: str) -> None:
    """Answer a question, begin a report with content, or ask the first question."""
    calm = not (step.event.origin or wishes_to_report(step, text))
    category = named_category(step, text)
    if calm and category and not adds(text, CATEGORY_WORDS[category]):
        begin_guided(step, category)
    elif calm and (topic := topic_of(text)):
        take_topic(step, topic, text)
    elif calm and obey_meant(step, None, text):
        return
    elif _is_content(step, text):
        begin_with(step, text)
    elif category and adds(text, CATEGORY_WORDS[category]):
        begin_with(step, text, category)
    elif category:
        begin_guided(step, category)
    else:
        greet(step)


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
    if sure_again(step, text) or not_sent(step, current(step), text):
        return
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
    if question is QUICK and short and (category := named_category(step, text)):
        answer(step, CATEGORY, category)
    elif topic := asks_topic(step, question, text):
        take_topic(step, topic, text)
    elif isinstance(question, Choice) and _obeys_at_once(step, question, text):
        return
    elif isinstance(question, Evidence) or _keeps(step, question, text, key):
        keep_beside(step, question, text)
    elif step.conversation.flow == "status" and _is_content(step, text):
        _first(step, text)
    elif not obey_meant(step, question, text):
        _again(step, key)


def _obeys_at_once(step: Step, question: Question, text: str) -> bool:
    """Carry out a command in other words that is not to be kept: any of them where no report has begun."""
    unbegun = question is CATEGORY and not has_draft(step.conversation)
    if calls_for_care(text) or not (unbegun or signals.intent(text, SURE) in PLAIN):
        return False
    return obey_meant(step, question, text)


def _keeps(step: Step, question: Question | None, text: str, key: str) -> bool:
    """True where a text beside the question is kept: during a report, for a text with content."""
    if step.conversation.flow not in {"report", "enrich"} or not isinstance(question, Question):
        return False
    return key == "too-long" or (isinstance(question, Choice) and _is_content(step, text))


def _again(step: Step, key: str) -> None:
    misses = step.conversation.misses + 1
    step.change(misses=misses)
    step.line(key if misses < ESCALATE_AFTER else "lost")
