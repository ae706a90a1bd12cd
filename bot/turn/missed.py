"""What a person was not told because messages did not get through, and what of it still matters."""

from bot.turn.render import decode_told
from flows.core.found import NoticeContent as Told
from flows.core.statuses import CLOSED
from storage.cases.views import Case
from storage.unit import Unit


def missed(unit: Unit, chat: str) -> tuple[Told, ...]:
    """To be told now, and kept no longer. Alerts are for officers; whoever is one no more hears of none."""
    rows = unit.undelivered.missed(chat)
    if not rows:
        return ()
    unit.undelivered.passed_on(rows)
    every = [told for row in rows for told in decode_told(row.body)]
    if unit.officers.by_chat(chat) is None:
        every = [told for told in every if not told.category]
    return tuple(told for told in (_relevant(unit, each) for each in every) if told)


def undelivered(unit: Unit, case: Case) -> int:
    """How many notices of this case its reporter has not had."""
    rows = unit.undelivered.missed(case.chat) if case.chat else []
    return sum(told.reference == case.reference for row in rows for told in decode_told(row.body))


def _relevant(unit: Unit, told: Told) -> Told | None:
    """Of a case that is still there: a note always, a status while it holds, an alert while it is open."""
    case = unit.cases.by_reference(told.reference)
    if case is None or (told.category and case.status in CLOSED):
        return None
    if told.status and told.status != case.status:
        return Told(told.reference, note=told.note) if told.note else None
    return told
