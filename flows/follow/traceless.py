"""Without a trace: no record tells which chat a case came from; only the receipt opens the case."""

from dataclasses import replace

from flows.channels import channel_of, traits_of
from flows.core.conversation import Conversation
from flows.core.effects import Follow, Hide, Line, Option, Part, Untie
from flows.core.step import STANDING, Step, standing

PARTED = "parted"
"""In a button's id: the button stays valid after its conversation was deleted."""


def stays(step: Step) -> Line:
    """The line that says which data stays at the platform and on the phone."""
    return Line(f"stays-{channel_of(step.conversation.chat)}")


def part(step: Step) -> None:
    """End the flow, forget the case, and say what remains on the phone, with a Hide button."""
    step.change(guest=False)
    step.rest()
    step.change(case="", album="", abroad="")
    step.effects.append(Part())
    step.say(stays(step), options=_ways(step))


def _ways(step: Step) -> tuple[Option, ...]:
    """Buttons after parting. The Hide button itself says that the ids of the messages are deleted here."""
    hide = replace(standing("hide"), id=f"{STANDING}:{PARTED}:hide")
    offered = (hide,) if traits_of(step.conversation.chat).hides else ()
    return (*offered, standing("new"))


def without_case(conversation: Conversation) -> Conversation:
    """The conversation without its case, which was erased; a draft stays."""
    gone = replace(conversation, case="", guest=False)
    if conversation.flow not in {"enrich", "add"}:
        return gone
    return replace(ended(gone), pieces=())


def ended(conversation: Conversation) -> Conversation:
    """The conversation without what it was in the middle of, unless that is a report."""
    if conversation.flow in {"report", "enrich"}:
        return replace(conversation, asked="")
    return replace(conversation, flow="", answers=(), asked="", editing="", due=0.0)


def hide_parted(step: Step) -> None:
    """Hide a chat that has no records; unless a flow is under way, no new record stays either."""
    step.effects.append(Hide(parted=True))
    step.line("hidden")
    step.say()
    if not step.flow:
        step.effects.append(Part())
    step.silent = True


def untie(step: Step, reference: str) -> None:
    """Let the case forget this chat, and part from the chat."""
    step.effects.append(Untie(reference))
    step.line("parted")
    part(step)


def ask_untie(step: Step) -> None:
    """Ask for a yes first: without the receipt's code, the person can never open the case again."""
    step.aside = "untie"


def take_untie(step: Step, value: str) -> None:
    """Act on the answer; the case is the one on show."""
    if value == "yes":
        untie(step, step.conversation.answer("which") or step.conversation.case)


def follow(step: Step, reference: str) -> None:
    """Send the news of the case to this chat from now on."""
    step.effects.append(Follow(reference))
    step.change(guest=False)
    step.rest()
    step.change(case=reference)
    step.line("followed")
    step.say(options=(standing("status"), standing("new")))
