"""`main.py officer`: who works the cases."""

import time
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.family import Family

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
    """Remove an officer: their chat gets and sees nothing any more."""
    with base.storage.write() as unit:
        gone = unit.officers.remove(officer, time.time())
    if not gone:
        raise Refused("there is no officer with this id: main.py officer list")
    return Printed(("removed",))


OFFICER = Family({"list": listed, "add": added, "remove": removed}, default="list")
