"""A changed status, with its reporter's notice, whoever changes it; and the service that has the case."""

from collections.abc import Sequence

from bot.turn.render import encode, render
from flows.core.effects import ChangeStatus, Say
from flows.dialogue import notices
from flows.places.services import NOT_HANDED_OVER, Proposed, Service, of_id, propose
from locales import Catalogue
from storage.cases.views import Case
from storage.custody.links import Act
from storage.delivery.messages import NOTICE, OutboxRow
from storage.unit import Unit


def change_status(
    unit: Unit, catalogue: Catalogue, effect: ChangeStatus, now: float
) -> tuple[Case, list[OutboxRow]]:  # the words and the change, in a transaction at a moment
    """Change the status as an officer; return the case, and the notice for its reporter if there is a chat.

    Raises UnknownCase.
    """
    case = unit.cases.change_status(effect, now)
    if effect.service and case.status == "referred":
        unit.custody.add(case.reference, now, Act("handed-over", effect.officer, effect.service))
    if not (effect.officer and case.chat):
        return case, []
    return case, [
        told(unit, catalogue, case, notices.status_changed(case.reference, effect.status, effect.note), now)
    ]


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
