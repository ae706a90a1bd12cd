"""Compares the rows of cases with their chains, both ways."""

import hashlib
from collections.abc import Mapping

from flows.core.statuses import CLOSED
from storage.audit.outcome_rows import outcomes_differ
from storage.audit.rows import Discrepancy, Found, Rows
from storage.custody.links import Link, all_facts, changing_facts
from storage.custody.log import service_of
from storage.custody.words import Words
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase, StoredEntry
from storage.tables.desk import StoredCaseNote
from storage.unit import Storage


class CaseRows:
    """Compares cases, entries, evidence and changes of status with their chains."""

    def __init__(self, storage: Storage, rows: Rows, chains: Mapping[str, list[Link]]) -> None:
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
        yield from self._notes()
        yield from outcomes_differ(self._rows, self._chains, self._erased)
        yield from self._headers()

    def _case(self, reference: str) -> Found:
        row, links = self._rows.cases.get(reference), self._chains.get(reference, [])
        if row is None or reference in self._erased:
            if (row is None) != (reference in self._erased):
                yield Discrepancy(reference, "case-missing" if row is None else "case-there-though-erased")
            return
        vouched = [link.digest for link in links if link.event == "received" or _is_new_key(link)]
        if not vouched:
            yield Discrepancy(reference, "case-without-custody")
        elif vouched[-1] not in states(self._storage.vault, row):
            yield Discrepancy(reference, "case-changed")
        yield from self._columns(row, links)
        if row.status != next((_named(link)[1] for link in reversed(links) if _is_change(link)), "received"):
            yield Discrepancy(reference, "status-changed")

    def _columns(self, row: StoredCase, links: list[Link]) -> Found:
        """Yield each column of a case that its chain, its reference or its address contradicts."""
        vault, reference = self._storage.vault, row.reference
        holds = [link.purpose for link in links if link.event == "hold"]
        steps = [link for link in links if link.event in ("received", "status", "referral")]
        given = [link.purpose for link in links if link.event == "assigned"]
        work = self._rows.work.get(row.id)
        if (work.assigned if work else "") != (given[-1] if given else ""):
            yield Discrepancy(reference, "assigned-changed")
        if (work.service if work else "") != service_of(links):
            yield Discrepancy(reference, "service-changed")
        chat, opens = self._address(row)
        expected = {
            "hold": bool(holds) and not holds[-1].startswith("off"),
            "created": links[0].time if links else None,
            "updated": steps[-1].time if steps else None,
            "open": row.status not in CLOSED,
            "pseudonym": vault.token("pseudonym:" + reference)[:6].upper(),
            "chat": vault.chat(chat) if chat else None,
        }
        yield from (
            Discrepancy(reference, f"{name}-changed")
            for name, value in expected.items()
            if getattr(row, name) != value
        )
        if not opens:
            yield Discrepancy(reference, "address-changed")
        ties = [link.event for link in links if link.event in ("forgotten", "followed")]
        if ties and (ties[-1] == "followed") != (row.address is not None):
            yield Discrepancy(reference, "address-differs-from-the-log")

    def _address(self, row: StoredCase) -> tuple[str, bool]:
        """Return the chat in a case's address, and whether the address opens."""
        if row.address is None:
            return "", True
        try:
            return self._storage.vault.reveal(bytes(row.address), f"case:{row.reference}").decode(), True
        except Unopened:
            return "", False

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
        yield from self._entries()

    def _entry_digest(self, row: StoredEntry) -> str:
        return self._digest(row.body, row.reference, str(row.id))

    def _entries(self) -> Found:
        """Yield entries whose kind or time is not that of their links."""
        told: dict[tuple[str, str], tuple[str, float]] = {}
        for links in self._chains.values():
            kind = ""
            for link in links:
                kind = link.purpose if link.event == "received" else kind
                if link.event == "sealed" and link.purpose.startswith("entry:"):
                    told[link.chain, link.purpose] = kind, link.time
        for row in self._rows.entries:
            known = told.get((row.reference, f"entry:{row.id}"))
            if known is not None and known != (row.kind, row.time):
                yield Discrepancy(row.reference, f"entry:{row.id}-kind-or-time-changed")

    def _changes(self) -> Found:
        links = (link for links in self._chains.values() for link in links if _is_change(link))
        expected = {
            (link.chain, *_named(link), link.actor, link.time): link.digest
            for link in links
            if link.chain not in self._erased
        }
        there = {
            (row.reference, str(row.id), row.status, row.officer or "reporter", row.time): row
            for row in self._rows.changes
        }
        for reference, number, *_ in sorted(expected.keys() ^ there.keys()):
            yield Discrepancy(reference, f"step-missing-or-changed:{number}")
        for step, row in there.items():
            try:
                words = Words.read(self._storage.vault.reveal(bytes(row.note), f"note:{row.id}"))
            except Unopened:
                yield Discrepancy(row.reference, f"note-changed:{row.id}")
                continue
            if words.digest != expected.get(step, words.digest):
                yield Discrepancy(row.reference, f"note-changed:{row.id}")

    def _notes(self) -> Found:
        """Compare the officers' notes for one another with their links: author, time and sealed content."""
        expected = {
            (link.chain, link.purpose, link.actor, link.time): link.digest
            for links in self._chains.values()
            for link in links
            if link.event == "noted" and link.chain not in self._erased
        }
        there = {
            (row.reference, f"note:{row.name}", row.officer, row.time): self._note_digest(row)
            for row in self._rows.notes
        }
        for place in sorted(expected.keys() | there.keys()):
            yield from _compared(place[:2], expected.get(place), there.get(place))

    def _headers(self) -> Found:
        """Compare the headers of cases that were brought over with their links."""
        expected = {
            (link.chain, link.purpose, link.actor, link.time): link.digest
            for links in self._chains.values()
            for link in links
            if link.event == "brought-over" and not _is_new_key(link) and link.chain not in self._erased
        }
        there = {
            (row.reference, "headers", row.officer, row.time): self._digest(
                row.body, row.reference, "headers"
            )
            for row in self._rows.headers
        }
        for place in sorted(expected.keys() | there.keys()):
            yield from _compared(place[:2], expected.get(place), there.get(place))

    def _note_digest(self, row: StoredCaseNote) -> str:
        return self._digest(row.body, row.reference, f"note:{row.name}")

    def _digest(self, box: bytes, *place: str) -> str:
        try:
            age = self._storage.seals.age_form(bytes(box), (place[0], place[1]))
        except Unopened:
            return "unopened"
        return hashlib.sha256(age).hexdigest()


def _compared(place: tuple[str, str], expected: str | None, there: str | None) -> Found:
    reference, what = place
    if expected is None:
        yield Discrepancy(reference, f"{what}-without-custody")
    elif there is None:
        yield Discrepancy(reference, f"{what}-missing")
    elif expected != there:
        yield Discrepancy(reference, f"{what}-changed")


def states(vault: Vault, row: StoredCase) -> tuple[str, str]:
    """Return the tokens of a case's row: as it is vouched for today, and as it was before version 0006."""
    return vault.token(all_facts(row)), vault.token(changing_facts(row))


def _is_new_key(link: Link) -> bool:
    return (link.event, link.purpose) == ("brought-over", "facts")


def _is_change(link: Link) -> bool:
    return link.event in ("status", "referral")


def _named(link: Link) -> tuple[str, str]:
    number, _, status = link.purpose.partition(":")
    return number, status
