"""A changed status: the case and its reporter's notice, whoever changes it and from wherever."""

from bot.turn.render import encode, render
from flows.core.effects import ChangeStatus, Say
from flows.dialogue import notices
from locales import Catalogue
from storage.cases.views import Case
from storage.delivery.messages import NOTICE, OutboxRow
from storage.unit import Unit


def change_status(
    unit: Unit, catalogue: Catalogue, effect: ChangeStatus, now: float
) -> tuple[Case, list[OutboxRow]]:  # the words and the change, in a transaction at a moment
    """Change the status as an officer; return the case, and the notice for its reporter if there is a chat.

    Raises UnknownCase.
    """
    case = unit.cases.change_status(effect, now)
    if not (effect.officer and case.chat):
        return case, []
    say = notices.status_changed(case.reference, effect.status, effect.note, category=case.category)
    return case, [told(unit, catalogue, case, say, now)]


def told(unit: Unit, catalogue: Catalogue, case: Case, say: Say, now: float) -> OutboxRow:  # as above
    """Post a notice to the chat of a case, in the case's language."""
    body = encode(render(catalogue, say, case.language), say.notice, unasked=bool(say.notice))
    return unit.outbox.post(case.chat, "reply", body, now, priority=NOTICE)
