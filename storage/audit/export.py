"""Writes a case as a bundle, which opens without this server (see `bundle.py`).

At export the server unwraps the age forms and adds `exported` to the custody chain; it cannot read the
contents.
"""

import base64
import tarfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

import msgspec
from sqlmodel import col, select

from flows.record import changed, record
from storage.audit import headers, tars
from storage.audit.bundle import CASE, ENTRIES, EVIDENCE, HEADERS, KEYS, About
from storage.cases.entries import IDENTITY
from storage.cases.files import EvidenceStore
from storage.custody.links import Act
from storage.durable import written_whole
from storage.sealing.seals import own_key
from storage.tables.cases import StoredEntry
from storage.unit import Storage, Unit

_json = msgspec.json.Encoder().encode


@record
class Order:
    """The case to export, the file to write, the actor, and the time."""

    reference: str
    path: Path
    actor: str
    now: float


def export(storage: Storage, files: EvidenceStore, order: Order) -> None:
    """Write a case's bundle to `order.path`, whole or not at all. Raises UnknownCase and Unopened."""
    with (
        leaving(storage, order.reference, order.now, Act("exported", order.actor, "bundle")),
        written_whole(order.path) as fresh,
        fresh.open("xb") as out,
        storage.read() as unit,
    ):
        pack(unit, storage, files, order.reference, out)


@contextmanager
def leaving(storage: Storage, reference: str, now: float, act: Act) -> Iterator[None]:
    """Note in the log that a case leaves, and afterwards that it did not, if that failed. Raises UnknownCase.

    What is done inside may take long: in one transaction with the act it would keep everybody from filing.
    """
    with storage.write() as unit:
        unit.custody.lock()
        unit.cases.work.look(unit.cases.number(reference), now)
        unit.custody.add(reference, now, act)
    try:
        yield
    except BaseException:
        with storage.write() as unit:
            unit.custody.lock()
            if unit.cases.by_reference(reference):
                unit.custody.add(reference, now, changed(act, event=f"not-{act.event}"))
        raise


def pack(  # a case in a store, where to, and how much of it
    unit: Unit,
    storage: Storage,
    files: EvidenceStore,
    reference: str,
    out: BinaryIO | IO[bytes],
    *,
    naming: bool = True,
) -> None:
    """Write a case's bundle to `out`, as the unit sees the case. Raises Unopened and FileNotFoundError.

    Without `naming` the entries that say who the reporter is are left out, which the bundle tells.
    """
    with tarfile.open(fileobj=out, mode="w") as tar:
        pack_into(unit, storage, files, reference, tar, naming=naming)


def pack_into(  # a case in a store, where to, and how much of it
    unit: Unit, storage: Storage, files: EvidenceStore, reference: str, to: tars.Held, *, naming: bool = True
) -> None:
    """Add the files of a case's bundle to a tar or a folder. Raises Unopened and FileNotFoundError."""
    _Packing(unit, storage, files, naming).pack(to, reference)


@record
class _Packing:
    """Writes one case into a tar."""

    unit: Unit
    storage: Storage
    files: EvidenceStore
    naming: bool

    def pack(self, tar: tars.Held, reference: str) -> None:
        """Write all files, the description first."""
        of_case = select(StoredEntry).where(StoredEntry.reference == reference).order_by(col(StoredEntry.id))
        everything = self.unit.transaction.found(of_case)
        rows = [row for row in everything if self.naming or row.kind != IDENTITY]
        withheld = tuple(str(row.id) for row in everything if row not in rows)
        pieces = [piece.id for piece in self.unit.evidence.of_case(reference) if piece.state == "stored"]
        public = base64.b64encode(self.storage.signer.public).decode()
        entries = tuple((str(row.id), row.kind, row.time) for row in rows)
        made = self.unit.desk.headers.by_content(reference)
        ages = self._ages(reference, rows, pieces)
        older = {
            name: base64.b64encode(headers.split(chunks())[0]).decode()
            for content, (name, chunks) in ages.items()
            if content in made
        }
        wraps = self._wraps(reference, rows, pieces, made)
        names = {content: tuple(found) for content, found in wraps.items() if found}
        about = About(reference, public, entries, tuple(pieces), {}, names, withheld, older)
        tars.put(tar, "case.json", _json(about))
        for content, found in wraps.items():
            for name, age in found.items():
                tars.put(tar, f"{KEYS}/{content}/{name}.age", age)
        for content, (name, chunks) in ages.items():
            header = made.get(content)
            tars.stream(tar, name, headers.with_header(chunks(), header) if header else chunks())
        if made:
            tars.put(tar, f"{HEADERS}.json", self.unit.desk.headers.of_case(reference))
        chain = self.unit.custody.of_case(reference)
        tars.put(tar, "custody.jsonl", b"\n".join(_json(link) for link in chain) + b"\n")
        tars.put(tar, "head.json", _json(self.unit.custody.head(reference)))

    def _ages(
        self, reference: str, rows: Iterable[StoredEntry], pieces: Iterable[str]
    ) -> Mapping[str, tuple[str, Callable[[], Iterator[bytes]]]]:
        """Return each content's name in the tar, and its age form in chunks. Raises Unopened."""
        seals, files = self.storage.seals, self.files

        def entry(row: StoredEntry) -> Iterator[bytes]:
            return iter((seals.age_form(bytes(row.body), (reference, str(row.id))),))

        def file(piece: str) -> Iterator[bytes]:
            return seals.age_file(files.raw(piece), piece)

        told = {f"entry:{row.id}": (f"{ENTRIES}/{row.id}.age", partial(entry, row)) for row in rows}
        return told | {f"evidence:{one}": (f"{EVIDENCE}/{one}.age", partial(file, one)) for one in pieces}

    def _wraps(
        self, reference: str, rows: Iterable[StoredEntry], pieces: Iterable[str], made: Collection[str]
    ) -> dict[str, dict[str, bytes]]:
        """Return the bare wraps by content and fingerprint. Raises Unopened.

        A content with a header that was `made` for the case's key opens with that key.
        """
        heads = {CASE: next((bytes(row.body) for row in rows if own_key(bytes(row.body))), b"")}
        heads |= {piece: next(self.files.raw(piece)) for piece in pieces}
        bare, of = self.storage.seals.bare_wraps, self.unit.wraps.of
        found = {content: bare(head, of) for content, head in heads.items() if head}
        if made:
            number = self.unit.cases.key_numbers(reference)[CASE]
            own = {each.fingerprint: self.storage.seals.bare(each) for each in of(number)}
            later = [piece for piece in pieces if f"evidence:{piece}" in made]
            found |= dict.fromkeys((CASE, *later), own)
        return found
