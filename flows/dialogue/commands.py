"""Commands, typed or tapped at any moment, and the effects of answers to asides."""

from collections.abc import Callable, Mapping

from flows.channels import traits_of
from flows.core.draft import HIDDEN_NOW, has_draft
from flows.core.effects import Discard, Hide, LookUp
from flows.core.questions import Choice, Evidence, Question
from flows.core.step import Step
from flows.desk.officer import begin_desk
from flows.dialogue.asides import ASIDES
from flows.follow.answering import ask_question
from flows.follow.rights import ask_data, ask_forget, take_forget
from flows.follow.status import withdraw
from flows.follow.traceless import hide_parted, take_untie
from flows.report.care import meet_text
from flows.report.evidence import ORIGINAL, filed
from flows.report.report import begin_guided, begin_quick, has_substance

Command = Callable[[Step], None]


def current(step: Step) -> Question | None:
    """The question on show: an aside, else the flow's."""
    if aside := ASIDES.get(step.conversation.asked):
        return aside
    return step.flow.position(step.conversation) if step.flow else None


def answer(step: Step, question: Question, value: str) -> None:
    """Take an answer to an aside or to a question of the flow."""
    if act := _ASIDE.get(question.id):
        step.change(asked="")
        return act(step, value)
    flow = step.flows[step.conversation.flow]
    if flow.linear:
        step.rewind(question.id)
    if not question.volatile:
        step.give(question.id, value)
    return flow.answered(step, question, value)


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
    if has_draft(step.conversation):
        step.aside = "drop"
    else:
        step.rest()
        step.aside = "menu"


def drop(step: Step) -> None:
    """Drop the draft and its evidence."""
    pieces = tuple(piece.id for piece in step.conversation.pieces)
    if pieces and not filed(step):
        step.effects.append(Discard(pieces))
    step.rest()
    step.change(album="")


def _menu(step: Step) -> None:
    """An officer comes to the desk first; there, the menu shows what else there is."""
    conversation = step.conversation
    if conversation.officer and not has_draft(conversation) and conversation.asked != "desk":
        begin_desk(step)
    else:
        step.aside = "menu"


def _help(step: Step) -> None:
    step.line("help")


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
    step.change(hushed=True, asked=HIDDEN_NOW)
    step.silent = True


def _unfile(step: Step) -> None:
    """Remove the newest picture that was sent as a file; the person may send a photo in its place."""
    draft = step.conversation
    kept = [piece for piece in draft.pieces if piece.kind == ORIGINAL and not piece.failed]
    if not kept or filed(step):
        step.line("unfile-late" if kept else "unfile-none")
        return
    step.effects.append(Discard((kept[-1].id,)))
    step.change(
        pieces=tuple(piece for piece in draft.pieces if piece != kept[-1]), revision=draft.revision + 1
    )
    step.line("unfiled")
    if not has_substance(step.conversation):
        step.change(quick=False)


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


def _resume(step: Step) -> None:
    """Ask the open question again; the notes and pieces sent meanwhile stay in the report."""
    step.change(unread=None)


def restart(step: Step) -> None:
    """Start over, with the notes and pieces that were sent since the person came back."""
    draft = step.conversation
    notes, pieces = draft.unread or (len(draft.notes), len(draft.pieces))
    step.change(pieces=draft.pieces[:pieces])
    drop(step)
    if len(draft.notes) == notes and len(draft.pieces) == pieces:
        begin_guided(step)
        return
    told = "\n".join(note.text for note in draft.notes[notes:])
    begin_quick(step, told)
    meet_text(step, told)
    step.change(pieces=draft.pieces[pieces:])


COMMANDS: Mapping[str, Command] = {
    "back": _back,
    "edit": _edit,
    "cancel": _cancel,
    "menu": _menu,
    "help": _help,
    "language": _language,
    "hide": _hide,
    "data": ask_data,
    "forget": ask_forget,
    "unfile": _unfile,
    "new": _new,
    "status": _status,
    "answer": ask_question,
    "withdraw": _status,
    "desk": _desk,
    "resume": _resume,
    "restart": _new,
}

SENDING = frozenset({"quick", "confirm"})
"""The questions that file the report."""

ALWAYS = frozenset({"menu", "language", "help", "new", "status", "desk", "data", "forget", "hide"})
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


def _withdraw(step: Step, value: str) -> None:
    if value == "yes":
        withdraw(step)


_ASIDE: Mapping[str, Callable[[Step, str], None]] = {
    "menu": lambda step, value: COMMANDS[value](step),
    "resume": lambda step, value: restart(step) if value == "restart" else _resume(step),
    "language": set_language,
    "edit": lambda step, value: step.change(editing=value),
    "topic": lambda step, _: begin_quick(step, step.conversation.about),
    "drop": _dropped,
    "withdraw": _withdraw,
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
        command = question.aliases.get(command, command)
    if question and command in question.options(step.conversation):
        answer(step, question, command)
        return True
    if command == "send" and has_draft(step.conversation):
        _send(step)
        return True
    if command in {"skip", "no", "done"} and question and _pass(step, question, command):
        return True
    if act := COMMANDS.get(command):
        act(step)
        return True
    return False


def _send(step: Step) -> None:
    """The person said "send" before the button was shown: offer to send, if the draft has content."""
    if not has_substance(step.conversation):
        step.line("need-one")
        return
    step.change(quick=True, editing="", asked="")
    step.rewind_one("quick")


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
    if command == "skip":
        step.line("not-sent" if question.id in SENDING else "cannot-skip")
        return True
    return False
