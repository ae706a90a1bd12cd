"""Checks a reporter's proof of filing: that this log held exactly this sealed case at that moment.

The proof is the hash of the last link that the case's chain had when the case was filed, in the receipt's
letters. This hash covers the reference, the time and, through the links before, the hash of every age form
filed by then; an age form belongs to one content alone. If the log contains the proof and the age forms are
unchanged, then this content was filed at that time. Nothing has to be opened to check that.
"""

import hashlib
from collections.abc import Iterator, Sequence

from sqlmodel import select

from flows.core import receipts
from flows.record import record
from storage.cases.files import EvidenceStore
from storage.custody.links import Link, broken, signed
from storage.errors import Unopened
from storage.tables.cases import StoredEntry
from storage.unit import Storage, Unit


@record
class Proven:
    """The case that a proof belongs to: filed at `time` (UTC, seconds), with everything `sealed` by then.

    `wrong` names each difference found. `erased`: the log still vouches for the case, its contents are gone.
    """

    time: float
    sealed: tuple[str, ...]
    erased: bool
    wrong: tuple[str, ...]


def prove(storage: Storage, files: EvidenceStore, reference: str, proof: str) -> Proven | None:
    """Compare a proof with the log, the rows and the files; None if it belongs to no link of this case."""
    wanted = receipts.read_proof(proof)
    with storage.read() as unit:
        chain = unit.custody.of_case(reference)
        end = next((at for at, link in enumerate(chain, 1) if wanted and link.proof() == wanted), 0)
        if not end:
            return None
        sealed = [link for link in chain[:end] if link.event == "sealed"]
        erased = chain[-1].event == "erasure"
        wrong = [*_chain(unit, storage, chain)]
        if not erased:
            there = _Present(unit, storage, files, reference)
            wrong += [link.purpose for link in sealed if there.digest(link.purpose) != link.digest]
    return Proven(chain[end - 1].time, tuple(link.purpose for link in sealed), erased, tuple(wrong))


def _chain(unit: Unit, storage: Storage, chain: Sequence[Link]) -> Iterator[str]:
    yield from broken(chain)
    head = unit.custody.head(chain[0].chain)
    if head is None or not signed(storage.signer.public, head.signature, head.chain, head.count, head.hash):
        yield "head-signature"
    elif (head.count, head.hash) != (len(chain), chain[-1].hash):
        yield "chain-cut-or-longer-than-signed"


@record
class _Present:
    """The contents of a case as stored today."""

    unit: Unit
    storage: Storage
    files: EvidenceStore
    reference: str

    def digest(self, purpose: str) -> str:
        """Return the SHA-256 of the age form that a link names (`entry:…`, `evidence:…`), or empty."""
        kind, _, name = purpose.partition(":")
        try:
            return self._entry(name) if kind == "entry" else self.files.digest(name)
        except (Unopened, FileNotFoundError):
            return ""

    def _entry(self, name: str) -> str:
        of_case = select(StoredEntry.body).where(StoredEntry.reference == self.reference)
        boxes = self.unit.transaction.values(of_case.where(StoredEntry.id == int(name)))
        if not boxes:
            return ""
        age = self.storage.seals.age_form(bytes(boxes[0]), (self.reference, name))
        return hashlib.sha256(age).hexdigest()
