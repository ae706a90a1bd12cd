"""Whoever could not be reached and is back: what still matters of what did not get through comes first."""

from collections.abc import Sequence
from typing import cast

from flows.core.effects import LookUp, Told
from flows.core.events import Due, Fetched, Found, Missed, Reachability
from flows.core.questions import Data
from flows.core.step import Step
from flows.dialogue.notices import missed

NOT_THE_PERSON = (Due, Fetched, Found, Missed)
"""Events that nobody in the chat caused."""


def meet_again(step: Step) -> None:
    """A sign of life from the chat. While nothing may come unasked there, what was missed goes on waiting."""
    body = step.event.body
    if isinstance(body, NOT_THE_PERSON) or (isinstance(body, Reachability) and not body.reachable):
        return
    waits = step.conversation.hushed
    step.change(reachable=True, missed=waits)
    if not waits:
        step.effects.insert(0, LookUp("missed"))


def tell_missed(step: Step, found: Data) -> None:
    """All of it in one message; the answer to what the person said follows."""
    told = cast("Sequence[Told]", found.get("told", ()))
    if told:
        step.effects.append(missed(told))
    step.silent = True
