"""An officer's chat: it becomes one, stops being one, and knows what the officer has open."""

from flows.core.campaigns import OpenedCampaign
from flows.core.effects import Enrol
from flows.core.found import Enrolment, OpenedCase
from flows.core.step import Step
from flows.desk.case import window_of
from flows.desk.officer import begin_desk


def enrol(step: Step, found: Enrolment) -> None:
    """Make this the chat of the officer whose code was given."""
    if found.officer:
        step.effects.append(Enrol(found.officer))
        step.change(officer=found.officer, language=step.conversation.speaks)
        step.line("officer-welcome", name=found.name)
        begin_desk(step)
    else:
        step.line("enrolment-unknown")


def dismissed(step: Step) -> None:
    """The chat is no officer's any more: treat the person like any other."""
    step.change(officer="")
    step.rest()
    step.line("enrolment-unknown")


def show_case(step: Step, found: OpenedCase) -> None:
    """Show a case, and remember how it stood then."""
    step.found = found
    case = found.case
    step.change(
        seen=case.changes if case else 0,
        window=window_of(case) if case else "",
        steps=case.steps if case else (),
    )


def show_campaign(step: Step, found: OpenedCampaign) -> None:
    """Show a campaign, and remember how it stood then."""
    step.found = found
    one = found.campaign
    step.change(seen=one.decisions if one else 0, steps=one.steps if one else ())
