"""Questions about the service are answered, not filed: who reads this, is it free, where is my case.

Each answer offers *This is a report*, which files the words after all.
"""

from collections.abc import Mapping

from flows.answers.asked import (
    ACCOUNT,
    FAULT,
    NEXT,
    SCREENSHOT,
    TO_ADD,
    TO_CALL,
    TO_COME,
    TO_DO,
    WHAT,
    WHO,
    asked_topic,
    asks_what_to_do,
    of_paying,
    speaks_of,
)
from flows.channels import channel_of, traits_of
from flows.core.conversation import has_draft
from flows.core.effects import Line
from flows.core.questions import Choice, Question
from flows.core.step import Step, standing
from flows.dialogue.commands import obey
from flows.dialogue.meant import PLAIN, SURE, names_hiding
from flows.indicators.find import find
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.answers import normalise
from flows.reading.negation import asks, refuses
from flows.report.care import calls_for_care, grave, placed
from flows.waiting.person import ask_person, wants_person

MOST_WORDS = 16
"""A longer text tells a story."""

AT_REST = frozenset({"insult-or-test"})
"""Topics that are no question: during a report such a text is an answer that was not understood."""

COMMAND_OF: Mapping[str, str] = {"where-is-my-case": "status", "delete-data": "data"}
"""Topics that a command answers best."""

FEW_WORDS = 8
"""So many words at most tell that someone looks at the phone, and no more."""

FEW = 3
"""Fewer words than these name a thing beside a report, and no accident: `une voiture`."""

PERSON = "talk-to-person"
TOPICS = (
    "accident",
    TO_ADD,
    TO_CALL,
    FAULT,
    "free",
    "how-long",
    "insult-or-test",
    "lost-code",
    "passport",
    "police",
    "safe",
    SCREENSHOT,
    TO_COME,
    PERSON,
    "what-can-i-report",
    WHAT,
    NEXT,
    TO_DO,
    WHO,
)
"""Topics with a line of their own, `topic-<name>`."""

LINE_OF: Mapping[str, str] = {ACCOUNT: "advice-hacking"}
"""Topics that the line of another thing answers."""

FIRM = frozenset({TO_ADD, TO_CALL, TO_COME})
"""Topics that may be asked in words of sending."""


def topic_of(text: str) -> str | None:
    """The topic of a question about the service; None for other texts, and for a lead or a crime."""
    if wants_person(text):
        return PERSON
    if len(text.split()) > MOST_WORDS or not any(map(str.isalpha, text)) or find(text):
        return None
    if words.courtesy(text) or words.command(text):
        return None
    if asked := asked_topic(text):
        return asked
    if signals.guess_category(text):
        return None
    if not watched(text) and signals.intent(text, SURE) in PLAIN:
        return None
    topic = "safe" if watched(text) else signals.topic(text)
    if topic == WHAT and refuses(text) and not asks(text):
        return None  # `ما جاوبنيش` tells of somebody
    if topic == "free" and asks_what_to_do(text):
        return None  # `must I pay, he holds my son` is about no price
    return topic if speaks_of(topic, text) else None


def watched(text: str) -> bool:
    """True for a few words that ask whether this chat is safe, or say that someone looks or comes."""
    if len(text.split()) > FEW_WORDS or not any(map(str.isalpha, text)) or asked_topic(text):
        return False
    return signals.topic(text) == "safe" or (signals.intent(text) == "hide" and not names_hiding(text))


def keep_safe(step: Step) -> None:
    """Say how the phone is kept safe, with a Hide button, unless that was said or the chat is quiet."""
    hides = traits_of(step.conversation.chat).hides
    line = Line("topic-safe" if hides else "hide-yourself")
    if step.silent or line in step.lines:
        return
    step.lines.append(line)
    if hides:
        step.ways.append(standing("hide"))


def take_topic(step: Step, topic: str, text: str) -> None:
    """Answer a question about the service; outside a report, offer to file the words after all."""
    conversation = step.conversation
    if command := COMMAND_OF.get(topic):
        obey(step, command)
        return
    if topic == PERSON and conversation.case and not (conversation.guest or has_draft(conversation)):
        ask_person(step, conversation.case)
        return
    blackmailed = conversation.answer("category") == "blackmail"
    if topic == "safe":
        keep_safe(step)
    elif topic == TO_DO and blackmailed and of_paying(normalise(text)):
        step.line("opening-blackmail")
    elif topic == TO_DO and conversation.despair:
        step.lines.append(placed(step, Line("care-despair")))
    else:
        step.line(LINE_OF.get(topic, f"topic-{topic}"))
        if topic == "free" and blackmailed:
            step.line("opening-blackmail")  # "must I pay?" may ask about the blackmailer
    if topic == PERSON and grave(conversation) and has_draft(conversation):
        step.line("person-after")
    if topic == WHO:
        step.line(f"anonymity-{channel_of(conversation.chat)}")
    if not conversation.flow:
        step.change(about=text)
        step.ways.append(standing("menu"))
        step.aside = "topic"


def asks_topic(step: Step, question: Question | None, text: str) -> str | None:
    """The topic of a text that answers no question of the report on show, and calls for no care."""
    if step.event.origin or not isinstance(question, Choice) or calls_for_care(text):
        return None
    topic = topic_of(text)
    told = topic in AT_REST or (topic == "accident" and len(text.split()) < FEW)
    return None if told and step.conversation.flow else topic
