"""The custody log: everything that happened to a case, in a chain whose links each hold the hash of the one
before.

Links are only ever added. They hold no content: their hashes are of ciphertexts, so the log may outlive the
case. A chain's head (the number of links and the last one's hash) is signed with Ed25519 whenever the chain
grows. That one signature vouches for every link before it, so links need none of their own and a filing pays
for one. A link that was changed, removed or moved breaks the chain; one cut off the end breaks the head. If a
whole log was set back to an older state, heads included, the daily roots that officers hold do not match.

A root covers the root before it and the links of one UTC day, in the order of their ids, which come from this
server's clock. So yesterday's root vouches for the whole log up to yesterday.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import col, select

from flows.core.statuses import NOT_HANDED_OVER
from storage.custody.links import (
    LOG,
    START,
    Act,
    Head,
    Link,
    Told,
    added,
    broken,
    first_id,
    hashed,
    rooted,
    signed,
)
from storage.custody.overall import Overall, overall
from storage.custody.signer import Signer
from storage.database.ids import Ids, lock_key
from storage.database.overlay import Overlay
from storage.database.statements import Lookup, Values, inserting, upserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.tables.custody import StoredHead, StoredLink, StoredRoot

_ADD = inserting(StoredLink, order=5)
_HEAD = upserting(StoredHead, order=5)
_ROOT = upserting(StoredRoot, order=5)
_HEADS = Lookup("chain, count, hash", "custody_heads", "chain", lock=True)


class Custody:
    """Reads and lengthens the log in one transaction."""

    def __init__(self, transaction: Transaction, signer: Signer, ids: Ids) -> None:
        self._transaction = transaction
        self._signer = signer
        self.signer = signer.fingerprint
        self._ids = ids
        self._heads: Overlay[str, Head] = Overlay(transaction)

    def add(self, chain: str, now: float, *acts: Act, new: bool = False) -> str:
        """Lengthen a case's chain and return the hash at its end. `new`: the chain begins here.

        Raises UnknownCase where another server erased the case meanwhile: its chain has ended.
        """
        log = self._head(LOG)  # locked first by everybody, so that no two servers wait for each other
        head = Head(chain, 0, START) if new else self._head(chain)
        for act in acts:
            told = (chain, head.count + 1, float(now), act.event, act.actor, act.purpose, act.digest)
            link = hashed(told, head.hash)
            self._transaction.write(
                _ADD,
                _ADD.row(
                    id=self._ids.next(),
                    chain=chain,
                    seq=head.count + 1,
                    time=float(now),
                    event=act.event,
                    actor=act.actor,
                    purpose=act.purpose,
                    digest=act.digest,
                    previous=head.hash,
                    hash=link,
                ),
            )
            head = Head(chain, head.count + 1, link)
            log = Head(LOG, log.count + 1, added(log.hash, link))
        self._sign(head)
        self._sign(log)
        return head.hash

    def lock(self) -> None:
        """Lock the log until the end of the transaction, before all that other servers lock but chats."""
        self._head(LOG)

    def _sign(self, head: Head) -> None:
        signature = self._signer.sign(head.chain, head.count, head.hash)
        self._transaction.write(
            _HEAD, _HEAD.row(chain=head.chain, count=head.count, hash=head.hash, signature=signature)
        )
        self._heads.put(head.chain, head)

    def of_case(self, chain: str) -> list[Link]:
        """Return a case's chain, from its beginning."""
        query = select(StoredLink).where(StoredLink.chain == chain).order_by(col(StoredLink.seq))
        return [link_of(row) for row in self._transaction.found(query)]

    def head(self, chain: str) -> Head | None:
        """Return the signed end of a case's chain, or None if there is no such chain."""
        found = self._transaction.found(select(StoredHead).where(StoredHead.chain == chain))
        return head_of(found[0]) if found else None

    def told(self, chain: str) -> Told:
        """Return a case as its chain tells of it."""
        links, head = self.of_case(chain), self.head(chain)
        whole = head is not None and self._signed(head) and not any(broken(links))
        whole = whole and bool(links) and (head.count, head.hash) == (len(links), links[-1].hash)  # type: ignore[union-attr]  # there is one
        steps = [link for link in links if link.event in ("status", "referral")]
        holds = [link.purpose for link in links if link.event == "hold"]
        given = [link.purpose for link in links if link.event == "assigned"]
        moved = [link.time for link in links if link.event in ("received", "status", "referral")]
        return Told(
            hold=bool(holds) and not holds[-1].startswith("off"),
            status=_status(steps[-1]) if steps else "received",
            updated=moved[-1] if moved else 0.0,
            referred=any(link.event == "referral" for link in steps),
            assigned=given[-1] if given else "",
            whole=whole,
            service=service_of(links),
        )

    def whole(self) -> bool:
        """Return whether the log holds every link that was ever written, and no other; reads all of it."""
        head, total = self.head(LOG), START
        hashes = self._transaction.values(select(StoredLink.hash))
        for link in hashes:
            total = added(total, link)
        return head is not None and self._signed(head) and (head.count, head.hash) == (len(hashes), total)

    def overall(self) -> Overall:
        """Return how the head over all chains fits the others; reads the heads alone."""
        return overall(self._transaction, self._signer.public)

    def _signed(self, head: Head) -> bool:
        return signed(self._signer.public, head.signature, head.chain, head.count, head.hash)

    def root(self, day: date) -> str:
        """Return the root of this UTC day, and store the root so that `verify` can compare the log with it.

        Raises ValueError for a day that is not over, and for one before a day that has a root already.
        """
        r, name = StoredRoot, day.isoformat()
        known = self._transaction.values(select(r.root).where(r.day == name))
        if known:
            return known[0]
        later = self._transaction.values(select(r.day).where(r.day > name).limit(1))
        if later or self._ids.next() < first_id(day + timedelta(days=1)):
            raise ValueError("the day is not over, or over for too long")
        before = self._transaction.found(select(r).where(r.day < name).order_by(col(r.day).desc()).limit(1))
        since = date.fromisoformat(before[0].day) + timedelta(days=1) if before else date(1970, 1, 1)
        hashes = self._hashes(since, day)
        root = rooted(day, before[0].root if before else START, hashes)
        signature = self._signer.sign("root", name, len(hashes), root)
        self._transaction.write(_ROOT, _ROOT.row(day=name, count=len(hashes), root=root, signature=signature))
        return root

    def _hashes(self, first: date, last: date) -> Sequence[str]:
        after, before = first_id(first), first_id(last + timedelta(days=1))
        number = StoredLink.id
        query = select(StoredLink.hash).where(number >= after, number < before).order_by(col(number))
        return self._transaction.values(query)

    def _head(self, chain: str) -> Head:
        """Other servers lengthen chains too: on Postgres the head is locked before it is read."""
        head = self._heads.get(chain)
        if head is None:
            found = self._transaction.lookup(_HEADS, [chain]) or self._began_meanwhile(chain)
            head = Head(**found[0]) if found else Head(chain, 0, START)
            if chain != LOG and self._transaction.shared and self._has_ended(head):
                raise UnknownCase
            self._heads[chain] = head
        return head

    def _has_ended(self, head: Head) -> bool:
        last = "SELECT event FROM custody WHERE chain = %s AND seq = %s"
        return self._transaction.peek(last, (head.chain, head.count)) == [("erasure",)]

    def _began_meanwhile(self, chain: str) -> list[Values]:
        """Before the log's first link there is no row to lock: return the head if another server wrote it."""
        if chain != LOG or not self._transaction.shared:
            return []
        self._transaction.peek("SELECT pg_advisory_xact_lock(%s)", (lock_key(LOG),))
        return self._transaction.lookup(_HEADS, [LOG])


def link_of(row: StoredLink) -> Link:
    """Return a stored link as a record."""
    return Link(
        id=row.id,
        chain=row.chain,
        seq=row.seq,
        time=row.time,
        event=row.event,
        actor=row.actor,
        purpose=row.purpose,
        digest=row.digest,
        previous=row.previous,
        hash=row.hash,
    )


def head_of(row: StoredHead) -> Head:
    """Return a stored head as a record."""
    return Head(row.chain, row.count, row.hash, bytes(row.signature))


def _status(link: Link) -> str:
    return link.purpose.partition(":")[2]


def service_of(links: Sequence[Link]) -> str:
    """Return the service that has a case: none after a status in which none has it, until it gets it anew."""
    service = ""
    for link in links:
        if link.event == "handed-over":
            service = link.purpose
        elif link.event == "handed-back" or (link.event == "status" and _status(link) in NOT_HANDED_OVER):
            service = ""
    return service
