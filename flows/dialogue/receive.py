"""What to make of an event: each kind has one place that reads it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.core.draft import has_draft
from flows.core.effects import Enrol
from flows.core.events import (
    Contact,
    Due,
    Edited,
    Fetched,
    Found,
    GroupMessage,
    Media,
    Missed,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
)
from flows.core.step import Step
from flows.desk.officer import begin_desk
from flows.dialogue import commands
from flows.dialogue.missed import meet_again, tell_missed
from flows.dialogue.sent import take_edit, take_media, take_spoken
from flows.dialogue.tapped import take_tap
from flows.dialogue.typed import greet, guess_language, take_code, take_text
from flows.follow.rights import confirm, tell_data
from flows.follow.status import all_case_lines, rows
from flows.report.evidence import filed


def receive(step: Step) -> None:
    """Look at the event and bring the conversation up to date; asking comes after."""
    _RECEIVERS[type(step.event.body)](step, step.event.body)
    if not step.conversation.reachable or step.conversation.missed:
        meet_again(step)


def _start(step: Step, body: Start) -> None:
    guess_language(step)
    if body.payload and take_code(step, body.payload):
        return
    step.change(asked="", unread=None)
    greet(step)


def _unsupported(step: Step, _: Unsupported) -> None:
    guess_language(step)
    step.line("unsupported")


def _reachability(step: Step, body: Reachability) -> None:
    if not body.reachable:
        step.change(reachable=False)
    step.silent = True


def _missed(step: Step, _: Missed) -> None:
    step.change(missed=True)
    step.silent = True


def _group(step: Step, body: GroupMessage) -> None:
    """Groups are politely declined, except officers'."""
    if step.conversation.officer:
        if body.text:
            return take_text(step, body.text)
    elif not take_code(step, body.text.strip()):
        guess_language(step, body.text)
        if not (body.invited and step.conversation.asked == "declined"):  # an invitation is told twice
            step.line("group-declined")
            step.say()
        if step.flow is None:
            step.change(asked="declined")
    step.silent = True
    return None


def _fetched(step: Step, body: Fetched) -> None:
    pieces = step.conversation.pieces
    if not body.failure:
        if any(piece.id == body.evidence and not piece.size for piece in pieces):
            _weigh(step, body)
        step.silent = True
        return
    failed = tuple(replace(piece, failed=True) if piece.id == body.evidence else piece for piece in pieces)
    if failed != pieces:
        step.change(pieces=failed, revision=step.conversation.revision + 1)
    if body.failure == "quota":
        step.line("evidence-day-full")
    else:
        step.line("evidence-too-big" if body.failure == "too_big" else "evidence-failed")


def _weigh(step: Step, body: Fetched) -> None:
    """A file whose size the channel did not tell: now it is known."""
    pieces = step.conversation.pieces
    weighed = (replace(piece, size=body.size) if piece.id == body.evidence else piece for piece in pieces)
    step.change(pieces=tuple(weighed))


def _found(step: Step, body: Found) -> None:
    if body.query == "receipt":
        _receipt(step, body)
    elif body.query == "enrolment":
        _enrolment(step, body)
    elif body.query == "dismissed":
        _dismissed(step)
    elif body.query == "my-data":
        tell_data(step, body.data)
    elif body.query == "forget":
        confirm(step, body.data)
    elif body.query == "missed":
        tell_missed(step, body.data)
    elif has_draft(step.conversation) or filed(step):
        step.lines += all_case_lines(step.conversation, body.data)
    else:
        step.found = body.data


def _receipt(step: Step, body: Found) -> None:
    if body.data["outcome"] != "found":
        step.line(f"receipt-{body.data['outcome']}")
        if step.conversation.flow == "status":
            step.rest()
    elif has_draft(step.conversation) or filed(step):
        step.lines += all_case_lines(step.conversation, body.data)
    else:
        case, known = rows(body.data)[0], step.conversation.run
        reference = str(case["reference"])
        step.begin("status", case=reference)
        step.change(guest=not case.get("mine"))
        if not known:
            step.change(guessed=str(case.get("language", "")))
        step.give("which", reference)


def _enrolment(step: Step, body: Found) -> None:
    if officer := body.data.get("officer"):
        step.effects.append(Enrol(str(officer)))
        step.change(officer=str(officer), language=step.conversation.speaks)
        step.line("officer-welcome", name=str(body.data["name"]))
        begin_desk(step)
    else:
        step.line("enrolment-unknown")


def _dismissed(step: Step) -> None:
    """No longer an officer: the chat is a person's like any other."""
    step.change(officer="")
    step.rest()
    step.line("enrolment-unknown")


def _due(step: Step, _: Due) -> None:
    """The draft's timer: one reminder, then an end, both said."""
    conversation = step.conversation
    draft = has_draft(conversation)
    hushed = conversation.hushed or not conversation.reachable
    if not conversation.due or step.event.time < conversation.due:
        step.silent = True
    elif draft and not (conversation.reminded or hushed):
        step.change(reminded=True)
        step.line("reminder")
        step.aside = "resume"
    else:
        commands.drop(step)
        if draft and not hushed:
            step.line("expired")


_RECEIVERS: Mapping[type, Callable[..., None]] = {
    Text: lambda step, body: take_text(step, body.text),
    Tap: lambda step, body: take_tap(step, body.button),
    Media: take_media,
    Place: take_spoken,
    Contact: take_spoken,
    Start: _start,
    Edited: lambda step, body: take_edit(step, body.text),
    Unsupported: _unsupported,
    Reachability: _reachability,
    Missed: _missed,
    GroupMessage: _group,
    Fetched: _fetched,
    Found: _found,
    Due: _due,
}
