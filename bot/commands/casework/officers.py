"""`main.py officer`: who works the cases."""

import shlex
from collections.abc import Callable
from enum import Enum
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.casework.known import Who, found, known
from bot.commands.checks.removed_keys import still_opens
from bot.commands.digests.choose import digest
from bot.commands.family import Family
from bot.desk import people
from storage.cases.officers import Officer
from storage.custody.directory import SUPERVISOR
from storage.desk.access import DeskKey
from storage.errors import LastKey
from storage.sealing.age import fingerprint
from storage.unit import Unit

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The officer's name, as colleagues read it. Example: Salma")
]
Fingerprint = Annotated[
    str,
    typer.Argument(
        metavar="FINGERPRINT",
        help="The fingerprint that the officer's own screen shows. Example: 0f1e2d3c4b5a6978",
    ),
]
LAST = "theirs is the last officer's key, nothing was changed; first: main.py keys add NAME RECIPIENT"
EXPIRED = "code expired"
KEPT = "Theirs is the last key that cases are sealed to, so it stays in use."


class Role(Enum):
    """The roles of flows/desk/roles.py, as the command line takes them."""

    intake = "intake"
    investigator = "investigator"
    supervisor = "supervisor"
    administrator = "administrator"


RoleOption = Annotated[
    Role,
    typer.Option(
        "--role",
        help="intake sees what cases are about and refers them; investigator works cases of their own; "
        "supervisor works all and assigns; administrator invites and removes, and opens no case. "
        "Example: --role investigator",
    ),
]


def listed(base: Base) -> Listing:
    """List the officers: their chats, roles, and how far their keys for the desk are."""
    now = base.clock()
    with base.storage.read() as unit:
        officers, keys = unit.officers.present(), unit.desk.access.keys()
        invited = unit.desk.access.open_invitations(now)
    states = {one.id: _state(one, now, key=one.id in keys, invited=one.id in invited) for one in officers}
    data = [
        {
            "id": one.id,
            "name": one.name,
            "role": one.role,
            "enrolled": bool(one.chat),
            "code_expired": states[one.id] == EXPIRED,
            "suspended": bool(one.suspended),
            "desk": keys[one.id].state if one.id in keys else "",
            "fingerprint": fingerprint(keys[one.id].recipient) if one.id in keys else "",
        }
        for one in officers
    ]
    lines = [f"{one.id}  {states[one.id]:<12} {one.name}{_desk(one, keys.get(one.id))}" for one in officers]
    return Listing(tuple(lines or ["no officers yet: main.py officer add NAME"]), data=data)


def _state(officer: Officer, now: float, *, key: bool, invited: bool) -> str:
    """The state of an officer's chat; before the first chat or key, that of the link or code."""
    if officer.suspended:
        return "suspended"
    if officer.chat:
        return "enrolled"
    if key:
        return "no chat"
    if invited:
        return "invited"
    return EXPIRED if officer.expired(now) else "waiting"


def _desk(officer: Officer, key: DeskKey | None) -> str:
    """How far an officer is at the desk; empty for one who has nothing there."""
    if key is None:
        return "" if officer.role == SUPERVISOR else f", {officer.role}"
    return f", {officer.role}, key {fingerprint(key.recipient)} {key.state}"


def added(base: Base, name: Name) -> Printed:
    """Add an officer, and print a code for one chat, valid for a day: that chat becomes the officer's."""
    with base.storage.write() as unit:
        officer, code = unit.officers.add(name, unit.clock())
    return Printed(
        (
            f"{officer.name} is officer {officer.id}.",
            "Send this line within a day, in any channel, from the chat that is to be theirs:",
            f"officer_{code}",
        )
    )


def chatting(base: Base, name: Who) -> Printed:
    """Print a new code for an officer's chat, valid for a day, in place of the chat or code of before.

    In a chat an officer works every case, so it is for supervisors alone.
    """
    with base.storage.write() as unit:
        officer = known(unit, name)
        if officer.role != SUPERVISOR or officer.suspended:
            raise Refused("a chat works every case, so it is for a supervisor who is not suspended")
        code = people.another_chat(unit, officer, unit.clock())
    return Printed((f"{officer.name} sends this line within a day, in any channel:", f"officer_{code}"))


def invited(base: Base, name: Who, role: RoleOption = Role.supervisor) -> Printed:
    """Print a one-time link, valid for a day, by which an officer makes a passkey and a key for the desk.

    An officer who is there already keeps the role, and a new key takes the place of the one before. A name
    that differs from a colleague's by capitals or spaces alone is refused.
    """
    now = base.clock()
    with base.storage.write() as unit:
        officer = found(unit, name)
        if officer is None and (there := people.like(unit, name)):
            raise Refused(f"there is an officer {there}: type that name as it is, or one that differs more")
        officer = officer or unit.officers.invite(name, role.value, now)
        path = people.invite(unit, officer, now)
    return Printed(
        (
            f"{officer.name} is officer {officer.id}, {officer.role}.",
            "Compare the fingerprint on their screen later, then confirm the key, or let a supervisor do so:",
            f"main.py officer confirm {shlex.quote(officer.name)} FINGERPRINT",
            "Give them this link by a way that you trust. It holds for a day, and for one passkey:",
            f"{base.site}{path}",
        )
    )


def confirmed(base: Base, name: Who, print_: Fingerprint) -> Printed:
    """Believe an officer's key for the desk, after you compared its fingerprint with the officer's screen."""
    now = base.clock()
    try:
        with base.storage.write() as unit:
            officer = known(unit, name)
            sealed = people.confirm(unit, officer, print_.strip().lower(), now)
    except people.NoKey:
        raise Refused("they have no key for the desk yet; the link of officer invite makes one") from None
    except people.OtherKey:
        raise Refused("that is not the fingerprint of their key: main.py officer list") from None
    except people.Unproved:
        raise Refused(
            "they have not yet typed the key from their recovery sheet: nothing was changed"
        ) from None
    more = "New cases are sealed to it; earlier ones need a grant." if sealed else "It opens no case."
    return Printed((f"The key of {officer.name} is confirmed. {more}",))


def suspended(base: Base, name: Who) -> Printed:
    """Let an officer do nothing for now: sessions and chat end at once, and no new case opens for the key."""
    with base.storage.write() as unit:
        officer = known(unit, name)
        people.suspend(unit, officer, unit.clock())
        left = [key for key in unit.keys.present() if key.owner == officer.id]
    return Printed((f"{officer.name} is suspended, at the desk and in the chat.", *((KEPT,) if left else ())))


def restored(base: Base, name: Who) -> Printed:
    """End a suspension. Cases filed meanwhile need a grant of a colleague."""
    return _done(base, name, people.restore, "may work again.")


def detached(base: Base, name: Who) -> Printed:
    """Take an officer's chat off the desk, as when the phone was stolen: it is an ordinary chat again."""
    return _done(
        base, name, people.detach, "has no chat here any more. For another one: main.py officer chat"
    )


def removed(base: Base, name: Who) -> Printed:
    """Remove an officer: the chat sees nothing any more, and new cases do not open for the key.

    Says what the officer's keys still open.
    """
    now = base.clock()
    try:
        with base.storage.write() as unit:
            gone = known(unit, name)
            names = people.remove(unit, gone, people.owners_of(unit, gone), now)
            left = still_opens(unit, names) if names else ("They had no key.",)
    except LastKey:
        raise Refused(LAST) from None
    return Printed((f"{gone.name} is removed: chat and key.", *left))


def _done(base: Base, name: str, act: Callable[[Unit, Officer, float], object], said: str) -> Printed:
    with base.storage.write() as unit:
        officer = known(unit, name)
        act(unit, officer, unit.clock())
    return Printed((f"{officer.name} {said}",))


OFFICER = Family(
    {
        "list": listed,
        "add": added,
        "chat": chatting,
        "invite": invited,
        "confirm": confirmed,
        "suspend": suspended,
        "restore": restored,
        "detach": detached,
        "digest": digest,
        "remove": removed,
    },
    default="list",
)
