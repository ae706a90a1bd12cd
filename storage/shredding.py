"""The destruction of what erasures left to destroy, after their commit."""

from collections.abc import Iterable, Iterator

from storage.cases.files import EvidenceStore
from storage.errors import PlaceAway, Retained
from storage.unit import Storage


def shred(storage: Storage, files: EvidenceStore) -> int:
    """Destroy keys first, then files, also twice; return the number of erasures that were left.

    A file that a lock holds, or whose store is away, opens for nobody any more. Its deletion stays on the
    list and is tried again.
    """
    with storage.read() as unit:
        left = unit.retention.shreds()
    if left:
        storage.seals.erasure.destroy(one.erasure for one in left)
        there = {one.evidence for one in left if one.evidence}
        gone = {"", *(piece for piece, held in deleted(files, there) if not held)}
        with storage.write() as unit:
            unit.retention.shredded([one for one in left if one.evidence in gone])
            unit.transaction.erases = True
    return len(left)


def deleted(files: EvidenceStore, pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Delete files; yield each with whether a lock holds it. Ends early where the store is away."""
    for piece in pieces:
        held = False
        try:
            files.delete(piece)
        except Retained:
            held = True
        except PlaceAway:
            return
        yield piece, held
