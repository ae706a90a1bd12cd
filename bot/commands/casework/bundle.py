"""`main.py export`, `case open` and `case rekey`: a case leaves the server sealed, and opens elsewhere."""

import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tarfile import TarError
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Printed, Refused
from bot.commands.casework import signers
from bot.commands.harmless import rows
from bot.commands.options import Actor, Force, Reference, reference
from bot.previews.preview import Claims, Preview, Previews
from flows.indicators.defang import defanged
from storage.audit.bundle import Opened, Order, export, open_bundle, rekey, signer_of
from storage.audit.proof import proof_of
from storage.cases.views import Item
from storage.errors import BadBundle, UnknownCase, UnknownSigner, Unopened
from storage.sealing.age import Trailer, key_text, recipient

NOT_OURS = "this key does not open the bundle, or something in it is not what it should be"
NewBundle = Annotated[Path, typer.Argument(metavar="FILE", help="The bundle to write. Example: K7M29QXA.tar")]
Bundle = Annotated[
    Path, typer.Argument(metavar="BUNDLE", help="The file that export wrote. Example: K7M29QXA.tar")
]
Key = Annotated[
    Path, typer.Option(metavar="FILE", help="The officer's private key file. Example: --key salma.key")
]
Signer = Annotated[
    str,
    typer.Option(
        "--signer",
        metavar="FINGERPRINT",
        help="The signing key of the server that the bundle comes from, as keys list, digests and receipts "
        "show it. Needed once for each server: it is then remembered beside the key. "
        "Example: --signer 3f2a-91bc-0d4e-77a1-58c2-e6b0-1f93-a4d7",
        show_default=False,
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="FOLDER",
        help="A folder for the evidence, with a small picture beside each picture. Example: --to evidence",
    ),
]
Sheet = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="A file for what was said, as a sheet. Example: --csv case.csv"
    ),
]
Recipients = Annotated[
    list[str],
    typer.Option(
        "--to",
        metavar="RECIPIENT",
        help="The public key of an officer, age1…; once for each officer. Example: --to age1ql3z7…",
    ),
]
Further = Annotated[
    list[str] | None,
    typer.Argument(metavar="[RECIPIENT]...", help="Further public keys after --to. Example: age1qyqszq…"),
]
Out = Annotated[Path, typer.Option(metavar="FILE", help="The new bundle. Example: --out for-yassine.tar")]


def exported(
    base: Base, typed: Reference, file: NewBundle, *, actor: Actor = "command", force: Force = False
) -> Printed:
    """Write one case as a bundle for an officer's machine; the custody log says who exported it."""
    _refuse_overwriting(file, force=force)
    order = Order(reference(typed), file, actor, time.time())
    try:
        export(base.storage, base.store("evidence"), order)
    except UnknownCase:
        raise Refused("there is no case with this reference") from None
    except Unopened:
        raise Refused("a part of the case does not open: main.py verify") from None
    return Printed((f"{file} opens with an officer's key: main.py case open {file} --key FILE",))


def opened(
    bundle: Bundle,
    *,
    key: Key,
    signer: Signer = "",
    folder: Folder = None,
    sheet: Sheet = None,
    force: Force = False,
) -> Printed:
    """Open a bundle on an officer's own machine; needs no server. Exit status 1 if something does not fit.

    A bundle that another server signed than `--signer`, or than those remembered beside the key, stays shut.
    `--force` overwrites the sheet; evidence is never overwritten.
    """
    if sheet is not None:
        _refuse_overwriting(sheet, force=force)
    with _of_a_bundle():
        private = _private(key)
        signers.check(key, signer_of(bundle), signer)
        found = open_bundle(bundle, private, folder)
        lines = (*_lines(found), *_previews(found, folder), *_judged(found))
        if sheet is not None:
            _write_sheet(found, sheet)
    return Printed(lines, 1 if found.wrong else 0)


def rekeyed(
    bundle: Bundle, further: Further = None, *, key: Key, to: Recipients, out: Out, force: Force = False
) -> Printed:
    """Write the same bundle for other officers, on the machine of one for whom it opens; needs no server."""
    _refuse_overwriting(out, force=force)
    fresh = out.with_name(f"{out.name}.part")
    with _of_a_bundle():
        recipients = [recipient(public) for public in (*to, *(further or ()))]
        rekey(bundle, _private(key), recipients, fresh)
        fresh.rename(out)
    return Printed((f"{out} opens for {len(recipients)} keys",))


def _refuse_overwriting(file: Path, *, force: bool) -> None:
    """Raises Refused if the file exists and is to stay."""
    if file.exists() and not force:
        raise Refused(f"{file} exists already and was not overwritten; --force overwrites it")


def _private(key: Path) -> str:
    return key_text(key)


@contextmanager
def _of_a_bundle() -> Iterator[None]:
    """Turns the errors of reading a bundle into Refused."""
    try:
        yield
    except (Unopened, ValueError):
        raise Refused(NOT_OURS) from None
    except UnknownSigner:
        raise Refused("no server's key signed the log of this bundle: it was not opened") from None
    except (BadBundle, TarError):
        raise Refused("this is not a whole bundle") from None
    except FileExistsError as error:
        raise Refused(f"{error.filename} exists already and was not overwritten") from None


def _lines(found: Opened) -> Iterator[str]:
    yield f"case {found.reference}"
    if found.chain:
        yield f"proof of filing on its receipt {proof_of(found.chain)}"
    items = _items(found)
    for entry in found.entries:
        yield f"{_when(entry.time)} {entry.kind}"
        yield from (f"  {question}: {defanged(answer)}" for question, answer in entry.answers)
    for file in found.files:
        name = items[file.evidence].name if file.evidence in items else ""
        yield f"evidence {file.evidence}  {file.media_type}  {file.size} bytes  {file.sha256}  {name}"


def _judged(found: Opened) -> Iterator[str]:
    for link in found.chain:
        yield f"{_when(link.time)} {link.event} {link.actor} {link.purpose} {link.digest}".rstrip()
    yield f"signed by {found.signer}"
    if found.rekeyed:
        yield "REKEYED  the log vouches for what was exported; for what is here, whoever rekeyed it does"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)


def _items(found: Opened) -> dict[str, Item]:
    return {item.id: item for entry in found.entries for item in entry.evidence}


def _previews(found: Opened, folder: Path | None) -> Iterator[str]:
    """Write a small picture beside each picture; a line for each file with what it shows. Raises OSError."""
    if folder is None:
        return
    items = _items(found)
    for file in found.files:
        path = folder / Path(file.evidence).name
        made = Previews().of(path, _claims(file, items.get(file.evidence)))
        if made.png:
            with path.with_name(f"{path.name}.preview.png").open("xb") as small:
                small.write(made.png)
        yield f"preview {file.evidence}  {_told(made)}"


def _claims(file: Trailer, item: Item | None) -> Claims:
    return Claims(file.media_type, item.name, item.kind) if item else Claims(file.media_type)


def _told(made: Preview) -> str:
    if made.failed:
        return f"FAILED ({made.failed}); the file itself is as it was received"
    if not made.png:
        return "none for this kind of file"
    across, down = made.size
    return "  ".join((f"{across} x {down}", *(f"{name} {value}" for name, value in made.facts.items())))


def _write_sheet(found: Opened, path: Path) -> None:
    """Write what was said as a sheet, in UTF-8 with its mark, for programs that guess. Raises OSError."""
    table = [("reference", "time", "entry", "question", "answer")]
    for entry in found.entries:
        head = (found.reference, _when(entry.time), entry.kind)
        table += [(*head, question, answer) for question, answer in entry.answers]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows(table))


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
