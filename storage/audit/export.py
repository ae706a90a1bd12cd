"""Writes a case as a bundle, which opens without this server (see `bundle.py`).

At export the server unwraps the age forms and adds `exported` to the custody chain; it cannot read the
contents.
"""

import base64
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, BinaryIO

import msgspec
from sqlmodel import col, select

from flows.record import record
from storage.audit import tars
from storage.audit.bundle import CASE, ENTRIES, EVIDENCE, KEYS, About
from storage.cases.files import EvidenceStore
from storage.custody.links import Act
from storage.durable import written_whole
from storage.errors import UnknownCase
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
    with storage.write() as unit:
        if unit.cases.by_reference(order.reference) is None:
            raise UnknownCase
        unit.custody.add(order.reference, order.now, Act("exported", order.actor, "bundle"))
        unit.cases.work.look(unit.cases.number(order.reference), order.now)
        with written_whole(order.path) as fresh, fresh.open("xb") as out:
            pack(unit, storage, files, order.reference, out)


def pack(
    unit: Unit, storage: Storage, files: EvidenceStore, reference: str, out: BinaryIO | IO[bytes]
) -> None:
    """Write a case's bundle to `out`, as the unit sees the case. Raises Unopened and FileNotFoundError."""
    with tarfile.open(fileobj=out, mode="w") as tar:
        _Packing(unit, storage, files).pack(tar, reference)


@record
class _Packing:
    """Writes one case into a tar."""

    unit: Unit
    storage: Storage
    files: EvidenceStore

    def pack(self, tar: tarfile.TarFile, reference: str) -> None:
        """Write all files, the description first."""
        of_case = select(StoredEntry).where(StoredEntry.reference == reference).order_by(col(StoredEntry.id))
        rows = self.unit.transaction.found(of_case)
        pieces = [piece.id for piece in self.unit.evidence.of_case(reference) if piece.state == "stored"]
        public = base64.b64encode(self.storage.signer.public).decode()
        entries = tuple((str(row.id), row.kind, row.time) for row in rows)
        wraps = self._wraps(rows, pieces)
        names = {content: tuple(found) for content, found in wraps.items() if found}
        tars.put(tar, "case.json", _json(About(reference, public, entries, tuple(pieces), {}, names)))
        for content, found in wraps.items():
            for name, age in found.items():
                tars.put(tar, f"{KEYS}/{content}/{name}.age", age)
        for row in rows:
            age = self.storage.seals.age_form(bytes(row.body), (reference, str(row.id)))
            tars.put(tar, f"{ENTRIES}/{row.id}.age", age)
        for piece in pieces:
            tars.stream(
                tar, f"{EVIDENCE}/{piece}.age", self.storage.seals.age_file(self.files.raw(piece), piece)
            )
        chain = self.unit.custody.of_case(reference)
        tars.put(tar, "custody.jsonl", b"\n".join(_json(link) for link in chain) + b"\n")
        tars.put(tar, "head.json", _json(self.unit.custody.head(reference)))

    def _wraps(self, rows: Iterable[StoredEntry], pieces: Iterable[str]) -> dict[str, dict[str, bytes]]:
        """Return the bare wraps by content and fingerprint. Raises Unopened."""
        heads = {CASE: next((bytes(row.body) for row in rows if own_key(bytes(row.body))), b"")}
        heads |= {piece: next(self.files.raw(piece)) for piece in pieces}
        bare, of = self.storage.seals.bare_wraps, self.unit.wraps.of
        return {content: bare(head, of) for content, head in heads.items() if head}
