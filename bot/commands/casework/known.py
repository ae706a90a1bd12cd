"""The officer whom a command names."""

from typing import Annotated

import typer

from bot.commands.answer import Refused
from bot.commands.casework.keys import owner_of
from storage.cases.officers import Officer
from storage.unit import Unit

Who = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The officer's name, or the id that the list shows. Example: Salma"),
]
NOBODY = "there is no such officer: main.py officer list"


def found(unit: Unit, name: str) -> Officer | None:
    """The present officer of this name or id. Raises Refused if the name fits several."""
    owner = owner_of(unit, name)
    return next((one for one in unit.officers.present() if one.id == owner), None)


def known(unit: Unit, name: str) -> Officer:
    """As `found`. Raises Refused if there is none."""
    officer = found(unit, name)
    if officer is None:
        raise Refused(NOBODY)
    return officer
