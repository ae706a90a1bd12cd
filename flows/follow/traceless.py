"""Without a trace: nothing here tells which chat a case came from, and only the receipt leads back."""

from dataclasses import replace

from flows.channels import channel_of, traits_of
from flows.core.conversation import Conversation
from flows.core.effects import Follow, Hide, Line, Option, Part, Untie
from flows.core.step import STANDING, Step, standing

PARTED = "parted"
"""What buttons are called that outlive the conversation they were shown in."""


def stays(step: Step) -> Line:
    """What no choice changes: who else knows, and what is left on the phone."""
    return Line(f"stays-{channel_of(step.conversation.chat)}")


def part(step: Step) -> None:
    """At rest, no case known; the last words are what stays on the phone, with a way to hide it."""
    step.change(guest=False)
    step.rest()
    step.change(case="", album="")
    step.effects.append(Part())
    step.say(stays(step), options=_ways(step))


def _ways(step: Step) -> tuple[Option, ...]:
    """The messages there were will be forgotten: the button itself has to say so."""
    hide = replace(standing("hide"), id=f"{STANDING}:{PARTED}:hide")
    offered = (hide,) if traits_of(step.conversation.chat).hides else ()
    return (*offered, standing("new"))


def without_case(conversation: Conversation) -> Conversation:
    """The case that this conversation goes on with is no longer there; a draft is."""
    gone = replace(conversation, case="", guest=False)
    if conversation.flow not in {"enrich", "add"}:
        return gone
    return replace(gone, flow="", answers=(), pieces=(), asked="", editing="", due=0.0)


def hide_parted(step: Step) -> None:
    """Hide a chat of which nothing is known; nor is afterwards, where nothing new was begun."""
    step.effects.append(Hide(parted=True))
    step.line("hidden")
    step.say()
    if not step.flow:
        step.effects.append(Part())
    step.silent = True


def untie(step: Step, reference: str) -> None:
    """The case forgets this chat."""
    step.effects.append(Untie(reference))
    step.line("parted")
    part(step)


def ask_untie(step: Step) -> None:
    """Whoever has not kept the code could never come back: this is asked once more."""
    step.aside = "untie"


def take_untie(step: Step, value: str) -> None:
    """The answer to that; the case is the one on show."""
    if value == "yes":
        untie(step, step.conversation.answer("which") or step.conversation.case)


def follow(step: Step, reference: str) -> None:
    """News of the case come here from now on: the chat is its own."""
    step.effects.append(Follow(reference))
    step.change(guest=False)
    step.rest()
    step.change(case=reference)
    step.line("followed")
    step.say(options=(standing("status"), standing("new")))
