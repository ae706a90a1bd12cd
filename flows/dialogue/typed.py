"""Typed texts: a code, a command, an answer, or content to keep."""

from flows.answers.choose import adds
from flows.answers.facts import tells_fact
from flows.answers.telling import only_sounds, tells
from flows.channels import channel_of
from flows.check.asking import acknowledges
from flows.core.conversation import has_draft
from flows.core.language import FEW_WORDS, SENTENCE, guess_language
from flows.core.questions import Choice, Evidence, Question, Rejected, Text
from flows.core.step import Step
from flows.desk.officer import begin_desk, hear_officer, keeps_nothing
from flows.dialogue.asides import ASIDES, KEPT_ELSEWHERE
from flows.dialogue.commands import answer, current, obey, set_language
from flows.dialogue.doubts import (
    command_is_asked,
    declined,
    is_name,
    keeps_name,
    no_cry,
    no_danger,
    settled,
)
from flows.dialogue.meant import (
    adds_to,
    is_content,
    named_category,
    obey_meant,
    obeys_at_once,
    take_category,
    tells_category,
    wishes_to_report,
)
from flows.dialogue.topics import AT_REST, asks_topic, keep_safe, take_topic, topic_of, watched
from flows.follow.answering import OPENED_REPLIES
from flows.follow.between import SENDING
from flows.follow.closing import closes
from flows.follow.codes import take_code
from flows.follow.named import look_up_named
from flows.indicators.find import find
from flows.places.told import told_place
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.fear import only_afraid
from flows.reading.negation import asks, doubtful
from flows.report.care import calls_for_care, meet_text
from flows.report.content import (
    answered_by_cry,
    begin_with,
    come_back,
    keep_beside,
    reassure,
    returned,
    thanked,
)
from flows.report.evidence import filed, keep_text
from flows.report.filled import take_facts, take_place, take_story
from flows.report.report import begin_guided
from flows.report.table import CATEGORY, QUICK

ESCALATE_AFTER = 3


def take_text(step: Step, text: str) -> None:
    """Read a text: first as a code, then as a command, then as an answer or content."""
    if take_code(step, text.strip()):
        return
    guess_language(step, text)
    if _officer_says(step, text):
        return
    if step.flow and closes(step, current(step), text):
        step.flow.done(step)
        return
    command = None if step.event.origin else words.command(text)
    if step.conversation.answering:
        step.change(answering=False)
        command = None if command in OPENED_REPLIES else command
    fresh = command == "start" and not (step.conversation.run or step.conversation.stopped)
    if fresh or (step.conversation.asked == "topic" and acknowledges(text)):
        greet(step, text)
        return
    if command and not command_is_asked(step, command, text) and obey(step, command):
        return
    if not look_up_named(step, current(step), text):
        take_words(step, text)


def _officer_says(step: Step, text: str) -> bool:
    """Hear what an officer says outside any question that takes a text; else False."""
    conversation = step.conversation
    if not conversation.officer or has_draft(conversation) or isinstance(current(step), Text):
        return False
    return hear_officer(step, text)


def take_words(step: Step, text: str) -> None:
    """Read a text that is no command: as a cry for help, an answer to the question on show, or content."""
    question, desk = current(step), step.conversation.flow == "officer"
    if not step.event.origin and (language := words.language(text)):
        _speak(step, language)
    elif returned(step):
        come_back(step, text)
    elif not desk and calls_for_care(text) and not no_cry(question, text):
        _cry(step, text)
    elif not (desk or step.event.origin or isinstance(question, Text | Evidence)) and only_afraid(text):
        step.aside = step.conversation.asked if step.flow and step.conversation.asked in ASIDES else ""
        reassure(step)
    elif question is None:
        _first(step, text)
    elif step.event.origin and (step.conversation.owed is not None or question.volatile):
        keep_beside(step, question, text)  # a message of somebody else's sends nothing
    elif not _heard(step, question, text):
        _read(step, question, text)
    if not (desk or step.event.origin) and watched(text):
        keep_safe(step)


def _cry(step: Step, text: str) -> None:
    """Answer despair, danger or a child first, and keep the words, whatever was asked."""
    if step.conversation.asked in ASIDES:
        step.change(asked="")
    conversation, question = step.conversation, current(step)
    if not (has_draft(conversation) or filed(step)):
        begin_with(step, text, named_category(step, text))
    elif _only_despairs(step, text):
        come_back(step, text)
    elif question is None or not _cries_in_answer(step, question, text):
        meet_text(step, text)
        keep_beside(step, question, text)


def _only_despairs(step: Step, text: str) -> bool:
    """True for a short cry beside a draft; a forwarded one, and one within a burst, belong to the draft."""
    conversation = step.conversation
    apart = step.event.origin is not None or conversation.owed is not None
    return has_draft(conversation) and not apart and len(text.split()) <= SENTENCE and signals.despair(text)


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
    if question.id == "category" and tells_category(step, question, text):
        return
    if isinstance(question, Text) and not is_name(question, text) and obey_meant(step, question, text):
        return
    try:
        value = question.parse(step.conversation, text, step.names)
    except Rejected as rejected:
        _unmatched(step, text, rejected.key)
    else:
        answer(step, question, value)
        if isinstance(question, Choice) and not (question.volatile or question.id in _APART):
            _keep_more(step, question, text, value)


_APART = KEPT_ELSEWHERE.union(ASIDES)


def _keep_more(step: Step, question: Choice, text: str, value: str) -> None:
    """Keep what a typed answer says beyond the name of an option."""
    if step.conversation.flow not in {"report", "enrich"}:
        return
    if question.id in {"where", "region"} and (place := told_place(text)):
        take_place(step, place)
    elif find(text) or adds(text, question.spoken((value,), step.names)[value]):
        keep_text(step, text)
        take_story(step, text)


def _heard(step: Step, question: Question, text: str) -> bool:
    """Act on thanks, a denied danger or a refused name, before the text is read as an answer."""
    if words.courtesy(text):
        if step.conversation.flow in {"", "officer"}:
            greet(step, text)
        return True
    if question.id == "danger" and no_danger(text):
        answer(step, question, "no")
        return True
    if take_facts(step, question, text) or declined(step, question, text):
        return True
    return question.id == "name" and keeps_name(step, text)


def _first(step: Step, text: str) -> None:
    """Read a text at rest: an officer's begins no report, others' are questions, commands or content."""
    if not step.conversation.officer:
        _begins(step, text)
    elif not is_content(step, text) or not keeps_nothing(step):
        greet(step)


def _begins(step: Step, text: str) -> None:
    """Answer a question, begin a report with content, or ask the first question."""
    calm = not (step.event.origin or wishes_to_report(step, text))
    category = named_category(step, text)
    if calm and category and not adds_to(text, category):
        begin_guided(step, category)
    elif calm and (topic := topic_of(text)):
        take_topic(step, topic, text)
    elif calm and obey_meant(step, None, text):
        return
    elif is_content(step, text) or (calm and _adds_news(step, text)):
        begin_with(step, text)
    elif category and adds_to(text, category):
        begin_with(step, text, category)
    elif category:
        begin_guided(step, category)
    else:
        greet(step, text)


def _adds_news(step: Step, text: str) -> bool:
    """Whether few words tell something to who has filed a case: `il m'a réécrit` may join it."""
    told = len(text.split()) > 1 and tells(text) and not (only_sounds(text) or asks(text))
    return bool(step.conversation.case) and told and not words.opens_with_greeting(text)


def greet(step: Step, text: str = "") -> None:
    """Show the first step: the desk, the draft, the categories or the languages; answer a text of thanks."""
    if thanked(step, text):
        return
    if (conversation := step.conversation).officer:
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
    if settled(step, current(step), text):
        return
    if aside in ASIDES and step.flow is None:
        _first(step, text)
    elif aside in ASIDES:
        step.change(asked="")
        take_words(step, text)
    else:
        _beside(step, text, key)


def _beside(step: Step, text: str, key: str) -> None:
    question = current(step)
    brief = len(text.split()) <= FEW_WORDS and not (find(text) or tells_fact(text))
    names = question is QUICK or (question is CATEGORY and not doubtful(text))
    if names and brief and (category := named_category(step, text)):
        take_category(step, question, text, category)
    elif topic := asks_topic(step, question, text):
        take_topic(step, topic, text)
    elif isinstance(question, Choice) and obeys_at_once(step, question, text):
        return
    elif isinstance(question, Evidence) or _keeps(step, question, text, key):
        keep_beside(step, question, text, long=key == "too-long")
    elif step.conversation.flow == "status" and is_content(step, text):
        _first(step, text)
    elif obey_meant(step, question, text):
        return
    elif question is not None and _tells_more(question, text):
        keep_beside(step, question, text)
    else:
        _again(step, key)


def _keeps(step: Step, question: Question | None, text: str, key: str) -> bool:
    """True where a text beside the question is kept: during a report, for a text with content."""
    if step.conversation.flow not in {"report", "enrich"} or not isinstance(question, Question):
        return False
    if key == "too-long":
        return True
    fact = words.command(text) is None and tells_fact(text)
    told = (fact or len(text.split()) > FEW_WORDS) and not words.opens_with_greeting(text)
    return isinstance(question, Choice) and (told or is_content(step, text))


def _tells_more(question: Question, text: str) -> bool:
    """True for a few words that are no option where more may be told: at the review, and after the filing."""
    if asks(text):
        return False
    if question.id == "more":
        return True
    said = not only_sounds(text) and (len(text.split()) >= FEW_WORDS or signals.topic(text) not in AT_REST)
    return question.id in SENDING and said and tells(text)


def _again(step: Step, key: str) -> None:
    misses = step.conversation.misses + 1
    step.change(misses=misses)
    step.line(key if misses < ESCALATE_AFTER else "lost")
