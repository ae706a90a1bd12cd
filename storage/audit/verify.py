"""Compares the custody log, the rows and the files with one another, and names every difference.

Both ways: a link must vouch for each row and file, and each link's row and file must exist unless the case
was erased. Nothing is opened: the hashes are those of the age forms.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from flows.record import record
from storage.cases.custody import (
    Head,
    Link,
    broken,
    case_facts,
    first_id,
    head_of,
    link_of,
    rooted,
    signed,
)
from storage.cases.directory import CHAINS
from storage.cases.files import EvidenceStore
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.base import Stored
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence, StoredStatusChange
from storage.tables.custody import StoredHead, StoredLink, StoredRoot, StoredShred
from storage.unit import Storage

T = TypeVar("T", bound=Stored)


@record
class Discrepancy:
    """A difference. `where` is a case, a piece of evidence or a day; `what` is a code, never content."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Found = Iterator[Discrepancy]


@record
class _Rows:
    """All links, rows and lists to compare, read at one moment."""

    links: list[Link]
    heads: dict[str, Head]
    roots: list[StoredRoot]
    cases: dict[str, StoredCase]
    entries: list[StoredEntry]
    evidence: list[StoredEvidence]
    changes: list[StoredStatusChange]
    shreds: list[StoredShred]


def verify(
    storage: Storage, files: EvidenceStore, told: Mapping[str, str] | None = None
) -> list[Discrepancy]:
    """Return every discrepancy. `told` are the roots that officers hold, by day (YYYY-MM-DD)."""
    rows = _read(storage)
    chains: dict[str, list[Link]] = defaultdict(list)
    for link in rows.links:
        chains[link.chain].append(link)
    found = [
        *_chains(chains, rows.heads, storage.signer.public),
        *_roots(rows, storage.signer.public, told or {}),
        *_CaseRows(
            storage, rows, {name: links for name, links in chains.items() if name not in CHAINS}
        ).found(),
        *_directory(storage),
        *_files(rows, files),
    ]
    return list(dict.fromkeys(found))


def _read(storage: Storage) -> _Rows:
    with storage.read() as unit:

        def every(table: type[T], *order: Mapped[Any]) -> list[T]:
            return list(unit.transaction.found(select(table).order_by(*order)))

        links = every(StoredLink, col(StoredLink.chain), col(StoredLink.seq))
        return _Rows(
            links=[link_of(row) for row in links],
            heads={row.chain: head_of(row) for row in every(StoredHead, col(StoredHead.chain))},
            roots=every(StoredRoot, col(StoredRoot.day)),
            cases={row.reference: row for row in every(StoredCase, col(StoredCase.id))},
            entries=every(StoredEntry, col(StoredEntry.id)),
            evidence=every(StoredEvidence, col(StoredEvidence.id)),
            changes=every(StoredStatusChange, col(StoredStatusChange.id)),
            shreds=every(StoredShred, col(StoredShred.id)),
        )


def _directory(storage: Storage) -> Found:
    with storage.read() as unit:
        yield from (Discrepancy(name, "key-differs-from-the-log") for name in unit.keys.strange())
        yield from (Discrepancy(name, "officer-differs-from-the-log") for name in unit.officers.strange())


def _chains(chains: Mapping[str, list[Link]], heads: Mapping[str, Head], public: bytes) -> Found:
    for name in sorted(chains.keys() | heads.keys()):
        links, head = chains.get(name, []), heads.get(name)
        yield from (Discrepancy(name, what) for what in broken(links))
        if head is None:
            yield Discrepancy(name, "head-missing")
        elif not signed(public, head.signature, head.chain, head.count, head.hash):
            yield Discrepancy(name, "head-signature")
        elif (head.count, head.hash) != (len(links), links[-1].hash if links else ""):
            yield Discrepancy(name, "chain-cut-or-longer-than-signed")


def _roots(rows: _Rows, public: bytes, told: Mapping[str, str]) -> Found:
    links = sorted(rows.links, key=lambda link: link.id)
    before, since = "", date(1970, 1, 1)
    for row in rows.roots:
        day = date.fromisoformat(row.day)
        after, end = first_id(since), first_id(day + timedelta(days=1))
        hashes = [link.hash for link in links if after <= link.id < end]
        if rooted(day, before, hashes) != row.root or len(hashes) != row.count:
            yield Discrepancy(row.day, "root-does-not-match-the-log")
        if not signed(public, bytes(row.signature), "root", row.day, row.count, row.root):
            yield Discrepancy(row.day, "root-signature")
        before, since = row.root, day + timedelta(days=1)
    kept = {row.day: row.root for row in rows.roots}
    for name, root in told.items():
        if kept.get(name) != root:
            yield Discrepancy(name, "root-is-not-the-one-officers-hold")


class _CaseRows:
    """Compares cases, entries, evidence and changes of status with their chains."""

    def __init__(self, storage: Storage, rows: _Rows, chains: Mapping[str, list[Link]]) -> None:
        self._storage = storage
        self._rows = rows
        self._chains = chains
        self._erased = {name for name, links in chains.items() if links[-1].event == "erasure"}

    def found(self) -> Found:
        """Yield every discrepancy."""
        for reference in sorted(self._rows.cases.keys() | self._chains.keys()):
            yield from self._case(reference)
        yield from self._sealed()
        yield from self._changes()

    def _case(self, reference: str) -> Found:
        row, links = self._rows.cases.get(reference), self._chains.get(reference, [])
        if row is None or reference in self._erased:
            if (row is None) != (reference in self._erased):
                yield Discrepancy(reference, "case-missing" if row is None else "case-there-though-erased")
            return
        vouched = [link.digest for link in links if link.event == "received"]
        if not vouched:
            yield Discrepancy(reference, "case-without-custody")
        elif vouched[-1] != _state(self._storage.vault, row):
            yield Discrepancy(reference, "case-changed")
        if row.status != next((_named(link)[1] for link in reversed(links) if _is_change(link)), "received"):
            yield Discrepancy(reference, "status-changed")

    def _sealed(self) -> Found:
        expected = {
            (link.chain, link.purpose): link.digest
            for links in self._chains.values()
            for link in links
            if link.event == "sealed" and link.chain not in self._erased
        }
        there = {(row.reference, f"entry:{row.id}"): self._entry_digest(row) for row in self._rows.entries}
        stored = (row for row in self._rows.evidence if row.reference and row.state == "stored")
        there |= {(row.reference or "", f"evidence:{row.id}"): row.sha256 for row in stored}
        for place in sorted(expected.keys() | there.keys()):
            yield from _compared(place, expected.get(place), there.get(place))

    def _entry_digest(self, row: StoredEntry) -> str:
        try:
            age = self._storage.seals.age_form(bytes(row.body), (row.reference, str(row.id)))
        except Unopened:
            return "unopened"
        return hashlib.sha256(age).hexdigest()

    def _changes(self) -> Found:
        links = (link for links in self._chains.values() for link in links if _is_change(link))
        expected = {
            (link.chain, *_named(link), link.actor) for link in links if link.chain not in self._erased
        }
        there = {
            (row.reference, str(row.id), row.status, row.officer or "reporter") for row in self._rows.changes
        }
        for reference, number, *_ in sorted(expected ^ there):
            yield Discrepancy(reference, f"step-missing-or-changed:{number}")


def _compared(place: tuple[str, str], expected: str | None, there: str | None) -> Found:
    reference, what = place
    if expected is None:
        yield Discrepancy(reference, f"{what}-without-custody")
    elif there is None:
        yield Discrepancy(reference, f"{what}-missing")
    elif expected != there:
        yield Discrepancy(reference, f"{what}-changed")


def _files(rows: _Rows, files: EvidenceStore) -> Found:
    """Yield stored pieces without their file, and files without a piece that are not to be destroyed."""
    stored = {row.id: row.sha256 for row in rows.evidence if row.state in ("stored", "discarded")}
    expected = {row.id for row in rows.evidence if row.state == "expected"}
    expected |= {row.evidence for row in rows.shreds}
    for piece, digest in stored.items():
        try:
            if digest and files.digest(piece) != digest:
                yield Discrepancy(piece, "file-changed")
        except FileNotFoundError:
            yield Discrepancy(piece, "file-missing")
        except Unopened:
            yield Discrepancy(piece, "file-changed")
    for name in sorted(set(files.names()) - stored.keys() - expected):
        yield Discrepancy(name, "file-without-evidence")


def _state(vault: Vault, row: StoredCase) -> str:
    facts = case_facts(
        reference=row.reference,
        category=row.category,
        urgent=row.urgent,
        place=row.place,
        anonymous=row.anonymous,
    )
    return vault.token(facts)


def _is_change(link: Link) -> bool:
    return link.event in ("status", "referral")


def _named(link: Link) -> tuple[str, str]:
    number, _, status = link.purpose.partition(":")
    return number, status
