"""`main.py export`, `case open` and `case rekey`: a case leaves the server sealed, and opens elsewhere."""

import csv
import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tarfile import TarError

from bot.base import Base
from bot.commands.harmless import rows
from bot.commands.keys import Answer
from bot.previews.preview import Claims, Preview, Previews
from flows.indicators.defang import defanged
from storage.audit.bundle import Opened, Order, export, open_bundle, rekey
from storage.audit.proof import proof_of
from storage.cases.views import Item
from storage.errors import BadBundle, UnknownCase, Unopened
from storage.sealing.age import Trailer, recipient

NOT_OURS = "This key does not open the bundle, or something in it is not what it should be"


def exported(made: Base, given: Namespace) -> Answer:
    """`export REFERENCE FILE`: the bundle of one case; the custody log says so."""
    order = Order(given.reference.upper(), Path(given.file), given.actor or "command", time.time())
    try:
        export(made.storage, made.store("evidence"), order)
    except UnknownCase:
        return Answer(("There is no case with this reference",), 1)
    except Unopened:
        return Answer(("A part of the case does not open: main.py verify",), 1)
    except OSError as error:
        return Answer((f"{order.path} cannot be written ({error.strerror})",), 1)
    return Answer((f"{order.path} opens with an officer's key: main.py case open {order.path} --key FILE",))


def opened(given: Namespace) -> Answer:
    """`case open BUNDLE --key FILE [--to FOLDER] [--csv FILE]`, on an officer's own machine, alone."""
    try:
        key, folder = Path(given.key).read_text("ascii"), Path(given.to) if given.to else None
        found = open_bundle(Path(given.bundle), key, folder)
        lines = (*_lines(found), *_previews(found, folder), *_judged(found))
        if given.csv:
            _sheet(found, Path(given.csv))
    except (Unopened, ValueError):
        return Answer((NOT_OURS,), 1)
    except (BadBundle, TarError):
        return Answer(("This is not a whole bundle",), 1)
    except OSError as error:
        return Answer((f"A file cannot be used ({error.strerror})",), 1)
    return Answer(lines, 1 if found.wrong else 0)


def rekeyed(given: Namespace) -> Answer:
    """`case rekey BUNDLE --key FILE --to RECIPIENT… --out FILE`: the same case for other officers."""
    try:
        to = [recipient(public) for public in given.to]
        rekey(Path(given.bundle), Path(given.key).read_text("ascii"), to, Path(given.out))
    except (Unopened, ValueError):
        return Answer((NOT_OURS,), 1)
    except (BadBundle, TarError):
        return Answer(("This is not a whole bundle",), 1)
    except OSError as error:
        return Answer((f"A file cannot be used ({error.strerror})",), 1)
    return Answer((f"{given.out} opens for {len(to)} keys",))


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
    yield f"signed by {found.public}"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)


def _items(found: Opened) -> dict[str, Item]:
    return {item.id: item for entry in found.entries for item in entry.evidence}


def _previews(found: Opened, folder: Path | None) -> Iterator[str]:
    """Beside each picture a small one, and a line for each file of what it shows. Raises OSError."""
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


def _sheet(found: Opened, path: Path) -> None:
    """What was said, as a sheet; UTF-8 with its mark, for programs that guess. Raises OSError."""
    table = [("reference", "time", "entry", "question", "answer")]
    for entry in found.entries:
        head = (found.reference, _when(entry.time), entry.kind)
        table += [(*head, question, answer) for question, answer in entry.answers]
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows(table))


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
