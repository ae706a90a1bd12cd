"""An officer takes a case, in a chat or in the browser: of two who try at once, one gets it."""

from bot.turn.render import encode, render
from bot.turn.status import told
from flows.core.effects import Say
from flows.dialogue import notices
from flows.report.categories import QUIET
from flows.waiting import person
from locales import Catalogue
from storage.cases.officers import Officer
from storage.cases.views import Case
from storage.delivery.messages import NOTICE, OutboxRow
from storage.unit import Unit


def take(
    unit: Unit, catalogue: Catalogue, reference: str, officer: str, now: float
) -> tuple[str, list[OutboxRow]]:  # the words and the change, in a transaction at a moment
    """Give a case that nobody has to an officer; return the id of who has it, and messages to the others.

    The others hear of an urgent case, of which they were alerted. Raises UnknownCase.
    """
    before = unit.cases.work.assigned(reference)
    holder = unit.cases.work.take(reference, officer, now)
    case = unit.cases.by_reference(reference)
    if before or holder != officer or not (case and case.urgent):
        return holder, []
    rows = _person(unit, catalogue, case, now)
    say = notices.taken(reference, unit.officers.names().get(officer, ""))
    others = [one for one in unit.officers.on_duty() if one.id != officer]
    return holder, rows + [posted(unit, catalogue, one, say, now) for one in others]


def _person(unit: Unit, catalogue: Catalogue, case: Case, now: float) -> list[OutboxRow]:  # as above
    """Tell the reporter that somebody comes, if they wait for a person and want to be written to.

    Not where the reporter may be held by others, who read the phone.
    """
    waits = case.chat and case.category not in QUIET and unit.waiting.persons.waits(case.id)
    if not waits or unit.conversations.get(case.chat).quiet:
        return []
    return [told(unit, catalogue, case, person.coming(), now)]


def posted(unit: Unit, catalogue: Catalogue, officer: Officer, say: Say, now: float) -> OutboxRow:  # as above
    """Post a message to an officer's chat, in the officer's language."""
    body = encode(render(catalogue, say, officer.language), say.notice)
    return unit.outbox.post(officer.chat, "reply", body, now, priority=NOTICE)
