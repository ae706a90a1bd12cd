"""`main.py export` and `case grant`: a case leaves the server sealed, and comes back for further officers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Printed, Refused, WrongUsage
from bot.commands.casework.pictures import small_pictures
from bot.commands.counts import counted
from bot.commands.offline.bags import Contact, Interpol, Language, judged, of_a_document
from bot.commands.offline.bundle import Bundle, of_a_bundle, refuse_overwriting
from bot.commands.options import Actor, Force, Reference, reference
from flows.record import record
from storage.audit.export import Order, export
from storage.audit.grant import grant
from storage.errors import UnknownCase, UnknownSigner, Unopened
from storage.sealing.age import key_text

NewBundle = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]",
        help="The bundle to write; none with --to. Example: K7M29QXA.tar",
        show_default=False,
    ),
]
ToBag = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="DIR",
        help="Write a bag in place of a bundle: a new folder. Example: --to K7M29QXA-bag",
        show_default=False,
    ),
]
OpenWith = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="An officer's private key file: the bag holds the opened case beside the sealed one. "
        "Example: --key /media/salma.key",
        show_default=False,
    ),
]


def exported(
    base: Base,
    typed: Reference,
    file: NewBundle = None,
    *,
    to: ToBag = None,
    key: OpenWith = None,
    language: Language = "fr",
    interpol: Interpol = False,
    contact: Contact = "",
    actor: Actor = "command",
    force: Force = False,
) -> Printed:
    """Write one case as a bundle, or with --to as a BagIt bag; the custody log says who exported it.

    A bag stays sealed without `--key`. With it, the opened case stands beside the sealed one: originals and
    small pictures apart, questions and answers, the custody log with names, indicators as STIX 2.1, and the
    statement for the file as PDF. `--language`, `--interpol` and `--contact` are for an opened bag.
    """
    if (file is None) == (to is None):
        raise WrongUsage("a FILE for a bundle, or --to DIR for a bag")
    case = reference(typed)
    if to is not None:
        opened = Opened(key, language, interpol, contact or base.config.interpol.bureau)
        with _of_an_export():
            return _bag(base, case, to, actor, opened)
    with _of_an_export():
        if file is not None:
            refuse_overwriting(file, force=force)
            export(base.storage, base.store("evidence"), Order(case, file, actor, base.clock()))
    opens = f"main.py case open {file} --key FILE --signer {base.storage.signer.fingerprint}"
    return Printed((f"{file} opens with an officer's key: {opens}",))


@record
class Opened:
    """How a bag is to be opened: the key file if it is, and the options of an opened bag."""

    key: Path | None
    language: str
    interpol: bool
    contact: str


def _bag(base: Base, case: str, target: Path, actor: str, opened: Opened) -> Printed:
    from bot.bags.export import BagOrder, bag  # loads what makes documents: not for each command
    from bot.bags.opening import Wish

    if opened.interpol and opened.key is None:
        raise WrongUsage("--interpol needs --key: the cover sheet tells what the case holds")
    wish = None
    if opened.key is not None:
        private = key_text(opened.key)
        wish = Wish(private, opened.language, opened.interpol, opened.contact, small_pictures)
    found, told = bag(base, BagOrder(case, target, actor, base.clock(), wish))
    if found is None:
        return Printed(
            (f"{target} opens with an officer's key: main.py case unseal {target} --key FILE --to DIR",)
        )
    return judged(found.opened, told, target)


@contextmanager
def _of_an_export() -> Iterator[None]:
    """Turns the errors of an export into Refused."""
    try:
        with of_a_document():
            yield
    except UnknownCase:
        raise Refused("there is no case with this reference") from None
    except Unopened:
        raise Refused("a part of the case does not open: with this key, or at all: main.py verify") from None
    except FileExistsError as error:
        raise Refused(f"{error.filename} exists already and was not overwritten") from None


def granted(base: Base, bundle: Bundle, *, actor: Actor = "command") -> Printed:
    """Let further officers open a case here: those for whom an officer rekeyed its bundle.

    Only keys that `keys list` shows in use are taken. The custody log says who brought the bundle.
    """
    with of_a_bundle():
        try:
            case, officers = grant(base.storage, bundle, actor, base.clock())
        except UnknownCase:
            raise Refused("there is no such case here that has a key of its own") from None
        except UnknownSigner:
            raise Refused("this server did not sign the bundle: nothing was taken from it") from None
    if not officers:
        raise Refused("the bundle is for nobody here who cannot open the case already: main.py keys list")
    return Printed((f"case {case} opens for {counted(officers, 'more key')}",))
