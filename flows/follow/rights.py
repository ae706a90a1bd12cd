"""The rights of a reporter: to know what is stored, and to be forgotten."""

from flows.core.effects import Code, Forget, Label, Line, LookUp, When
from flows.core.found import Forgotten, HeldData, KeptCase
from flows.core.questions import Prompt
from flows.core.step import Step, standing
from flows.follow.status import case_lines
from flows.follow.traceless import part

YEAR = 365


def ask_data(step: Step) -> None:
    """Look up what is stored about the chat."""
    step.effects.append(LookUp("my-data"))
    step.silent = True


def ask_forget(step: Step) -> None:
    """Look up what forgetting the chat would erase. An officer's chat is closed by a command instead."""
    if step.conversation.officer:
        step.line("forget-officer")
        return
    step.effects.append(LookUp("forget"))
    step.silent = True


def tell_data(step: Step, found: HeldData) -> None:
    """Say what is stored, then ask again the question that was open."""
    step.say(*_held(found), options=(standing("forget"), standing("menu")))
    step.silent = not step.flow


def _held(found: HeldData) -> Prompt:
    lines: list[Line | Code] = [Line("held-title")]
    for kept in found.cases:
        lines += [*case_lines(kept.case), *_kept(kept)]
    if found.cases:
        sealed = Line("held-sealed" if found.sealed else "held-closed")
        lines += [sealed, Line("held-traceless")]
    else:
        lines.append(Line("status-none"))
    if found.draft:
        lines.append(Line("held-draft", {"count": found.pieces, "hours": found.hours}))
    if found.language:
        lines.append(Line("held-language", {"language": Label(f"language-{found.language}")}))
    if found.failed_days:
        lines.append(Line("held-failed", {"days": found.failed_days}))
    if found.stopped:
        lines.append(Line("held-stopped"))
    address = Line("held-address", {"days": found.silence})
    return (*lines, address, Line("held-messages", {"days": found.days}))


def _kept(kept: KeptCase) -> Prompt:
    if kept.hold:
        return (Line("held-hold"),)
    if kept.until:
        return (Line("held-until", {"date": When(kept.until)}),)
    if kept.days % YEAR == 0:
        return (Line("held-open-years", {"years": kept.days // YEAR}),)
    return (Line("held-open", {"days": kept.days}),)


def confirm(step: Step, found: Forgotten) -> None:
    """Say what would be erased and what would stay, then ask for a yes."""
    step.line("forget-goes")
    step.lines += outcome(found)
    step.aside = "forget"


def outcome(found: Forgotten) -> Prompt:
    """The cases that are erased and those that stay, each group with its reason."""
    lines: list[Line | Code] = []
    groups = (("erased", found.erased), ("referred", found.referred), ("held", found.held))
    for name, references in groups:
        if references:
            lines += [Line(f"forget-{name}"), *map(Code, references)]
    return (*lines, Line("forget-log")) if lines else ()


def take_forget(step: Step, value: str) -> None:
    """Forget the chat after a yes. The turn then says what became of each case."""
    if value != "yes":
        step.line("forget-not")
        return
    conversation = step.conversation
    step.effects.append(Forget(conversation.case if conversation.guest else ""))
    step.line("forgotten")
    part(step)
