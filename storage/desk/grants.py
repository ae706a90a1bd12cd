"""Giving a colleague what one can open: wraps made anew in the giver's browser.

The server cannot tell whether a wrap opens. It takes one only for a key that the log vouches for, of a
content that the giver has, and never in place of one that is there.
"""

import hashlib
from collections.abc import Collection

from sqlalchemy import union_all
from sqlmodel import col, literal, select

from flows.record import record
from storage.custody.links import Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.errors import Unopened
from storage.sealing import case_keys
from storage.sealing.seals import Seals
from storage.sealing.wraps import Wrap, Wraps
from storage.tables.cases import StoredCase, StoredEvidence
from storage.tables.custody import StoredWrap

PAGE = 200
_w = StoredWrap.__table__.c
_c, _e = StoredCase.__table__.c, StoredEvidence.__table__.c


@record
class Content:
    """A case's entries or a file: the number of its key, its case, and its name in the custody log."""

    number: int
    reference: str
    name: str


class Grants:
    """Reads wraps that a colleague lacks, and keeps those made for the colleague, in one transaction."""

    def __init__(self, transaction: Transaction, *, seals: Seals, wraps: Wraps, custody: Custody) -> None:
        self._transaction = transaction
        self._seals = seals
        self._wraps = wraps
        self._custody = custody

    def lacking(self, giver: str, to: str, after: int) -> list[tuple[int, bytes]]:
        """Return the giver's bare wraps of contents for which the other key has none, ordered by number.

        Both are fingerprints. Wraps that somebody changed are left out.
        """
        theirs = select(_w.number).where(_w.fingerprint == to)
        mine = select(StoredWrap).where(_w.fingerprint == giver, _w.number > after, _w.number.not_in(theirs))
        rows = self._transaction.found(mine.order_by(col(StoredWrap.number)).limit(PAGE))
        found = []
        for row in rows:
            try:
                age = self._seals.bare(Wrap(row.number, row.fingerprint, bytes(row.box), row.granted))
            except Unopened:
                continue
            found.append((row.number, age))
        return found

    def grant(self, giver: str, to: str, brought: dict[int, bytes], by: str, now: float) -> int:
        """Keep wraps for the key of fingerprint `to`; return how many. Each is an act in its case's chain."""
        self._custody.lock()
        held = self._held(giver, brought)
        granted = 0
        for content in self._contents(held):
            if self._wraps.has(content.number, to):
                continue
            age = brought[content.number]
            key = self._seals.erasure.get(content.number)
            self._wraps.keep((case_keys.encrypted(key, to, age, granted=True),))
            act = Act("granted", by, f"{content.name}:{to}", hashlib.sha256(age).hexdigest())
            self._custody.add(content.reference, now, act)
            granted += 1
        return granted

    def discard(self, mine: str, content: Content, by: str, now: float) -> bool:
        """Delete the wrap of a content that a colleague gave to the key `mine`; return whether there was one.

        The holder alone knows that it opens nothing. What this server wrapped itself stays, for it opens.
        """
        self._custody.lock()
        box = self._wraps.discard(content.number, mine)
        if box is None:
            return False
        digest = self._digest(Wrap(content.number, mine, box, granted=True))
        self._custody.add(
            content.reference, now, Act("grant-discarded", by, f"{content.name}:{mine}", digest)
        )
        return True

    def _digest(self, wrap: Wrap) -> str:
        """Return the SHA-256 that `granted` has; of the stored form where that cannot be decrypted."""
        try:
            return hashlib.sha256(self._seals.bare(wrap)).hexdigest()
        except Unopened:
            return hashlib.sha256(wrap.box).hexdigest()

    def _held(self, giver: str, numbers: Collection[int]) -> list[int]:
        query = select(_w.number).where(_w.fingerprint == giver, _w.number.in_([*numbers]))
        return [row[0] for row in self._transaction.rows(query)]

    def _contents(self, numbers: Collection[int]) -> list[Content]:
        cases = select(_c.erasure, _c.reference, literal("case")).where(
            _c.erasure.in_([*numbers]), _c.recipient != ""
        )
        files = select(_e.erasure, _e.reference, _e.id).where(
            _e.erasure.in_([*numbers]), _e.state == "stored", _e.reference.is_not(None)
        )
        return [Content(*row) for row in self._transaction.rows(union_all(cases, files))]
