"""Urgent cases that nobody takes: officers are reminded, each time after twice as long.

After a while supervisors are asked to give them to somebody.
A case is taken when an officer has it or has changed its status. What was reminded is kept with the case, so
that a restart or a second node repeats nothing.
"""

from bot.settings.config import Alerts
from bot.turn.taking import posted
from flows.desk.roles import ever
from flows.dialogue import notices
from flows.said import NoticeContent
from locales import Catalogue
from storage.cases.work import Untaken
from storage.delivery.messages import OutboxRow
from storage.unit import Unit

MOST = 100
"""The most cases that are looked at."""
REMINDERS = 8
"""The most reminders of one case: with the usual times, for 42 hours."""


def due(unit: Unit, rules: Alerts, now: float) -> list[Untaken]:
    """Return the cases of which officers are to be reminded now."""
    found = unit.cases.work.untaken(now - rules.repeat_after, MOST)
    return [one for one in found if one.reminders < REMINDERS and now >= _next(one, rules)]


def _next(one: Untaken, rules: Alerts) -> float:
    """The moment of the next reminder."""
    wait: float = rules.repeat_after * 2**one.reminders
    return (one.reminded or one.created) + wait


def remind(unit: Unit, catalogue: Catalogue, rules: Alerts, now: float) -> list[OutboxRow]:
    """Post one message to each officer with all the cases that are due."""
    cases = due(unit, rules, now)
    for one in cases:
        unit.cases.work.remind(one.id, now)
    if not cases:
        return []
    shown = [NoticeContent(one.reference, category=one.category) for one in cases[: notices.TAKEN]]
    late = any(now - one.created >= rules.escalate_after for one in cases)
    return [
        posted(
            unit,
            catalogue,
            officer,
            notices.untaken(shown, len(cases), escalated=late and ever(officer.role, "assign")),
            now,
        )
        for officer in unit.officers.on_duty()
    ]
