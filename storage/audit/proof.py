"""What a reporter's proof of filing proves: that this log held exactly this sealed case at that moment.

The proof is the hash of the link that ended the case's chain when it was filed, in the receipt's letters.
That hash covers reference and time and, by the links before it, the hash of every age form filed by then;
an age form belongs to one content alone. So whoever finds the proof in the log, and the age forms unchanged,
knows that this was filed and when, without opening anything.
"""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from flows.core import receipts
from flows.record import record
from storage.audit.verify import broken
from storage.cases.custody import Link, signed
from storage.cases.files import EvidenceStore
from storage.errors import Unopened
from storage.tables.cases import ENTRIES
from storage.unit import Storage, Unit


@record
class Filing:
    """What a proof stands for: a case filed at `time` (UTC, seconds), what was sealed by then, what is wrong.

    `erased`: the log still vouches, but what was filed is gone.
    """

    time: float
    sealed: tuple[str, ...]
    erased: bool
    wrong: tuple[str, ...]


def proof_of(chain: Sequence[Link]) -> str:
    """The proof that the reporter of a case was given: of the last link written when it was filed."""
    filing = chain[0]
    for link in chain[1:]:
        if link.event != "sealed" or link.time != filing.time:
            break
        filing = link
    return _proof(filing)


def prove(storage: Storage, files: EvidenceStore, reference: str, proof: str) -> Filing | None:
    """Hold a proof against the log, the rows and the files; None where it belongs to no link of this case."""
    wanted = receipts.read_proof(proof)
    with storage.read() as unit:
        chain = unit.custody.of_case(reference)
        end = next((at for at, link in enumerate(chain, 1) if wanted and _proof(link) == wanted), 0)
        if not end:
            return None
        sealed = [link for link in chain[:end] if link.event == "sealed"]
        erased = chain[-1].event == "erasure"
        wrong = [*_chain(unit, storage, chain)]
        if not erased:
            there = _Now(unit, storage, files, reference)
            wrong += [link.purpose for link in sealed if there.digest(link.purpose) != link.digest]
    return Filing(chain[end - 1].time, tuple(link.purpose for link in sealed), erased, tuple(wrong))


def _proof(link: Link) -> str:
    """Empty where someone put something else in place of the hash: `broken` names it."""
    try:
        return receipts.proof(link.hash)
    except ValueError:
        return ""


def _chain(unit: Unit, storage: Storage, chain: Sequence[Link]) -> Iterator[str]:
    yield from broken(chain)
    head = unit.custody.head(chain[0].chain)
    if head is None or not signed(
        storage.signer.public, bytes(head.signature), head.chain, head.count, head.hash
    ):
        yield "head-signature"
    elif (head.count, head.hash) != (len(chain), chain[-1].hash):
        yield "chain-cut-or-longer-than-signed"


@record
class _Now:
    """What is there of a case today."""

    unit: Unit
    storage: Storage
    files: EvidenceStore
    reference: str

    def digest(self, purpose: str) -> str:
        """The SHA-256 of the age form that a link names (`entry:…`, `evidence:…`); empty where it is not."""
        kind, _, name = purpose.partition(":")
        try:
            return self._entry(name) if kind == "entry" else self.files.digest(name)
        except (Unopened, FileNotFoundError):
            return ""

    def _entry(self, name: str) -> str:
        mine = (ENTRIES.c.reference == self.reference) & (ENTRIES.c.id == int(name))
        boxes = self.unit.transaction.rows(select(ENTRIES.c.body).where(mine))
        if not boxes:
            return ""
        age = self.storage.seals.age_form(bytes(boxes[0].body), (self.reference, name))
        return hashlib.sha256(age).hexdigest()
