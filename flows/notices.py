"""What people are told without having asked, in a chat where something else may be going on."""

from flows import digest, rights
from flows.effects import Code, Label, Line, Option, Say
from flows.questions import Data
from flows.step import STANDING, standing


def status_changed(reference: str, status: str, note: str) -> Say:
    """To the reporter: neutral enough for a shared phone's lock screen."""
    lines = (Line("notice-status", {"status": Label(f"status-{status}")}), Code(reference))
    added = (Line("notice-note", {"note": note}),) if note else ()
    return Say((*lines, *added), (standing("status"),), purpose="status")


def alert(reference: str, category: str) -> Say:
    """To officers: someone may be in danger."""
    said = Line("alert-urgent", {"category": Label(f"category-{category}")})
    opens = Option(f"{STANDING}:alert:{reference}", "case-option", {"reference": reference})
    return Say((said, Code(reference)), (opens, standing("desk")), purpose="alert")


def morning(overview: Data) -> Say:
    """To officers, each morning."""
    return Say(digest.lines(overview), (standing("desk"),), purpose="digest")


def forgotten(became: Data) -> Say:
    """To who asked to be forgotten: what was erased (`erased`), what remains and why (`referred`, `held`)."""
    return Say((Line("forgotten-done"), *rights.outcome(became)))


def gone() -> Say:
    """What was meant for a case that was erased meanwhile."""
    return Say((Line("case-gone"),), (standing("menu"),))


def sorry() -> Say:
    """Something went wrong on our side; what was sent is kept."""
    return Say((Line("sorry"),), (standing("menu"),))


def unsealed() -> Say:
    """It could not be sealed, so it was not filed; the draft is kept."""
    return Say((Line("not-sealed"),), (standing("menu"),))


def too_many() -> Say:
    """What comes faster than the limit is not kept, for about a minute."""
    return Say((Line("too-many"),))


def too_much() -> Say:
    """This chat's files of today are as many, or as large, as one day takes."""
    return Say((Line("evidence-day-full"),))


def busy() -> Say:
    """Nothing at all can be kept just now."""
    return Say((Line("busy"),))
