"""A changed status, with its reporter's notice, whoever changes it; and the service that has the case."""

from collections.abc import Sequence

from bot.turn.render import encode, render
from flows.core.effects import ChangeStatus, Say
from flows.core.statuses import NOT_HANDED_OVER, STATUS, follows
from flows.desk.roles import may, steps
from flows.dialogue import notices
from flows.follow.feedback import may_be_asked
from flows.places.services import Proposed, Service, of_id, propose
from flows.report.categories import QUIET
from locales import Catalogue
from storage.cases.officers import Officer
from storage.cases.views import Case
from storage.custody.links import Act
from storage.delivery.messages import NOTICE, OutboxRow
from storage.errors import ImpossibleStep
from storage.unit import Unit


def change_status(
    unit: Unit, catalogue: Catalogue, effect: ChangeStatus, now: float
) -> tuple[Case, list[OutboxRow]]:  # the words and the change, in a transaction at a moment
    """Change the status as an officer; return the case, and the notice for its reporter if there is a chat.

    Raises UnknownCase, and ImpossibleStep where the status cannot follow the present one.
    """
    check_step(unit, effect)
    case = unit.cases.change_status(effect, now)
    if effect.service and case.status == "referred":
        act = Act("handed-over", effect.officer, effect.service)
        unit.cases.work.hand_over(case.id, case.reference, act, now)
    if not (effect.officer and case.chat):
        return case, []
    asks = bool(effect.status) and asks_in_notice(unit, case, now)
    say = notices.status_changed(
        case.reference, effect.status, effect.note, asks=asks, category=case.category
    )
    return case, [told(unit, catalogue, case, say, now)]


def asks_in_notice(unit: Unit, case: Case, now: float) -> bool:
    """Return whether the notice of a case's status asks how we did: once, and only who wants our messages."""
    conversation = unit.conversations.get(case.chat)
    spared = case.category in QUIET or conversation.stopped or conversation.hushed or conversation.despair
    return not spared and asks_how_we_did(unit, case, now)


def asks_how_we_did(unit: Unit, case: Case, now: float) -> bool:
    """Return whether the reporter of a case is asked now whether this helped; it is never asked again."""
    asked = may_be_asked(case.status, case.category, urgent=case.urgent)
    return asked and unit.feedback.ask(case.id, now)


def check_step(unit: Unit, effect: ChangeStatus) -> None:
    """Raise ImpossibleStep where a case cannot get this status, or where nobody can be asked any more."""
    case = unit.cases.by_reference(effect.reference)
    if case is None:
        return
    possible = follows(effect.status, case.status) if effect.status else STATUS[case.status].addressed
    if not possible:
        raise ImpossibleStep(case.reference, case.status)


def is_own(unit: Unit, services: Sequence[Service], officer: tuple[str, str], case: Case) -> bool:
    """Return whether a case is the own one of an officer, by id and name: assigned, or of their service.

    The log vouches for both.
    """
    identity, name = officer
    if unit.cases.work.assigned(case.reference) == identity:
        told = unit.custody.told(case.reference)
        if told.whole and told.assigned == identity:
            return True
    named = any(name in one.officers for one in services)
    has = having(unit, services, case) if named else None
    return has is not None and name in has.officers


def check_officer(unit: Unit, services: Sequence[Service], officer: Officer, effect: ChangeStatus) -> None:
    """Raise ImpossibleStep where an officer of this role may not do this, as the desk would refuse it."""
    case = unit.cases.by_reference(effect.reference)
    if case is None:
        return
    own = is_own(unit, services, (officer.id, officer.name), case)
    given = effect.status in steps(officer.role, case.status, own=own)
    words = may(officer.role, "ask", own=own)
    if not (words if not effect.status else given and (words or not effect.note)):
        raise ImpossibleStep(case.reference, case.status)


def told(unit: Unit, catalogue: Catalogue, case: Case, say: Say, now: float) -> OutboxRow:  # as above
    """Post a notice to the chat of a case, in the case's language."""
    body = encode(render(catalogue, say, case.language), say.notice, unasked=bool(say.notice))
    return unit.outbox.post(case.chat, "reply", body, now, priority=NOTICE)


def having(unit: Unit, services: Sequence[Service], case: Case) -> Service | None:
    """Return the service that has the case, or None; the log says which, and is believed only if whole."""
    if not services or case.status in NOT_HANDED_OVER:
        return None
    told = unit.custody.told(case.reference)
    return of_id(services, told.service) if told.whole and told.service else None


def proposed(services: Sequence[Service], case: Case) -> Proposed | None:
    """Return the service for a case, and why."""
    return propose(services, case.category, case.place, case.province)


def ranked(services: Sequence[Service], first: Service) -> list[Service]:
    """Return the services with this one in front."""
    return [first, *(one for one in services if one.id != first.id)]


def meanwhile(unit: Unit, reference: str, seen: int) -> Say | None:
    """Tell an officer of the changes that others made since the officer opened the case, if there are any."""
    others = unit.cases.history(reference)[seen:]
    names = [unit.officers.get(change.officer) for change in others]
    told = [
        (each.status, name.name if name else "", each.time) for each, name in zip(others, names, strict=True)
    ]
    return notices.meanwhile(reference, told) if told else None
