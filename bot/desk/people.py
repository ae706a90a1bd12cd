"""Changes of officers, in one transaction each: for the command line, and for the desk's team page."""

import unicodedata
from contextlib import suppress

from flows.desk.roles import OPENING
from storage.cases.officers import Officer
from storage.custody.links import SERVER
from storage.errors import LastKey
from storage.sealing.age import fingerprint
from storage.sealing.officer_keys import RECOVERY
from storage.unit import Unit


class Unproved(Exception):
    """The officer has not yet shown that passkey and recovery sheet open the key."""


class BadName(Exception):
    """A name that cannot be told from a colleague's, from the owner of a key, or that holds unseen signs."""


class OtherKey(Exception):
    """The officer's key has another fingerprint."""


class NoKey(OtherKey):
    """The officer has no key."""


def new_name(unit: Unit, typed: str) -> str:
    """Return the name for a new officer at the desk. Raises BadName.

    Keys are removed by their owner's name or id, or by their fingerprint: it must be none of these.
    """
    name = typed.strip()
    if not name or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise BadName
    keys = unit.keys.all()
    others = {RECOVERY, *(key.owner for key in keys), *(key.fingerprint for key in keys)}
    for officer in unit.officers.present():
        others |= {officer.id, officer.name}
    if _alike(name) in map(_alike, others):
        raise BadName
    return name


def like(unit: Unit, typed: str) -> str:
    """Return the name of a present officer for whom the typed one is easily taken; empty for none."""
    return next((one.name for one in unit.officers.present() if _alike(one.name) == _alike(typed)), "")


def _alike(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def invite(unit: Unit, officer: Officer, now: float, by: str = SERVER) -> str:
    """Return the path of a one-time link for an officer, in place of an earlier one."""
    return f"/desk#/invitation/{unit.desk.access.invite(officer.id, now, by)}"


def confirm(unit: Unit, officer: Officer, name: str, now: float, by: str = SERVER) -> bool:
    """Believe the officer's key, whose fingerprint somebody compared; return whether cases are sealed to it.

    Raises NoKey, OtherKey and Unproved.
    """
    key = unit.desk.access.key(officer.id)
    if key is None:
        raise NoKey
    if fingerprint(key.recipient) != name:
        raise OtherKey
    if key.state == "unproved":
        raise Unproved
    unit.desk.access.confirm(officer.id, by, now)
    if officer.role not in OPENING or officer.suspended:
        return False
    unit.keys.add(officer.id, key.recipient, now)
    return True


def suspend(unit: Unit, officer: Officer, now: float, by: str = SERVER) -> None:
    """End the officer's sessions and chat at once; new cases are not sealed to their keys."""
    _quiet(unit, officer)
    unit.officers.suspend(officer.id, now, by)
    unit.desk.sessions.end_all(officer.id)
    rest(unit, officer.id, now)


def restore(unit: Unit, officer: Officer, now: float, by: str = SERVER) -> None:
    """End a suspension. New cases are sealed to the officer's confirmed key of the desk again."""
    unit.officers.restore(officer.id, now, by)
    key = unit.desk.access.key(officer.id)
    if key is not None and key.state == "ready" and officer.role in OPENING:
        unit.keys.add(officer.id, key.recipient, now)


def detach(unit: Unit, officer: Officer, now: float, by: str = SERVER) -> None:
    """Take the officer's chat off the desk, with what was said there."""
    unit.officers.detach(officer.id, now, by)
    _quiet(unit, officer)


def another_chat(unit: Unit, officer: Officer, now: float) -> str:
    """Take the officer's chat off the desk; return the code for another one."""
    _quiet(unit, officer)
    return unit.officers.recode(officer.id, now)


def _quiet(unit: Unit, officer: Officer) -> None:
    """Forget what was said in the officer's chat, and what was still to be sent there."""
    if officer.chat:
        unit.conversations.forget(officer.chat)
        unit.outbox.forget(officer.chat)


def remove(unit: Unit, officer: Officer, owners: tuple[str, ...], now: float, by: str = SERVER) -> list[str]:
    """Remove an officer: chat, sessions, passkeys and keys of these owners; return the keys' fingerprints.

    Their open cases are nobody's then. Raises LastKey.
    """
    names = [key.fingerprint for key in unit.keys.all() if key.owner in owners]
    unit.officers.remove(officer.id, now, by)
    for owner in owners:
        unit.keys.remove(owner, now)
    unit.wraps.withdraw(
        names
    )  # those of keys too that rested before: while suspended, or after a new invitation
    unit.desk.sessions.end_all(officer.id)
    unit.desk.access.end(officer.id, now, by)
    if mailbox := unit.digests.of(officer.id).mailbox:
        unit.outbox.forget(mailbox)
    unit.digests.forget(officer.id)
    unit.cases.work.release(officer.id, by, now)
    _quiet(unit, officer)
    return names


def owners_of(unit: Unit, officer: Officer) -> tuple[str, ...]:
    """Return the owners of the officer's keys: the id, and the name where it names nobody and no key else."""
    others = {RECOVERY, *(key.fingerprint for key in unit.keys.all())}
    for one in unit.officers.present():
        others |= {one.id, one.name} if one.id != officer.id else set()
    return (officer.id,) if officer.name in others else (officer.id, officer.name)


def rest(unit: Unit, officer: str, now: float) -> None:
    """Seal no new case to the officer's keys; their wraps stay. The last key of all stays in use."""
    with suppress(LastKey):
        unit.keys.remove(officer, now, withdraw=False)


def retire(unit: Unit, officer: str, now: float) -> None:
    """Seal no new case to the key that the officer had at the desk, as another takes its place."""
    key = unit.desk.access.key(officer)
    if key is not None:
        rest(unit, fingerprint(key.recipient), now)
