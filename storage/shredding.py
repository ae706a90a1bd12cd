"""The destruction of what erasures left to destroy, after their commit."""

from storage.cases.files import EvidenceStore
from storage.unit import Storage


def shred(storage: Storage, files: EvidenceStore) -> int:
    """Destroy keys first, then files, also twice; return the number of erasures that were left."""
    with storage.read() as unit:
        left = unit.retention.shreds()
    if left:
        storage.seals.erasure.destroy(one.erasure for one in left)
        for one in left:
            if one.evidence:
                files.delete(one.evidence)
        with storage.write() as unit:
            unit.retention.shredded(left)
            unit.transaction.erases = True
    return len(left)
