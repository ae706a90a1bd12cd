"""Compares the custody log, the rows and the files with one another, and names every difference.

Both ways: a link must vouch for each row and file, and each link's row and file must exist unless the case
was erased. Nothing is opened: the hashes are those of the age forms. Cases, pieces of evidence and wraps are
read so many at a time (`rows.py`); only the names of files are all in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import islice

from sqlmodel import col, select

from storage.audit.case_rows import CaseRows
from storage.audit.outcome_rows import answers_to_nothing
from storage.audit.rows import AT_ONCE, Discrepancy, Found, Rows, chains, spans
from storage.cases.files import EvidenceStore
from storage.custody.directory import CHAINS
from storage.custody.links import LOG, Head, Link, added, broken, first_id, rooted, signed
from storage.errors import Unopened
from storage.sealing.seals import own_key
from storage.sealing.wraps import Wrap
from storage.tables.cases import StoredEvidence
from storage.tables.custody import StoredLink, StoredRoot, StoredShred, StoredWrap
from storage.unit import Storage


def verify(
    storage: Storage, files: EvidenceStore, told: Mapping[str, str] | None = None
) -> list[Discrepancy]:
    """Return every discrepancy. `told` are the roots that officers hold, by day (YYYY-MM-DD)."""
    public, of_chains, of_cases = storage.signer.public, list[Discrepancy](), list[Discrepancy]()
    unopened = list[Discrepancy]()
    for rows in chains(storage):
        links = _by_chain(rows.links)
        of_chains += _chains(links, rows.heads, public)
        cases = {name: some for name, some in links.items() if name not in CHAINS}
        with storage.seals.erasure.holding(case.erasure for case in rows.cases.values()):
            of_cases += CaseRows(storage, rows, cases).found()
        unopened += _closed(rows)
    found = [
        *_log(storage),
        *of_chains,
        *_roots(storage, told or {}),
        *of_cases,
        *answers_to_nothing(storage),
        *_directory(storage),
        *_shreds(storage),
        *_listed(storage),
        *_evidence(storage, files),
        *_strays(storage, files),
        *_wraps(storage),
        *unopened,
    ]
    return list(dict.fromkeys(found))


def _by_chain(links: Iterable[Link]) -> dict[str, list[Link]]:
    found = defaultdict(list)
    for link in links:
        found[link.chain].append(link)
    return found


def _directory(storage: Storage) -> Found:
    with storage.read() as unit:
        yield from (Discrepancy(name, "key-differs-from-the-log") for name in unit.keys.strange())
        yield from (Discrepancy(name, "officer-differs-from-the-log") for name in unit.officers.strange())
        yield from (Discrepancy(name, "desk-differs-from-the-log") for name in unit.desk.access.strange())


def _chains(links_of: Mapping[str, list[Link]], heads: Mapping[str, Head], public: bytes) -> Found:
    for name in sorted((links_of.keys() | heads.keys()) - {LOG}):
        links, head = links_of.get(name, []), heads.get(name)
        yield from (Discrepancy(name, what) for what in broken(links))
        if head is None:
            yield Discrepancy(name, "head-missing")
        elif not signed(public, head.signature, head.chain, head.count, head.hash):
            yield Discrepancy(name, "head-signature")
        elif (head.count, head.hash) != (len(links), links[-1].hash if links else ""):
            yield Discrepancy(name, "chain-cut-or-longer-than-signed")


def _log(storage: Storage) -> Found:
    """Compare all links with the head over all chains: a chain that vanished whole is missing there."""
    total, count, last = "", 0, -1 << 63
    with storage.read() as unit:
        head = unit.custody.head(LOG)
        links = select(StoredLink.id, StoredLink.hash).order_by(col(StoredLink.id)).limit(AT_ONCE)
        while some := unit.transaction.rows(links.where(col(StoredLink.id) > last)):
            for _, link in some:
                total, count = added(total, link), count + 1
            last = some[-1][0]
    if head is None:
        if count:
            yield Discrepancy(LOG, "log-head-missing")
    elif not signed(storage.signer.public, head.signature, head.chain, head.count, head.hash):
        yield Discrepancy(LOG, "log-head-signature")
    elif (head.count, head.hash) != (count, total):
        yield Discrepancy(LOG, f"log-has-{count}-links-of-{head.count}")


def _roots(storage: Storage, told: Mapping[str, str]) -> Found:
    before, since, kept = "", date(1970, 1, 1), {}
    number = col(StoredLink.id)
    with storage.read() as unit:
        for row in unit.transaction.found(select(StoredRoot).order_by(col(StoredRoot.day))):
            day = date.fromisoformat(row.day)
            after, end = first_id(since), first_id(day + timedelta(days=1))
            since_then = select(StoredLink.hash).where(number >= after, number < end).order_by(number)
            hashes = unit.transaction.values(since_then)
            if rooted(day, before, hashes) != row.root or len(hashes) != row.count:
                yield Discrepancy(row.day, "root-does-not-match-the-log")
            if not signed(storage.signer.public, bytes(row.signature), "root", row.day, row.count, row.root):
                yield Discrepancy(row.day, "root-signature")
            before, since, kept[row.day] = row.root, day + timedelta(days=1), row.root
    for name, root in told.items():
        if kept.get(name) != root:
            yield Discrepancy(name, "root-is-not-the-one-officers-hold")


def _shreds(storage: Storage) -> Found:
    with storage.read() as unit:
        rows = unit.transaction.found(select(StoredShred).order_by(col(StoredShred.id)))
        strange = [row for row in rows if row.seal != unit.evidence.seal(row.erasure, row.evidence)]
    yield from (Discrepancy(str(row.id), "shred-not-ours") for row in strange)


def _listed(storage: Storage) -> Found:
    with storage.read() as unit:
        yield from (Discrepancy(str(token), "listed-indicator-not-ours") for token in unit.listed.strange())


def _wraps(storage: Storage) -> Found:
    """Yield wraps that are not as the server made them."""
    number, name = col(StoredWrap.number), col(StoredWrap.fingerprint)
    for span in spans(storage, number):
        with storage.read() as unit:
            query = select(StoredWrap).where(*span.holds(number)).order_by(number, name)
            rows = unit.transaction.found(query)
        with storage.seals.erasure.holding(row.number for row in rows):
            yield from _changed(storage, rows)


def _changed(storage: Storage, wraps: Iterable[StoredWrap]) -> Found:
    for row in wraps:
        try:
            storage.seals.bare(Wrap(row.number, row.fingerprint, bytes(row.box), row.granted))
        except Unopened:
            yield Discrepancy(f"{row.number}:{row.fingerprint}", "wrap-changed")


def _closed(rows: Rows) -> Found:
    """Yield cases that have no wrap."""
    for case in rows.cases.values():
        if case.recipient and case.erasure not in rows.wrapped:
            yield Discrepancy(case.reference, "opens-for-nobody")


def _evidence(storage: Storage, files: EvidenceStore) -> Found:
    """Yield stored pieces without their file, and those that have no wrap."""
    piece, number = col(StoredEvidence.id), col(StoredWrap.number)
    for span in spans(storage, piece):
        with storage.read() as unit:
            rows = unit.transaction.found(select(StoredEvidence).where(*span.holds(piece)).order_by(piece))
            keys = select(StoredEvidence.erasure).where(*span.holds(piece))
            wrapped = set(unit.transaction.values(select(StoredWrap.number).where(number.in_(keys))))
        with storage.seals.erasure.holding(row.erasure for row in rows if row.erasure):
            for row in rows:
                if row.state in ("stored", "discarded"):
                    yield from _file(files, row)
                if row.state == "stored" and row.erasure not in wrapped and _has_own_key(files, row.id):
                    yield Discrepancy(row.id, "opens-for-nobody")


def _file(files: EvidenceStore, row: StoredEvidence) -> Found:
    try:
        if row.sha256 and files.digest(row.id) != row.sha256:
            yield Discrepancy(row.id, "file-changed")
    except (FileNotFoundError, ValueError):  # ValueError: no id that we gave
        yield Discrepancy(row.id, "file-missing")
    except Unopened:
        yield Discrepancy(row.id, "file-changed")


def _has_own_key(files: EvidenceStore, piece: str) -> bool:
    try:
        return own_key(next(files.raw(piece), b""))
    except (FileNotFoundError, ValueError):  # told of by `_file`
        return False


def _strays(storage: Storage, files: EvidenceStore) -> Found:
    """Yield files without a piece that are not to be destroyed."""
    piece, state = col(StoredEvidence.id), col(StoredEvidence.state)
    shred = col(StoredShred.evidence)
    names = iter(sorted(set(files.names())))
    while some := list(islice(names, AT_ONCE)):
        with storage.read() as unit:
            there = select(piece).where(piece.in_(some), state.in_(("stored", "discarded", "expected")))
            known = {*unit.transaction.values(there)}
            known |= {*unit.transaction.values(select(shred).where(shred.in_(some)))}
        yield from (Discrepancy(name, "file-without-evidence") for name in some if name not in known)
