"""Commands, typed or tapped at any moment, and the effects of answers to asides."""

from collections.abc import Callable, Mapping

from flows.awareness.pages import PAGES, show_page
from flows.channels import traits_of
from flows.check import check
from flows.core.conversation import HIDDEN_NOW, Conversation, has_draft
from flows.core.effects import Hide, LookUp
from flows.core.questions import Choice, Evidence, Question, acts_for_good
from flows.core.step import Step
from flows.desk.officer import begin_desk
from flows.dialogue.asides import ASIDES
from flows.follow.answering import ask_question
from flows.follow.between import SENDING, has_sent, only_agrees, sends_as_offered
from flows.follow.rights import ask_data, ask_forget, take_forget
from flows.follow.status import withdraw
from flows.follow.traceless import hide_parted, take_untie
from flows.follow.unasked import start, stop
from flows.pictures.words import take_read
from flows.report.content import drop, leave, offer_help, offer_sending, restart, unfile
from flows.report.evidence import filed
from flows.report.found import take_found
from flows.report.report import begin_guided, begin_quick, has_substance

Command = Callable[[Step], None]


def current(step: Step) -> Question | None:
    """The question on show: an aside, else the flow's."""
    if aside := ASIDES.get(step.conversation.asked):
        return aside
    return step.flow.position(step.conversation) if step.flow else None


def answer(step: Step, question: Question, value: str) -> None:
    """Take an answer to an aside or to a question of the flow."""
    if (step.early and acts_for_good(question, value)) or (value == "send" and only_agrees(step)):
        _ask_again(step, question)
        return None
    if act := _ASIDE.get(question.id):
        step.change(asked="")
        return act(step, value)
    unseen = question.volatile and step.conversation.owed is not None
    if unseen and not sends_as_offered(step, question, value):
        step.line("unsent")
        return None  # not shown yet, in a burst: it is asked now
    flow = step.flows[step.conversation.flow]
    if flow.linear:
        step.rewind(question.id)
    if not question.volatile:
        step.give(question.id, value)
    return flow.answered(step, question, value)


def _ask_again(step: Step, question: Question) -> None:
    step.aside = question.id if question.id in ASIDES else ""
    if question.id in SENDING:
        step.line("unsent")


def _back(step: Step) -> None:
    conversation = step.conversation
    question = current(step)
    if question is not None and question.id in ASIDES:
        step.change(asked="")
        if not step.flow:
            _home(step)
    elif conversation.editing:
        step.change(editing="")
    elif conversation.answers and question is not None and question.id != "quick":
        step.rewind(conversation.answers[-1].question)
    else:
        step.aside = "menu"


def _edit(step: Step) -> None:
    step.aside = "edit" if has_draft(step.conversation) and step.conversation.answers else "menu"


def _cancel(step: Step) -> None:
    """Ask before a draft is dropped. What is sent already is shown, with the button that withdraws it."""
    conversation = step.conversation
    if has_draft(conversation):
        step.aside = "drop"
    elif conversation.case and not conversation.officer and _after_filing(conversation):
        step.line("sent-stays")
        step.begin("status", case=conversation.case)
    else:
        if not conversation.officer:
            step.line("nothing-new-sent" if conversation.case else "nothing-sent")
        step.rest()
        step.aside = "menu"


def _after_filing(conversation: Conversation) -> bool:
    """True at rest behind a filing, and while details are added to the case."""
    return conversation.asked not in ASIDES and conversation.flow in {"", "enrich", "add"}


def _withdraw(step: Step) -> None:
    """Show the cases, each with its button to withdraw; where none is filed, what is not sent is dropped."""
    conversation = step.conversation
    if conversation.case and not has_draft(conversation):
        step.begin("status", case=conversation.case)
    else:
        (_status if conversation.case else _cancel)(step)


def _menu(step: Step) -> None:
    """An officer comes to the desk first; there, the menu shows what else there is."""
    conversation = step.conversation
    if conversation.officer and not has_draft(conversation) and conversation.asked != "desk":
        begin_desk(step)
    else:
        step.aside = "menu"


def _language(step: Step) -> None:
    step.aside = "language"


def _hide(step: Step) -> None:
    """Hide the chat, and stay quiet: a further message would show the chat again."""
    hides = traits_of(step.conversation.chat).hides
    if hides and not step.conversation.run:
        hide_parted(step)
        return
    if hides:
        step.effects.append(Hide())
        step.line("hidden")
    else:
        step.line("hide-yourself")
    step.say()
    step.change(hushed=True, asked=HIDDEN_NOW, owed=None)
    step.silent = True


def _new(step: Step) -> None:
    if has_draft(step.conversation):
        step.aside = "resume"
    else:
        begin_guided(step)


def _status(step: Step) -> None:
    if has_draft(step.conversation) or filed(step):
        step.effects.append(LookUp("cases"))
        step.silent = True
    else:
        step.begin("status")


def _desk(step: Step) -> None:
    if step.conversation.officer:
        begin_desk(step)
    else:
        step.aside = "menu"


def _stop(step: Step) -> None:
    """An officer's chat goes on: alerts are its purpose, and a command of the deployment closes it."""
    if step.conversation.officer:
        _cancel(step)
        return
    question = _on_show(step)
    stop(step)
    if isinstance(question, Choice) and has_draft(step.conversation):
        step.aside = "resume"  # a yes or no to "we write no more" is no answer to the question


def _start(step: Step) -> None:
    """The word by which people begin to use a chat, too."""
    if step.conversation.stopped:
        start(step)
    else:
        _menu(step)


def _resume(step: Step) -> None:
    """Ask the open question again; the notes and pieces sent meanwhile stay in the report."""
    step.change(unread=None)


COMMANDS: Mapping[str, Command] = {
    "back": _back,
    "edit": _edit,
    "cancel": _cancel,
    "menu": _menu,
    "help": offer_help,
    "language": _language,
    "hide": _hide,
    "data": ask_data,
    "forget": ask_forget,
    "unfile": unfile,
    "new": _new,
    "status": _status,
    "answer": ask_question,
    "withdraw": _withdraw,
    "desk": _desk,
    "resume": _resume,
    "restart": _new,
    **check.COMMANDS,
    "stop": _stop,
    "start": _start,
    **PAGES,
}

_STANDING = {"menu", "language", "help", "new", "status", "desk", "data", "forget", "hide", "start", "check"}
ALWAYS = frozenset({*_STANDING, *PAGES})
"""Commands whose buttons stay valid for ever: without asking, none deletes more than the messages on show."""


def set_language(step: Step, value: str) -> None:
    """Speak this language from now on; at rest, go to the first question."""
    step.change(language=value)
    if not step.flow:
        _home(step)


def _home(step: Step) -> None:
    if step.conversation.officer:
        begin_desk(step)
    else:
        begin_guided(step)


def _dropped(step: Step, value: str) -> None:
    if value == "yes":
        drop(step)
        step.line("dropped")


_ASIDE: Mapping[str, Callable[[Step, str], None]] = {
    "menu": lambda step, value: COMMANDS[value](step),
    "resume": lambda step, value: restart(step) if value == "restart" else _resume(step),
    "language": set_language,
    "edit": lambda step, value: step.change(editing=value),
    "found": take_found,
    "read": take_read,
    "signs": show_page,
    "topic": lambda step, _: begin_quick(step, step.conversation.about),
    **check.ANSWERED,
    "drop": _dropped,
    "withdraw": lambda step, value: withdraw(step) if value == "yes" else None,
    "untie": take_untie,
    "forget": take_forget,
}


def _on_show(step: Step) -> Question | None:
    """The question on the screen; None after the chat was hidden."""
    question, shown = current(step), step.conversation.asked.partition("~")[0]
    return question if question and shown == question.id else None


def obey(step: Step, command: str) -> bool:
    """Carry out a command where that makes sense; False where the text must be read as an answer."""
    question = _on_show(step)
    if isinstance(question, Choice):
        command = question.commands(step.conversation).get(command, command)
    if question and command in question.options(step.conversation):
        answer(step, question, command)
        return True
    if command == "send" and has_draft(step.conversation):
        _send(step)
        return True
    if command == "send" and has_sent(step, question):
        step.line("already-sent")
        return True
    if command == "no" and question and leave(step, question):
        return True
    if command in {"skip", "no", "done"} and question and _pass(step, question, command):
        return True
    if act := COMMANDS.get(command):
        act(step)
        return True
    return False


def _send(step: Step) -> None:
    """Send what an offer stands for; else offer to send."""
    if (question := current(step)) and sends_as_offered(step, question, "send"):
        answer(step, question, "send")
    else:
        offer_sending(step)


def _agrees(step: Step, question: Question) -> bool:
    """True where "that's it" is a yes: to a question whose yes does nothing for good."""
    unsure = isinstance(question, Choice) and "yes" in question.exact
    return not unsure and "yes" in question.options(step.conversation)


def _pass(step: Step, question: Question, command: str) -> bool:
    """Skip the question, or end the evidence; False where the command fits neither."""
    if isinstance(question, Evidence):
        if not filed(step) and not has_substance(step.conversation):
            step.line("need-one")
        else:
            answer(step, question, "done")
        return True
    if command == "done" and _agrees(step, question):
        answer(step, question, "yes")
        return True
    if command == "done" and step.flow and step.flow.early:
        step.flow.done(step)
        return True
    if question.optional:
        answer(step, question, "")
        return True
    if question.id == "category" and command == "skip":
        answer(step, question, "other")
        return True
    if command == "skip" or (command == "done" and question.id == "quick"):
        step.line("unsent" if question.id in SENDING else "cannot-skip")
        return True
    return False
