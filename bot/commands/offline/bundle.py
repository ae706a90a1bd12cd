"""`case open` and `case rekey`: a case that left the server sealed opens on an officer's own machine."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tarfile import TarError
from typing import Annotated

import typer

from bot.commands.answer import Printed, Refused
from bot.commands.counts import counted
from bot.commands.harmless import rows
from bot.commands.offline import signers
from bot.commands.options import Force
from flows.indicators.defang import defanged
from storage.audit.bundle import Opened, open_bundle, signer_of
from storage.audit.rekey import rekey
from storage.cases.entries import Entry
from storage.custody.links import proof_of
from storage.durable import written_whole
from storage.errors import BadBundle, UnknownSigner, Unopened
from storage.sealing.age import key_text, recipient

DAY = 86400.0
NOT_OURS = "this key does not open the bundle, or something in it is not what it should be"
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
        help="A folder for the evidence; main.py on Linux puts a small picture beside each picture. "
        "Example: --to evidence",
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
Pictures = Callable[[Opened, Path], Iterator[str]]
"""Makes small pictures of the evidence in a folder, and yields the lines that say so."""
Out = Annotated[Path, typer.Option(metavar="FILE", help="The new bundle. Example: --out for-yassine.tar")]


def opening(pictures: Pictures) -> Callable[..., Printed]:
    """Return the command that opens a bundle, with these small pictures beside the evidence."""

    def opened(
        bundle: Bundle,
        *,
        key: Key,
        signer: Signer = "",
        folder: Folder = None,
        sheet: Sheet = None,
        force: Force = False,
    ) -> Printed:
        """Open a bundle on an officer's own machine; needs no server. Exit status 1 if something does not
        fit.

        A bundle that another server signed than `--signer`, or than those remembered beside the key, stays
        shut. `--force` overwrites the sheet; evidence is never overwritten.
        """
        if sheet is not None:
            refuse_overwriting(sheet, force=force)
        with of_a_bundle():
            private = key_text(key)
            signers.check(key, signer_of(bundle), signer)
            found = open_bundle(bundle, private, folder)
            lines = (*_lines(found), *(pictures(found, folder) if folder else ()), *_judged(found))
            if sheet is not None:
                _write_sheet(found, sheet)
        return Printed(lines, 1 if found.wrong else 0)

    return opened


def rekeyed(
    bundle: Bundle, further: Further = None, *, key: Key, to: Recipients, out: Out, force: Force = False
) -> Printed:
    """Write the same bundle for other officers, on the machine of one for whom it opens; needs no server."""
    refuse_overwriting(out, force=force)
    with of_a_bundle(), written_whole(out) as fresh:
        recipients = [recipient(public) for public in (*to, *(further or ()))]
        rekey(bundle, key_text(key), recipients, fresh)
    return Printed((f"{out} opens for {counted(len(recipients), 'key')}",))


def refuse_overwriting(file: Path, *, force: bool) -> None:
    """Raises Refused if the file exists and is to stay."""
    if file.exists() and not force:
        raise Refused(f"{file} exists already and was not overwritten; --force overwrites it")


@contextmanager
def of_a_bundle() -> Iterator[None]:
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
    items = found.items()
    for entry in found.entries:
        yield f"{_when(entry.time)} {entry.kind}"
        yield from (
            f"  {question}{f' (sent {sent})' if sent else ''}: {defanged(answer)}"
            for question, answer, sent in _said(entry)
        )
    for file in found.files:
        item = items.get(file.evidence)
        name, sent = (item.name, _sent(item.sent)) if item else ("", "")
        told = f"evidence {file.evidence}  {file.media_type}  {file.size} bytes  {file.sha256}  {name}"
        yield f"{told}  (sent {sent})" if sent else told


def _judged(found: Opened) -> Iterator[str]:
    for link in found.chain:
        yield f"{_when(link.time)} {link.event} {link.actor} {link.purpose} {link.digest}".rstrip()
    yield f"signed by {found.signer}"
    if found.withheld:
        yield "WITHHELD  who the reporter is: it was left out when the case was exported"
    if found.rekeyed:
        yield "REKEYED  the log vouches for what was exported; for what is here, whoever rekeyed it does"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)


def _write_sheet(found: Opened, path: Path) -> None:
    """Write what was said as a sheet, in UTF-8 with its mark, for programs that guess. Raises OSError."""
    table = [("reference", "time", "entry", "question", "answer", "sent")]
    for entry in found.entries:
        head = (found.reference, _when(entry.time), entry.kind)
        table += [(*head, *told) for told in _said(entry)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows(table))


def _said(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield each question and answer, and when the answer's message was sent by its provider's own time."""
    times = entry.sent or (0.0,) * len(entry.answers)
    for (question, answer), sent in zip(entry.answers, times, strict=True):
        yield question, answer, _sent(sent)


def _sent(moment: float) -> str:
    """Return a provider's time as text: a whole day where the hour was not kept, empty if it is unknown."""
    if not moment:
        return ""
    return _when(moment).partition(" ")[0] if moment % DAY == 0 else _when(moment)


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
