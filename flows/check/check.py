"""Is this a scam? A number, a link or a message is looked up; it is not filed.

The text waits in the conversation for one tap, which makes it the draft of a report, as a question about the
service does (`about`). The answer never tells a number of reports, nor who reported.
"""

from collections.abc import Callable, Mapping

from flows.answers.asked import asks_what_to_do
from flows.check.asking import (
    asks_check,
    checked_part,
    ends_check,
    named_in,
    names_scam,
    own_words,
    question_part,
)
from flows.check.signs import family, signs
from flows.core.conversation import Conversation, Note, has_draft
from flows.core.effects import Code, Label, Line, LookUp
from flows.core.found import Checked
from flows.core.questions import Choice, Text
from flows.core.step import Step, escape, standing
from flows.indicators.defang import still
from flows.indicators.near import bands
from flows.indicators.traces import of_indicators
from flows.reading import signals
from flows.record import changed
from flows.report.care import calls_for_care
from flows.report.found import CONTEST
from flows.report.report import begin_quick
from flows.said import Origin

CHECK = Text("check", max_chars=20_000)
"""Asks for what is to be checked."""

CHECKED = Choice("checked", fixed=("report",), aliases={"yes": "report", "new": "report"}, show=lambda _: ())
"""Offers to report what was just checked."""

_LIKE = frozenset({"blackmail", "threat", "trafficking", "hacking"})
"""Categories that are worth naming beside a scam."""

MOST_TEXTS = 5
"""So many of the forwarded messages are checked at once."""

_MESSAGE = 4
"""A text of so many words is a message; less is `bonjour, voici`."""

_QUESTION = 6
"""A question of at most so many words beside what it names tells of nothing else."""

_ABOUT = "about"
"""In `Conversation.relayed`: the text that waits was forwarded, so it tells nothing of the reporter."""


def wants_check(step: Step, text: str) -> bool:
    """True where a text asks whether something is a scam and no report is being told, or answers `CHECK`.

    The words of a scam may read as a cry for help: care is for the words of the person who asks.
    """
    conversation = step.conversation
    asked = conversation.asked == CHECK.id
    if asked and (step.event.origin or (named_in(text) and not calls_for_care(text))):
        return True
    asks = asks_check(text) or (has_draft(conversation) and names_scam(text))
    if step.event.origin or conversation.officer or not asks:
        return False
    if calls_for_care(question_part(text) if checked_part(text) else own_words(text)):
        return False
    if has_draft(conversation):
        if asks_what_to_do(text) and not _forwarded(conversation):
            return False  # `must I pay?` is about what the person has told
        return not checked_part(text) or _only_asks(step, text)
    return conversation.flow in {"", "report", "status"}


def _could_be_sent(step: Step) -> bool:
    question = step.flow.position(step.conversation) if step.flow else None
    return question is not None and question.volatile


def _only_asks(step: Step, text: str) -> bool:
    """True for a short question about a number or link while a choice is asked; a longer one tells more."""
    question = step.flow.position(step.conversation) if step.flow else None
    return isinstance(question, Choice) and len(own_words(text).split()) <= _QUESTION


def take_question(step: Step, text: str) -> None:
    """Check the text that the question is about: its own, the one just forwarded, or the next one."""
    if step.conversation.asked == CHECK.id:
        step.change(asked="")
        look(step, checked_part(text) or text)
    elif part := checked_part(text):
        look(step, part)
    else:
        begin_check(step)


def begin_check(step: Step) -> None:
    """Check the messages that were just forwarded, else ask for one."""
    if texts := _forwarded(step.conversation):
        look(step, *texts)
    else:
        step.aside = CHECK.id


def _forwarded(conversation: Conversation) -> tuple[str, ...]:
    """The texts that were forwarded to begin the draft, and the codes in its pictures."""
    if not conversation.quick or conversation.answer("quick") is not None or conversation.flow != "report":
        return ()
    story = conversation.answer("story") if "story" in conversation.relayed else ""
    told = [note.text for note in conversation.notes if note.forwarded]
    return tuple([text for text in (story, *told) if text][:MOST_TEXTS])


def ends(step: Step, text: str) -> bool:
    """End the check kindly at thanks, no or `ok`, which report nothing; False for any other text."""
    asked = step.conversation.asked
    if step.event.origin or asked not in {CHECK.id, CHECKED.id}:
        return False
    if not ends_check(text, answered=asked == CHECKED.id):
        return False
    if has_draft(step.conversation) or step.conversation.officer:
        step.change(asked="")
    else:
        step.rest()
    step.line("checked-closed")
    return True


def asks_of_picture(step: Step, caption: str) -> bool:
    """True where a picture is sent to be checked: as what was asked for, or with the question under it."""
    return step.conversation.asked == CHECK.id or (bool(caption) and asks_check(caption))


def check_picture(step: Step, caption: str) -> None:
    """Say what of a picture can be checked, and check what its caption names. Its codes come later."""
    step.line("check-picture")
    step.change(checking=True)
    if named_in(caption):
        step.say()
        look(step, checked_part(caption) or caption)


def look(step: Step, *texts: str) -> None:
    """Look texts up, where one names something or may be a message; else say what can be checked."""
    if not any(map(_can_be_checked, texts)):
        step.line("check-nothing")
        step.aside = CHECK.id
        return
    if not (has_draft(step.conversation) or step.conversation.officer):
        step.change(relayed=(_ABOUT,) if step.event.origin else ())
    step.effects.append(LookUp("check", {f"text-{number}": text for number, text in enumerate(texts, 1)}))
    step.silent = True


def _can_be_checked(text: str) -> bool:
    """True for a text with a trace, for one like a copy, and for a short one that reads as a message."""
    return any(of_indicators(named_in(text))) or bool(bands(text)) or len(text.split()) >= _MESSAGE


def tell(step: Step, found: Checked) -> None:
    """Say what was found, what the text looks like, why, and what to do; offer to report it.

    Where the draft could be sent by a yes, whether to go on is asked first: the yes may be meant for this. A
    picture that was sent to be checked is the draft itself.
    """
    step.lines += [*_verdict(found), *_looks(found.text), Line("checked-advice")]
    if has_draft(step.conversation):
        step.aside = "resume" if _could_be_sent(step) and not step.conversation.checking else ""
        return
    relayed = step.conversation.relayed
    if step.flow and step.conversation.flow == "report":
        step.rest()
    if step.flow or step.conversation.officer:
        return
    step.change(about=found.text, relayed=relayed)
    step.aside = CHECKED.id
    step.ways.append(standing("menu"))
    if found.reported or found.known or found.copied:
        step.ways.append(escape(step, "contest"))


def _verdict(found: Checked) -> tuple[Line | Code, ...]:
    if found.limited:
        return (Line("checked-limited"),)
    named: tuple[Line | Code, ...] = ()
    if found.reported:
        named = (Line("checked-reported"), *(Code(still(value)) for value in found.reported))
    others = [value for value in found.known if value not in found.reported]
    listed = (Line("checked-known"), *(Code(still(value)) for value in others)) if others else ()
    copied = (Line("checked-copied"),) if found.copied else ()
    return (*named, *listed, *copied) or (Line("checked-unknown"),)


def _looks(text: str) -> tuple[Line, ...]:
    """The kind of scam, else the category that the text is about, and the signs in it."""
    lines = [Line(f"sign-{name}") for name in signs(text)]
    if kind := family(text) if lines else "":
        return (Line(f"scam-{kind}"), *lines)
    category = signals.guess_category(text)
    if category in _LIKE:
        return (Line("understood-category", {"category": Label(f"category-{category}")}), *lines)
    return tuple(lines)


def report_checked(step: Step, _: str) -> None:
    """Begin a report with the text that was checked."""
    conversation = step.conversation
    if _ABOUT in conversation.relayed:
        step.event = changed(step.event, origin=Origin())
    begin_quick(step, conversation.about)


def contest(step: Step) -> None:
    """Begin a report that says that a reported value is no scam: officers decide; its traces do not count."""
    text = step.conversation.about
    if step.conversation.asked != CHECKED.id or not text:
        begin_check(step)
        return
    step.begin("report", quick=True)
    step.give("category", "other")
    step.change(notes=(Note(text, kind=CONTEST, sent=step.event.sent),))
    step.line("contest-begun")


COMMANDS: Mapping[str, Callable[[Step], None]] = {"check": begin_check, "contest": contest}
ANSWERED: Mapping[str, Callable[[Step, str], None]] = {"check": look, "checked": report_checked}
"""The effects of answers to the two asides."""
