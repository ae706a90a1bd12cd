"""What a reporter may ask of us: to be told what is held, and to be forgotten."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.core.effects import Code, Forget, Label, Line, LookUp, When
from flows.core.questions import Data, Prompt
from flows.core.step import Step, standing
from flows.follow.status import case_lines, rows
from flows.follow.traceless import part

YEAR = 365


def ask_data(step: Step) -> None:
    """What is held has to be looked up."""
    step.effects.append(LookUp("my-data"))
    step.silent = True


def ask_forget(step: Step) -> None:
    """What would go and what would remain has to be looked up; an officer's chat is closed by a command."""
    if step.conversation.officer:
        step.line("forget-officer")
        return
    step.effects.append(LookUp("forget"))
    step.silent = True


def tell_data(step: Step, found: Data) -> None:
    """In plain words, then whatever was being asked."""
    step.say(*_held(found), options=(standing("forget"), standing("menu")))
    step.silent = not step.flow


def _held(found: Data) -> Prompt:
    lines: list[Line | Code] = [Line("held-title")]
    for case in rows(found):
        lines += [*case_lines(case), *_kept(case)]
    if rows(found):
        sealed = Line("held-sealed" if found["sealed"] else "held-closed")
        lines += [Line("held-address"), sealed, Line("held-traceless")]
    else:
        lines.append(Line("status-none"))
    if found["draft"]:
        pieces, hours = _number(found, "pieces"), _number(found, "hours")
        lines.append(Line("held-draft", {"count": pieces, "hours": hours}))
    if language := found["language"]:
        lines.append(Line("held-language", {"language": Label(f"language-{language}")}))
    return (*lines, Line("held-messages", {"days": _number(found, "days")}))


def _kept(case: Mapping[str, object]) -> Prompt:
    """How long a case is kept."""
    if case["hold"]:
        return (Line("held-hold"),)
    if until := case["until"]:
        return (Line("held-until", {"date": When(cast("float", until))}),)
    days = _number(case, "days")
    if days % YEAR == 0:
        return (Line("held-open-years", {"years": days // YEAR}),)
    return (Line("held-open", {"days": days}),)


def _number(found: Data, name: str) -> int:
    return cast("int", found[name])


def confirm(step: Step, found: Data) -> None:
    """Exactly what will go and what remains, and then whether to."""
    step.line("forget-goes")
    step.lines += outcome(found)
    step.aside = "forget"


def outcome(found: Data) -> Prompt:
    """The cases that go, and those that remain, each with the reason."""
    lines: list[Line | Code] = []
    for name in ("erased", "referred", "held"):
        if references := cast("Sequence[str]", found[name]):
            lines += [Line(f"forget-{name}"), *(Code(reference) for reference in references)]
    return (*lines, Line("forget-log")) if lines else ()


def take_forget(step: Step, value: str) -> None:
    """Said yes: all of it in this one step. What became of each case is told by whoever erased it."""
    if value != "yes":
        step.line("forget-not")
        return
    conversation = step.conversation
    step.effects.append(Forget(conversation.case if conversation.guest else ""))
    step.line("forgotten")
    part(step)
