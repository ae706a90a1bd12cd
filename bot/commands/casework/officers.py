"""`main.py officer`: who works the cases."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.family import Family
from storage.cases.officers import Officer
from storage.errors import LastKey
from storage.unit import Unit

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The officer's name, as colleagues read it. Example: Salma")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="The id that the list shows. Example: 1f0c9a2b")]


def listed(base: Base) -> Listing:
    """List the officers, enrolled or still to come."""
    with base.storage.read() as unit:
        officers = unit.officers.present()
    data = [{"id": one.id, "name": one.name, "enrolled": bool(one.chat)} for one in officers]
    lines = [f"{one.id}  {'enrolled' if one.chat else 'waiting ':<9} {one.name}" for one in officers]
    return Listing(tuple(lines or ["no officers yet: main.py officer add NAME"]), data=data)


def added(base: Base, name: Name) -> Printed:
    """Add an officer, and print a code that works once: the chat that sends it becomes the officer's."""
    with base.storage.write() as unit:
        officer, code = unit.officers.add(name, time.time())
    return Printed(
        (
            f"{officer.name} is officer {officer.id}.",
            "Send this line once, in any channel, from the chat that is to be theirs:",
            f"officer_{code}",
        )
    )


def removed(base: Base, officer: Id) -> Printed:
    """Remove an officer: the chat sees nothing any more, and new cases do not open for the key.

    Says how many cases the key still opens.
    """
    now = time.time()
    try:
        with base.storage.write() as unit:
            found = unit.officers.get(officer)
            if found is None or not unit.officers.remove(officer, now):
                raise Refused("there is no officer with this id: main.py officer list")
            since = [key.added for key in unit.keys.present() if key.owner in _names(unit, found)]
            for owner in _names(unit, found):
                unit.keys.remove(owner, now)
            if found.chat:
                unit.conversations.forget(found.chat)
                unit.outbox.forget(found.chat)
            count = unit.cases.touched(min(since)) if since else 0
    except LastKey:
        raise Refused(
            "theirs is the last officer's key, nothing was changed; first: main.py keys add NAME RECIPIENT"
        ) from None
    return Printed((f"{found.name} is removed: chat and key.", *_still(since, count)))


def _names(unit: Unit, officer: Officer) -> tuple[str, ...]:
    """The owners under which the officer's keys stand: the id, and the name where nobody else has it."""
    same = [one for one in unit.officers.present() if one.name == officer.name and one.id != officer.id]
    return (officer.id,) if same else (officer.id, officer.name)


def _still(since: list[float], count: int) -> Iterator[str]:
    if not since:
        yield "No key of theirs was in use."
    elif count:
        day = datetime.fromtimestamp(min(since), UTC).date()
        yield f"Their key still opens {count} cases, filed or changed since {day}, together with this server."
    else:
        yield "Their key opens no case."


OFFICER = Family({"list": listed, "add": added, "remove": removed}, default="list")
