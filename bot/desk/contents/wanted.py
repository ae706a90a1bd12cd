"""The keys that must have a case of versions before 0.3 when it gets a key of its own."""

from collections.abc import Iterable

from bot.desk.people import owners_of
from flows.desk.roles import OPENING, may
from storage.cases.officers import Officer
from storage.sealing.age import fingerprint
from storage.sealing.officer_keys import RECOVERY, Key
from storage.unit import Unit


def wanted(unit: Unit, reference: str) -> list[Key]:
    """Return the keys in use for which a case needs a wrap: nobody who could open it may lose it.

    These are the recovery key, the supervisors', and those of officers who had a key when something in the
    case was sealed, or who have a wrap of a file. An officer with a key at the desk needs it for that one.
    """
    last = max((one.time for one in unit.desk.contents.entries(reference)), default=0.0)
    numbers = unit.cases.key_numbers(reference).values()
    held = {wrap.fingerprint for number in numbers for wrap in unit.wraps.of(number)}
    officers = {owner: one for one in unit.officers.present() for owner in owners_of(unit, one)}
    could = {RECOVERY, *(owner for owner, one in officers.items() if may(one.role, "open"))}
    for key in unit.keys.all():
        if key.added <= last or key.fingerprint in held:
            officer = officers.get(key.owner)
            could |= set(owners_of(unit, officer)) if officer else {key.owner}
    return [key for key in usable(unit, officers) if key.owner in could]


def offline(unit: Unit) -> list[Key]:
    """Return the keys in use that open cases away from the desk: the recovery key, and old key files."""
    officers = {owner: one for one in unit.officers.present() for owner in owners_of(unit, one)}
    desk = {fingerprint(key.recipient) for key in unit.desk.access.keys().values()}
    return [key for key in usable(unit, officers) if key.fingerprint not in desk]


def usable(unit: Unit, officers: dict[str, Officer]) -> Iterable[Key]:
    """Yield the keys in use of nobody at the desk, and one of each officer who may open cases."""
    present = unit.keys.present()
    desk = unit.desk.access.keys()
    there = {key.fingerprint for key in present}
    for key in present:
        officer = officers.get(key.owner)
        if officer is None:
            yield key
        elif officer.works and officer.role in OPENING:
            own = desk.get(officer.id)
            name = fingerprint(own.recipient) if own else ""
            if name not in there or name == key.fingerprint:
                yield key
