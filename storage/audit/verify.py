"""Compares the custody log, the rows and the files with one another, and names every difference.

Both ways: a link must vouch for each row and file, and each link's row and file must exist unless the case
was erased. Nothing is opened: the hashes are those of the age forms.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from storage.audit.case_rows import CaseRows
from storage.audit.rows import Discrepancy, Found, Rows, read
from storage.cases.files import EvidenceStore
from storage.custody.directory import CHAINS
from storage.custody.links import LOG, Head, Link, added, broken, first_id, rooted, signed
from storage.errors import Unopened
from storage.sealing.seals import own_key
from storage.sealing.wraps import Wrap
from storage.unit import Storage


def verify(
    storage: Storage, files: EvidenceStore, told: Mapping[str, str] | None = None
) -> list[Discrepancy]:
    """Return every discrepancy. `told` are the roots that officers hold, by day (YYYY-MM-DD)."""
    rows = read(storage)
    chains: dict[str, list[Link]] = defaultdict(list)
    for link in rows.links:
        chains[link.chain].append(link)
    found = [
        *_chains(chains, rows.heads, storage.signer.public),
        *_roots(rows, storage.signer.public, told or {}),
        *CaseRows(
            storage, rows, {name: links for name, links in chains.items() if name not in CHAINS}
        ).found(),
        *_directory(storage),
        *_shreds(storage, rows),
        *_listed(storage),
        *_files(rows, files),
        *_wraps(storage, rows, files),
    ]
    return list(dict.fromkeys(found))


def _directory(storage: Storage) -> Found:
    with storage.read() as unit:
        yield from (Discrepancy(name, "key-differs-from-the-log") for name in unit.keys.strange())
        yield from (Discrepancy(name, "officer-differs-from-the-log") for name in unit.officers.strange())
        yield from (Discrepancy(name, "desk-differs-from-the-log") for name in unit.desk.access.strange())


def _chains(chains: Mapping[str, list[Link]], heads: Mapping[str, Head], public: bytes) -> Found:
    yield from _log(chains, heads.get(LOG), public)
    for name in sorted((chains.keys() | heads.keys()) - {LOG}):
        links, head = chains.get(name, []), heads.get(name)
        yield from (Discrepancy(name, what) for what in broken(links))
        if head is None:
            yield Discrepancy(name, "head-missing")
        elif not signed(public, head.signature, head.chain, head.count, head.hash):
            yield Discrepancy(name, "head-signature")
        elif (head.count, head.hash) != (len(links), links[-1].hash if links else ""):
            yield Discrepancy(name, "chain-cut-or-longer-than-signed")


def _log(chains: Mapping[str, list[Link]], head: Head | None, public: bytes) -> Found:
    """Compare all links with the head over all chains: a chain that vanished whole is missing there."""
    total, count = "", 0
    for links in chains.values():
        for link in links:
            total, count = added(total, link.hash), count + 1
    if head is None:
        if count:
            yield Discrepancy(LOG, "log-head-missing")
    elif not signed(public, head.signature, head.chain, head.count, head.hash):
        yield Discrepancy(LOG, "log-head-signature")
    elif (head.count, head.hash) != (count, total):
        yield Discrepancy(LOG, f"log-has-{count}-links-of-{head.count}")


def _roots(rows: Rows, public: bytes, told: Mapping[str, str]) -> Found:
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


def _shreds(storage: Storage, rows: Rows) -> Found:
    with storage.read() as unit:
        strange = [row for row in rows.shreds if row.seal != unit.evidence.seal(row.erasure, row.evidence)]
    yield from (Discrepancy(str(row.id), "shred-not-ours") for row in strange)


def _listed(storage: Storage) -> Found:
    with storage.read() as unit:
        yield from (Discrepancy(str(token), "listed-indicator-not-ours") for token in unit.listed.strange())


def _wraps(storage: Storage, rows: Rows, files: EvidenceStore) -> Found:
    """Yield wraps that are not as the server made them, and cases and pieces that have none."""
    for row in rows.wraps:
        try:
            storage.seals.bare(Wrap(row.number, row.fingerprint, bytes(row.box), row.granted))
        except Unopened:
            yield Discrepancy(f"{row.number}:{row.fingerprint}", "wrap-changed")
    wrapped = {row.number for row in rows.wraps}
    for case in rows.cases.values():
        if case.recipient and case.erasure not in wrapped:
            yield Discrepancy(case.reference, "opens-for-nobody")
    for piece in rows.evidence:
        if piece.state == "stored" and piece.erasure not in wrapped and _has_own_key(files, piece.id):
            yield Discrepancy(piece.id, "opens-for-nobody")


def _has_own_key(files: EvidenceStore, piece: str) -> bool:
    try:
        return own_key(next(files.raw(piece), b""))
    except (FileNotFoundError, ValueError):  # told of by `_files`
        return False


def _files(rows: Rows, files: EvidenceStore) -> Found:
    """Yield stored pieces without their file, and files without a piece that are not to be destroyed."""
    stored = {row.id: row.sha256 for row in rows.evidence if row.state in ("stored", "discarded")}
    expected = {row.id for row in rows.evidence if row.state == "expected"}
    expected |= {row.evidence for row in rows.shreds}
    for piece, digest in stored.items():
        try:
            if digest and files.digest(piece) != digest:
                yield Discrepancy(piece, "file-changed")
        except (FileNotFoundError, ValueError):  # ValueError: no id that we gave
            yield Discrepancy(piece, "file-missing")
        except Unopened:
            yield Discrepancy(piece, "file-changed")
    for name in sorted(set(files.names()) - stored.keys() - expected):
        yield Discrepancy(name, "file-without-evidence")
