"""How a bag is laid out, and how a folder becomes one.

data/sealed/…                the bundle of the case, file by file (`storage/audit/bundle.py`), and
data/sealed/facts.age        what the server knew: facts, words to the reporter, officers' names
data/case.json               in an opened bag: the facts, all that was said, the files
data/thread.json             questions and answers, oldest first
data/custody.json            the custody log with names
data/indicators.json         what the case names, as STIX 2.1
data/statement.pdf           the statement for the file
data/interpol-…              cover sheets, where they were asked for
data/originals/…             each file as it was received
data/previews/…              small pictures made of them
signature.json               the server's signature on what it made (`signed.py`)
"""

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import bagit

from flows.record import record
from storage.bags import signed
from storage.errors import BadBundle

SUMS = ("sha256", "sha512")
SEALED = "data/sealed/"
OPENED = re.compile(
    r"data/(?:(?:case|thread|custody|indicators)\.json|statement\.pdf|interpol-[a-z]{2}\.pdf"
    r"|(?:originals|previews)/[A-Za-z0-9_.-]+)"
)
"""The names of what an opened bag holds beside the sealed form."""
_LINE = re.compile(r"([0-9a-f]+) {1,2}([A-Za-z0-9_./-]+)\n")
CHUNK = 1 << 18


@record
class Label:
    """The words of `bag-info.txt`: institution, case, fingerprint of the server's key, and the time."""

    organisation: str
    reference: str
    signer: str
    now: float


def bagged(folder: Path, label: Label) -> None:
    """Make a folder a bag: all that is in it becomes the payload. Not while other threads need the current
    folder.
    """
    logging.getLogger("bagit").disabled = True  # it logs the names of files
    info = {
        "Source-Organization": " ".join(label.organisation.split()),
        "External-Identifier": label.reference,
        "Bagging-Date": datetime.fromtimestamp(label.now, UTC).date().isoformat(),
        "Bag-Software-Agent": "Ballegh, bagit-python",
        "Ballegh-Signer": label.signer,
    }
    bagit.make_bag(str(folder), info, checksums=list(SUMS))


def finished(folder: Path, signature: bytes) -> None:
    """Put the signature into a bag, and list it among the bag's own files."""
    (folder / signed.NAME).write_bytes(signature)
    bagit.Bag(str(folder)).save()


def listed(folder: Path, name: str) -> dict[str, str]:
    """Return the hashes of a manifest by the names of files. Raises BadBundle."""
    try:
        text = (folder / name).read_bytes().decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise BadBundle from None
    lines = [_LINE.fullmatch(line) for line in text.splitlines(keepends=True)]
    found = {line[2]: line[1] for line in lines if line}
    if len(found) != len(lines) or not all(lines):
        raise BadBundle
    return found


def present(folder: Path) -> dict[str, Path]:
    """Return all files of a folder by name. Raises BadBundle if there are links or other things."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise BadBundle
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path
    return found


def sums(path: Path) -> Mapping[str, str]:
    """Return the hashes of a file by their kind."""
    counted = {kind: hashlib.new(kind) for kind in SUMS}
    for chunk in _chunks(path):
        for one in counted.values():
            one.update(chunk)
    return {kind: one.hexdigest() for kind, one in counted.items()}


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
