"""`verify BAG` and `case unseal`: a case as a BagIt bag, checked and opened without the server."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from bot.commands.answer import Printed, Refused
from bot.commands.counts import counted
from bot.commands.offline import signers
from bot.commands.offline.bundle import Key, Pictures, of_a_bundle
from bot.pdf.fonts import NoFonts
from storage.audit.bundle import Opened
from storage.audit.tars import SEALED
from storage.bags.check import Checked, check
from storage.sealing.age import key_text

NO_FONTS = (
    "the typeface for documents is missing: make desk, and for officers' computers make officer after it"
)
Bag = Annotated[
    Path, typer.Argument(metavar="BAG", help="The folder that export wrote. Example: K7M29QXA-bag")
]
NewBag = Annotated[
    Path, typer.Option("--to", metavar="DIR", help="The new folder. Example: --to K7M29QXA-opened")
]
Language = Annotated[
    Literal["ar", "fr"],
    typer.Option(metavar="LANGUAGE", help="The statement's language, ar or fr. Example: --language ar"),
]
Interpol = Annotated[
    bool, typer.Option("--interpol", help="Add cover sheets in English and French for INTERPOL's bureau.")
]
Contact = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help="The national bureau's contact, for the cover sheets; a server has it in its settings too. "
        "Example: --contact ncb@example.org",
        show_default=False,
    ),
]
Known = Annotated[
    str,
    typer.Option(
        "--signer",
        metavar="FINGERPRINT",
        help="The signing key of the server, as receipts, digests and keys list show it: the bag must be "
        "signed by it. Example: --signer 3f2a-91bc-0d4e-77a1-58c2-e6b0-1f93-a4d7",
        show_default=False,
    ),
]
AnyKey = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="An officer's private key file: opened files are compared with the sealed ones. "
        "Example: --key salma.key",
        show_default=False,
    ),
]
FirstSigner = Annotated[
    str,
    typer.Option(
        "--signer",
        metavar="FINGERPRINT",
        help="The signing key of the server, needed once: it is remembered beside the key. "
        "Example: --signer 3f2a-91bc-0d4e-77a1-58c2-e6b0-1f93-a4d7",
        show_default=False,
    ),
]


def verified(bag: Bag, *, signer: Known = "", key: AnyKey = None) -> Printed:
    """Check a bag on a computer that has nothing else: manifests, signature, custody log, sealed contents.

    One line for each. Exit status 1 if anything was changed, put in, taken away or exchanged.
    """
    if not bag.is_dir():
        raise Refused(f"{bag} is no folder")
    found = check(bag)
    wrong = not found.whole
    lines = [*_lines(found)]
    if signer and not wrong:
        same = signers.plain(signer) == signers.plain(found.signer)
        lines.append(
            f"{'OK   ' if same else 'WRONG'}  signer: {found.signer}{'' if same else f', not {signer}'}"
        )
        wrong = not same
    elif found.signer:
        lines.append(f"NOTE   signer: compare {found.signer} with a receipt, a digest or keys list")
    if found.unsigned and not wrong:
        lines.append(_unsigned(found, bag, key))
        wrong = lines[-1].startswith("WRONG")
    return Printed(tuple(lines), 1 if wrong else 0)


def _lines(found: Checked) -> Iterator[str]:
    if found.reference:
        yield f"case {found.reference}"
    for each in found.findings:
        if not each.wrong:
            yield f"OK     {each.part}: {each.told}"
        yield from (f"WRONG  {each.part}: {wrong}" for wrong in each.wrong)


def _unsigned(found: Checked, bag: Path, key: Path | None) -> str:
    """Return the line on files that were opened after the server had signed."""
    count = counted(len(found.unsigned), "file")
    if key is None:
        return f"NOTE   opened: {count} were opened after the server signed; --key FILE compares them"
    from bot.bags.opening import compared  # loads what makes documents: not for each check

    with of_a_bundle():
        other = [*compared(bag, key_text(key))]
    if other:
        return f"WRONG  opened: {', '.join(other)} not as sealed"
    return f"OK     opened: what {count} tell is what the sealed form holds, documents and previews apart"


def unsealing(pictures: Pictures) -> Any:  # Any: a command, whose options are read from it
    """Return the command that opens a sealed bag, with these small pictures of the evidence."""

    def unsealed(
        bag: Bag,
        *,
        key: Key,
        to: NewBag,
        signer: FirstSigner = "",
        language: Language = "fr",
        interpol: Interpol = False,
        contact: Contact = "",
    ) -> Printed:
        """Make an opened bag of a sealed one, with the statement as PDF; needs no server.

        The sealed form and the server's signature on it stay in the new bag.
        """
        found = check(bag)
        if not found.whole:
            raise Refused("the bag is not as it was made: verify names what is wrong")
        from bot.bags.opening import Wish, kept_signature, open_bag  # as above

        with of_a_bundle(), of_a_document():
            signers.check(key, found.signer, signer)
            wish = Wish(key_text(key), language, interpol, contact, pictures)
            case, told = open_bag(bag.joinpath(*SEALED), wish, to, kept_signature(bag))
        return judged(case.opened, told, to)

    return unsealed


def judged(opened: Opened, pictures: Iterable[str], target: Path) -> Printed:
    """Return what was said of small pictures, what does not fit, and where the opened bag is."""
    wrong = opened.wrong
    lines = (*pictures, *(f"DOES NOT FIT  {what}" for what in wrong), f"{target} holds the opened case")
    return Printed(lines, 1 if wrong else 0)


@contextmanager
def of_a_document() -> Iterator[None]:
    """Turns a missing typeface into Refused."""
    try:
        yield
    except NoFonts:
        raise Refused(NO_FONTS) from None
