"""What people are told without having asked, in a chat where something else may be going on."""

from collections.abc import Sequence

from flows.core.effects import Code, Label, Line, Option, Say, Told
from flows.core.questions import Data
from flows.core.step import STANDING, standing
from flows.desk import digest
from flows.follow import rights

OPENED = 8
"""Cases that a message to officers has a button for."""


def status_changed(reference: str, status: str, note: str) -> Say:
    """To the reporter: neutral enough for a shared phone's lock screen."""
    told = Told(reference, status, note)
    return Say(_status(told), (standing("status"),), purpose="status", told=(told,))


def _status(told: Told) -> tuple[Line | Code, ...]:
    """Where a case stands, then the officer's note."""
    lines = (Line("notice-status", {"status": Label(f"status-{told.status}")}), Code(told.reference))
    return (*(lines if told.status else ()), *_note(told))


def _note(told: Told) -> tuple[Line, ...]:
    return (Line("notice-note", {"note": told.note}),) if told.note else ()


def alert(reference: str, category: str) -> Say:
    """To officers: someone may be in danger."""
    told = Told(reference, category=category)
    return Say(_alert(told), (_opens(told), standing("desk")), purpose="alert", told=(told,))


def _alert(told: Told) -> tuple[Line | Code, ...]:
    return (Line("alert-urgent", {"category": Label(f"category-{told.category}")}), Code(told.reference))


def _opens(told: Told) -> Option:
    return Option(f"{STANDING}:alert:{told.reference}", "case-option", {"reference": told.reference})


def missed(every: Sequence[Told]) -> Say:
    """In one message what did not get through, oldest first. Of a case's statuses the last, and all notes."""
    alerts = [told for told in every if told.category]
    lines = [line for told in alerts for line in _alert(told)]
    for reference in dict.fromkeys(told.reference for told in every if not told.category):
        lines += _case([told for told in every if told.reference == reference and not told.category])
    ways = (*map(_opens, alerts[:OPENED]), standing("desk")) if alerts else (standing("status"),)
    return Say((Line("missed"), *lines), ways, purpose="alert" if alerts else "status", told=tuple(every))


def _case(mine: Sequence[Told]) -> list[Line | Code]:
    status = next((told.status for told in reversed(mine) if told.status), "")
    stands = _status(Told(mine[0].reference, status)) or (Code(mine[0].reference),)
    return [*stands, *(line for told in mine for line in _note(told))]


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
