"""Reminders of deadlines: to officers before and after the end of one, to reporters; each is said once.

What was said is recorded with the case in the same transaction as the message, and by the database for the
first server alone that says it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from bot.turn.officer_lookups import window_of
from bot.turn.status import told
from bot.turn.taking import posted
from flows.core.effects import Say
from flows.desk.roles import ever, may
from flows.follow import news
from flows.places.services import Service, of_id
from flows.record import record
from flows.report.categories import QUIET
from flows.waiting import deadlines
from locales import Catalogue
from storage.cases.officers import Officer
from storage.cases.views import Case
from storage.delivery.messages import OutboxRow
from storage.unit import Unit
from storage.waiting.deadlines import ESCALATED, GENTLE, LATE, PASSED, SOON, STAGES, Running

MOST = 1000
"""The most deadlines of a kind that one look tells of."""


@record
class DeadlineReminders:
    """Looks at deadlines in one transaction. `templates`: the languages with a template for news.

    `services` are those to which cases are referred.
    """

    catalogue: Catalogue
    templates: Collection[str]
    services: tuple[Service, ...] = ()

    def due(self, unit: Unit, now: float) -> bool:
        """Return whether something is to be said now."""
        stages = (*(STAGES if unit.officers.on_duty() else ()), GENTLE, LATE)
        return any(unit.waiting.deadlines.unsaid(stage, now, 1) for stage in stages)

    def remind(self, unit: Unit, now: float) -> list[OutboxRow]:
        """Say all that is due; return the messages."""
        rows = self._officers(unit, now)
        rows += self._reporters(unit, GENTLE, now)
        return rows + self._reporters(unit, LATE, now)

    def _officers(self, unit: Unit, now: float) -> list[OutboxRow]:
        """One message for each officer, with all deadlines that concern the officer.

        While no officer has a chat, nothing is recorded: whoever enrols then hears of it.
        """
        officers = unit.officers.on_duty()
        told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for stage in STAGES if officers else ():
            for one in unit.waiting.deadlines.unsaid(stage, now, MOST):
                if unit.waiting.deadlines.say(one, stage):
                    for officer in _concerned(officers, one, stage, self.services):
                        told[officer.id][stage].append(one.reference)
        return [
            posted(unit, self.catalogue, one, _words(told[one.id]), now) for one in officers if one.id in told
        ]

    def _reporters(self, unit: Unit, stage: str, now: float) -> list[OutboxRow]:
        rows: list[OutboxRow] = []
        for one in unit.waiting.deadlines.unsaid(stage, now, MOST):
            case = unit.cases.by_reference(one.reference)
            if case and unit.waiting.deadlines.say(one, stage) and self._may_write(unit, case, now):
                rows += [told(unit, self.catalogue, case, say, now) for say in _news(unit, case, stage)]
        return rows

    def _may_write(self, unit: Unit, case: Case, now: float) -> bool:
        """Whether the reporter has a chat that wants to be written to, and a message arrives there."""
        if not case.chat or unit.conversations.get(case.chat).quiet:
            return False
        return window_of(unit, case, now, self.templates) in {"", "template"}


def _words(told: dict[str, list[str]]) -> Say:
    return deadlines.told(told[SOON], told[PASSED], told[ESCALATED])


def _news(unit: Unit, case: Case, stage: str) -> list[Say]:
    """The words for the reporter; of a question that was answered meanwhile, none.

    A phone that others may hold is not written to only to say that nothing has come.
    """
    quiet = case.category in QUIET
    if stage == LATE:
        return [] if quiet else [news.longer(case.reference)]
    question = unit.cases.unanswered(case.reference)
    return [news.gentle(case.reference, question.note, quiet=quiet)] if question else []


def _concerned(
    officers: list[Officer], one: Running, stage: str, services: Sequence[Service]
) -> list[Officer]:  # the case, and what is said of it
    """The officer who has the case, else its service's, else all who may take it; in the end, supervisors."""
    if stage == ESCALATED:
        return [each for each in officers if may(each.role, "assign")] or officers
    holder = [each for each in officers if each.id == one.assigned]
    service = of_id(services, one.service)
    theirs = [each for each in officers if service and each.name in service.officers]
    return holder or theirs or [each for each in officers if ever(each.role, "take")]
