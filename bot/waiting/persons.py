"""Persons whom nobody has answered in time: they read the lines to call again, and supervisors are told."""

from bot.duty.duty import MINUTE, Duty
from bot.turn.status import told
from bot.turn.taking import posted
from flows.desk.roles import may
from flows.dialogue import notices
from flows.dialogue.engine import Engine
from flows.record import changed, record
from flows.report.categories import QUIET
from flows.said import NoticeContent
from flows.waiting import person
from locales import Catalogue
from storage.cases.officers import Officer
from storage.cases.views import Case
from storage.custody.links import SERVER, Act
from storage.delivery.messages import OutboxRow
from storage.unit import Unit


@record
class LatePersons:
    """Looks for persons who wait too long, in one transaction."""

    catalogue: Catalogue
    duty: Duty
    engine: Engine

    def due(self, unit: Unit, now: float) -> bool:
        """Return whether somebody waits too long and was not told so."""
        return bool(unit.waiting.persons.late(now))

    def tell(self, unit: Unit, now: float) -> list[OutboxRow]:
        """Tell each of them, and the officers; return the messages."""
        rows: list[OutboxRow] = []
        for wait in unit.waiting.persons.late(now):
            case = unit.cases.by_reference(wait.reference)
            if case is None or not unit.waiting.persons.lapse(wait, now):
                continue
            unit.custody.add(case.reference, now, Act("person-late", SERVER, ""))
            rows += self._reporter(unit, case, now)
            say = person.unanswered(case.reference, case.category, round((now - wait.since) / MINUTE))
            rows += [posted(unit, self.catalogue, one, say, now) for one in self._officers(unit, now)]
        return rows

    def _reporter(self, unit: Unit, case: Case, now: float) -> list[OutboxRow]:
        """The lines to call again, unless the chat was hidden, stopped or forgotten meanwhile.

        Who may be held by others, who read the phone, only hears that a message waits.
        """
        conversation = unit.conversations.get(case.chat) if case.chat else None
        if conversation is None or conversation.quiet:
            return []
        if case.category in QUIET:
            say = notices.quietly(NoticeContent(case.reference))
            return [told(unit, self.catalogue, case, say, now)]
        say = changed(person.late(), emergency=self.engine.help_for(conversation))
        return [told(unit, self.catalogue, case, say, now)]

    def _officers(self, unit: Unit, now: float) -> list[Officer]:
        """Those on duty and the supervisors; where none of them has a chat, everybody who has one."""
        reached, on_duty = unit.officers.on_duty(), self.duty.present(unit, now)
        called = [one for one in reached if one in on_duty or may(one.role, "assign")]
        return called or reached
