"""Reading an event: one function for each kind of event."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.core.draft import has_draft
from flows.core.effects import Enrol, PassOn
from flows.core.events import (
    Body,
    Contact,
    Due,
    Edited,
    Fetched,
    GroupMessage,
    Media,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
)
from flows.core.found import (
    Cases,
    Dismissed,
    Enrolment,
    Forgotten,
    Found,
    HeldData,
    OpenedCase,
    OpenQuestion,
    ReceiptCase,
)
from flows.core.questions import Choice, Rejected
from flows.core.step import Step
from flows.desk.officer import begin_desk
from flows.dialogue import commands
from flows.dialogue.sent import take_edit, take_media, take_spoken
from flows.dialogue.tapped import take_tap
from flows.dialogue.typed import greet, guess_language, take_code, take_text
from flows.follow.answering import REPLIES, ask_question, may_answer, take_answer
from flows.follow.rights import confirm, tell_data
from flows.follow.status import all_case_lines, case_lines
from flows.reading import answers as words
from flows.record import changed
from flows.report.content import keep_beside
from flows.report.evidence import filed

NOT_THE_PERSON = (Due, Fetched, Found)
"""Events that no person in the chat caused."""


def receive(step: Step) -> None:
    """Change the conversation as the event says. `engine.settle` asks the next question afterwards."""
    body = step.event.body
    if step.conversation.case and may_answer(step, body) and not _chooses(step, body):
        ask_question(step)
    else:
        _RECEIVERS[type(body)](step, body)
    if not step.conversation.reachable or step.conversation.missed:
        _meet_again(step)


def _chooses(step: Step, body: Body) -> bool:
    """True for a text that answers the question on show."""
    question = commands.current(step)
    if not (isinstance(question, Choice) and isinstance(body, Text)):
        return False
    try:
        return bool(question.parse(step.conversation, body.text, step.names))
    except Rejected:
        return False


def _meet_again(step: Step) -> None:
    """Pass on the missed messages when the person is back; while the chat must stay quiet, they wait.

    The held-back question is among them where this event gets no answer of its own.
    """
    body = step.event.body
    if isinstance(body, NOT_THE_PERSON) or (isinstance(body, Reachability) and not body.reachable):
        return
    waits = step.conversation.hushed
    step.change(reachable=True, missed=waits)
    if not waits:
        step.effects.insert(0, PassOn(replies=step.silent))


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


def _group(step: Step, body: GroupMessage) -> None:
    """Decline a group kindly, unless it is the officers' group."""
    if step.conversation.officer:
        if body.text:
            return take_text(step, body.text)
    elif not take_code(step, body.text.strip()):
        guess_language(step, body.text)
        if not (
            body.invited and step.conversation.asked == "declined"
        ):  # Telegram reports an invitation twice
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
    """Note the size of a file, which the channel did not give."""
    pieces = step.conversation.pieces
    weighed = (replace(piece, size=body.size) if piece.id == body.evidence else piece for piece in pieces)
    step.change(pieces=tuple(weighed))


def _found(step: Step, body: Found) -> None:
    match body.answer:
        case OpenQuestion() as found:
            step.event = changed(step.event, body=body.body)
            if not take_answer(step, found, body.body):
                _take_as_sent(step, found, body.body)
        case ReceiptCase() as found:
            _receipt(step, found)
        case Enrolment() as found:
            _enrolment(step, found)
        case Dismissed():
            _dismissed(step)
        case HeldData() as found:
            tell_data(step, found)
        case Forgotten() as found:
            confirm(step, found)
        case OpenedCase() as found:
            step.found = found
            step.change(seen=found.case.changes if found.case else 0)
        case Cases() as found if _report_under_way(step):
            step.lines += all_case_lines(found)
        case found:
            step.found = found


def _take_as_sent(step: Step, found: OpenQuestion, body: Body) -> None:
    """Read what was sent before the look-up; a bare yes or no is the answer to the officer's question."""
    if found.reference and isinstance(body, Text) and words.command(body.text) in REPLIES:
        keep_beside(step, None, body.text)
    else:
        _RECEIVERS[type(body)](step, body)


def _report_under_way(step: Step) -> bool:
    return has_draft(step.conversation) or filed(step)


def _receipt(step: Step, found: ReceiptCase) -> None:
    case = found.case
    if case is None:
        step.line(f"receipt-{found.outcome}")
        if step.conversation.flow == "status":
            step.rest()
    elif _report_under_way(step):
        step.lines += case_lines(case)
    else:
        known = step.conversation.run
        step.begin("status", case=case.reference)
        step.change(guest=not case.mine)
        if not known:
            step.change(guessed=case.language)
        step.give("which", case.reference)


def _enrolment(step: Step, found: Enrolment) -> None:
    if found.officer:
        step.effects.append(Enrol(found.officer))
        step.change(officer=found.officer, language=step.conversation.speaks)
        step.line("officer-welcome", name=found.name)
        begin_desk(step)
    else:
        step.line("enrolment-unknown")


def _dismissed(step: Step) -> None:
    """The chat is no officer's any more: treat the person like any other."""
    step.change(officer="")
    step.rest()
    step.line("enrolment-unknown")


def _due(step: Step, _: Due) -> None:
    """The draft's timer: remind once, later drop the draft; both are said."""
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
    Edited: take_edit,
    Unsupported: _unsupported,
    Reachability: _reachability,
    GroupMessage: _group,
    Fetched: _fetched,
    Found: _found,
    Due: _due,
}
