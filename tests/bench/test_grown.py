"""Seeded cases are as the product's own: those that are whole verify, the others have the same rows."""

from pathlib import Path

from sqlmodel import select

from bench import grown, seed
from storage.audit.verify import verify
from storage.cases.files import EvidenceStore
from storage.tables.cases import StoredCase
from storage.tables.custody import StoredLink, StoredWrap

COUNT, WHOLE = 1_100, 5


def test_whole_copies_verify_and_the_head_over_all_chains_counts_every_copy(tmp_path: Path):
    with seed.opened(tmp_path) as storage:
        grown.cases(storage, 0, COUNT, WHOLE)
    with seed.opened(tmp_path) as storage:
        found = verify(storage, EvidenceStore(tmp_path / "evidence", storage.seals))
        with storage.read() as unit:
            counts = [
                len(unit.transaction.found(select(table))) for table in (StoredCase, StoredWrap, StoredLink)
            ]
    assert counts == [COUNT, COUNT, COUNT * 2 + 1]
    told = {one.where for one in found if ":" not in one.where}
    repeated = range(grown.PATTERNS, COUNT)
    assert told == {grown.reference(number) for number in repeated if number % WHOLE}
