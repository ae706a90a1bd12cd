"""`main.py export` and `case grant`: a case leaves the server sealed, and comes back for further officers."""

import time
from pathlib import Path
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Printed, Refused
from bot.commands.counts import counted
from bot.commands.offline.bundle import Bundle, of_a_bundle, refuse_overwriting
from bot.commands.options import Actor, Force, Reference, reference
from storage.audit.export import Order, export
from storage.audit.grant import grant
from storage.errors import UnknownCase, UnknownSigner, Unopened

NewBundle = Annotated[Path, typer.Argument(metavar="FILE", help="The bundle to write. Example: K7M29QXA.tar")]


def exported(
    base: Base, typed: Reference, file: NewBundle, *, actor: Actor = "command", force: Force = False
) -> Printed:
    """Write one case as a bundle for an officer's machine; the custody log says who exported it."""
    refuse_overwriting(file, force=force)
    order = Order(reference(typed), file, actor, time.time())
    try:
        export(base.storage, base.store("evidence"), order)
    except UnknownCase:
        raise Refused("there is no case with this reference") from None
    except Unopened:
        raise Refused("a part of the case does not open: main.py verify") from None
    return Printed((f"{file} opens with an officer's key: main.py case open {file} --key FILE",))


def granted(base: Base, bundle: Bundle, *, actor: Actor = "command") -> Printed:
    """Let further officers open a case here: those for whom an officer rekeyed its bundle.

    Only keys that `keys list` shows in use are taken. The custody log says who brought the bundle.
    """
    with of_a_bundle():
        try:
            case, officers = grant(base.storage, bundle, actor, time.time())
        except UnknownCase:
            raise Refused("there is no such case here that has a key of its own") from None
        except UnknownSigner:
            raise Refused("this server did not sign the bundle: nothing was taken from it") from None
    if not officers:
        raise Refused("the bundle is for nobody here who cannot open the case already: main.py keys list")
    return Printed((f"case {case} opens for {counted(officers, 'more key')}",))
