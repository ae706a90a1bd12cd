"""Reading an event: one function for each kind of event."""

from collections.abc import Callable, Mapping

from flows.check.asking import named_in
from flows.check.check import ends, look, take_question, tell, wants_check
from flows.core.campaigns import OpenedCampaign
from flows.core.conversation import has_draft
from flows.core.effects import PassOn
from flows.core.events import (
    Body,
    Codes,
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
    Words,
)
from flows.core.found import (
    Cases,
    Checked,
    Dismissed,
    Enrolment,
    Forgotten,
    Found,
    HeldData,
    NamedCase,
    OpenedCase,
    OpenQuestion,
    ReceiptCase,
)
from flows.core.language import guess_language
from flows.core.questions import acts_for_good
from flows.core.step import REVISION, Step
from flows.desk.chat import dismissed, enrol, show_campaign, show_case
from flows.dialogue import commands
from flows.dialogue.asides import ASIDES
from flows.dialogue.meant import news_asked, open_news
from flows.dialogue.sent import take_edit, take_media, take_spoken
from flows.dialogue.tapped import take_tap
from flows.dialogue.typed import greet, take_text, take_words
from flows.follow import feedback
from flows.follow.answering import REPLIES, ask_question, may_answer, take_answer
from flows.follow.between import SENDING, assents, came_between, chooses, may_be_meant
from flows.follow.codes import take_code
from flows.follow.named import take_named
from flows.follow.rights import confirm, tell_data
from flows.follow.status import all_case_lines, case_lines
from flows.opinion import AwaitedFeedback
from flows.pictures.words import READING, ask_read, waive
from flows.reading import answers as words
from flows.record import changed
from flows.report.content import drop, keep_beside
from flows.report.evidence import code_lines, filed, keep_codes, take_fetched
from flows.report.found import indicator_lines
from flows.report.own import take_wish
from flows.report.report import file_left_alone
from flows.roads.arrive import arrives

NOT_THE_PERSON = (Due, Fetched, Codes, Words, Found)
"""Events that no person in the chat caused."""


def receive(step: Step) -> None:
    """Change the conversation as the event says. `engine.settle` asks the next question afterwards."""
    body, opened = step.event.body, ""
    waive(step)
    if step.conversation.announced and (opened := news_asked(step, body)):
        guess_language(step)
        open_news(step, opened)
    elif feedback.may_answer(step, body):
        feedback.ask_typed(step)
    elif _concerns_case(step, body):
        ask_question(step)
    else:
        _RECEIVERS[type(body)](step, body)
    if not step.deferred and (not step.conversation.reachable or step.conversation.missed):
        _meet_again(step, opened)


def _concerns_case(step: Step, body: Body) -> bool:
    """Whether a message may be meant for something that came about a case: a question, or a notice."""
    if not (step.conversation.case or assents(body)):
        return False
    question = commands.current(step)
    chosen = chooses(step, question, body)
    if step.early and acts_for_good(question, chosen):
        return False
    return may_be_meant(question, body, chosen) or (
        bool(step.conversation.case) and not chosen and may_answer(step, question, body)
    )


def _meet_again(step: Step, opened: str) -> None:
    """Pass on the missed messages when the person is back; while the chat must stay quiet, they wait.

    The held-back question is among them where this event gets no answer of its own. A person who wants no
    notices gets them by writing, and not by being reachable again. The news of the case `opened` are in the
    answer itself.
    """
    body = step.event.body
    if isinstance(body, NOT_THE_PERSON) or (isinstance(body, Reachability) and not body.reachable):
        return
    waits = step.conversation.hushed
    written = not isinstance(body, Reachability)
    unasked = step.conversation.stopped and not written
    step.change(reachable=True, missed=waits or unasked)
    if not waits:
        if written:
            step.change(announced="")
        step.effects.insert(0, PassOn(step.silent, notices=not unasked, words=written, shown=opened))


def _text(step: Step, body: Text) -> None:
    if wants_check(step, body.text):
        guess_language(step, body.text)
        take_question(step, body.text)
    elif not (ends(step, body.text) or take_wish(step, body.text) or arrives(step, body.text)):
        take_text(step, body.text)


def _start(step: Step, body: Start) -> None:
    guess_language(step)
    if body.payload and (take_code(step, body.payload) or arrives(step, body.payload)):
        return
    step.change(asked="", unread=None)
    greet(step)


def _unsupported(step: Step, body: Unsupported) -> None:
    guess_language(step)
    step.line("unsupported", kind=body.kind)


def _reachability(step: Step, body: Reachability) -> None:
    if not body.reachable:
        step.change(reachable=False, owed=None)
    step.silent = True


def _group(step: Step, body: GroupMessage) -> None:
    """Decline a group kindly, unless it is the officers' group."""
    if step.conversation.officer:
        if body.text:
            return take_text(step, body.text)
    elif not take_code(step, body.text.strip()):
        guess_language(step, body.text)
        # Telegram reports an invitation twice.
        if not (body.invited and step.conversation.asked == "declined"):
            step.line("group-declined")
            step.say()
        if step.flow is None:
            step.change(asked="declined")
    step.silent = True
    return None


def _codes(step: Step, body: Codes) -> None:
    """Keep a picture's codes, and show them with the open question, unless the chat is to stay quiet."""
    conversation = step.conversation
    kept = keep_codes(step, body)
    if kept is None:
        step.silent = True
        return
    if conversation.quiet or conversation.owed is not None or conversation.unread:
        if REVISION in conversation.asked:
            step.change(asked="")  # what is on the screen does not show the codes
        step.silent = True
        return
    if conversation.checking and named_in("\n".join(body.codes)):
        step.line("codes-found")
        step.say()
        look(step, *body.codes)
        return
    step.line("codes-found")
    question = commands.current(step)
    listed = indicator_lines(step.conversation) if question and question.id in SENDING else ()
    step.lines += [code for code in code_lines(kept) if code not in listed]
    step.aside = conversation.asked if conversation.asked in ASIDES else ""


def _words(step: Step, body: Words) -> None:
    """Ask about what was read in pictures, unless something else is asked aside."""
    asked = step.conversation.asked
    if (asked in ASIDES and asked != READING.id) or not ask_read(step, body):
        step.silent = True


def _found(step: Step, body: Found) -> None:
    match body.answer:
        case OpenQuestion() as found:
            step.event = changed(step.event, body=body.body)
            _question(step, found, body.body)
        case AwaitedFeedback() as found:
            step.event = changed(step.event, body=body.body)
            if not feedback.take(step, found, body.body):
                _not_asked(step, body.body)
        case NamedCase() as found:
            if not take_named(step, commands.current(step), found, body.body.text):
                take_words(step, body.body.text)
        case ReceiptCase() as found:
            _receipt(step, found)
        case Enrolment() as found:
            enrol(step, found)
        case Checked() as found:
            tell(step, found)
        case Dismissed():
            dismissed(step)
        case HeldData() as found:
            tell_data(step, found)
        case Forgotten() as found:
            confirm(step, found)
        case OpenedCase() as found:
            show_case(step, found)
        case OpenedCampaign() as found:
            show_campaign(step, found)
        case Cases() as found if _report_under_way(step):
            step.lines += all_case_lines(found)
        case found:
            step.found = found


def _question(step: Step, found: OpenQuestion, body: Body) -> None:
    """Take what was sent as an answer to the officer, to the question on show, or as any other message."""
    question = commands.current(step)
    chosen = chooses(step, question, body)
    if may_be_meant(question, body, chosen):
        if came_between(step, found, body, chosen):
            step.aside = step.conversation.asked if step.conversation.asked in ASIDES else ""
        else:
            _RECEIVERS[type(body)](step, body)
    elif not take_answer(step, found, body):
        _take_as_sent(step, found, body)


def _take_as_sent(step: Step, found: OpenQuestion, body: Body) -> None:
    """Read what was sent before the look-up; a bare yes or no is the answer to the officer's question."""
    if found.reference and isinstance(body, Text) and words.command(body.text) in REPLIES:
        keep_beside(step, None, body.text)
    else:
        _RECEIVERS[type(body)](step, body)


def _not_asked(step: Step, body: Body) -> None:
    """Read a yes or no that answers no question about the help given, as if that did not exist."""
    if _concerns_case(step, body):
        ask_question(step)
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
    elif has_draft(step.conversation) or filed(step):
        step.lines += case_lines(case)
    else:
        known = step.conversation.run
        step.begin("status", case=case.reference)
        step.change(guest=not case.mine)
        if not known:
            step.change(guessed=case.language)
        step.give("which", case.reference)


def _due(step: Step, _: Due) -> None:
    """The timer: answer a burst; remind once of a draft, later drop the draft. All are said."""
    conversation = step.conversation
    draft = has_draft(conversation)
    if not conversation.due or step.event.time < conversation.due:
        step.silent = True
    elif conversation.owed is not None:
        step.aside = conversation.asked if conversation.asked in ASIDES else ""
    elif file_left_alone(step):
        return
    elif draft and not (conversation.reminded or conversation.quiet):
        step.change(reminded=True)
        step.line("reminder")
        step.aside = "resume"
    else:
        drop(step)
        if draft and not conversation.quiet:
            step.line("expired")


_RECEIVERS: Mapping[type, Callable[..., None]] = {
    Text: _text,
    Tap: lambda step, body: take_tap(step, body.button),
    Media: take_media,
    Place: take_spoken,
    Contact: take_spoken,
    Start: _start,
    Edited: take_edit,
    Unsupported: _unsupported,
    Reachability: _reachability,
    GroupMessage: _group,
    Fetched: take_fetched,
    Codes: _codes,
    Words: _words,
    Found: _found,
    Due: _due,
}
