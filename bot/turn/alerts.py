"""Alerts to an officer: the first goes out at once, those of the next minute as one message with a count.

The minute's state is kept with the server's remembered values, in the transaction of the alert itself.
"""

from collections.abc import Sequence

import msgspec

from bot.turn.status import proposed
from flows.core.effects import Say
from flows.dialogue import notices
from flows.places.services import Service
from flows.said import NoticeContent
from storage.campaigns.views import Growth
from storage.cases.officers import Officer
from storage.unit import Unit

MINUTE = 60.0


class Gathered(msgspec.Struct):
    """The alerts that an officer has not been sent, until the moment (epoch) when they may go out.

    Only the newest are named. `count` has the urgent cases and no campaigns. Campaigns wait until `news`: one
    that was told holds up no urgent case.
    """

    until: float = 0.0
    count: int = 0
    newest: tuple[NoticeContent, ...] = ()
    news: float = 0.0

    @property
    def due(self) -> float:
        """The moment from which all that was gathered may go out."""
        return max(self.until, self.news)


def alert(unit: Unit, officer: str, content: NoticeContent, now: float) -> Say | None:
    """Return the alert where it may go out now; else it is gathered and None is returned."""
    unit.custody.lock()  # what is gathered elsewhere at once is added to, and not replaced
    gathered = _get(unit, officer)
    if content.campaign and now >= gathered.due and not gathered.newest:
        _set(unit, officer, Gathered(gathered.until, news=now + MINUTE))
        return notices.alert(content)
    if not content.campaign and now >= gathered.until and not gathered.count:
        _set(unit, officer, Gathered(now + MINUTE, newest=gathered.newest, news=gathered.news))
        return notices.alert(content)
    others = [one for one in gathered.newest if _named(one) != _named(content)]
    newest = (*others, content)[-notices.OPENED :]
    # A case that is named already is not counted again.
    more = len(others) == len(gathered.newest) and not content.campaign
    _set(unit, officer, Gathered(gathered.until, gathered.count + more, newest, gathered.news))
    return None


def concerned(unit: Unit, services: Sequence[Service], content: NoticeContent) -> list[Officer]:
    """Return the officers to alert: of money that has just left those of the service in charge, else all."""
    officers = unit.officers.on_duty()
    case = unit.cases.by_reference(content.reference) if content.money else None
    found = proposed(services, case) if case else None
    theirs = [one for one in officers if found and one.name in found.service.officers]
    return theirs or officers


def waiting(unit: Unit, officers: Sequence[str], now: float) -> list[str]:
    """Return the officers whose gathered alerts may go out now."""
    return [each for each in officers if _get(unit, each).newest and now >= _get(unit, each).due]


def gathered(unit: Unit, officer: str, now: float) -> Say | None:
    """Return the one message of what was gathered, and begin another minute; None where it may not go out."""
    unit.custody.lock()  # as above
    found = _get(unit, officer)
    if not found.newest or now < found.due:
        return None
    _set(unit, officer, Gathered(now + MINUTE))
    return notices.gathered(found.count, found.newest)


_ALWAYS = 6
"""A campaign whose number of cases has so many binary digits at most is counted at each case."""


def of_growth(unit: Unit, growth: Growth, category: str, first: int) -> NoticeContent | None:
    """Return the alert that is due as a campaign has grown; None where officers know enough.

    It is due when the campaign first has `first` reporters, whenever they have doubled since, and when the
    campaign first has an urgent case. Of a large campaign the reporters are counted each time that it has
    grown by a sixty-fourth or a thirty-second: else each case would cost more to file the more are there.
    """
    urgent = growth.urgent and not growth.urgent_told
    due = max(first, 2 * growth.alerted)
    counted = urgent or (growth.cases >= due and counts(growth.cases))
    reporters = unit.campaigns.reporters(growth.id) if counted else 0
    passed = growth.alerted
    while reporters >= max(first, 2 * passed):
        passed = max(first, 2 * passed)
    if not urgent and passed == growth.alerted:
        return None
    unit.campaigns.alerted(growth.id, passed, urgent=growth.urgent)
    return NoticeContent("", category=category if urgent else "", campaign=growth.code, reporters=reporters)


def counts(cases: int) -> bool:
    """Whether the reporters of a campaign are counted at this number of cases."""
    return cases % (1 << max(0, cases.bit_length() - _ALWAYS)) == 0


def _named(content: NoticeContent) -> str:
    return content.campaign or content.reference


def _get(unit: Unit, officer: str) -> Gathered:
    kept = unit.remembered.get(f"alerts {officer}")
    return msgspec.json.decode(kept, type=Gathered) if kept else Gathered()


def _set(unit: Unit, officer: str, gathered: Gathered) -> None:
    unit.remembered.set(f"alerts {officer}", msgspec.json.encode(gathered).decode())
