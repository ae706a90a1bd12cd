"""Bursts: files and forwarded messages that come one upon the other get one answer, once they have stopped.

Each answer to a single one would bury the last, and with it the button that sends the report. So the lines
wait in `Conversation.owed`, by their keys, and the conversation's timer asks the question a few quiet seconds
after the last message. Anything that must be said at once (care, a refusal) ends the wait.
"""

from collections.abc import Callable, Mapping

from flows.core.conversation import Conversation
from flows.core.effects import Code, Line, Option, Say
from flows.core.events import Contact, Media, Place, Text
from flows.core.step import REVISION, Step, asked_as, escape, standing

_COUNTED, _ARRIVED = "evidence-received", "understood-text"
_TELLING = frozenset({"quick", "evidence"})
"""Questions whose prompt says what came; where something else is asked first, a line says so."""
_GOES_TO = "answer-goes-to"
_ORIGINALS = ("original-telegram", "original-whatsapp", "original-web")
_MAY_WAIT = frozenset(
    {
        "welcome-short",
        "voice-received",
        "note-kept",
        "caption-kept",
        "place-received",
        "contact-received",
        "unsent",
        "original-filed",
        _COUNTED,
        _GOES_TO,
        *_ORIGINALS,
    }
)
"""Lines without values of their own: `_lines` and `_WAYS` make them anew when they are said."""

_WAYS: Mapping[str, Callable[[Step], Option]] = {
    _GOES_TO: lambda _: standing("new"),
    **{key: lambda step: escape(step, "unfile") for key in _ORIGINALS},
}


def gather(step: Step, *, wait: bool) -> None:
    """Put the answer to one message of a burst off, or begin the answer with what is owed."""
    if step.silent:
        return
    if wait and _passed_on(step) and _can_wait(step):
        _hold(step)
    elif step.conversation.owed is not None:
        _pay(step)


def _passed_on(step: Step) -> bool:
    """True for what a person sends on and does not write here: such messages come many at a time."""
    body = step.event.body
    return isinstance(body, (Media, Place, Contact)) or (
        isinstance(body, Text) and step.event.origin is not None
    )


def _can_wait(step: Step) -> bool:
    """True where the question is all there is to say, beside lines that lose nothing by waiting."""
    keys = {line.key for line in step.lines if isinstance(line, Line)}
    return bool(step.flow) and keys <= _MAY_WAIT and not any(isinstance(one, Say) for one in step.effects)


def _hold(step: Step) -> None:
    conversation = step.conversation
    owed = conversation.owed or ()
    keys = [line.key for line in step.lines if isinstance(line, Line)]
    if _tells(step):
        keys.append(_COUNTED if isinstance(step.event.body, Media) else _ARRIVED)
    new = tuple(key for key in dict.fromkeys(keys) if key not in owed)
    step.change(owed=(*owed, *new), asked=_asked(step))
    step.silent = True


def _tells(step: Step) -> bool:
    """True where the question that is asked once it is quiet says by itself what came."""
    question = step.flow.position(step.conversation) if step.flow else None
    return question is not None and question.id in _TELLING


def _asked(step: Step) -> str:
    """The question to ask once it is quiet: an aside that the burst itself called for, else the flow's own.

    Empty where buttons on the screen are out of date by now: a tap on one shows the present state.
    """
    shown = step.conversation.asked
    question = step.flow.position(step.conversation) if step.flow else None
    called_for = step.conversation.owed is not None and REVISION not in shown
    goes_on = question is not None and shown == asked_as(step.conversation, question)
    return step.aside or (shown if called_for or goes_on else "")


def _pay(step: Step) -> None:
    conversation = step.conversation
    owed = conversation.owed or ()
    if not step.aside and _tells(step):
        owed = tuple(key for key in owed if key not in {_COUNTED, _ARRIVED})
    before = [line for key in owed for line in _lines(conversation, key) if line not in step.lines]
    step.lines[:0] = before
    step.ways += [_WAYS[key](step) for key in owed if key in _WAYS]
    step.change(owed=None)


def _lines(conversation: Conversation, key: str) -> tuple[Line | Code, ...]:
    if key == _COUNTED:
        return (Line(key, {"count": conversation.count}),)
    if key == _ARRIVED:
        return (Line(key, {"again": 0}),)
    return (Line(key), Code(conversation.case)) if key == _GOES_TO else (Line(key),)
