"""Alerts to an officer: the first goes out at once, those of the next minute as one message with a count.

The minute's state is kept with the server's remembered values, in the transaction of the alert itself.
"""

from collections.abc import Sequence

import msgspec

from flows.core.effects import Say
from flows.core.found import NoticeContent
from flows.dialogue import notices
from storage.unit import Unit

MINUTE = 60.0


class Gathered(msgspec.Struct):
    """The alerts that an officer has not been sent, until the moment (epoch) when they may go out.

    Only the newest are named.
    """

    until: float = 0.0
    count: int = 0
    newest: tuple[NoticeContent, ...] = ()


def alert(unit: Unit, officer: str, content: NoticeContent, now: float) -> Say | None:
    """Return the alert where it may go out now; else it is gathered and None is returned."""
    gathered = _get(unit, officer)
    if now >= gathered.until and not gathered.count:
        _set(unit, officer, Gathered(now + MINUTE))
        return notices.alert(content.reference, content.category)
    others = [one for one in gathered.newest if one.reference != content.reference]
    newest = (*others, content)[-notices.OPENED :]
    # A case that is named already is not counted again.
    more = len(others) == len(gathered.newest)
    _set(unit, officer, Gathered(gathered.until, gathered.count + more, newest))
    return None


def waiting(unit: Unit, officers: Sequence[str], now: float) -> list[str]:
    """Return the officers whose gathered alerts may go out now."""
    return [each for each in officers if _get(unit, each).count and now >= _get(unit, each).until]


def gathered(unit: Unit, officer: str, now: float) -> Say | None:
    """Return the one message of what was gathered, and begin another minute; None where it may not go out."""
    found = _get(unit, officer)
    if not found.count or now < found.until:
        return None
    _set(unit, officer, Gathered(now + MINUTE))
    return notices.gathered(found.count, found.newest)


def _get(unit: Unit, officer: str) -> Gathered:
    kept = unit.remembered.get(f"alerts {officer}")
    return msgspec.json.decode(kept, type=Gathered) if kept else Gathered()


def _set(unit: Unit, officer: str, gathered: Gathered) -> None:
    unit.remembered.set(f"alerts {officer}", msgspec.json.encode(gathered).decode())
