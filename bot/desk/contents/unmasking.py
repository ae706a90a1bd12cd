"""Telling an officer who the reporter is: one officer asks with a reason, another one agrees.

The state is read from the case's signed chain alone: there is no row that could be changed.
"""

from collections.abc import Sequence

from bot.desk.units import Units
from bot.desk.view import Look, encoded, look
from flows.core.receipts import read_reference
from flows.desk.roles import may
from flows.record import record
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from storage.cases.entries import IDENTITY
from storage.custody.links import Act, Link
from storage.unit import Unit

WAITING = 86400.0
"""So many seconds after the asking a colleague may still agree."""
SHOWN = 1800.0
"""So many seconds after the agreeing the officer who asked may read it."""
MOST = 100


@record
class Asking:
    """An officer's asking, and the colleague's agreeing if there is one."""

    asked: Link
    agreed: Link | None

    @property
    def until(self) -> float:
        """Return when it ends."""
        return self.agreed.time + SHOWN if self.agreed else self.asked.time + WAITING


def asking_of(links: Sequence[Link], now: float) -> Asking | None:
    """Return the asking that stands in a chain; None where there is none, or it was refused or is over."""
    asked = next((link for link in reversed(links) if link.event == "unmask-asked"), None)
    if asked is None:
        return None
    answers = [link for link in links[asked.seq :] if link.purpose == str(asked.seq)]
    if any(link.event == "unmask-refused" for link in answers):
        return None
    agreed = [link for link in answers if link.event == "unmask-agreed" and link.actor != asked.actor]
    found = Asking(asked, agreed[0] if agreed else None)
    return found if now < found.until else None


def opens(unit: Unit, caller: Caller, reference: str, now: float) -> bool:
    """Return whether this officer may read now who the reporter is."""
    asking = asking_of(unit.custody.of_case(reference), now)
    mine = asking is not None and asking.agreed is not None and asking.asked.actor == caller.id
    return mine and may(caller.role, "unmask") and unit.custody.told(reference).whole


def state(seen: Look) -> Json:
    """Return whether something is masked in a case, and how far an asking has come."""
    unit, reference = seen.unit, seen.case.reference
    given = any(one.kind == IDENTITY for one in unit.desk.contents.entries(reference))
    told: Json = {"given": given, "state": "", "may": seen.may("unmask")}
    asking = asking_of(unit.custody.of_case(reference), seen.now)
    if asking is None:
        return told
    names = unit.officers.names()
    return told | {
        "state": "agreed" if asking.agreed else "asked",
        "mine": asking.asked.actor == seen.caller.id,
        "officer": names.get(asking.asked.actor, ""),
        "second": names.get(asking.agreed.actor, "") if asking.agreed else "",
        "reason": asking.asked.purpose,
        "until": asking.until,
    }


class Unmasking:
    """Keeps `handlers.desk.settings.Unmasking`."""

    def __init__(self, units: Units) -> None:
        self._units = units

    async def unmask(self, caller: Caller, reference: str, step: str, reason: str) -> Json:
        """Ask to read who the reporter is, or agree to a colleague's asking, or refuse it."""
        plain = read_reference(reference)

        def work(unit: Unit) -> Json:
            unit.custody.lock()  # of two at once, the second finds what the first has done
            seen = look(unit, caller, plain, unit.clock())
            if not seen.may("unmask"):
                raise Refused(403, "role")
            unit.custody.add(plain, seen.now, _act(seen, step, reason))
            return state(seen)

        return await self._units.write(work)

    async def identity(self, caller: Caller, reference: str) -> Json:
        """Return the sealed entries that say who the reporter is; each reading is an act in the log."""
        plain = read_reference(reference)

        def work(unit: Unit) -> Json:
            seen = look(unit, caller, plain, unit.clock())
            if not seen.may("open") or not opens(unit, caller, plain, seen.now):
                raise Refused(403, "masked")
            unit.custody.add(plain, seen.now, Act("unmasked", caller.id, "desk"))
            entries = [one for one in unit.desk.contents.entries(plain) if one.kind == IDENTITY]
            return {
                "until": state(seen)["until"],
                "entries": [
                    {"id": one.name, "kind": one.kind, "time": one.time, "age": encoded(one.age)}
                    for one in entries
                ],
            }

        return await self._units.write(work)

    async def waiting(self, caller: Caller) -> Json:
        """Return the askings of colleagues that wait for a second officer."""
        if not may(caller.role, "unmask"):
            return {"cases": []}

        def read(unit: Unit) -> Json:
            now, names = unit.clock(), unit.officers.names()
            found = []
            for reference in unit.desk.news.with_event("unmask-asked", now - WAITING, MOST):
                asking = asking_of(unit.custody.of_case(reference), now)
                if asking and not asking.agreed and asking.asked.actor != caller.id:
                    officer = names.get(asking.asked.actor, "")
                    found.append({"reference": reference, "officer": officer, "until": asking.until})
            return {"cases": found}

        return await self._units.read(read)


def _act(seen: Look, step: str, reason: str) -> Act:
    """Return the act of a step. Raises Refused for one that does not follow."""
    asking = asking_of(seen.unit.custody.of_case(seen.case.reference), seen.now)
    if step == "ask":
        if not reason:
            raise Refused(400, "request")
        if asking is not None:
            raise Refused(409, "asked")
        return Act("unmask-asked", seen.caller.id, reason)
    if asking is None or asking.agreed is not None:
        raise Refused(409, "not-asked")
    own = asking.asked.actor == seen.caller.id
    if step == "agree" and own:
        raise Refused(403, "second")
    event = "unmask-agreed" if step == "agree" else "unmask-refused"
    return Act(event, seen.caller.id, str(asking.asked.seq))
