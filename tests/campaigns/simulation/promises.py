"""What must hold whatever happened: L1 to L5 of the architecture, over a database that came to rest."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from flows.core.receipts import read
from storage.audit.verify import verify
from storage.cases.files import EvidenceStore
from storage.delivery.messages import BROADCAST, NOTICE
from storage.tables.messages import Outbox
from storage.unit import Storage
from tests.campaigns.simulation.database import now
from tests.campaigns.simulation.people import DESK, Reporter
from tests.campaigns.simulation.provider import Provider

_o = Outbox.__table__.c
LATE = 60.0
"""Seconds after which a row has an end, unless something is due again."""
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
    yield from _said_once(storage, provider)
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
    """L4: every message has a known end, and the end is true."""
    with storage.read() as unit:
        rows = unit.transaction.rows(select(Outbox.__table__))
        changes = sum(len(unit.cases.history(case.reference)) for case in unit.cases.newest(50))
    for row in rows:
        if row.state not in ENDS and row.created < now() - LATE:
            yield f"L4: row {row.id} ({row.kind}) stands at {row.state}"
        if row.kind != "reply":
            continue
        times = provider.times(row.id)
        if row.state == "sent" and not times:
            yield f"L4: row {row.id} is said to be sent and never came"
        if row.state == "undeliverable" and times:
            yield f"L4: row {row.id} is said to be undeliverable and came"
    desk = storage.vault.chat(DESK)
    notices = sum(row.priority == NOTICE and row.chat != desk for row in rows)
    if notices != changes:
        yield f"L4: {changes} changes of a status, {notices} notices"


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


def _said_once(storage: Storage, provider: Provider) -> Iterator[str]:
    """The officer's digest is posted once, and each reminder is said once, over all nodes."""
    with storage.read() as unit:
        digests = unit.transaction.rows(select(_o.id).where(_o.priority == BROADCAST))
    if len(digests) > 1:
        yield f"{len(digests)} digests of a day"
    said = {each.row: each.message.text for each in provider.taken if each.chat == DESK}
    for text, times in Counter(said.values()).items():
        if times > 1:
            yield f"an officer was told the same {times} times: {text!r}"


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
