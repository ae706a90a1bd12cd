"""A person who could not be reached is back: the notices that still matter are said first."""

from flows.core.effects import LookUp
from flows.core.events import Due, Fetched, Missed, Reachability
from flows.core.found import Found, MissedNotices
from flows.core.step import Step
from flows.dialogue.notices import missed

NOT_THE_PERSON = (Due, Fetched, Found, Missed)
"""Events that no person in the chat caused."""


def meet_again(step: Step) -> None:
    """Look up the missed notices when the person writes; while the chat must stay quiet, they wait."""
    body = step.event.body
    if isinstance(body, NOT_THE_PERSON) or (isinstance(body, Reachability) and not body.reachable):
        return
    waits = step.conversation.hushed
    step.change(reachable=True, missed=waits)
    if not waits:
        step.effects.insert(0, LookUp("missed"))


def tell_missed(step: Step, found: MissedNotices) -> None:
    """Say all missed notices in one message, before the answer to the person."""
    if found.contents:
        step.effects.append(missed(found.contents))
    step.silent = True
