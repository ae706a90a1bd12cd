"""`main.py export`, `case open` and `case rekey`: a case leaves the server sealed, and opens elsewhere."""

import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tarfile import TarError

from bot.app import Base
from bot.keys import Answer
from storage.bundle import BadBundle, Opened, Order, export, open_bundle, rekey
from storage.errors import Unopened
from storage.proof import proof_of
from storage.sealing import recipient
from storage.views import UnknownCase

NOT_OURS = "This key does not open the bundle, or something in it is not what it should be"


def exported(made: Base, given: Namespace) -> Answer:
    """`export REFERENCE FILE`: the bundle of one case; the custody log says so."""
    order = Order(given.reference.upper(), Path(given.file), given.actor or "command", time.time())
    try:
        export(made.shelf, made.store("evidence"), order)
    except UnknownCase:
        return Answer(("There is no case with this reference",), 1)
    except Unopened:
        return Answer(("A part of the case does not open: main.py verify",), 1)
    except OSError as error:
        return Answer((f"{order.path} cannot be written ({error.strerror})",), 1)
    return Answer((f"{order.path} opens with an officer's key: main.py case open {order.path} --key FILE",))


def opened(given: Namespace) -> Answer:
    """`case open BUNDLE --key FILE [--to FOLDER]`, on an officer's own machine, without the server."""
    try:
        key = Path(given.key).read_text("ascii")
        found = open_bundle(Path(given.bundle), key, Path(given.to) if given.to else None)
    except (Unopened, ValueError):
        return Answer((NOT_OURS,), 1)
    except (BadBundle, TarError):
        return Answer(("This is not a whole bundle",), 1)
    except OSError as error:
        return Answer((f"A file cannot be used ({error.strerror})",), 1)
    return Answer(tuple(_lines(found)), 1 if found.wrong else 0)


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
    names = {item.id: item.name for entry in found.entries for item in entry.evidence}
    for entry in found.entries:
        yield f"{_when(entry.time)} {entry.kind}"
        yield from (f"  {question}: {_plain(answer)}" for question, answer in entry.answers)
    for file in found.files:
        name = _plain(names.get(file.evidence, ""))
        yield f"evidence {file.evidence}  {file.media_type}  {file.size} bytes  {file.sha256}  {name}"
    for link in found.chain:
        yield f"{_when(link.time)} {link.event} {link.actor} {link.purpose} {link.digest}".rstrip()
    yield f"signed by {found.public}"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _plain(text: str) -> str:
    """What a reporter wrote must not steer the terminal that shows it."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
