"""The custody log: what happened to each case, in a chain whose every link holds the hash of the one before.

Only additions, never content: the hashes in it are of ciphertexts, so the log may outlive the case. A
chain's head (how many links, the last one's hash) is signed with Ed25519 each time it grows; that one
signature vouches for every link before it, which is why links need none of their own and a filing pays
for one. A link changed, taken out or moved breaks the chain; one cut off the end breaks the head; a whole
log set back to an older one, heads and all, breaks the daily roots that officers hold.

A root covers the links of one UTC day in the order of their ids, which are made from this server's
clock, and the root before; so whoever holds yesterday's root holds the log up to yesterday.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select

from flows.record import record
from storage.database.ids import Ids
from storage.database.statements import Lookup, inserting, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.custody import CUSTODY, CUSTODY_HEADS, CUSTODY_ROOTS

EVENTS = (
    *("received", "sealed", "opened", "exported", "status", "referral"),
    *("hold", "forgotten", "followed", "erasure"),
)
REPORTER, SERVER = "reporter", "server"
_ADD = inserting(CUSTODY, order=5)
_HEAD = upserting(CUSTODY_HEADS, order=5)
_ROOT = upserting(CUSTODY_ROOTS, order=5)
_HEADS = Lookup("chain, count, hash", "custody_heads", "chain", lock=True)
_START = ""
_json = msgspec.json.Encoder().encode
_c = CUSTODY.c


@record
class Act:
    """What happened: by whom, what for (codes, never content), and the hash of the ciphertext concerned."""

    event: str
    actor: str = SERVER
    purpose: str = ""
    digest: str = ""


@record
class Link:
    """A link as stored. `time` is UTC, seconds since the epoch."""

    id: int
    chain: str
    seq: int
    time: float
    event: str
    actor: str
    purpose: str
    digest: str
    previous: str
    hash: str

    def expected(self) -> str:
        """The hash that this link must have."""
        told = (self.chain, self.seq, self.time, self.event, self.actor, self.purpose, self.digest)
        return hashed(told, self.previous)


@record
class Head:
    """Where a chain ends."""

    chain: str
    count: int
    hash: str
    signature: bytes = b""


def hashed(told: tuple[Any, ...], previous: str) -> str:
    """SHA-256 over the JSON list of a link's fields and the hash before it."""
    return hashlib.sha256(_json((*told, previous))).hexdigest()


class Signer:
    """Signs heads and roots; its key is drawn from the root of the server's ring."""

    def __init__(self, vault: Vault) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(vault.secret("custody"))
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, *told: Any) -> bytes:
        """A signature on the JSON list of these."""
        return self._key.sign(_json(told))


def signed(public: bytes, signature: bytes, *told: Any) -> bool:
    """Whether this signature is on these."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _json(told))
    except (InvalidSignature, ValueError):
        return False
    return True


class Custody:
    """The log as one transaction sees it."""

    def __init__(self, transaction: Transaction, signer: Signer, ids: Ids) -> None:
        self._transaction = transaction
        self._signer = signer
        self._ids = ids
        self._heads: dict[str, Head] = {}

    def add(self, chain: str, now: float, *acts: Act, new: bool = False) -> str:
        """Lengthen a case's chain; the hash at its end. `new`: the chain begins here."""
        head = before = Head(chain, 0, _START) if new else self._head(chain)
        for act in acts:
            told = (chain, head.count + 1, float(now), act.event, act.actor, act.purpose, act.digest)
            link = hashed(told, head.hash)
            self._transaction.write(_ADD, (self._ids.next(), *told, head.hash, link))
            head = Head(chain, head.count + 1, link)
        signature = self._signer.sign(chain, head.count, head.hash)
        self._transaction.write(_HEAD, (chain, head.count, head.hash, signature))
        self._heads[chain] = head
        self._transaction.on_drop(lambda: self._recall(before))
        return head.hash

    def of_case(self, chain: str) -> list[Link]:
        """A case's chain, from its beginning."""
        found = select(CUSTODY).where(_c.chain == chain).order_by(_c.seq)
        return [Link(*row) for row in self._transaction.rows(found)]

    def head(self, chain: str) -> Head | None:
        """The signed end of a case's chain."""
        h = CUSTODY_HEADS.c
        found = self._transaction.rows(select(CUSTODY_HEADS).where(h.chain == chain))
        return Head(*found[0]) if found else None

    def root(self, day: date) -> str:
        """The root of this UTC day; kept, so that `verify` can hold the log to it.

        Raises ValueError for a day that is not over, or before one that has a root: it would break a root.
        """
        r = CUSTODY_ROOTS.c
        known = self._transaction.rows(select(r.root).where(r.day == day.isoformat()))
        if known:
            return str(known[0][0])
        later = self._transaction.rows(select(r.day).where(r.day > day.isoformat()).limit(1))
        if later or self._ids.next() < first_id(day + timedelta(days=1)):
            raise ValueError("the day is not over, or over for too long")
        before = self._transaction.rows(
            select(r.day, r.root).where(r.day < day.isoformat()).order_by(r.day.desc()).limit(1)
        )
        since = date.fromisoformat(before[0][0]) + timedelta(days=1) if before else date(1970, 1, 1)
        hashes = self._hashes(since, day)
        root = rooted(day, before[0][1] if before else _START, hashes)
        signature = self._signer.sign("root", day.isoformat(), len(hashes), root)
        self._transaction.write(_ROOT, (day.isoformat(), len(hashes), root, signature))
        return root

    def _hashes(self, first: date, last: date) -> Sequence[str]:
        after, before = first_id(first), first_id(last + timedelta(days=1))
        links = select(_c.hash).where(_c.id >= after, _c.id < before).order_by(_c.id)
        return [row[0] for row in self._transaction.rows(links)]

    def _head(self, chain: str) -> Head:
        """Other servers lengthen chains too: on Postgres the head is locked before it is read."""
        if chain not in self._heads:
            found = self._transaction.lookup(_HEADS, [chain])
            self._heads[chain] = Head(*found[0]) if found else Head(chain, 0, _START)
        return self._heads[chain]

    def _recall(self, head: Head) -> None:
        if head.count:
            self._heads[head.chain] = head
        else:
            self._heads.pop(head.chain, None)


def rooted(day: date, before: str, hashes: Iterable[str]) -> str:
    """A root: over the day, the root before, and the hashes of all links since, in order."""
    return hashlib.sha256(_json((day.isoformat(), before, list(hashes)))).hexdigest()


def first_id(day: date) -> int:
    """The lowest id that `storage.database.ids` makes on this UTC day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000) << 20
