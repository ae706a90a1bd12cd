"""Holds the custody log, the rows and the files against each other, and names whatever does not fit.

Both ways: each row and file must be vouched for by a link, and each link's row and file must be there,
unless the case was erased. Nothing is opened: hashes are of the age forms.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, select

from flows.record import record
from storage.cases.cases import facts
from storage.cases.custody import Head, Link, first_id, rooted, signed
from storage.cases.files import EvidenceStore
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.cases import CASES, ENTRIES, EVIDENCE, STATUS_CHANGES
from storage.tables.custody import CUSTODY, CUSTODY_HEADS, CUSTODY_ROOTS, SHREDS
from storage.unit import Storage

Row = Any  # a result row; its columns differ by table


@record
class Discrepancy:
    """`where` is a case, a piece of evidence or a day; `what` is a code, never content."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Found = Iterator[Discrepancy]


@record
class _Rows:
    """Everything to compare, as of one moment."""

    links: list[Link]
    heads: dict[str, Head]
    roots: list[Row]
    cases: dict[str, Row]
    entries: list[Row]
    evidence: list[Row]
    steps: list[Row]
    shreds: list[Row]


def verify(
    storage: Storage, files: EvidenceStore, told: Mapping[str, str] | None = None
) -> list[Discrepancy]:
    """Every discrepancy; `told`: roots that officers hold, by day (YYYY-MM-DD)."""
    rows = _read(storage)
    chains: dict[str, list[Link]] = defaultdict(list)
    for link in rows.links:
        chains[link.chain].append(link)
    found = [
        *_chains(chains, rows.heads, storage.signer.public),
        *_roots(rows, storage.signer.public, told or {}),
        *_CaseRows(storage, rows, chains).found(),
        *_files(rows, files),
    ]
    return list(dict.fromkeys(found))


def _read(storage: Storage) -> _Rows:
    with storage.read() as unit:

        def every(table: Table, *order: str) -> Any:  # Any: rows, whose columns differ by table
            return unit.transaction.rows(select(table).order_by(*(table.c[name] for name in order)))

        return _Rows(
            [Link(*row) for row in every(CUSTODY, "chain", "seq")],
            {row.chain: Head(*row) for row in every(CUSTODY_HEADS, "chain")},
            list(every(CUSTODY_ROOTS, "day")),
            {row.reference: row for row in every(CASES, "id")},
            list(every(ENTRIES, "id")),
            list(every(EVIDENCE, "id")),
            list(every(STATUS_CHANGES, "id")),
            list(every(SHREDS, "id")),
        )


def _chains(chains: Mapping[str, list[Link]], heads: Mapping[str, Head], public: bytes) -> Found:
    for name in sorted(chains.keys() | heads.keys()):
        links, head = chains.get(name, []), heads.get(name)
        yield from (Discrepancy(name, what) for what in broken(links))
        if head is None:
            yield Discrepancy(name, "head-missing")
        elif not signed(public, bytes(head.signature), head.chain, head.count, head.hash):
            yield Discrepancy(name, "head-signature")
        elif (head.count, head.hash) != (len(links), links[-1].hash if links else ""):
            yield Discrepancy(name, "chain-cut-or-longer-than-signed")


def broken(links: Iterable[Link]) -> Iterator[str]:
    """What is wrong inside a chain, link by link."""
    previous, seq, last = "", 0, 0
    for link in links:
        seq += 1
        if link.seq != seq:
            yield f"link-missing:{seq}"
            seq = link.seq
        elif link.previous != previous or link.id <= last:
            yield f"link-out-of-order:{seq}"
        if link.hash != link.expected():
            yield f"link-changed:{seq}"
        previous, last = link.hash, link.id


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
    """Cases, entries, evidence and steps against their chains."""

    def __init__(self, storage: Storage, rows: _Rows, chains: Mapping[str, list[Link]]) -> None:
        self._storage = storage
        self._rows = rows
        self._chains = chains
        self._erased = {name for name, links in chains.items() if links[-1].event == "erasure"}

    def found(self) -> Found:
        """What does not fit."""
        for reference in sorted(self._rows.cases.keys() | self._chains.keys()):
            yield from self._case(reference)
        yield from self._sealed()
        yield from self._steps()

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
        if row.status != next((_named(link)[1] for link in reversed(links) if _is_step(link)), "received"):
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
        there |= {(row.reference, f"evidence:{row.id}"): row.sha256 for row in stored}
        for place in sorted(expected.keys() | there.keys()):
            yield from _compared(place, expected.get(place), there.get(place))

    def _entry_digest(self, row: Row) -> str:
        import hashlib

        try:
            age = self._storage.seals.age_form(bytes(row.body), (row.reference, str(row.id)))
        except Unopened:
            return "unopened"
        return hashlib.sha256(age).hexdigest()

    def _steps(self) -> Found:
        links = (link for links in self._chains.values() for link in links if _is_step(link))
        expected = {
            (link.chain, *_named(link), link.actor) for link in links if link.chain not in self._erased
        }
        there = {
            (row.reference, str(row.id), row.status, row.officer or "reporter") for row in self._rows.steps
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
    """Every stored piece has its file, and every file its piece, or is about to be destroyed."""
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


def _state(vault: Vault, row: Row) -> str:
    return vault.token(facts(row.reference, row.category, row.urgent, row.place, row.anonymous))


def _is_step(link: Link) -> bool:
    return link.event in ("status", "referral")


def _named(link: Link) -> tuple[str, str]:
    number, _, status = link.purpose.partition(":")
    return number, status
