"""The officers at the desk: who there is, and what a colleague may do about it."""

from collections.abc import Callable, Mapping

from bot.desk import people
from bot.desk.contents.wanted import offline
from bot.desk.people import BadName, OtherKey, Unproved
from bot.desk.units import Units
from flows.desk.roles import ROLES, may
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from storage.cases.officers import Officer
from storage.desk.access import DeskKey
from storage.errors import LastKey
from storage.sealing.age import fingerprint
from storage.sealing.officer_keys import RECOVERY, Key
from storage.unit import Unit

Deed = Callable[[Unit, Officer, float, str], object]
"""A change of an officer at a moment by another."""


class TeamWork:
    """Keeps `handlers.desk.settings.Team`."""

    def __init__(self, units: Units) -> None:
        self._units = units

    async def listed(self, caller: Caller) -> Json:
        """Return the officers, as far as this one may see: names alone to hand over a case."""
        if not (may(caller.role, "team") or may(caller.role, "assign", own=True)):
            raise Refused(403, "role")

        def read(unit: Unit) -> Json:
            keys, visits = unit.desk.access.keys(), unit.desk.access.visits()
            officers = [_told(unit, one, keys.get(one.id), visits) for one in unit.officers.present()]
            return {"officers": officers, "recovery": [_recovery(unit, key) for key in offline(unit)]}

        return await self._units.read(read)

    async def invite(self, caller: Caller, name: str, role: str, site: str) -> Json:
        """Add an officer, and return the one-time link; a name that is there is refused."""
        _require(caller, "invite")
        if role not in ROLES:
            raise Refused(400, "request")

        def add(unit: Unit) -> Json:
            now = unit.clock()
            unit.custody.lock()  # of two invitations to one name at once, the second finds the first
            try:
                officer = unit.officers.invite(people.new_name(unit, name), role, now, caller.id)
            except BadName:
                raise Refused(409, "name") from None
            return {"link": site + people.invite(unit, officer, now, caller.id)}

        return await self._units.write(add)

    async def confirm(self, caller: Caller, officer: str, name: str) -> Json:
        """Believe a colleague's key, whose fingerprint the caller compared; nobody confirms themselves."""
        _require(caller, "confirm")

        def confirm(unit: Unit) -> Json:
            try:
                people.confirm(unit, _other(unit, caller, officer), name, unit.clock(), caller.id)
            except OtherKey:
                raise Refused(409, "fingerprint") from None
            except Unproved:
                raise Refused(409, "unready") from None
            return {}

        return await self._units.write(confirm)

    async def change(self, caller: Caller, deed: str, officer: str) -> Json:
        """Suspend, restore, remove or detach a colleague."""
        action, act = _DEEDS[deed]
        _require(caller, action)

        def change(unit: Unit) -> Json:
            other = _found(unit, officer) if deed == "detach" else _other(unit, caller, officer)
            try:
                act(unit, other, unit.clock(), caller.id)
            except LastKey:
                raise Refused(409, "last-key") from None
            return {}

        return await self._units.write(change)


def _remove(unit: Unit, officer: Officer, now: float, by: str) -> None:
    people.remove(unit, officer, people.owners_of(unit, officer), now, by)


_DEEDS: Mapping[str, tuple[str, Deed]] = {
    "suspend": ("suspend", people.suspend),
    "restore": ("suspend", people.restore),
    "remove": ("remove", _remove),
    "detach": ("detach", people.detach),
}
"""Each deed with the action of the table of roles."""


def _require(caller: Caller, action: str) -> None:
    if not may(caller.role, action):
        raise Refused(403, "role")


def _found(unit: Unit, officer: str) -> Officer:
    found = next((one for one in unit.officers.present() if one.id == officer), None)
    if found is None:
        raise Refused(404, "unknown")
    return found


def _other(unit: Unit, caller: Caller, officer: str) -> Officer:
    """Return another officer than the caller. Raises Refused."""
    if officer == caller.id:
        raise Refused(403, "role")
    return _found(unit, officer)


def _recovery(unit: Unit, key: Key) -> Json:
    """Return the recovery key or an old key file of `owner`, as a colleague who never signs in."""
    owner = "" if key.owner == RECOVERY else unit.officers.names().get(key.owner, key.owner)
    return {
        "recipient": key.recipient,
        "wraps": unit.wraps.of_keys([key.fingerprint]),
        "owner": owner,
    }


def _told(unit: Unit, one: Officer, key: DeskKey | None, visits: Mapping[str, float]) -> Json:
    name = fingerprint(key.recipient) if key else ""
    state = key.state if key else "chat" if one.chat else "invited"
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "state": "suspended" if one.suspended else state,
        "seen": visits.get(one.id) or None,
        "recipient": key.recipient if key else "",
        "fingerprint": name,
        "wraps": unit.wraps.of_keys([name]) if name else 0,
        "chat": bool(one.chat),
    }
