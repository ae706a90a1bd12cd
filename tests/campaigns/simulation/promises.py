"""What must hold whatever happened: L1 to L5 of the architecture, over a database that came to rest."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from flows.core.receipts import read
from storage.audit.verify import verify
from storage.cases.files import EvidenceStore
from storage.delivery.messages import NOTICE
from storage.tables.messages import Outbox
from storage.unit import Storage
from tests.campaigns.simulation.people import Reporter
from tests.campaigns.simulation.provider import Provider

ENDS = {"sent", "delivered", "undeliverable", "unknown"}


def broken(
    storage: Storage, files: EvidenceStore, provider: Provider, reporters: Sequence[Reporter]
) -> Iterator[str]:
    """Every promise that does not hold, in a sentence."""
    for reporter in reporters:
        yield from _told_once(storage, reporter)
    yield from _rows(storage, provider)
    yield from _receipts(storage, provider)
    yield from _files(storage, reporters)
    yield from (f"L5: {found}" for found in verify(storage, files))


def _told_once(storage: Storage, reporter: Reporter) -> Iterator[str]:
    """L1: each message took effect once, in its order."""
    with storage.read() as unit:
        cases = unit.cases.of_chat(reporter.chat, 50)
        said = [
            text
            for case in reversed(cases)
            for entry in unit.cases.contents(case.reference)
            for _, text in entry.answers
        ]
    found = [word for text in said for word in text.split() if word in reporter.told]
    if found != reporter.told:
        yield f"L1: {reporter.chat} told {reporter.told}, kept are {found}"
    if len(cases) != 1:
        yield f"L2: {reporter.chat} filed once and has {len(cases)} cases"


def _rows(storage: Storage, provider: Provider) -> Iterator[str]:
    """L4: every message has a known end, and came at most once more than was in doubt."""
    with storage.read() as unit:
        rows = unit.transaction.rows(select(Outbox.__table__))
        changes = sum(len(unit.cases.history(case.reference)) for case in unit.cases.newest(50))
    for row in rows:
        if row.state not in ENDS:
            yield f"L4: row {row.id} ({row.kind}) stands at {row.state}"
        if row.kind != "reply":
            continue
        times = provider.times(row.id)
        if times > 1 + provider.doubts[row.id] or times > 2:
            yield f"L4: row {row.id} came {times} times, {provider.doubts[row.id]} times in doubt"
        if row.state == "sent" and not times:
            yield f"L4: row {row.id} is said to be sent and never came"
        if row.state == "undeliverable" and times:
            yield f"L4: row {row.id} is said to be undeliverable and came"
    notices = sum(row.priority == NOTICE for row in rows)
    if notices != changes:
        yield f"L4: {changes} changes of a status, {notices} notices"
    yield from _order(rows, provider)


def _order(rows: Sequence[object], provider: Provider) -> Iterator[str]:
    """What a chat gets for the first time comes in the order in which it was said."""
    seen: Counter[str] = Counter()
    first: set[int] = set()
    for each in provider.taken:
        if each.row not in first:
            first.add(each.row)
            if each.row < seen[each.chat]:
                yield f"L4: in {each.chat} row {each.row} came after row {seen[each.chat]}"
            seen[each.chat] = max(seen[each.chat], each.row)


def _receipts(storage: Storage, provider: Provider) -> Iterator[str]:
    """L2: every receipt that was shown opens its case, and no case has two."""
    shown: dict[str, set[str]] = {}
    for each in provider.taken:
        if each.message.purpose == "receipt":
            shown.setdefault(each.chat, set()).add(next(code for code in each.message.codes if "-" in code))
    for chat, codes in shown.items():
        if len(codes) > 1:
            yield f"L2: {chat} was shown {len(codes)} receipts for one case"
        for code in codes:
            known = read(code)
            with storage.read() as unit:
                if known is None or unit.cases.by_receipt(*known) is None:
                    yield f"L2: a receipt of {chat} opens nothing"


def _files(storage: Storage, reporters: Sequence[Reporter]) -> Iterator[str]:
    """L3: every picture is stored or marked as not fetched; `verify` has compared the hashes."""
    with storage.read() as unit:
        for reporter in reporters:
            for case in unit.cases.of_chat(reporter.chat, 50):
                pieces = unit.evidence.of_case(case.reference)
                if len(pieces) != reporter.pictures:
                    yield f"L3: {reporter.chat} sent {reporter.pictures} pictures, {len(pieces)} are kept"
                for piece in pieces:
                    if piece.state not in {"stored", "fetch_failed"}:
                        yield f"L3: a picture of {reporter.chat} stands at {piece.state}"
